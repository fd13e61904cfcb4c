package sc.fiji.medprep.synthesize;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.synthesize.Check.Action;

/** What has to be true of the de-identified copy of a study: checks, instance by instance. {@link AnswerKeyWriter} writes it. */
final class AnswerKey {
	static final String FORMAT = "medprep-answer-key";
	static final int VERSION = 1;
	private static final byte[] DATABASE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

	private final Map<String, List<Check>> instances = new LinkedHashMap<>();
	/** Most strings of a key come many times. */
	private final Map<String, String> strings = new HashMap<>();

	private AnswerKey() {}

	/**
	 * Reads a key of either form; which one it is its first bytes tell.
	 *
	 * @throws BatchConfigurationException if it is neither, or damaged, or of a newer version
	 */
	static AnswerKey read(Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new BatchConfigurationException("The answer key does not exist; give the file answer-key.json or answer-key.db.");
		AnswerKey key = new AnswerKey();
		try (InputStream in = Files.newInputStream(file)) {
			if (Arrays.equals(in.readNBytes(DATABASE.length), DATABASE)) AnswerDatabase.read(file, key::add);
			else {
				try (BufferedReader text = Files.newBufferedReader(file)) {
					key.readJson(text);
				}
			}
		}
		key.strings.clear();
		if (key.instances.isEmpty()) throw new BatchConfigurationException("The answer key has no checks.");
		return key;
	}

	/** The checks of each instance by its original SOP Instance UID, in the order of the key. */
	Map<String, List<Check>> instances() {
		return Collections.unmodifiableMap(instances);
	}

	private void readJson(Reader file) throws IOException {
		try (JsonReader in = new JsonReader(file)) {
			in.beginObject();
			boolean known = false;
			while (in.hasNext()) {
				switch (in.nextName()) {
					case "format" -> known = in.nextString().equals(FORMAT);
					case "version" -> {
						if (in.nextInt() > VERSION) throw new BatchConfigurationException("The answer key was written by a newer MedPrep; update this one.");
					}
					case "instances" -> {
						if (!known) throw new BatchConfigurationException("This is no answer key: it does not begin with its format " + FORMAT + ".");
						in.beginArray();
						while (in.hasNext()) readInstance(in);
						in.endArray();
					}
					default -> in.skipValue();
				}
			}
			in.endObject();
		}
		catch (MalformedJsonException | EOFException | CharacterCodingException | IllegalStateException | NumberFormatException | JsonParseException e) {
			throw new BatchConfigurationException("The answer key is damaged, or it is something else; write it again.");
		}
	}

	private void readInstance(JsonReader in) throws IOException {
		String instance = "", series = "", study = "", patient = "";
		in.beginObject();
		while (in.hasNext()) {
			switch (in.nextName()) {
				case "instance" -> instance = in.nextString();
				case "series" -> series = in.nextString();
				case "study" -> study = in.nextString();
				case "patient" -> patient = in.nextString();
				case "checks" -> {
					in.beginArray();
					while (in.hasNext()) readCheck(in, instance, series, study, patient);
					in.endArray();
				}
				default -> in.skipValue();
			}
		}
		in.endObject();
	}

	private void readCheck(JsonReader in, String instance, String series, String study, String patient) throws IOException {
		String action = "", path = "", value = "", text = "", category = "";
		in.beginObject();
		while (in.hasNext()) {
			String name = in.nextName();
			if (in.peek() != JsonToken.STRING) {
				in.skipValue();
				continue;
			}
			String string = in.nextString();
			switch (name) {
				case "action" -> action = string;
				case "path" -> path = string;
				case "value" -> value = string;
				case "text" -> text = string;
				case "category" -> category = string;
				default -> {
					// of a later version
				}
			}
		}
		in.endObject();
		add(instance, series, study, patient, action, path, value, text, category);
	}

	/** Takes over one check, with strings that are shared. */
	private void add(String instance, String series, String study, String patient, String action, String path, String value, String text, String category)
		throws BatchConfigurationException
	{
		Check check = new Check(shared(instance), shared(series), shared(study), shared(patient), action(action), shared(path), shared(value), shared(text), shared(category));
		validate(check);
		instances.computeIfAbsent(check.instance(), uid -> new ArrayList<>()).add(check);
	}

	private String shared(String string) {
		String known = strings.putIfAbsent(string, string);
		return known == null ? string : known;
	}

	private static Action action(String word) throws BatchConfigurationException {
		try {
			return Action.valueOf(word.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException e) {
			throw new BatchConfigurationException("The answer key asks for an action that this MedPrep does not know; update it.");
		}
	}

	/** How an action is written. */
	static String word(Action action) {
		return action.name().toLowerCase(Locale.ROOT);
	}

	/** Refuses what could not be graded. */
	private static void validate(Check check) throws BatchConfigurationException {
		String word = word(check.action());
		if (check.instance().isEmpty()) throw new BatchConfigurationException("A check of the answer key names no instance.");
		boolean wholeFile = switch (check.action()) {
			case PIXELS_HIDDEN, PIXELS_RETAINED, NOTHING_ADDED -> true;
			default -> false;
		};
		try {
			if (!wholeFile) CheckPath.parse(check.path());
			if (check.action() == Action.PIXELS_HIDDEN) PixelBox.parse(check.text());
		}
		catch (IllegalArgumentException e) {
			throw new BatchConfigurationException("The answer key has a check " + word + " whose " + (wholeFile ? "box" : "path") + " cannot be read; see docs/formats.md.");
		}
	}
}
