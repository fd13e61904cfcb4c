package sc.fiji.medprep.deidentify.text;

import java.text.Normalizer;
import java.util.Map;

/** Makes characters comparable: without case, accents, width and the difference between the two kinds of kana. */
final class Folding {
	private static final Map<Character, String> EXPANDED = Map.of('ß', "ss", 'æ', "ae", 'œ', "oe", 'þ', "th", 'ĳ', "ij", 'ﬁ', "fi", 'ﬂ', "fl");
	private static final Map<Character, Character> BASE = Map.ofEntries(Map.entry('ø', 'o'), Map.entry('ł', 'l'), Map.entry('đ', 'd'), Map.entry('ð', 'd'), Map.entry('ı', 'i'), Map.entry('ħ', 'h'), Map.entry('ς', 'σ'),
		Map.entry('×', 'x'), Map.entry('‐', '-'), Map.entry('‑', '-'), Map.entry('‒', '-'), Map.entry('–', '-'), Map.entry('—', '-'), Map.entry('−', '-'), Map.entry('’', '\''), Map.entry('‘', '\''),
		Map.entry('ʼ', '\''), Map.entry('´', '\''), Map.entry('`', '\''));
	private static final char[] PLAIN = table();

	static final byte OTHER = 0, LETTER = 1, DIGIT = 2, MARK = 3;
	private static final byte[] CLASS = classes();

	private Folding() {}

	private static char[] table() {
		char[] plain = new char[1 << 16];
		for (int c = 0; c < plain.length; c++) plain[c] = computed((char) c);
		return plain;
	}

	private static byte[] classes() {
		byte[] classes = new byte[1 << 16];
		for (int c = 0; c < classes.length; c++) classes[c] = classOf((char) c);
		return classes;
	}

	private static char computed(char c) {
		boolean unchanged = c >= 0x3400 && c <= 0x9FFF || c >= 0xAC00 && c <= 0xDFFF || c >= 0xE000 && c <= 0xF8FF;
		if (unchanged) return c;
		char lower = Character.toLowerCase(c);
		Character base = BASE.get(lower);
		if (base != null) return base;
		if (lower < 128) return lower;
		if (Character.isDigit(c)) return (char) ('0' + Character.digit(c, 10));
		if (Character.getType(c) == Character.SPACE_SEPARATOR) return ' ';
		String decomposed = Normalizer.normalize(String.valueOf(lower), Normalizer.Form.NFKD);
		int kept = -1;
		for (int i = 0; i < decomposed.length(); i++) {
			if (isMark(decomposed.charAt(i))) continue;
			if (kept >= 0) return lower;
			kept = i;
		}
		if (kept < 0) return lower;
		char folded = Character.toLowerCase(decomposed.charAt(kept));
		return folded >= 0x3041 && folded <= 0x3096 ? (char) (folded + 0x60) : folded;
	}

	private static boolean isMark(char c) {
		int type = Character.getType(c);
		return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.COMBINING_SPACING_MARK || type == Character.FORMAT
			|| c == 'ـ' || c == 'ﾞ' || c == 'ﾟ';
	}

	private static byte classOf(char c) {
		if (isMark(c)) return MARK;
		char plain = PLAIN[c];
		if (plain >= '0' && plain <= '9') return DIGIT;
		return Character.isLetter(plain) || Character.isSurrogate(plain) ? LETTER : OTHER;
	}

	/** The comparable form of a character, always exactly one: lower case, base letter, narrow, ASCII digits, hyphens and blanks. */
	static char plain(char c) {
		return PLAIN[c];
	}

	/** {@link #LETTER}, {@link #DIGIT}, {@link #MARK} (belongs to the letter before it, and is left out in comparisons) or {@link #OTHER}. */
	static byte kind(char c) {
		return CLASS[c];
	}

	/** The letters for which a plain letter stands, or null if it stands for itself. */
	static String expanded(char plain) {
		return plain < 128 ? null : EXPANDED.get(plain);
	}

	/** Letters and digits of a text in comparable form, all else left out. */
	static String compact(String text) {
		StringBuilder compact = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (kind(c) != LETTER && kind(c) != DIGIT) continue;
			String several = expanded(plain(c));
			if (several == null) compact.append(plain(c));
			else compact.append(several);
		}
		return compact.toString();
	}

	/** True for letters of scripts that put no blanks between words. */
	static boolean isUnspaced(char c) {
		return c >= 0x2E80 && c <= 0x9FFF || c >= 0xAC00 && c <= 0xD7A3 || c >= 0xF900 && c <= 0xFAFF || Character.isSurrogate(c) || c >= 0x0E00 && c <= 0x0EFF;
	}
}
