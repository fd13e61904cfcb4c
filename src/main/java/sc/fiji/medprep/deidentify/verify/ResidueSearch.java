package sc.fiji.medprep.deidentify.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import sc.fiji.medprep.deidentify.verify.Identifier.Pattern;
import sc.fiji.medprep.dicom.ByteSource;

/**
 * Finds any of many patterns in the bytes of a file. Of each pattern the blocks of a few neighbouring bytes are entered in a
 * table, as many as positions lie between two looks: so one look at each n-th position of the file meets exactly one of them
 * wherever the pattern stands, and none of the looks waits for another.
 * <p>
 * Patterns of fewer than {@value #LEAST_IN_PIXELS} bytes are found by chance in pixels, and are searched outside of them only.
 */
final class ResidueSearch {
	/** Patterns of fewer bytes cannot be searched. */
	static final int SHORTEST = 3;
	private static final int LEAST_IN_PIXELS = 6;
	private static final int CHUNK = 1 << 17;

	/**
	 * A place where a pattern stands.
	 *
	 * @param alone whether it is no part of a longer word there, as far as the bytes beside it tell
	 */
	record Match(Pattern pattern, long position, boolean alone) {}

	/** Regions of a source that hold no text, in order and apart. */
	record Regions(long[] starts, long[] ends) {
		boolean contains(long position) {
			int i = Arrays.binarySearch(starts, position);
			if (i < 0) i = -i - 2;
			return i >= 0 && position < ends[i];
		}
	}

	/** The entries of patterns that are looked for at the same positions. */
	private static final class Blocks {
		private static final int HASH = 0x9E3779B1, MANY = 1 << 12;
		final int block, step;
		final long[] filter = new long[1 << 10];
		private final int[] heads = new int[MANY];
		private int[] keys = new int[256], next = new int[256], offsets = new int[256];
		private Pattern[] patterns = new Pattern[256];
		private int size = 1;

		/** @param block bytes looked at together: 2 or 4; @param step positions from one look to the next */
		Blocks(int block, int step) {
			this.block = block;
			this.step = step;
		}

		boolean isEmpty() {
			return size == 1;
		}

		/** Takes the last blocks of the pattern: values of a kind are more alike at their beginnings. */
		void add(Pattern pattern) {
			byte[] bytes = pattern.bytes();
			for (int offset = bytes.length - block - step + 1; offset <= bytes.length - block; offset++) {
				int key = block == 2 ? pair(bytes, offset) : four(bytes, offset);
				int hash = hash(key);
				filter[hash >>> 6] |= 1L << hash;
				if (size == keys.length) grow();
				keys[size] = key;
				offsets[size] = offset;
				patterns[size] = pattern;
				next[size] = heads[hash & MANY - 1];
				heads[hash & MANY - 1] = size++;
			}
		}

		private void grow() {
			keys = Arrays.copyOf(keys, 2 * size);
			next = Arrays.copyOf(next, 2 * size);
			offsets = Arrays.copyOf(offsets, 2 * size);
			patterns = Arrays.copyOf(patterns, 2 * size);
		}

		private int hash(int key) {
			return block == 2 ? key : key * HASH >>> 16;
		}
	}

	private final Blocks brief = new Blocks(2, 2), middle = new Blocks(2, 5), longer = new Blocks(4, 8);
	private final int overlap;
	private byte[] buffer = {};
	/** Position of the buffer's first byte in the source, and how many bytes of it are filled. */
	private long base;
	private int filled;
	private List<Match> matches;

	ResidueSearch(Collection<Identifier> identifiers) {
		int longest = 0;
		for (Identifier identifier : identifiers) {
			for (Pattern pattern : identifier.patterns()) {
				int length = pattern.bytes().length;
				longest = Math.max(longest, length);
				if (length >= longer.block + longer.step - 1) longer.add(pattern);
				// one character of UTF-16 is a small number, of which pixels are full
				else if (length >= LEAST_IN_PIXELS && pattern.unit() == 1) middle.add(pattern);
				else brief.add(pattern);
			}
		}
		overlap = longest + 8;
	}

	/** All places of all patterns, in no order. */
	List<Match> search(ByteSource source, Regions withoutText) throws IOException {
		matches = new ArrayList<>();
		long length = source.length();
		for (long start = 0; start < length; start += CHUNK) {
			long end = Math.min(length, start + CHUNK);
			fill(source, Math.max(0, start - overlap), Math.min(length, end + overlap));
			if (!middle.isEmpty()) lookAtPairs(middle, start, end);
			if (!longer.isEmpty()) lookAtFours(longer, start, end);
			if (!brief.isEmpty()) lookBetween(withoutText, start, end);
		}
		return matches;
	}

	private void fill(ByteSource source, long from, long to) throws IOException {
		filled = (int) (to - from);
		if (buffer.length < filled) buffer = new byte[(int) Math.min(source.length(), CHUNK + 2L * overlap)];
		source.readFully(from, ByteBuffer.wrap(buffer, 0, filled));
		base = from;
	}

	private void lookBetween(Regions withoutText, long start, long end) {
		long from = start;
		for (int i = 0; i < withoutText.starts.length && from < end; i++) {
			if (withoutText.ends[i] <= from) continue;
			if (withoutText.starts[i] > from) lookAtPairs(brief, from, Math.min(end, withoutText.starts[i]));
			from = Math.max(from, withoutText.ends[i]);
		}
		if (from < end) lookAtPairs(brief, from, end);
	}

	private void lookAtPairs(Blocks blocks, long from, long to) {
		byte[] bytes = buffer;
		long[] filter = blocks.filter;
		int step = blocks.step, last = (int) Math.min(to - base, filled - 1L);
		for (int i = first(from, step); i < last; i += step) {
			int key = pair(bytes, i);
			if ((filter[key >>> 6] & 1L << key) != 0) compare(blocks, key, key, i);
		}
	}

	private void lookAtFours(Blocks blocks, long from, long to) {
		byte[] bytes = buffer;
		long[] filter = blocks.filter;
		int step = blocks.step, last = (int) Math.min(to - base, filled - 3L);
		for (int i = first(from, step); i < last; i += step) {
			int key = four(bytes, i);
			int hash = key * Blocks.HASH >>> 16;
			if ((filter[hash >>> 6] & 1L << hash) != 0) compare(blocks, key, hash, i);
		}
	}

	// Not by a VarHandle: before the loops are fully compiled, which takes a second of a run, that is ten times slower.

	private static int pair(byte[] bytes, int i) {
		return bytes[i] & 0xFF | (bytes[i + 1] & 0xFF) << 8;
	}

	private static int four(byte[] bytes, int i) {
		return bytes[i] & 0xFF | (bytes[i + 1] & 0xFF) << 8 | (bytes[i + 2] & 0xFF) << 16 | bytes[i + 3] << 24;
	}

	/** Where in the buffer the first look is: positions in the source are multiples of the step. */
	private int first(long from, int step) {
		return (int) ((from + step - 1) / step * step - base);
	}

	private void compare(Blocks blocks, int key, int hash, int at) {
		for (int i = blocks.heads[hash & Blocks.MANY - 1]; i != 0; i = blocks.next[i]) {
			if (blocks.keys[i] != key) continue;
			Pattern pattern = blocks.patterns[i];
			int start = at - blocks.offsets[i], end = start + pattern.bytes().length;
			if (start < 0 || end > filled || !Arrays.equals(buffer, start, end, pattern.bytes(), 0, pattern.bytes().length)) continue;
			matches.add(new Match(pattern, base + start, pattern.standsAlone(buffer, start, 0, filled)));
		}
	}
}
