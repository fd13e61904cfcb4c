package sc.fiji.medprep.deidentify.protocols;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The binary header of GE's raw data in a private element of MR images. Of its kilobytes only those numbers stay from which
 * the direction of phase encoding is inferred, at the places where dcm2niix looks for them; all else becomes zero.
 */
public final class GeUserData {
	private static final int OFFSET_AT = 24, SHORTEST = 916;
	private static final float NEWER_FORM = 25.002f;
	private static final int NEWER_SHIFT = 0x4C, NEWER_KY_SHIFT = -0x8C;
	private static final int POLARITY_AT = 0x30, EPI_AT = 0x3A, KY_DIRECTION_AT = 0x394;
	private static final int POLARITY_BIT = 0x0004, EPI_BIT = 0x0800, MOST_DIRECTIONS = 15;

	private GeUserData() {}

	/** True for the private element that holds such a header. */
	public static boolean isIn(String creator, int group, int low) {
		return group == 0x0043 && low == 0x2A && "GEMS_PARM_01".equals(creator);
	}

	/** The header with those numbers only; null if it is not of a form that is known. */
	public static byte[] cleaned(byte[] header) {
		if (header.length < SHORTEST) return null;
		ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
		int start = Short.toUnsignedInt(in.getShort(OFFSET_AT));
		int length = start + NEWER_SHIFT + SHORTEST + 2;
		if (header.length < length) return null;
		float version = in.getFloat(start);
		if (!(version >= 5 && version <= 40)) return null;
		boolean newer = version >= NEWER_FORM;
		int fields = newer ? start + NEWER_SHIFT : start;
		int direction = in.getShort(fields + KY_DIRECTION_AT + (newer ? NEWER_KY_SHIFT : 0));
		ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		out.putShort(OFFSET_AT, (short) start).putFloat(start, Math.round(version * 1000) / 1000f);
		out.putShort(fields + POLARITY_AT, (short) (in.getShort(fields + POLARITY_AT) & POLARITY_BIT));
		out.putShort(fields + EPI_AT, (short) (in.getShort(fields + EPI_AT) & EPI_BIT));
		out.putShort(fields + KY_DIRECTION_AT + (newer ? NEWER_KY_SHIFT : 0), (short) (direction >= 0 && direction <= MOST_DIRECTIONS ? direction : 0));
		return out.array();
	}
}
