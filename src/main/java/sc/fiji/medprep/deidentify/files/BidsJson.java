package sc.fiji.medprep.deidentify.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * A JSON file of BIDS, such as dcm2niix writes beside an image. Members that are named as DICOM attributes follow the rows of
 * the confidentiality table, others what their names say. Order and numbers stay as they are written.
 */
final class BidsJson {
	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();
	private static final String METHOD = "DeidentificationMethod", METHOD_CODES = "DeidentificationMethodCodeSequence";
	private static final String BASIC_PROFILE = "113100", BASIC_PROFILE_MEANING = "Basic Application Confidentiality Profile";
	/** Of a dataset description: about the dataset and the people who made it, who are no patients. */
	private static final Set<String> ABOUT_DATASET = Set.of("Name", "BIDSVersion", "HEDVersion", "DatasetType", "License", "Authors", "Acknowledgements", "HowToAcknowledge", "Funding", "EthicsApprovals",
		"ReferencesAndLinks", "DatasetDOI", "Keywords", "GeneratedBy", "ConversionSoftware", "ConversionSoftwareVersion", "BidsGuess");
	private static final Set<String> SOFTWARE = Set.of("ConversionSoftware", "ConversionSoftwareVersion", "PhaseEncodingDirection", "PhaseEncodingAxis", "SliceEncodingDirection", "InPlanePhaseEncodingDirectionDICOM", "ImageOrientationText",
		"Units", "BIDSVersion");
	private static final int DEEPEST = 64, LONGEST = 64 << 20;
	/** The objects of BIDS that describe columns: their members are named like columns and hold no value of a patient. */
	private static final Set<String> DESCRIBING = Set.of("Levels", "Description", "LongName", "Units", "TermURL", "Derivative", "HED");

	private final Context context;
	private final Values values;
	private final BidsNames names;

	BidsJson(Context context) {
		this.context = context;
		values = new Values(context);
		names = new BidsNames(context);
	}

	/** @throws IOException if it is no JSON; the message is one sentence */
	byte[] cleaned(byte[] bytes, String path) throws IOException {
		JsonElement root = parsed(bytes);
		List<String> known = new ArrayList<>();
		collect(root, known, 0);
		Subject subject = subject(root, path);
		String label = BidsNames.label(path);
		if (label != null) known.add(label);
		JsonElement cleaned = cleaned("", root, new Scope(path, subject, known, BidsNames.fileName(path).equals("dataset_description.json"), false), 0);
		if (cleaned instanceof JsonObject object && isSidecar(path)) declare(object);
		return (GSON.toJson(cleaned) + "\n").getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Where in a file a value stands.
	 *
	 * @param aboutDataset in a description of the dataset
	 * @param described in a description of columns
	 */
	private record Scope(String path, Subject subject, List<String> known, boolean aboutDataset, boolean described) {}

	private static JsonElement parsed(byte[] bytes) throws IOException {
		if (bytes.length > LONGEST) throw new IOException("The JSON file is too long to be the description of an image.");
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			JsonElement root = JsonParser.parseString(text.startsWith("\ufeff") ? text.substring(1) : text);
			if (root.isJsonObject() || root.isJsonArray()) return root;
		}
		catch (CharacterCodingException | JsonParseException | NumberFormatException | StackOverflowError e) {
			// said below, without the place, which the parser tells with a piece of the text
		}
		throw new IOException("The file is called like JSON but is none; mend it or leave it out.");
	}

	/** The patient: named by the path, so that all files of a BIDS subject agree, else by the file itself. */
	private Subject subject(JsonElement root, String path) {
		String label = BidsNames.label(path);
		return label != null ? context.subject(label) : context.subject(text(root, "PatientID"), text(root, "PatientName"));
	}

	private static String text(JsonElement root, String key) {
		return root instanceof JsonObject object && object.get(key) instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
	}

	private void collect(JsonElement element, List<String> known, int depth) throws IOException {
		if (depth > DEEPEST) throw new IOException("The JSON file is nested too deeply to be the description of an image.");
		if (element instanceof JsonArray array) {
			for (JsonElement item : array) collect(item, known, depth + 1);
		}
		if (!(element instanceof JsonObject object)) return;
		for (Map.Entry<String, JsonElement> member : object.entrySet()) {
			Optional<Attribute> attribute = values.attributes().named(member.getKey());
			if (member.getValue() instanceof JsonPrimitive value && attribute.isPresent() && values.attributes().identifies(attribute.get())) known.add(value.getAsString());
			else collect(member.getValue(), known, depth + 1);
		}
	}

	/** What takes the place of a value; null if it goes. */
	private JsonElement cleaned(String key, JsonElement value, Scope scope, int depth) {
		if (value instanceof JsonObject object) return cleaned(object, scope, depth);
		if (value instanceof JsonArray array) {
			JsonArray cleaned = new JsonArray(array.size());
			for (JsonElement item : array) {
				JsonElement kept = cleaned(key, item, scope, depth + 1);
				if (kept != null) cleaned.add(kept);
			}
			return cleaned.isEmpty() && !array.isEmpty() ? null : cleaned;
		}
		if (value instanceof JsonNull || !(value instanceof JsonPrimitive primitive)) return value;
		return primitive.isBoolean() ? booleanValue(key, primitive, scope) : scalar(key, primitive, scope);
	}

