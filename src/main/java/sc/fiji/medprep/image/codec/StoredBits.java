package sc.fiji.medprep.image.codec;

import java.io.IOException;

import sc.fiji.medprep.image.PixelType;

/**
 * The used bits of samples: those between High Bit and Bits Stored, whatever stands in the others (PS3.5 section 8.1.1), moved
 * to the low end, extended by the sign, with the offset of {@link PixelType} added. Arrays are changed in place.
 */
final class StoredBits {
	/** Integers up to here are doubles, too. */
	private static final long EXACT = 1L << 53;

	private StoredBits() {}

	/**
	 * @param samples as {@link Unpacking} gives them
	 * @param lowBit the lowest used one
	 */
	static Object plane(Object samples, PixelFormat format, int lowBit) throws IOException {
		int bits = format.bitsStored(), offset = format.type().offset();
		boolean signed = format.signed();
		if (samples instanceof byte[] bytes) {
			if (bits < 8 || signed) take(bytes, bits, lowBit, signed, offset);
			return bytes;
		}
		if (samples instanceof short[] shorts) {
			finish(shorts, 0, shorts.length, format, lowBit);
			return shorts;
		}
		if (samples instanceof int[] ints) {
			if (bits < 32) take(ints, bits, lowBit, signed);
			return ints;
		}
		return doubles((long[]) samples, bits, lowBit, signed);
	}

	/**
	 * Brings values that lossy compression has moved out of the range of Bits Stored back to its end, so that white does not
	 * become black when the bits above are cut off.
	 *
	 * @param precision bits that the code stream has, more than Bits Stored
	 */
	static void limit(Object samples, PixelFormat format, int precision) {
		int unused = 32 - precision;
		int least = format.signed() ? -1 << format.bitsStored() - 1 : 0, most = format.signed() ? ~least : (1 << format.bitsStored()) - 1;
		if (samples instanceof byte[] bytes) {
			for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) Math.max(least, Math.min(most, format.signed() ? bytes[i] << unused >> unused : bytes[i] << unused >>> unused));
		}
		else if (samples instanceof short[] shorts) {
			for (int i = 0; i < shorts.length; i++) shorts[i] = (short) Math.max(least, Math.min(most, format.signed() ? shorts[i] << unused >> unused : shorts[i] << unused >>> unused));
		}
	}

	private static void take(byte[] values, int bits, int lowBit, boolean signed, int offset) {
		int up = 32 - lowBit - bits, down = 32 - bits;
		if (signed) for (int i = 0; i < values.length; i++) values[i] = (byte) ((values[i] << up >> down) + offset);
		else for (int i = 0; i < values.length; i++) values[i] = (byte) (values[i] << up >>> down);
	}

	/** Finishes the words from one index up to another. */
	static void finish(short[] values, int from, int to, PixelFormat format, int lowBit) {
		int bits = format.bitsStored(), offset = format.type().offset();
		boolean signed = format.signed();
		if (bits == 16 && !signed) return;
		if (lowBit == 0) {
			// the same without shifts, which the compiler makes vector operations of
			short mask = (short) ((1 << bits) - 1), sign = (short) (signed ? 1 << bits - 1 : 0), add = (short) (signed ? offset - (1 << bits - 1) : 0);
			for (int i = from; i < to; i++) values[i] = (short) ((values[i] & mask ^ sign) + add);
			return;
		}
		int up = 32 - lowBit - bits, down = 32 - bits;
		if (signed) for (int i = from; i < to; i++) values[i] = (short) ((values[i] << up >> down) + offset);
		else for (int i = from; i < to; i++) values[i] = (short) (values[i] << up >>> down);
	}

	private static void take(int[] values, int bits, int lowBit, boolean signed) {
		int up = 32 - lowBit - bits, down = 32 - bits;
		if (signed) for (int i = 0; i < values.length; i++) values[i] = values[i] << up >> down;
		else for (int i = 0; i < values.length; i++) values[i] = values[i] << up >>> down;
	}

	private static double[] doubles(long[] values, int bits, int lowBit, boolean signed) throws IOException {
		double[] plane = new double[values.length];
		int up = 64 - lowBit - bits, down = 64 - bits;
		for (int i = 0; i < values.length; i++) {
			long value = signed ? values[i] << up >> down : values[i] << up >>> down;
			if (value > EXACT || value < -EXACT) throw new IOException("Pixel Data (7FE0,0010) has integers of more than 53 bits, which no type of voxels here holds exactly; leave the image out");
			plane[i] = value;
		}
		return plane;
	}
}
