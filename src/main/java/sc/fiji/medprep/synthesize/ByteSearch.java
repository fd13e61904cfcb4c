package sc.fiji.medprep.synthesize;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for many byte patterns at once, upper and lower case of ASCII letters being the same. A pattern of digits is not found
 * inside a longer number, and a short one not inside a word. Immutable.
 */
final class ByteSearch {
	/** Shorter patterns stand anywhere in compressed or noisy pixels by chance. */
	static final int MIN_IN_PIXELS = 6;
	private static final int MIN_INSIDE_WORDS = 6;
	/** Bytes around a pattern that are looked at. */
	static final int CONTEXT = 2;

	private static final byte[] FOLDED = new byte[256];
	static {
		for (int i = 0; i < 256; i++) FOLDED[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 32 : i);
	}

	/**
	 * Bytes to look for.
	 *
	 * @param unit bytes of an ASCII character in the encoding: 2 in UTF-16, else 1
	 * @param digits whether it begins and ends with a digit
	 */
	private record Pattern(byte[] folded, int unit, boolean digits) {
		boolean isShort() {
			return folded.length < MIN_INSIDE_WORDS * unit;
		}
	}

	/** By the first two bytes of some pattern; most positions of a file have others. */
	private final long[] begins = new long[1 << 10];
	private final Map<Integer, List<Pattern>> patterns = new HashMap<>();
	private final int longest;

	/** Collects the encodings of words. */
	static final class Builder {
		private final Set<String> seen = new LinkedHashSet<>();
		private final List<Pattern> patterns = new ArrayList<>();

		/** @param unit bytes of an ASCII character: 2 in UTF-16, else 1 */
		void add(byte[] bytes, int unit, boolean digits) {
			if (bytes.length < 2) return;
			byte[] folded = new byte[bytes.length];
			for (int i = 0; i < bytes.length; i++) folded[i] = FOLDED[bytes[i] & 0xFF];
			if (seen.add(new String(folded, StandardCharsets.ISO_8859_1))) patterns.add(new Pattern(folded, unit, digits));
		}

		ByteSearch build() {
			return new ByteSearch(patterns);
		}
	}

	private ByteSearch(List<Pattern> all) {
		int length = 0;
		for (Pattern pattern : all) {
			int start = start(pattern.folded[0], pattern.folded[1]);
			begins[start >>> 6] |= 1L << start;
			patterns.computeIfAbsent(start, any -> new ArrayList<>()).add(pattern);
			length = Math.max(length, pattern.folded.length);
		}
		longest = length;
	}

	private static int start(byte first, byte second) {
		return (first & 0xFF) << 8 | second & 0xFF;
	}

	/** Length of the longest pattern in bytes. */
	int longest() {
		return longest;
	}

	boolean isEmpty() {
		return patterns.isEmpty();
	}

	/**
	 * Whether a pattern begins in a part of an array.
	 *
	 * @param from first position where it may begin
	 * @param to position behind the last one where it may begin
	 * @param end number of bytes in the array that there are
	 * @param pixels whether only long patterns count
	 */
	boolean isIn(byte[] bytes, int from, int to, int end, boolean pixels) {
		int last = Math.min(to, end - 1);
		for (int i = from; i < last; i++) {
			int start = (FOLDED[bytes[i] & 0xFF] & 0xFF) << 8 | FOLDED[bytes[i + 1] & 0xFF] & 0xFF;
			if ((begins[start >>> 6] & 1L << start) == 0) continue;
			for (Pattern pattern : patterns.get(start)) {
				if (pixels && pattern.folded.length < MIN_IN_PIXELS) continue;
				if (isAt(bytes, i, end, pattern)) return true;
			}
		}
		return false;
	}

	private static boolean isAt(byte[] bytes, int at, int end, Pattern pattern) {
		byte[] wanted = pattern.folded;
		if (at + wanted.length > end) return false;
		for (int i = 2; i < wanted.length; i++) {
			if (FOLDED[bytes[at + i] & 0xFF] != wanted[i]) return false;
		}
		if (!pattern.digits && !pattern.isShort()) return true;
		byte before = neighbour(bytes, at - pattern.unit, end, pattern), after = neighbour(bytes, at + wanted.length, end, pattern);
		return !isDigit(before) && !isDigit(after) && (!pattern.isShort() || !isLetter(before) && !isLetter(after));
	}

	/** The ASCII character at a place, or 0. In UTF-16 one of its two bytes is 0. */
	private static byte neighbour(byte[] bytes, int at, int end, Pattern pattern) {
		if (at < 0 || at + pattern.unit > end) return 0;
		return pattern.unit == 1 ? FOLDED[bytes[at] & 0xFF] : bytes[at] == 0 ? FOLDED[bytes[at + 1] & 0xFF] : bytes[at + 1] == 0 ? FOLDED[bytes[at] & 0xFF] : 0;
	}

	private static boolean isDigit(byte b) {
		return b >= '0' && b <= '9';
	}

	private static boolean isLetter(byte b) {
		return b >= 'a' && b <= 'z';
	}
}
