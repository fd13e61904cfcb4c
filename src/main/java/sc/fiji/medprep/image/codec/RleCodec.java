package sc.fiji.medprep.image.codec;

import java.io.IOException;

/**
 * RLE Lossless (PS3.5 annex G): each byte of the samples has a segment of its own, the most significant first, packed as
 * TIFF's PackBits does. Samples of 1, 8, 16 and 32 bits.
 */
final class RleCodec implements Codec {
	/** Number of segments and 15 offsets, of 4 bytes each. */
	static final int HEADER = 64;
	static final int MOST_SEGMENTS = 15;
	/** Two bytes stand for 128 at most. */
	private static final int MOST_EXPANSION = 64;

	@Override
	public Samples decode(byte[] encoded, PixelFormat format) throws IOException {
		// PS3.5 G.2: samples of a single bit are packed as in native Pixel Data before they are coded
		boolean packed = format.bitsAllocated() == 1;
		long pixels = (long) format.rows() * format.columns();
		long segmentLength = packed ? (pixels * format.samples() + 7) / 8 : pixels;
		int segments = segments(encoded);
		int bytes = packed ? 1 : segments / format.samples();
		if (segments != (packed ? 1 : bytes * format.samples()) || bytes != 1 && bytes != 2 && bytes != 4)
			throw new IOException("The RLE frame has " + segments + " segments, which do not fit the samples of its pixels; export it again");
		if (segmentLength * segments > (long) encoded.length * MOST_EXPANSION || pixels * format.samples() > Integer.MAX_VALUE) throw tooShort();
		byte[][] planes = new byte[segments][];
		for (int segment = 0; segment < segments; segment++) planes[segment] = unpack(encoded, segment, segments, (int) segmentLength);
		if (packed) return new Samples(bits(planes[0], format.length()), 1, Colour.AS_STATED);
		return new Samples(join(planes, format.samples(), bytes), 8 * bytes, Colour.AS_STATED);
	}

	private static int segments(byte[] encoded) throws IOException {
		if (encoded.length < HEADER) throw tooShort();
		int segments = int32(encoded, 0);
		if (segments < 1 || segments > MOST_SEGMENTS) throw new IOException("The frame does not begin with a header of RLE segments; export it again");
		return segments;
	}

	private static int int32(byte[] encoded, int at) {
		return encoded[at] & 0xFF | (encoded[at + 1] & 0xFF) << 8 | (encoded[at + 2] & 0xFF) << 16 | encoded[at + 3] << 24;
	}

	private static IOException tooShort() {
		return new IOException("The RLE frame ends before all of its pixels are there; copy or export the file again");
	}

	/** Unpacks a segment (PS3.5 G.3.2). What it holds beyond the plane is left out. */
	private static byte[] unpack(byte[] encoded, int segment, int segments, int length) throws IOException {
		int at = int32(encoded, 4 + 4 * segment);
		int end = segment + 1 < segments ? int32(encoded, 8 + 4 * segment) : encoded.length;
		if (at < HEADER || end < at || end > encoded.length) throw new IOException("The offsets of the RLE segments lead out of the frame; export it again");
		byte[] plane = new byte[length];
		int to = 0;
		while (to < length) {
			if (at >= end) throw tooShort();
			int code = encoded[at++];
			if (code >= 0) {
				int count = Math.min(code + 1, length - to);
				if (count > end - at) throw tooShort();
				System.arraycopy(encoded, at, plane, to, count);
				at += code + 1;
				to += count;
			}
			else if (code != -128) {
				if (at >= end) throw tooShort();
				int until = Math.min(to + 1 - code, length);
				byte value = encoded[at++];
				while (to < until) plane[to++] = value;
			}
		}
		return plane;
	}

	/** One byte for each bit, the first pixel in the least significant one (PS3.5 8.1.1). */
	private static byte[] bits(byte[] packed, int length) {
		byte[] samples = new byte[length];
		for (int i = 0; i < length; i++) samples[i] = (byte) (packed[i >> 3] >> (i & 7) & 1);
		return samples;
	}

	/** Puts the bytes of samples together that stand in segments one after the other. */
	private static Object join(byte[][] planes, int samples, int bytes) {
		if (bytes == 1 && samples == 1) return planes[0];
		int pixels = planes[0].length;
		byte[] array8 = new byte[bytes == 1 ? pixels * samples : 0];
		short[] array16 = new short[bytes == 2 ? pixels * samples : 0];
		int[] array32 = new int[bytes == 4 ? pixels * samples : 0];
		for (int sample = 0; sample < samples; sample++) {
			byte[] first = planes[sample * bytes], last = planes[sample * bytes + bytes - 1];
			if (bytes == 1) for (int i = 0, to = sample; i < pixels; i++, to += samples) array8[to] = first[i];
			else if (bytes == 2) for (int i = 0, to = sample; i < pixels; i++, to += samples) array16[to] = (short) (first[i] << 8 | last[i] & 0xFF);
			else {
				byte[] second = planes[sample * 4 + 1], third = planes[sample * 4 + 2];
				for (int i = 0, to = sample; i < pixels; i++, to += samples) array32[to] = first[i] << 24 | (second[i] & 0xFF) << 16 | (third[i] & 0xFF) << 8 | last[i] & 0xFF;
			}
		}
		return bytes == 1 ? array8 : bytes == 2 ? array16 : array32;
	}
}
