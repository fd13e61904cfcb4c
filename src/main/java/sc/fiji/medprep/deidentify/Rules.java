package sc.fiji.medprep.deidentify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.BasicAction;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Iod;
import sc.fiji.medprep.standard.OptionAction;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * What happens to an attribute: the action of PS3.15 table E.1-1, with choices resolved by the attribute's Type in the IOD,
 * and for attributes that the table does not list, rules of our own where they can hold what a person has typed.
 */
final class Rules {
	/** What is done to an element. */
	enum Action {
		/** Left as it is if its value fits its VR; sequences are cleaned inside. */
		KEEP,
		/** Taken out. */
		REMOVE,
		/** Left without a value. */
		EMPTY,
		/** Replaced by a value that says nothing; of a sequence, one item is left in which nothing says anything. */
		DUMMY,
		/** UIDs that are not of the standard are replaced. */
		MAP_UIDS,
		/** Dates are moved by the shift of the patient. */
		SHIFT,
		/** Text stays without what identifies the patient. */
		CLEAN_TEXT
	}

	/** @param option because of which the action is not that of the Basic Profile; null if none */
	record Decision(Action action, ProfileOption option) {}

	/** Own decisions about attributes that the table does not list, see beyond-the-table.txt. */
	private enum Own {
		KEEP, TEXT, CLEAN, REMOVE
	}

	private static final int DATA_SET_TRAILING_PADDING = 0xFFFCFFFC, LENGTH_TO_END = 0x00080001;
	private static final String BEYOND_THE_TABLE = "beyond-the-table.txt";

	/** Sequences of structured content and of graphics; what is written in their items is the content. */
	private static final Set<Integer> CONTENT = Set.of(Tag.CONTENT_SEQUENCE, Tag.ACQUISITION_CONTEXT_SEQUENCE, Tag.SPECIMEN_PREPARATION_SEQUENCE, Tag.WAVEFORM_ANNOTATION_SEQUENCE),
		GRAPHICS = Set.of(Tag.GRAPHIC_ANNOTATION_SEQUENCE);

	/** Codes, their schemes, makers and versions: long numbers and odd names among them are no identifiers. */
	private static final Set<Integer> WRITTEN_BY_MACHINES = Set.of(Tag.CODE_VALUE, Tag.CODING_SCHEME_DESIGNATOR, Tag.CODING_SCHEME_VERSION, Tag.LONG_CODE_VALUE, Tag.URN_CODE_VALUE, Tag.CODING_SCHEME_URL,
		Tag.CODING_SCHEME_REGISTRY, Tag.CODING_SCHEME_EXTERNAL_ID, Tag.CODING_SCHEME_NAME, Tag.CODING_SCHEME_RESPONSIBLE_ORGANIZATION, Tag.MAPPING_RESOURCE_NAME, Tag.MANUFACTURER, Tag.MANUFACTURER_MODEL_NAME, Tag.SOFTWARE_VERSIONS, Tag.DEIDENTIFICATION_METHOD);

	private final ConfidentialityTable table = ConfidentialityTable.instance();
	private final Map<Integer, Own> beyondTable = readBeyondTable();
	private final Profile profile;

	Rules(Profile profile) {
		this.profile = profile;
	}

