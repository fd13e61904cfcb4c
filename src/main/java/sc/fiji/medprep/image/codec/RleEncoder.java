package sc.fiji.medprep.image.codec;

import java.util.Arrays;

/** Writes frames as RLE Lossless (PS3.5 annex G): rows are coded separately, segments padded to even length. */
public final class RleEncoder {
	private static final int LONGEST = 128;

	private byte[] out;
	private int length = RleCodec.HEADER;

	private RleEncoder(int expected) {
		out = new byte[expected];
	}

	/**
	 * @param plane the samples as stored, interleaved (pixel by pixel): byte[], short[] or int[] for 8, 16 or 32 bits allocated
	 * @return header and segments, of even length: the one fragment of the frame
	 * @throws IllegalArgumentException if the array has not {@code rows * columns * samples} elements or there would be more
	 *             than 15 segments
	 */
	public static byte[] encode(Object plane, int rows, int columns, int samples) {
		int bytes = plane instanceof byte[] ? 1 : plane instanceof short[] ? 2 : 4;
		int count = plane instanceof byte[] a ? a.length : plane instanceof short[] b ? b.length : ((int[]) plane).length;
		if (count != (long) rows * columns * samples || bytes * samples > RleCodec.MOST_SEGMENTS) throw new IllegalArgumentException("The samples do not fit the size of the frame");
		RleEncoder encoder = new RleEncoder(RleCodec.HEADER + count / 2 * bytes + 1024);
		encoder.putHeader(0, bytes * samples);
		byte[] row = new byte[columns];
		for (int segment = 0; segment < bytes * samples; segment++) {
			encoder.putHeader(4 + 4 * segment, encoder.length);
			int shift = 8 * (bytes - 1 - segment % bytes);
			for (int y = 0; y < rows; y++) {
				copy(plane, y * columns * samples + segment / bytes, samples, shift, row);
				encoder.pack(row);
			}
			if (encoder.length % 2 != 0) encoder.put(0);
		}
		return Arrays.copyOf(encoder.out, encoder.length);
	}

	private static void copy(Object plane, int from, int step, int shift, byte[] row) {
		if (plane instanceof byte[] array) for (int x = 0, i = from; x < row.length; x++, i += step) row[x] = array[i];
		else if (plane instanceof short[] array) for (int x = 0, i = from; x < row.length; x++, i += step) row[x] = (byte) (array[i] >> shift);
		else {
			int[] array = (int[]) plane;
			for (int x = 0, i = from; x < row.length; x++, i += step) row[x] = (byte) (array[i] >> shift);
		}
	}

	/** PS3.5 G.3.1: runs of three and more, and of two where no literal goes before, are repeated, the rest is literal. */
	private void pack(byte[] row) {
		int literal = 0, at = 0;
		while (at < row.length) {
			int end = at + 1;
			while (end < row.length && row[end] == row[at] && end - at < LONGEST) end++;
			int run = end - at;
			if (run > 2 || run == 2 && literal == at) {
				putLiteral(row, literal, at);
				put(1 - run);
				put(row[at]);
				literal = end;
			}
			at = end;
		}
		putLiteral(row, literal, row.length);
	}

	private void putLiteral(byte[] row, int from, int to) {
		for (int at = from; at < to; at += LONGEST) {
			int count = Math.min(LONGEST, to - at);
			put(count - 1);
			reserve(count);
			System.arraycopy(row, at, out, length, count);
			length += count;
		}
	}

	private void put(int value) {
		reserve(1);
		out[length++] = (byte) value;
	}

	private void reserve(int count) {
		if (length + count > out.length) out = Arrays.copyOf(out, Math.max(out.length + out.length / 2, length + count));
	}

	private void putHeader(int at, int value) {
		for (int i = 0; i < 4; i++) out[at + i] = (byte) (value >> 8 * i);
	}
}
