package sc.fiji.medprep.dicom.vendor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import sc.fiji.medprep.dicom.DataSet;

/**
 * What the binary header of GE's raw data, in a private element of MR images, says of the direction of phase encoding, at the
 * places where dcm2niix looks for it.
 *
 * @param start offset of the header in the element
 * @param version of its form
 * @param reversed whether the polarity of phase encoding is reversed
 * @param epi whether the image is echo planar
 * @param kyDirection order of the lines of k-space: 2 = from the bottom up
 */
public record GeUserData(int start, float version, boolean reversed, boolean epi, int kyDirection) {
	private static final String CREATOR = "GEMS_PARM_01";
	private static final int GROUP = 0x0043, LOW = 0x2A;
	private static final int OFFSET_AT = 24, SHORTEST = 916;
	private static final float NEWER_FORM = 25.002f;
	private static final int NEWER_SHIFT = 0x4C, NEWER_KY_SHIFT = -0x8C;
	private static final int POLARITY_AT = 0x30, EPI_AT = 0x3A, KY_DIRECTION_AT = 0x394;
	private static final int POLARITY_BIT = 0x0004, EPI_BIT = 0x0800, MOST_DIRECTIONS = 15, BOTTOM_UP = 2;

	/** True for the private element that holds such a header. */
	public static boolean isIn(String creator, int group, int low) {
		return group == GROUP && low == LOW && CREATOR.equals(creator);
	}

	/** The header of a data set; empty if there is none or it is not of a form that is known. */
	public static Optional<GeUserData> of(DataSet dataSet) {
		return of(dataSet.bytes(dataSet.privateTag(CREATOR, GROUP, LOW)));
	}

	/** The header in the value of an element; empty if it is not of a form that is known. */
	public static Optional<GeUserData> of(byte[] header) {
		if (header.length < SHORTEST) return Optional.empty();
		ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
		int start = Short.toUnsignedInt(in.getShort(OFFSET_AT));
		if (header.length < length(start)) return Optional.empty();
		float version = in.getFloat(start);
		if (!(version >= 5 && version <= 40)) return Optional.empty();
		int fields = fields(start, version);
		int direction = in.getShort(kyDirectionAt(fields, version));
		return Optional.of(new GeUserData(start, version, (in.getShort(fields + POLARITY_AT) & POLARITY_BIT) != 0, (in.getShort(fields + EPI_AT) & EPI_BIT) != 0,
			direction >= 0 && direction <= MOST_DIRECTIONS ? direction : 0));
	}

	/**
	 * Whether lines are encoded towards growing rows or columns of the image; the two settings of the scanner undo each other.
	 */
	public boolean positive() {
		return reversed == (kyDirection == BOTTOM_UP);
	}

	/** A header that says this and nothing else. */
	public byte[] bytes() {
		int fields = fields(start, version);
		ByteBuffer out = ByteBuffer.allocate(length(start)).order(ByteOrder.LITTLE_ENDIAN);
		out.putShort(OFFSET_AT, (short) start).putFloat(start, Math.round(version * 1000) / 1000f);
		out.putShort(fields + POLARITY_AT, (short) (reversed ? POLARITY_BIT : 0)).putShort(fields + EPI_AT, (short) (epi ? EPI_BIT : 0));
		out.putShort(kyDirectionAt(fields, version), (short) kyDirection);
		return out.array();
	}

	private static int length(int start) {
		return start + NEWER_SHIFT + SHORTEST + 2;
	}

	private static int fields(int start, float version) {
		return version >= NEWER_FORM ? start + NEWER_SHIFT : start;
	}

	private static int kyDirectionAt(int fields, float version) {
		return fields + KY_DIRECTION_AT + (version >= NEWER_FORM ? NEWER_KY_SHIFT : 0);
	}
}
