package sc.fiji.medprep.deidentify.frames;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import sc.fiji.medprep.deidentify.frames.FrameBytes.Damaged;

/** Finds comments and application segments in frames of JPEG (ITU-T T.81 annex B) and JPEG-LS (ITU-T T.87 annex C). */
final class JpegFrame {
	private static final int SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, COM = 0xFE, TEM = 0x01;
	private static final int APP0 = 0xE0, APP8 = 0xE8, APP14 = 0xEE, APP15 = 0xEF, JPG0 = 0xF0, JPEG_LS = 0xF7, LSE = 0xF8, JPG13 = 0xFD;
	/** Least second byte of what ends entropy-coded data. Below are stuffed bytes of JPEG and JPEG-LS, and codes that T.81 reserves. */
	private static final int LEAST_MARKER = 0xC0;
	private static final byte[] JFIF = ascii("JFIF\0"), LJIF = ascii("LJIF\0"), ADOBE = ascii("Adobe"), HP_COLOUR = ascii("mrfx"), SPIFF = ascii("SPIFF\0");
	private static final byte[] SPIFF_END = {0, 0, 0, 1}, SPIFF_END_AND_SOI = {0, 0, 0, 1, (byte) 0xFF, (byte) 0xD8};
	/** Two bytes of text are at least this as a number; no density of pixels is. */
	private static final int TEXT = 0x3000;

	private final FrameBytes in;
	private final Ranges ranges;

	JpegFrame(FrameBytes in, Ranges ranges) {
		this.in = in;
		this.ranges = ranges;
	}

	/** Position of the SOI marker behind fill bytes, or -1 if the frame does not start with one. */
	static long start(FrameBytes in, long from, long end) throws IOException, Damaged {
		if (end - from < 3 || in.u8(from) != 0xFF) return -1;
		long at = from + 1;
		while (at < end && in.u8(at) == 0xFF) at++;
		return in.startsWith(at, end, SOI, 0xFF) ? at - 1 : -1;
	}

	/** Searches a frame and gives the position behind its end. */
	long scan(long from, long end) throws IOException, Damaged {
		long at = start(in, from, end) + 2;
		if (at < 2) throw new Damaged();
		boolean afterScan = false;
		while (true) {
			if (at + 2 > end || in.u8(at) != 0xFF) throw new Damaged();
			int marker = in.u8(at + 1);
			if (marker == 0xFF) {
				at++;
				continue;
			}
			if (marker == EOI) return at + 2;
			if (marker == TEM || marker >= 0xD0 && marker < SOI) {
				at += 2;
				continue;
			}
			// Below are codes without a meaning, and a second image; JPG0 to JPG13 are unknown to decoders but for JPEG-LS.
			if (marker < LEAST_MARKER || marker == SOI || marker >= JPG0 && marker <= JPG13 && marker != JPEG_LS && marker != LSE) throw new Damaged();
			if (at + 4 > end) throw new Damaged();
			int size = in.u16(at + 2);
			long payload = at + 4, next = at + 2 + size;
			if (size < 2 || next > end) throw new Damaged();
			if (marker == COM && !EncoderComment.matches(in.bytes(payload, next))) blank(payload, next, afterScan);
			if (marker >= APP0 && marker <= APP15) application(marker, payload, next, afterScan);
			at = next;
			if (marker == SOS) {
				afterScan = true;
				at = in.nextMarker(at, end, LEAST_MARKER);
			}
		}
	}

	/** What looks like a segment between scans may be damaged data, so it is blanked only if the frame is sound to its end. */
	private void blank(long from, long to, boolean afterScan) {
		if (afterScan) ranges.addIfSound(from, to);
		else ranges.add(from, to);
	}

	/** Keeps the fields on which decoding depends, and numbers that look like numbers. */
	private void application(int marker, long from, long to, boolean afterScan) throws IOException, Damaged {
		byte[] segment = in.bytes(from, to);
		if (marker == APP0 && (begins(segment, JFIF) || begins(segment, LJIF))) {
			byteField(segment, from, 5, 1, afterScan);
			byteField(segment, from, 6, 9, afterScan);
			byteField(segment, from, 7, 2, afterScan);
			if (Math.max(u16(segment, 8), u16(segment, 10)) >= TEXT) blank(from + 8, Math.min(from + 12, to), afterScan);
			// a thumbnail shows what the image showed when it was made
			if (segment.length > 14 || u16(segment, 12) != 0) blank(from + 12, to, afterScan);
		}
		else if (marker == APP14 && begins(segment, ADOBE)) {
			boolean plain = segment.length >= 10 && segment[5] == 0 && (segment[7] & 0x3F) == 0 && segment[8] == 0 && u16(segment, 9) == 0;
			if (!plain) blank(from + 5, Math.min(from + 11, to), afterScan);
			// the colour transform at 11 stays: decoders ask it
			if (segment.length > 12) blank(from + 12, to, afterScan);
		}
		else if (marker == APP8 && begins(segment, HP_COLOUR)) {
			if (segment.length > 5) blank(from + 5, to, afterScan);
		}
		else if (marker == APP8 && begins(segment, SPIFF)) spiff(segment, from, afterScan);
		else if (marker != APP8 || !Arrays.equals(segment, SPIFF_END) && !Arrays.equals(segment, SPIFF_END_AND_SOI)) blank(from, to, afterScan);
	}

	/** ITU-T T.84 annex F: sizes at 10 and 14, resolutions at 22 and 26. */
	private void spiff(byte[] segment, long from, boolean afterScan) {
		byteField(segment, from, 6, 2, afterScan);
		byteField(segment, from, 7, 9, afterScan);
		byteField(segment, from, 8, 4, afterScan);
		for (int i = 10; i < 18; i += 4) {
			if (u16(segment, i) != 0 || u16(segment, i + 2) >= TEXT) blank(from + i, Math.min(from + i + 4, from + segment.length), afterScan);
		}
		int[] greatest = {15, 32, 8, 2};
		for (int i = 0; i < greatest.length; i++) byteField(segment, from, 18 + i, greatest[i], afterScan);
		for (int i = 22; i < 30; i += 4) {
			if (Math.max(u16(segment, i), u16(segment, i + 2)) >= TEXT) blank(from + i, Math.min(from + i + 4, from + segment.length), afterScan);
		}
		if (segment.length > 30) blank(from + 30, from + segment.length, afterScan);
	}

	private void byteField(byte[] segment, long from, int i, int greatest, boolean afterScan) {
		if (i < segment.length && (segment[i] & 0xFF) > greatest) blank(from + i, from + i + 1, afterScan);
	}

	private static boolean begins(byte[] segment, byte[] name) {
		return segment.length >= name.length && Arrays.equals(segment, 0, name.length, name, 0, name.length);
	}

	/** Two bytes of a segment, as far as they are there. */
	private static int u16(byte[] segment, int i) {
		return (i < segment.length ? (segment[i] & 0xFF) << 8 : 0) | (i + 1 < segment.length ? segment[i + 1] & 0xFF : 0);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}
}
