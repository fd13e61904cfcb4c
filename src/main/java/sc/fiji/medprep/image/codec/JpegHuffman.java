package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** A Huffman table (T.81 annex C), as a lookup by the next bits. */
final class JpegHuffman {
	private static final int BITS = 10;

	/** By the next bits: symbol &lt;&lt; 8 | length of its code, or 0 if the code is longer or there is none. */
	private final int[] lookup = new int[1 << BITS];
	/** By length: the first left-aligned 16 bits that belong to longer codes. */
	private final int[] limits = new int[17];
	/** By length: what leads from a code to the index of its symbol. */
	private final int[] offsets = new int[17];
	private final byte[] symbols;

	/**
	 * @param counts number of codes of each length, 1 to 16, from index 0 on
	 * @param symbols in the order of their codes
	 */
	JpegHuffman(int[] counts, byte[] symbols) throws IOException {
		this.symbols = symbols;
		int code = 0, index = 0;
		for (int length = 1; length <= 16; length++) {
			offsets[length] = index - code;
			for (int i = 0; i < counts[length - 1]; i++, code++, index++) {
				if (code >= 1 << length) throw JpegDecoder.damaged("has a Huffman table with too many codes");
				if (length <= BITS) {
					int entry = (symbols[index] & 0xff) << 8 | length;
					for (int j = 0; j < 1 << BITS - length; j++) lookup[(code << BITS - length) + j] = entry;
				}
			}
			limits[length] = code << 16 - length;
			code <<= 1;
		}
	}

	/** The next symbol of a left-aligned window: symbol &lt;&lt; 8 | length of its code. */
	int next(long window) throws IOException {
		int entry = lookup[(int) (window >>> 64 - BITS)];
		return entry != 0 ? entry : longCode((int) (window >>> 48));
	}

	private int longCode(int bits) throws IOException {
		for (int length = BITS + 1; length <= 16; length++) {
			if (bits < limits[length]) return (symbols[(bits >>> 16 - length) + offsets[length]] & 0xff) << 8 | length;
		}
		throw JpegDecoder.damaged("holds a code that is in no Huffman table");
	}
}
