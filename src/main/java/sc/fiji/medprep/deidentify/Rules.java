package sc.fiji.medprep.deidentify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.AttributeType;
import sc.fiji.medprep.standard.BasicAction;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iod;

/**
 * What happens to an attribute: the action of PS3.15 table E.1-1, with choices resolved by the attribute's Type in the IOD,
 * and for attributes that the table does not list, rules of our own where they can hold what a person has typed.
 */
final class Rules {
	/** What is done to an element. */
	enum Action {
		/** Left as it is; sequences are cleaned inside. */
		KEEP,
		/** Taken out. */
		REMOVE,
		/** Left without a value. */
		EMPTY,
		/** Replaced by a value that says nothing; of a sequence, one item is left in which nothing says anything. */
		DUMMY,
		/** UIDs that are not of the standard are replaced. */
		MAP_UIDS
	}

	private static final int PATIENT_ID = 0x00100020, PATIENT_NAME = 0x00100010;
	private static final int DATA_SET_TRAILING_PADDING = 0xFFFCFFFC;
	private static final String BEYOND_THE_TABLE = "beyond-the-table.txt";

	private final ConfidentialityTable table = ConfidentialityTable.instance();
	private final Dictionary dictionary = Dictionary.instance();
	/** Own decisions about attributes that the table does not list: true to clean, false to keep against the rule for their VR. */
	private final Map<Integer, Boolean> beyondTable = readBeyondTable();

	private static Map<Integer, Boolean> readBeyondTable() {
		Map<Integer, Boolean> decisions = new HashMap<>();
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(Rules.class.getResourceAsStream(BEYOND_THE_TABLE), StandardCharsets.UTF_8))) {
			for (String line; (line = lines.readLine()) != null;) {
				if (!line.startsWith("#")) decisions.put(Integer.parseUnsignedInt(line, 0, 8, 16), line.startsWith("clean", 9));
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return decisions;
	}

	/** The VR that the value really has: that of the dictionary where the file says only UN. */
	VR effectiveVR(int tag, VR written) {
		if (written != VR.UN) return written;
		VR known = dictionary.vrOf(tag, null);
		return known == null ? VR.UN : known;
	}

	/**
	 * The action for an attribute.
	 *
	 * @param path tags from the top level to the attribute itself, which is the last
	 * @param length how many entries of the path are used
	 * @param vr the effective VR
	 * @param iod the IOD of the file; null if it is not known
	 */
	Action of(int[] path, int length, VR vr, Iod iod) {
		int tag = path[length - 1];
		if (tag == PATIENT_ID || tag == PATIENT_NAME) return Action.KEEP; // replaced by the pseudonym
		if (Tag.isPrivate(tag) || Tag.isGroupLength(tag) || Tag.group(tag) == 0x0004 || tag == DATA_SET_TRAILING_PADDING) return Action.REMOVE;
		// An overlay or a curve without its data is invalid, and its other attributes are labels and comments.
		if ((tag & 0xFF010000) == 0x60000000 || (tag & 0xFF010000) == 0x50000000) return Action.REMOVE;
		VR known = dictionary.vrOf(tag, null);
		if (known == null) return Action.REMOVE;
		ConfidentialityTable.Row row = table.find(tag);
		if (row != null) return resolved(row.action(), path, length, iod);
		Boolean own = beyondTable.get(tag);
		boolean clean = own != null ? own : isTyped(vr) || isTyped(known) || contradicts(vr, known);
		if (clean) return resolved(BasicAction.X_Z_D, path, length, iod);
		return vr == VR.UI ? Action.MAP_UIDS : Action.KEEP;
	}

	/** True for VRs that hold names, free text, addresses, dates or times. */
	private static boolean isTyped(VR vr) {
		return switch (vr) {
			case PN, LT, ST, UT, UR, DA, DT, TM -> true;
			default -> false;
		};
	}

	/** True if text stands where the dictionary has numbers, bytes or items: whatever wrote it, it does not belong there. */
	private static boolean contradicts(VR written, VR known) {
		return written.kind() == VR.Kind.TEXT && (known == null || !known.isString());
	}

	private static Action resolved(BasicAction action, int[] path, int length, Iod iod) {
		return switch (action) {
			case X -> Action.REMOVE;
			case Z -> Action.EMPTY;
			case D -> Action.DUMMY;
			case U -> Action.MAP_UIDS;
			// References stay, closed over the set, because the UIDs inside are mapped.
			case X_Z_U -> Action.KEEP;
			case X_Z, X_D, Z_D, X_Z_D -> byType(action, path, length, iod);
		};
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
