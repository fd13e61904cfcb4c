package sc.fiji.medprep.synthesize.picture;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;

/**
 * Baseline JPEG (ITU-T T.81) with the tables of its annex K: grey, or colour as YCbCr with chrominance of half the width
 * (4:2:2). The same picture gives the same bytes everywhere.
 */
public final class JpegEncoder {
	/** A marker segment, such as a comment: second byte of the marker, and what stands behind the length. */
	public record Segment(int marker, byte[] content) {
		public static final int COM = 0xFE, APP0 = 0xE0, APP1 = 0xE1, APP13 = 0xED;
	}

	private static final int[] ZIGZAG = {0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37,
		44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};
	/** T.81 tables K.1 and K.2. */
	private static final int[] LUMINANCE = {16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35,
		55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99};
	private static final int[] CHROMINANCE = {17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99};
	/** T.81 tables K.3 to K.6: numbers of codes by length, and the symbols, in hexadecimal. */
	private static final Huffman DC_LUMINANCE = new Huffman(0x00, "00010501010101010100000000000000", "000102030405060708090a0b");
	private static final Huffman DC_CHROMINANCE = new Huffman(0x01, "00030101010101010101010000000000", "000102030405060708090a0b");
	private static final Huffman AC_LUMINANCE = new Huffman(0x10, "0002010303020403050504040000017d",
		"01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a"
			+ "92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa");
	private static final Huffman AC_CHROMINANCE = new Huffman(0x11, "00020102040403040705040400010277",
		"0001020311040521310612415107617113223281081442" + "91a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a"
			+ "92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa");
	private static final double[][] COSINES = new double[8][8];
	static {
		for (int u = 0; u < 8; u++) {
			for (int x = 0; x < 8; x++) COSINES[u][x] = (u == 0 ? StrictMath.sqrt(0.125) : 0.5) * StrictMath.cos((2 * x + 1) * u * StrictMath.PI / 16);
		}
	}

	private static final class Huffman {
		final int id;
		final byte[] counts, symbols;
		final int[] codes = new int[256], lengths = new int[256];

		Huffman(int id, String counts, String symbols) {
			this.id = id;
			this.counts = HexFormat.of().parseHex(counts);
			this.symbols = HexFormat.of().parseHex(symbols);
			int code = 0, next = 0;
			for (int length = 1; length <= 16; length++, code <<= 1) {
				for (int i = 0; i < (this.counts[length - 1] & 0xFF); i++) {
					int symbol = this.symbols[next++] & 0xFF;
					codes[symbol] = code++;
					lengths[symbol] = length;
				}
			}
		}
	}

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final Canvas canvas;
	private int bits, bitCount;

	private JpegEncoder(Canvas canvas) {
		this.canvas = canvas;
	}

	/**
	 * Encodes a picture of 8-bit samples.
	 *
	 * @param canvas grey, or red, green and blue
	 * @param segments put behind the start of the image
	 */
	public static byte[] encode(Canvas canvas, List<Segment> segments) {
		return new JpegEncoder(canvas).encode(segments);
	}

	private byte[] encode(List<Segment> segments) {
		boolean color = canvas.channels == 3;
		out.write(0xFF);
		out.write(0xD8);
		for (Segment segment : segments) segment(segment.marker(), segment.content());
		tables(color);
		int[] dc = new int[3];
		int unitWidth = color ? 16 : 8;
		double[] block = new double[64];
		for (int y = 0; y < canvas.height; y += 8) {
			for (int x = 0; x < canvas.width; x += unitWidth) {
				for (int part = 0; part < unitWidth; part += 8) dc[0] = block(fill(block, x + part, y, 0, 1), LUMINANCE, dc[0], DC_LUMINANCE, AC_LUMINANCE);
				for (int c = 1; color && c < 3; c++) dc[c] = block(fill(block, x, y, c, 2), CHROMINANCE, dc[c], DC_CHROMINANCE, AC_CHROMINANCE);
			}
		}
		if (bitCount > 0) put((1 << 8 - bitCount) - 1, 8 - bitCount);
		out.write(0xFF);
		out.write(0xD9);
		return out.toByteArray();
	}

