package sc.fiji.medprep.image.codec;

import java.util.Arrays;

/** Writes one entropy-coded segment with its stuffing (T.81 B.1.1.5) behind a header. */
final class JpegBitWriter {
	private byte[] out;
	private int length;
	/** Bits not yet written, in the low end. */
	private long buffer;
	private int bits;

	/** @param expected bytes of the segment, roughly */
	JpegBitWriter(byte[] header, long expected) {
		out = Arrays.copyOf(header, (int) Math.min(Integer.MAX_VALUE - 8, header.length + expected + expected / 64 + 16));
		length = header.length;
	}

	/** Appends the low bits of a value, at most 32; the others are 0. */
	void put(long value, int count) {
		buffer = buffer << count | value;
		bits += count;
		if (bits < 32) return;
		if (out.length - length < 8) out = Arrays.copyOf(out, (int) Math.min(Integer.MAX_VALUE - 8, out.length * 3L / 2 + 16));
		bits -= 32;
		int word = (int) (buffer >>> bits);
		for (int shift = 24; shift >= 0; shift -= 8) write((byte) (word >> shift));
	}

	private void write(byte b) {
		out[length++] = b;
		if (b == -1) out[length++] = 0;
	}

	/** Fills the last byte with ones and ends the image. */
	byte[] finish() {
		put(0x7f, 7);
		out = Arrays.copyOf(out, length + 10);
		for (int shift = bits - 8; shift >= 0; shift -= 8) write((byte) (buffer >>> shift));
		out[length++] = -1;
		out[length++] = (byte) 0xd9;
		return Arrays.copyOf(out, length);
	}
}
