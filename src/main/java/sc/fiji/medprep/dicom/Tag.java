package sc.fiji.medprep.dicom;

/**
 * Attribute tags as {@code int}: group in the upper 16 bits, element in the lower. Compare them unsigned. The constants
 * carry the keywords of PS3.6 in upper case; only those that code refers to are listed.
 */
public final class Tag {
	public static final int FILE_META_INFORMATION_GROUP_LENGTH = 0x00020000;
	public static final int FILE_META_INFORMATION_VERSION = 0x00020001;
	public static final int MEDIA_STORAGE_SOP_CLASS_UID = 0x00020002;
	public static final int MEDIA_STORAGE_SOP_INSTANCE_UID = 0x00020003;
	public static final int TRANSFER_SYNTAX_UID = 0x00020010;
	public static final int IMPLEMENTATION_CLASS_UID = 0x00020012;
	public static final int IMPLEMENTATION_VERSION_NAME = 0x00020013;
	public static final int SPECIFIC_CHARACTER_SET = 0x00080005;
	public static final int SOP_CLASS_UID = 0x00080016;
	public static final int SOP_INSTANCE_UID = 0x00080018;
	public static final int SAMPLES_PER_PIXEL = 0x00280002;
	public static final int NUMBER_OF_FRAMES = 0x00280008;
	public static final int ROWS = 0x00280010;
	public static final int COLUMNS = 0x00280011;
	public static final int BITS_ALLOCATED = 0x00280100;
	public static final int EXTENDED_OFFSET_TABLE = 0x7FE00001;
	public static final int EXTENDED_OFFSET_TABLE_LENGTHS = 0x7FE00002;
	public static final int PIXEL_DATA = 0x7FE00010;
	public static final int ITEM = 0xFFFEE000;
	public static final int ITEM_DELIMITATION_ITEM = 0xFFFEE00D;
	public static final int SEQUENCE_DELIMITATION_ITEM = 0xFFFEE0DD;

	private Tag() {}

	public static int of(int group, int element) {
		return group << 16 | element & 0xFFFF;
	}

	public static int group(int tag) {
		return tag >>> 16;
	}

	public static int element(int tag) {
		return tag & 0xFFFF;
	}

	/** True for odd groups: private attributes, their creators, and the odd groups that the standard forbids. */
	public static boolean isPrivate(int tag) {
		return (tag & 0x10000) != 0;
	}

	/** True for the element that reserves a block of private elements (PS3.5 section 7.8.1). */
	public static boolean isPrivateCreator(int tag) {
		return isPrivate(tag) && element(tag) >= 0x10 && element(tag) <= 0xFF;
	}

	/** True for gggg,0000. */
	public static boolean isGroupLength(int tag) {
		return element(tag) == 0;
	}

	/** The tag as the standard prints it: {@code (0008,0050)}. */
	public static String toString(int tag) {
		StringBuilder text = new StringBuilder(11).append('(');
		for (int shift = 28; shift >= 0; shift -= 4) {
			if (shift == 12) text.append(',');
			text.append(Character.toUpperCase(Character.forDigit(tag >>> shift & 15, 16)));
		}
		return text.append(')').toString();
	}
}
