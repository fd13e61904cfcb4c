package sc.fiji.medprep.image.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Encodes frames as lossless JPEG with the first predictor (T.81 process 14, selection value 1; transfer syntax
 * 1.2.840.10008.1.2.4.70), with the Huffman table that is best for the frame.
 */
public final class JpegLosslessEncoder {
	/** Differences fall into 17 sizes, 0 to 16 bits (T.81 table H.2). */
	private static final int SIZES = 17;
	/** GDCM gives up on streams of less. */
	private static final int MIN_PRECISION = 8;

	private JpegLosslessEncoder() {}

	/**
	 * Encodes a frame.
	 *
	 * @param samples interleaved, as byte[] or short[]; only their {@link PixelFormat#bitsStored} low bits count, so that signed
	 *            ones may come with their sign extended
	 * @param format rows and columns of 1 to 65,535, 1 to 4 samples per pixel, 1 to 16 bits stored
	 * @return the code stream, which may have an odd length
	 * @throws IllegalArgumentException if the format is beyond what lossless JPEG can state, or the array too short
	 */
	public static byte[] encode(Object samples, PixelFormat format) {
		boolean possible = Math.min(format.rows(), format.columns()) >= 1 && Math.max(format.rows(), format.columns()) <= 0xffff && format.samples() >= 1 && format.samples() <= 4 && format.bitsStored() >= 1 &&
			format.bitsStored() <= 16;
		if (!possible) throw new IllegalArgumentException("Frames of this size or number of bits cannot be stored as lossless JPEG; choose another transfer syntax");
		int precision = Math.max(MIN_PRECISION, format.bitsStored());
		short[] differences = differences(samples, format, precision);
		int[] counts = new int[SIZES];
		for (short difference : differences) counts[size(difference)]++;
		int[] lengths = JpegCodeLengths.of(counts);

		ByteArrayOutputStream header = new ByteArrayOutputStream();
		header(header, format, precision, lengths);
		long bits = 0;
		for (int size = 0; size < SIZES; size++) bits += (long) counts[size] * (lengths[size] + extraBits(size));
		JpegBitWriter out = new JpegBitWriter(header.toByteArray(), bits / 8);
		write(differences, lengths, out);
		return out.finish();
	}

	/** From the left, in the first column from above, at the very first from the middle of the range; modulo 2^16. */
	private static short[] differences(Object samples, PixelFormat format, int precision) {
		int n = format.samples(), width = format.columns() * n, length = format.length(), mask = (1 << format.bitsStored()) - 1;
		short[] values = new short[length];
		if (samples instanceof byte[] bytes) {
			for (int i = 0; i < length; i++) values[i] = (short) (bytes[i] & mask);
		}
		else {
			short[] shorts = (short[]) samples;
			for (int i = 0; i < length; i++) values[i] = (short) (shorts[i] & mask);
		}
		for (int row = length - width; row >= 0; row -= width) {
			for (int i = row + width - 1; i >= row + n; i--) values[i] -= values[i - n];
			for (int i = row; i < row + n; i++) values[i] -= row > 0 ? values[i - width] : 1 << precision - 1;
		}
		return values;
	}

	/** Bits that the magnitude of a difference takes; 16 for -32768 alone, which stands for 32768. */
	private static int size(short difference) {
		return 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
	}

	/** Bits that follow the code of a size. */
	private static int extraBits(int size) {
		return size == 16 ? 0 : size;
	}

	private static void header(ByteArrayOutputStream out, PixelFormat format, int precision, int[] lengths) {
		int n = format.samples();
		segment(out, 0xd8, new int[0]);
		int[] frame = new int[6 + 3 * n];
		int[] scan = new int[4 + 2 * n];
		System.arraycopy(new int[] {precision, format.rows() >> 8, format.rows() & 0xff, format.columns() >> 8, format.columns() & 0xff, n}, 0, frame, 0, 6);
		scan[0] = n;
		for (int i = 0; i < n; i++) {
			frame[6 + 3 * i] = scan[1 + 2 * i] = i + 1;
			frame[7 + 3 * i] = 0x11;
		}
		scan[1 + 2 * n] = 1;
		segment(out, JpegFrame.SOF3, frame);

		int used = (int) Arrays.stream(lengths).filter(length -> length > 0).count();
		int[] table = new int[17 + used];
		for (int length = 1, next = 17; length <= 16; length++) {
			for (int size = 0; size < SIZES; size++) {
				if (lengths[size] != length) continue;
				table[length]++;
				table[next++] = size;
			}
		}
		segment(out, 0xc4, table);
		segment(out, 0xda, scan);
	}

	private static void segment(ByteArrayOutputStream out, int marker, int[] content) {
		out.write(0xff);
		out.write(marker);
		if (content.length == 0) return;
		out.write(content.length + 2 >> 8);
		out.write(content.length + 2 & 0xff);
		for (int value : content) out.write(value);
	}

	private static void write(short[] differences, int[] lengths, JpegBitWriter out) {
		int[] codes = JpegCodeLengths.codes(lengths);
		for (short difference : differences) {
			int size = size(difference), extra = extraBits(size);
			int low = (difference < 0 ? difference - 1 : difference) & (1 << extra) - 1;
			out.put((long) codes[size] << extra | low, lengths[size] + extra);
		}
	}
}
