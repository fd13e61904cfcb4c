package sc.fiji.medprep.standard;

import sc.fiji.medprep.dicom.VR;

/**
 * What the Retain Safe Private Option of PS3.15 (section E.3.10) does with private elements: the standard's own list of
 * safe ones (table E.3.10-1), the private tag knowledge base of The Cancer Imaging Archive, and a few own decisions. An
 * element that nobody has judged is not safe. Immutable and safe for use by many threads.
 */
public final class SafePrivate {
	/** What is done with a private element. */
	public enum Disposition {
		/** The value says nothing about a person, as far as it is of the kind that is expected. */
		KEEP,
		/** The element goes. */
		REMOVE,
		/** The value is a UID, and another one takes its place. */
		MAP_UID,
		/** The value is a date, perhaps with a time, and moves with the dates of the patient. */
		SHIFT_DATE,
		/** The value is a number of seconds since 1970, and moves with the dates of the patient. */
		SHIFT_SECONDS
	}

	private static final class Holder {
		static final SafePrivate INSTANCE = new SafePrivate();
	}

	private static final int DISPOSITION_FIELD = 2, VR_FIELD = 3;

	private final SortedLines lines = new SortedLines("safe-private.txt");

	private SafePrivate() {}

	/** The one table. */
	public static SafePrivate instance() {
		return Holder.INSTANCE;
	}

	/** The edition of the knowledge base. */
	public String edition() {
		return lines.edition();
	}

	/**
	 * What is done with an element.
	 *
	 * @param creator the private creator that has reserved the element's block, without padding; null if there is none
	 * @param group the group number
	 * @param low the lower byte of the element number; the upper one is the block, which differs from file to file
	 * @param nested whether the element is inside an item of a sequence
	 */
	public Disposition dispositionOf(String creator, int group, int low, boolean nested) {
		int line = line(creator, group, low);
		if (line < 0) return Disposition.REMOVE;
		return switch (lines.text()[lines.fieldStart(line, DISPOSITION_FIELD) + (nested ? 1 : 0)]) {
			case 'k' -> Disposition.KEEP;
			case 'h' -> Disposition.MAP_UID;
			case 'o' -> Disposition.SHIFT_DATE;
			case 'i' -> Disposition.SHIFT_SECONDS;
			default -> Disposition.REMOVE;
		};
	}

	/** A VR in which the knowledge base has seen an element, for those that no dictionary lists; null if it tells none. */
	public VR vrOf(String creator, int group, int low) {
		int line = line(creator, group, low);
		if (line < 0) return null;
		int at = lines.fieldStart(line, VR_FIELD);
		return lines.text()[at] == '\n' ? null : VR.of(lines.text()[at], lines.text()[at + 1]);
	}

	private int line(String creator, int group, int low) {
		if (creator == null || creator.isEmpty()) return -1;
		return lines.find(creator.concat("\t").concat(SortedLines.tagText(group << 16 | low & 0xFF, 0xFFFF00FF)));
	}
}