	private static Map<Integer, Own> readBeyondTable() {
		Map<Integer, Own> decisions = new HashMap<>();
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(Rules.class.getResourceAsStream(BEYOND_THE_TABLE), StandardCharsets.UTF_8))) {
			for (String line; (line = lines.readLine()) != null;) {
				if (line.startsWith("#")) continue;
				decisions.put(Integer.parseUnsignedInt(line, 0, 8, 16), Own.valueOf(line.substring(9, line.indexOf(' ', 9)).toUpperCase(Locale.ROOT)));
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return decisions;
	}

	/** True for what no data set of an image or a document needs: it goes, whatever it holds. */
	static boolean isNeverKept(int tag) {
		int group = Tag.group(tag);
		// Groups below 0008 belong before the data set or into a DICOMDIR.
		if (Tag.isPrivate(tag) || Tag.isGroupLength(tag) || group < 0x0008 || tag == DATA_SET_TRAILING_PADDING || tag == LENGTH_TO_END) return true;
		// An overlay or a curve without its data is invalid, and its other attributes are labels and comments.
		if ((group & 0xFF00) == 0x5000 || (group & 0xFF00) == 0x6000) return true;
		// Retired attributes under which anything may stand: coefficients, variable pixel data, zonal maps, source images, ACR-NEMA compression.
		return tag >= 0x7FE00020 && tag <= 0x7FE00040 || (group & 0xFF00) == 0x7F00 && group != 0x7FE0 || (group & 0xFFE0) == 0x1000 || (tag & 0xFFFFFF00) == 0x00203100 || (tag & 0xFFFFFF00) == 0x00280400
			|| (tag & 0xFFFFFF00) == 0x00280800;
	}

	/** True for text that programs write and compare, such as codes and versions, in which only known values are looked for. */
	static boolean isWrittenByMachines(int tag) {
		return WRITTEN_BY_MACHINES.contains(tag);
	}

	/**
	 * What is done with an attribute of the dictionary.
	 *
	 * @param path tags from the top level to the attribute itself, which is the last
	 * @param length how many entries of the path are used
	 * @param vr the VR that the value has
	 * @param known the VR that the dictionary gives it
	 * @param iod the IOD of the file; null if it is not known
	 */
	Decision of(int[] path, int length, VR vr, VR known, Iod iod) {
		int tag = path[length - 1];
		ConfidentialityTable.Row row = table.find(tag);
		if (row == null) return unlisted(path, length, vr, known, iod);
		for (ProfileOption option : row.options().keySet()) {
			// of a device's own dates, too, those that are moved are not kept
			if (!profile.has(option) || isTime(known) && option != ProfileOption.RETAIN_MODIFIED_DATES && profile.has(ProfileOption.RETAIN_MODIFIED_DATES)) continue;
			Action action = optional(option, row.options().get(option), known);
			if (action != null) return new Decision(action, option);
		}
		ProfileOption tree = row.action() == BasicAction.D && isProse(known) ? retainedTree(path, length) : null;
		return tree != null ? new Decision(Action.CLEAN_TEXT, tree) : new Decision(resolved(row.action(), path, length, iod), null);
	}

	private Decision unlisted(int[] path, int length, VR vr, VR known, Iod iod) {
		Own own = beyondTable.get(path[length - 1]);
		if (own == Own.REMOVE) return new Decision(Action.REMOVE, null);
		if (own == null && isTime(known)) {
			if (profile.has(ProfileOption.RETAIN_MODIFIED_DATES)) return new Decision(Action.SHIFT, ProfileOption.RETAIN_MODIFIED_DATES);
			if (profile.has(ProfileOption.RETAIN_FULL_DATES)) return new Decision(Action.KEEP, ProfileOption.RETAIN_FULL_DATES);
		}
		if (own == Own.TEXT && known.kind() == VR.Kind.TEXT || own == null && isProse(known)) {
			ProfileOption tree = retainedTree(path, length);
			if (tree != null) return new Decision(Action.CLEAN_TEXT, tree);
			if (profile.has(ProfileOption.CLEAN_DESCRIPTORS)) return new Decision(Action.CLEAN_TEXT, ProfileOption.CLEAN_DESCRIPTORS);
		}
		if (own == Own.CLEAN || own == Own.TEXT || own == null && (isTyped(vr) || isTyped(known))) return new Decision(cleaned(path, length, iod), null);
		if (vr != VR.UI && known != VR.UI) return new Decision(Action.KEEP, null);
		boolean retained = profile.has(ProfileOption.RETAIN_UIDS);
		return new Decision(retained ? Action.KEEP : Action.MAP_UIDS, retained ? ProfileOption.RETAIN_UIDS : null);
	}

	/** What an option does; null if there is nothing but the basic action, as for bytes that nobody can clean. */
	private static Action optional(ProfileOption option, OptionAction action, VR known) {
		boolean text = known.kind() == VR.Kind.TEXT;
		return switch (option) {
			case RETAIN_UIDS, RETAIN_INSTITUTION_IDENTITY -> Action.KEEP;
			// titles of application entities name places and people as well as machines
			case RETAIN_DEVICE_IDENTITY -> action == OptionAction.K ? Action.KEEP : null;
			case RETAIN_PATIENT_CHARACTERISTICS -> action == OptionAction.K ? Action.KEEP : Action.CLEAN_TEXT;
			case RETAIN_FULL_DATES -> known.isString() ? Action.KEEP : null;
			case RETAIN_MODIFIED_DATES -> isTime(known) ? Action.SHIFT : known.isString() ? Action.KEEP : null;
			case CLEAN_DESCRIPTORS -> text ? Action.CLEAN_TEXT : known.isString() || known == VR.SQ ? Action.KEEP : null;
			case CLEAN_STRUCTURED_CONTENT -> Action.KEEP;
			case CLEAN_GRAPHICS -> known == VR.SQ ? Action.KEEP : null;
			case RETAIN_SAFE_PRIVATE -> null;
		};
	}

	/** The option because of which a sequence on the path keeps its content; null if there is none. */
	private ProfileOption retainedTree(int[] path, int length) {
		for (int i = 0; i < length - 1; i++) {
			if (profile.has(ProfileOption.CLEAN_STRUCTURED_CONTENT) && CONTENT.contains(path[i])) return ProfileOption.CLEAN_STRUCTURED_CONTENT;
			if (profile.has(ProfileOption.CLEAN_GRAPHICS) && GRAPHICS.contains(path[i])) return ProfileOption.CLEAN_GRAPHICS;
		}
		return null;
	}

	private static boolean isTime(VR vr) {
		return vr == VR.DA || vr == VR.DT || vr == VR.TM;
	}

	private static boolean isProse(VR vr) {
		return vr == VR.LT || vr == VR.ST || vr == VR.UT;
	}

	/** The action for a value that is not to stay although no row says so: as gentle as the Type of its attribute allows. */
	Action cleaned(int[] path, int length, Iod iod) {
		return resolved(BasicAction.X_Z_D, path, length, iod);
	}

	/** True for VRs that hold names, free text, addresses, dates or times. */
	private static boolean isTyped(VR vr) {
		return switch (vr) {
			case PN, LT, ST, UT, UR, DA, DT, TM -> true;
			default -> false;
		};
	}

	private static Action resolved(BasicAction action, int[] path, int length, Iod iod) {
		return switch (action) {
			case X -> required(path, length, iod);
			case Z -> Action.EMPTY;
			case D -> Action.DUMMY;
			case U -> Action.MAP_UIDS;
			// References stay, closed over the set, because the UIDs inside are mapped.
			case X_Z_U -> Action.KEEP;
			case X_Z, X_D, Z_D, X_Z_D -> byType(action, path, length, iod);
		};
	}

	/** Removal, except where the IOD demands the attribute under all conditions: there nothing is left of its value. */
	private static Action required(int[] path, int length, Iod iod) {
		AttributeType type = iod == null ? AttributeType.NONE : iod.typeOf(path, length);
		if (type == AttributeType.TYPE_1) return Action.DUMMY;
		return type == AttributeType.TYPE_2 ? Action.EMPTY : Action.REMOVE;
	}

	/** Chooses by the strictest Type; an attribute whose Type nobody knows is treated as Type 1, which is always valid. */
	private static Action byType(BasicAction action, int[] path, int length, Iod iod) {
		AttributeType type = iod == null ? AttributeType.TYPE_1 : iod.typeOf(path, length);
		if (type == AttributeType.NONE && !iod.complete()) type = AttributeType.TYPE_1;
		if (type.needsValue()) return Action.DUMMY;
		if (!type.isRequired()) return action == BasicAction.Z_D ? Action.EMPTY : Action.REMOVE;
		return action == BasicAction.X_D ? Action.DUMMY : Action.EMPTY;
	}
}
