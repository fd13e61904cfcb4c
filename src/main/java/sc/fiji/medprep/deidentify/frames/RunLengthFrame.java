package sc.fiji.medprep.deidentify.frames;

import java.io.IOException;

import sc.fiji.medprep.deidentify.frames.FrameBytes.Damaged;

/** Finds what stands between and behind the segments of an RLE frame (PS3.5 annex G) without decoding them. */
final class RunLengthFrame {
	private static final int HEADER = 64, MAX_SEGMENTS = 15;

	private final FrameBytes in;
	private final Ranges ranges;
	private final long segmentLength;

	/** @param segmentLength number of bytes that a segment holds decoded, or 0 if it is not known */
	RunLengthFrame(FrameBytes in, Ranges ranges, long segmentLength) {
		this.in = in;
		this.ranges = ranges;
		this.segmentLength = segmentLength;
	}

	/** Searches a frame and gives the position behind the last run that decoding needs. */
	long scan(long from, long end) throws IOException, Damaged {
		if (segmentLength == 0 || end - from < HEADER) throw new Damaged();
		long count = u32(from);
		if (count < 1 || count > MAX_SEGMENTS || u32(from + 4) < HEADER) throw new Damaged();
		long behind = from + HEADER;
		for (int i = 1; i <= count; i++) {
			long start = from + u32(from + 4 * i), next = i < count ? from + u32(from + 4 * i + 4) : end;
			if (start < behind || next <= start || next > end) throw new Damaged();
			gap(behind, start);
			behind = runs(start, next);
		}
		if (in.firstAfterFiller(from + 4 + 4 * count, from + HEADER) < from + HEADER) ranges.addIfSound(from + 4 + 4 * count, from + HEADER);
		return behind;
	}

	private void gap(long from, long to) throws IOException, Damaged {
		if (in.firstAfterFiller(from, to) < to) ranges.addIfSound(from, to);
	}

	/** Position behind the runs that make up a segment. */
	private long runs(long from, long end) throws IOException, Damaged {
		long at = from, left = segmentLength;
		while (left > 0) {
			if (at >= end) throw new Damaged();
			int run = (byte) in.u8(at);
			if (run >= 0) {
				at += run + 2;
				left -= run + 1;
			}
			else {
				at += run == -128 ? 1 : 2;
				left -= run == -128 ? 0 : 1 - run;
			}
		}
		if (at > end) throw new Damaged();
		return at;
	}

	private long u32(long at) throws IOException, Damaged {
		return Integer.reverseBytes((int) in.u32(at)) & 0xFFFFFFFFL;
	}
}
