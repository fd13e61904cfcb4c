package sc.fiji.medprep.curate.quality;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.codec.Frames;

/**
 * SHA-256 of the values of a frame, the same for whatever form they are stored in: any lossless transfer syntax, any Bits
 * Allocated, Stored or High Bit, signed or not, monochrome or palette in colours. What is hashed is a head of 20 bytes (letters
 * MPV1, then rows, columns, samples per pixel and form, as big endian integers), then the values row by row, interleaved, in
 * big endian order. Form is the number of bytes of a value, 1, 2, 4 or 8, the least that holds all values of the frame, negative
 * if one is below zero; 32 and 64 with a fraction are form 132 and 164. Palettes and RGB are RGB; other colours are
 * changed to RGB only where that is exact (YBR_RCT), else hashed as they are with 200 added to the form.
 */
final class PixelHash {
	static final int LENGTH = 32;
	private static final int CHUNK = 1 << 13, NOT_RGB = 200, FRACTION = 100;

	private final MessageDigest digest = Hashes.sha256();
	private final byte[] chunk = new byte[CHUNK];

	/**
	 * The hash of a frame.
	 *
	 * @param plane what {@link Frames#plane} gave for it
	 */
	byte[] of(Frames frames, int frame, Object plane) throws IOException {
		int rows = frames.format().rows(), columns = frames.format().columns();
		return isConverted(frames) ? samples((byte[]) frames.samples(frame), rows, columns, frames.format().samples()) : of(frames.type(), plane, rows, columns);
	}

	/** Whether colours of the plane were rounded; RGB inside JPEG says YBR in the header, which is then no more than a name. */
	private static boolean isConverted(Frames frames) {
		String photometric = frames.format().photometric();
		return frames.format().samples() == 3 && photometric.startsWith("YBR") && !photometric.equals("YBR_RCT") && !photometric.equals("YBR_ICT");
	}

	/** The hash of a plane as volumes hold it. */
	byte[] of(PixelType type, Object plane, int rows, int columns) {
		if (plane instanceof byte[] bytes) return bytes(bytes, type.offset(), rows, columns);
		if (plane instanceof short[] shorts) return shorts(shorts, type.offset(), rows, columns);
		if (plane instanceof int[] ints) return type == PixelType.RGB ? colours(ints, rows, columns) : ints(ints, type == PixelType.INT32, rows, columns);
		return reals(plane, rows, columns);
	}

	/** The hash of a file: that of its frame, or the hash of the hashes of all frames. */
	static byte[] ofFile(List<byte[]> frames) {
		if (frames.size() == 1) return frames.get(0);
		MessageDigest digest = Hashes.sha256();
		frames.forEach(digest::update);
		return digest.digest();
	}

	private void begin(int rows, int columns, int samples, int form) {
		digest.update(ByteBuffer.allocate(20).putInt('M' << 24 | 'P' << 16 | 'V' << 8 | '1').putInt(rows).putInt(columns).putInt(samples).putInt(form).flip());
	}

	private byte[] samples(byte[] values, int rows, int columns, int samples) {
		begin(rows, columns, samples, NOT_RGB + 1);
		digest.update(values);
		return digest.digest();
	}

	private byte[] bytes(byte[] values, int offset, int rows, int columns) {
		boolean negative = false;
		if (offset != 0) for (byte value : values) negative |= (value & 0xFF) < offset;
		begin(rows, columns, 1, negative ? -1 : 1);
		for (int from = 0; from < values.length; from += CHUNK) {
			int n = Math.min(CHUNK, values.length - from);
			for (int i = 0; i < n; i++) chunk[i] = (byte) (values[from + i] - offset);
			digest.update(chunk, 0, n);
		}
		return digest.digest();
	}

