package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** Reads the bits of an entropy-coded segment of JPEG-LS: the byte after 0xFF has seven of them (T.87 A.1). */
final class JpegLsBits {
	private final byte[] encoded;
	private final int end;
	private int at;
	private boolean stuffed;
	/** The next bits, from the highest down; zeros behind them. */
	private long buffer;
	/** Number of bits in the buffer. Below zero once more were taken than there are. */
	private int count;

	JpegLsBits(byte[] encoded, int from, int end) {
		this.encoded = encoded;
		this.at = from;
		this.end = end;
	}

	/** Makes 57 bits ready, or as many as the segment still has. */
	private void fill() throws IOException {
		while (count <= 56 && at < end) {
			int value = encoded[at++] & 0xFF;
			int width = stuffed ? 7 : 8;
			stuffed = value == 0xFF;
			buffer |= (long) value << 64 - width - count;
			count += width;
		}
		end();
	}

	/** Refuses a segment of which more bits were taken than it has. */
	void end() throws IOException {
		if (count < 0) throw JpegLsCodec.tooShort();
	}

	/** Whether nothing but the padding of the last byte is left. */
	boolean isSpent() throws IOException {
		fill();
		return count < 16 && buffer == 0;
	}

	boolean bit() throws IOException {
		if (count < 1) fill();
		boolean bit = buffer < 0;
		buffer <<= 1;
		count--;
		return bit;
	}

	/** The next bits as a number; 31 at most. */
	int bits(int width) throws IOException {
		if (count < width) fill();
		// not in one shift, which by 64 would be none
		int value = (int) (buffer >>> 1 >>> 63 - width);
		buffer <<= width;
		count -= width;
		return value;
	}

	/**
	 * A number in the limited-length Golomb code (T.87 A.5.3).
	 *
	 * @param limit greatest length of its unary part, after which the number less one follows in plain binary
	 * @param width of the plain number
	 */
	int golomb(int k, int limit, int width) throws IOException {
		if (count < 32) fill();
		int unary = 0, zeros = Long.numberOfLeadingZeros(buffer);
		while (zeros >= count) {
			unary += count;
			count = 0;
			fill();
			if (count == 0) throw JpegLsCodec.tooShort();
			zeros = Long.numberOfLeadingZeros(buffer);
		}
		unary += zeros;
		if (unary > limit) throw JpegLsHeader.damaged();
		// not in one shift, which by 64 would be none
		buffer = buffer << zeros << 1;
		count -= zeros + 1;
		return unary == limit ? bits(width) + 1 : unary << k | bits(k);
	}
}