	private void tables(boolean color) {
		for (int id = 0; id < (color ? 2 : 1); id++) {
			ByteArrayOutputStream table = new ByteArrayOutputStream();
			table.write(id);
			for (int index : ZIGZAG) table.write(quantum(id == 0 ? LUMINANCE : CHROMINANCE, index));
			segment(0xDB, table.toByteArray());
		}
		byte[] size = {8, (byte) (canvas.height >> 8), (byte) canvas.height, (byte) (canvas.width >> 8), (byte) canvas.width};
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.writeBytes(size);
		frame.writeBytes(color ? new byte[] {3, 1, 0x21, 0, 2, 0x11, 1, 3, 0x11, 1} : new byte[] {1, 1, 0x11, 0});
		segment(0xC0, frame.toByteArray());
		for (Huffman huffman : color ? List.of(DC_LUMINANCE, AC_LUMINANCE, DC_CHROMINANCE, AC_CHROMINANCE) : List.of(DC_LUMINANCE, AC_LUMINANCE)) {
			ByteArrayOutputStream table = new ByteArrayOutputStream();
			table.write(huffman.id);
			table.writeBytes(huffman.counts);
			table.writeBytes(huffman.symbols);
			segment(0xC4, table.toByteArray());
		}
		segment(0xDA, color ? new byte[] {3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0} : new byte[] {1, 1, 0, 0, 63, 0});
	}

	private void segment(int marker, byte[] content) {
		int length = content.length + 2;
		out.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
		out.writeBytes(content);
	}

	/** A third of the tables of annex K, which is a quality of about 83. */
	private static int quantum(int[] table, int index) {
		return Math.max(1, table[index] / 3);
	}

	/** The samples of a block, less 128; pixels beyond the edge are as those at it, and {@code step} of them make one. */
	private double[] fill(double[] block, int left, int top, int component, int step) {
		for (int i = 0; i < 64; i++) {
			double sum = 0;
			for (int s = 0; s < step; s++) sum += sample(Math.min(canvas.width - 1, left + i % 8 * step + s), Math.min(canvas.height - 1, top + i / 8), component);
			block[i] = sum / step - 128;
		}
		return block;
	}

	private double sample(int x, int y, int component) {
		int at = (y * canvas.width + x) * canvas.channels;
		if (canvas.channels == 1) return canvas.samples[at];
		int r = canvas.samples[at], g = canvas.samples[at + 1], b = canvas.samples[at + 2];
		return switch (component) {
			case 0 -> 0.299 * r + 0.587 * g + 0.114 * b;
			case 1 -> 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
			default -> 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
		};
	}

	private int block(double[] block, int[] quanta, int lastDc, Huffman dcCodes, Huffman acCodes) {
		double[] rows = new double[64];
		for (int y = 0; y < 8; y++) {
			for (int u = 0; u < 8; u++) {
				for (int x = 0; x < 8; x++) rows[y * 8 + u] += COSINES[u][x] * block[y * 8 + x];
			}
		}
		int[] values = new int[64];
		for (int i = 0; i < 64; i++) {
			int index = ZIGZAG[i], u = index % 8, v = index / 8;
			double sum = 0;
			for (int y = 0; y < 8; y++) sum += COSINES[v][y] * rows[y * 8 + u];
			values[i] = (int) Math.round(sum / quantum(quanta, index));
		}
		symbol(dcCodes, 0, values[0] - lastDc);
		int zeros = 0;
		for (int i = 1; i < 64; i++) {
			if (values[i] == 0) {
				zeros++;
				continue;
			}
			for (; zeros > 15; zeros -= 16) put(acCodes.codes[0xF0], acCodes.lengths[0xF0]);
			symbol(acCodes, zeros, values[i]);
			zeros = 0;
		}
		if (zeros > 0) put(acCodes.codes[0], acCodes.lengths[0]);
		return values[0];
	}

	private void symbol(Huffman codes, int zeros, int value) {
		int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value)), symbol = zeros << 4 | size;
		put(codes.codes[symbol], codes.lengths[symbol]);
		put(value < 0 ? value - 1 : value, size);
	}

	private void put(int value, int count) {
		for (int i = count - 1; i >= 0; i--) {
			bits = bits << 1 | value >> i & 1;
			if (++bitCount < 8) continue;
			out.write(bits);
			if ((bits & 0xFF) == 0xFF) out.write(0);
			bits = bitCount = 0;
		}
	}
}