	private byte[] shorts(short[] values, int offset, int rows, int columns) {
		int least = Integer.MAX_VALUE, most = Integer.MIN_VALUE;
		for (short value : values) {
			least = Math.min(least, value & 0xFFFF);
			most = Math.max(most, value & 0xFFFF);
		}
		int width = width(least - offset, most - offset);
		begin(rows, columns, 1, least < offset ? -width : width);
		int step = CHUNK / 2;
		for (int from = 0; from < values.length; from += step) {
			int n = Math.min(step, values.length - from);
			if (width == 1) for (int i = 0; i < n; i++) chunk[i] = (byte) (values[from + i] - offset);
			else for (int i = 0; i < n; i++) {
				int value = values[from + i] - offset;
				chunk[2 * i] = (byte) (value >> 8);
				chunk[2 * i + 1] = (byte) value;
			}
			digest.update(chunk, 0, width * n);
		}
		return digest.digest();
	}

	private byte[] ints(int[] values, boolean signed, int rows, int columns) {
		long least = Long.MAX_VALUE, most = Long.MIN_VALUE, mask = signed ? -1L : 0xFFFFFFFFL;
		for (int value : values) {
			least = Math.min(least, value & mask);
			most = Math.max(most, value & mask);
		}
		int width = width(least, most);
		begin(rows, columns, 1, least < 0 ? -width : width);
		int step = CHUNK / 8;
		for (int from = 0; from < values.length; from += step) {
			int n = Math.min(step, values.length - from);
			for (int i = 0; i < n; i++) put(i, width, values[from + i]);
			digest.update(chunk, 0, width * n);
		}
		return digest.digest();
	}

	private byte[] colours(int[] values, int rows, int columns) {
		begin(rows, columns, 3, 1);
		int step = CHUNK / 4;
		for (int from = 0; from < values.length; from += step) {
			int n = Math.min(step, values.length - from);
			for (int i = 0; i < n; i++) {
				int value = values[from + i];
				chunk[3 * i] = (byte) (value >> 16);
				chunk[3 * i + 1] = (byte) (value >> 8);
				chunk[3 * i + 2] = (byte) value;
			}
			digest.update(chunk, 0, 3 * n);
		}
		return digest.digest();
	}

	/** Real values; those without fraction are hashed as integers, also of 64 bits, which memory holds as doubles. */
	private byte[] reals(Object plane, int rows, int columns) {
		float[] floats = plane instanceof float[] single ? single : null;
		double[] doubles = floats == null ? (double[]) plane : null;
		int length = floats == null ? doubles.length : floats.length;
		boolean whole = true;
		double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
		for (int i = 0; i < length; i++) {
			double value = floats == null ? doubles[i] : floats[i];
			whole &= value == Math.rint(value) && Math.abs(value) <= 1L << 53;
			least = Math.min(least, value);
			most = Math.max(most, value);
		}
		int width = whole ? width((long) least, (long) most) : floats == null ? 8 : 4;
		begin(rows, columns, 1, !whole ? FRACTION + 8 * width : least < 0 ? -width : width);
		int step = CHUNK / 8;
		for (int from = 0; from < length; from += step) {
			int n = Math.min(step, length - from);
			for (int i = 0; i < n; i++) {
				double value = floats == null ? doubles[from + i] : floats[from + i];
				put(i, width, whole ? (long) value : width == 8 ? Double.doubleToLongBits(value) : Float.floatToIntBits((float) value));
			}
			digest.update(chunk, 0, width * n);
		}
		return digest.digest();
	}

	private void put(int index, int width, long value) {
		for (int b = 0, at = index * width; b < width; b++) chunk[at + b] = (byte) (value >> 8 * (width - 1 - b));
	}

	/** Bytes that hold all integers between two. */
	private static int width(long least, long most) {
		for (int width = 1; width < 8; width *= 2) {
			if (least < 0 ? least >= -1L << 8 * width - 1 && most < 1L << 8 * width - 1 : most < 1L << 8 * width) return width;
		}
		return 8;
	}
}
