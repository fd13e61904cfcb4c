package sc.fiji.medprep.image.codec;

import java.io.IOException;

import sc.fiji.medprep.dicom.Tag;

/** Look-up tables in segments (PS3.3 section C.7.9.2): runs of values, straight lines, and references to segments before. */
final class SegmentedTable {
	private static final int DISCRETE = 0, LINEAR = 1, INDIRECT = 2;

	private final int[] words;
	private final int wordBytes;
	private final int tag;
	private final int[] table;
	private int filled;

	private SegmentedTable(int[] words, int wordBytes, int size, int tag) {
		this.words = words;
		this.wordBytes = wordBytes;
		this.tag = tag;
		table = new int[size];
	}

	/**
	 * @param words of the segmented table
	 * @param wordBytes 1 or 2
	 * @param size number of entries
	 * @param tag for errors
	 */
	static int[] expanded(int[] words, int wordBytes, int size, int tag) throws IOException {
		SegmentedTable segments = new SegmentedTable(words, wordBytes, size, tag);
		for (int at = 0; at < words.length && segments.filled < size;) at = segments.segment(at, true);
		if (segments.filled < size) throw segments.damaged();
		return segments.table;
	}

	/** Expands the segment at a position and gives the next position. */
	private int segment(int at, boolean mayRefer) throws IOException {
		int kind = word(at), length = word(at + 1);
		if (kind == DISCRETE) {
			for (int i = 0; i < length; i++) put(word(at + 2 + i));
			return at + 2 + length;
		}
		if (kind == LINEAR) {
			if (filled == 0) throw damaged();
			int from = table[filled - 1], to = word(at + 2);
			for (int i = 1; i <= length; i++) put((int) Math.round(from + (double) (to - from) * i / length));
			return at + 3;
		}
		if (kind != INDIRECT || !mayRefer) throw damaged();
		// Offset of the first one in bytes, in 32 bits, the lower part first.
		long offset = 0;
		int parts = 4 / wordBytes;
		for (int i = 0; i < parts; i++) offset |= (long) word(at + 2 + i) << 8 * wordBytes * i;
		if (offset / wordBytes >= at) throw damaged();
		int target = (int) (offset / wordBytes);
		for (int i = 0; i < length && filled < table.length; i++) target = segment(target, false);
		return at + 2 + parts;
	}

	private int word(int at) throws IOException {
		if (at >= words.length) throw damaged();
		return words[at];
	}

	/** What goes beyond the size that the descriptor says is dropped. */
	private void put(int value) {
		if (filled < table.length) table[filled++] = value;
	}

	private IOException damaged() {
		return new IOException("Segmented Palette Color Lookup Table Data " + Tag.toString(tag) + " is damaged, so colours are unknown; export the image again");
	}
}
