package sc.fiji.medprep.deidentify.frames;

import java.io.IOException;

import sc.fiji.medprep.deidentify.frames.FrameBytes.Damaged;

/** Finds comments in codestreams of JPEG 2000 (ITU-T T.800 annex A) and High-Throughput JPEG 2000. */
final class Jpeg2000Frame {
	private static final int SOC = 0xFF4F, SOT = 0xFF90, SOD = 0xFF93, EOC = 0xFFD9, COM = 0xFF64;
	/** Packets hold no FF followed by 90 or more, so the first such pair behind them is a marker. */
	private static final int LEAST_MARKER = 0x90;
	/** SOT: length, tile, length of the tile-part, its number, their number. COM: length, kind of text. */
	private static final int TILE_PART_LENGTH = 6, COMMENT_TEXT = 6;

	private final FrameBytes in;
	private final Ranges ranges;

	Jpeg2000Frame(FrameBytes in, Ranges ranges) {
		this.in = in;
		this.ranges = ranges;
	}

	static boolean starts(FrameBytes in, long from, long end) throws IOException, Damaged {
		return in.startsWith(from, end, 0xFF, 0x4F, 0xFF, 0x51);
	}

	/** Searches a codestream and gives the position behind its end. */
	long scan(long from, long end) throws IOException, Damaged {
		if (end - from < 4 || in.u16(from) != SOC) throw new Damaged();
		long at = from + 2, tilePart = -1, tileEnd = 0;
		while (true) {
			// Some encoders leave EOC out, and decoders do without it.
			if (tilePart < 0 && tileEnd > 0 && end - at < 2 && in.firstAfterFiller(at, end) == end) return end;
			if (at + 2 > end) throw new Damaged();
			int marker = in.u16(at);
			if (marker == EOC) {
				if (tilePart >= 0) throw new Damaged();
				return at + 2;
			}
			if (marker == SOD) {
				if (tilePart < 0) throw new Damaged();
				// A tile-part of length 0 is the last one and goes to EOC.
				if (tileEnd == tilePart) tileEnd = in.nextMarker(at + 2, end, LEAST_MARKER);
				if (tileEnd < at + 2 || tileEnd > end) throw new Damaged();
				at = tileEnd;
				tilePart = -1;
				continue;
			}
			// between tile-parts there is nothing
			if (tilePart < 0 && tileEnd > 0 && marker != SOT || !isKnown(marker) || at + 4 > end) throw new Damaged();
			int size = in.u16(at + 2);
			long next = at + 2 + size;
			if (size < 2 || next > end) throw new Damaged();
			if (marker == SOT) {
				if (tilePart >= 0 || size != 10) throw new Damaged();
				tilePart = at;
				tileEnd = at + in.u32(at + TILE_PART_LENGTH);
			}
			if (marker == COM && size > 4 && !EncoderComment.matches(in.bytes(at + COMMENT_TEXT, next))) ranges.add(at + COMMENT_TEXT, next);
			at = next;
		}
	}

	/** Marker segments of Part 1 and Part 15 (FF50 to FF64), Part 2 (FF70 to FF79) and the start of a tile-part. Others may say anything. */
	private static boolean isKnown(int marker) {
		return marker >= 0xFF50 && marker <= COM || marker >= 0xFF70 && marker <= 0xFF79 || marker == SOT;
	}
}