	private JsonElement cleaned(JsonObject object, Scope scope, int depth) {
		JsonObject cleaned = new JsonObject();
		for (Map.Entry<String, JsonElement> member : object.entrySet()) {
			String key = key(member.getKey(), scope);
			boolean describes = scope.described || depth > 0 && object.keySet().stream().anyMatch(DESCRIBING::contains) || DESCRIBING.contains(member.getKey());
			JsonElement kept = member.getKey().equals(METHOD_CODES) ? earlierCodes(member.getValue()) : isRemovedSequence(member) ? null
				: cleaned(member.getKey(), member.getValue(), new Scope(scope.path, scope.subject, scope.known, scope.aboutDataset, describes), depth + 1);
			if (key != null && kept != null) cleaned.add(key, kept);
		}
		return cleaned;
	}

	/** Codes of the standard that earlier programs have written. */
	private static JsonArray earlierCodes(JsonElement value) {
		JsonArray codes = new JsonArray();
		if (!(value instanceof JsonArray earlier)) return codes;
		for (JsonElement item : earlier) {
			if (item instanceof JsonObject code && code.get("CodeValue") instanceof JsonPrimitive number && number.getAsString().matches("\\d{6}")
				&& code.get("CodingSchemeDesignator") instanceof JsonPrimitive scheme && scheme.getAsString().equals("DCM")) codes.add(code);
		}
		return codes;
	}

	private boolean isRemovedSequence(Map.Entry<String, JsonElement> member) {
		if (!(member.getValue() instanceof JsonObject) && !(member.getValue() instanceof JsonArray)) return false;
		Optional<Attribute> attribute = values.attributes().named(member.getKey());
		return attribute.isPresent() && attribute.get().vr().equals("SQ") && values.attributes().actionOf(attribute.get()) == Attributes.Action.REMOVE;
	}

	/** Keys are words of a programmer; those that are not, or that refer to a patient, are handled like text. */
	private String key(String key, Scope scope) {
		String reference = names.reference(key, scope.path);
		if (reference != null) return reference;
		boolean word = key.matches("[A-Za-z_][A-Za-z0-9_]{0,63}|-?\\d{1,4}") && scope.known.stream().noneMatch(known -> known.length() > 2 && key.contains(known));
		return word ? key : values.text(key, scope.subject, scope.known);
	}

	private JsonElement booleanValue(String key, JsonPrimitive value, Scope scope) {
		return scope.described || values.attributes().named(key).isPresent() || values.cleaned(key, "1", scope.subject, List.of()) != null ? value : null;
	}

	private JsonElement scalar(String key, JsonPrimitive value, Scope scope) {
		String text = value.getAsString();
		if (key.equals(METHOD) || SOFTWARE.contains(key) && text.length() <= 64) return value;
		if (scope.aboutDataset && ABOUT_DATASET.contains(key)) return value;
		String reference = value.isString() ? names.reference(text, scope.path) : null;
		if (reference != null) return new JsonPrimitive(reference);
		if (scope.described) return value.isNumber() ? value : primitive(values.text(text, scope.subject, scope.known), value);
		// a number whose key says nothing else is a parameter of the acquisition
		if (value.isNumber() && values.attributes().named(key).isEmpty() && Values.isOrdinary(key)) return value;
		return primitive(values.cleaned(key, text, scope.subject, scope.known), value);
	}

	private static JsonElement primitive(String cleaned, JsonPrimitive value) {
		return cleaned == null ? null : cleaned.equals(value.getAsString()) ? value : new JsonPrimitive(cleaned);
	}

	/** True for the sidecar of an image, which tells how it was made. */
	private static boolean isSidecar(String path) {
		return !BidsNames.isOfDataset(path) && !path.matches(".*_(?:scans|sessions|channels|electrodes|coordsystem|events|physio|stim|beh)\\.json");
	}

	/** Says what was done, as DICOM does (BIDS: DeidentificationMethod and its code sequence). */
	private void declare(JsonObject sidecar) {
		JsonArray methods = sidecar.get(METHOD) instanceof JsonArray earlier ? earlier : new JsonArray();
		if (sidecar.get(METHOD) instanceof JsonPrimitive single) methods.add(single);
		JsonPrimitive method = new JsonPrimitive(context.method());
		if (!methods.contains(method)) methods.add(method);
		sidecar.add(METHOD, methods);
		JsonArray codes = sidecar.get(METHOD_CODES) instanceof JsonArray earlier ? earlier : new JsonArray();
		add(codes, BASIC_PROFILE, BASIC_PROFILE_MEANING);
		for (ProfileOption option : ProfileOption.values()) {
			if (context.has(option) && isAppliedHere(option)) add(codes, option.code(), option.meaning());
		}
		sidecar.add(METHOD_CODES, codes);
	}

	/** Sidecars hold no private elements, reports or graphics for which an option could have done something. */
	private static boolean isAppliedHere(ProfileOption option) {
		return option != ProfileOption.RETAIN_SAFE_PRIVATE && option != ProfileOption.CLEAN_STRUCTURED_CONTENT && option != ProfileOption.CLEAN_GRAPHICS;
	}

	private static void add(JsonArray codes, String value, String meaning) {
		for (JsonElement code : codes) {
			if (code instanceof JsonObject object && object.get("CodeValue") instanceof JsonPrimitive known && known.getAsString().equals(value)) return;
		}
		JsonObject code = new JsonObject();
		code.addProperty("CodeValue", value);
		code.addProperty("CodingSchemeDesignator", "DCM");
		code.addProperty("CodeMeaning", meaning);
		codes.add(code);
	}
}
