package sc.fiji.medprep.deidentify.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A text read once: its comparable form of the same length, its words and numbers, and its letters and digits without gaps. */
final class Reading {
	private static final Set<String> NAME_BEGINNINGS = Set.of("mc", "mac", "fitz", "de", "di", "la", "le", "van", "von", "du", "da", "o");

	final String text;
	/** Comparable form: character i stands for character i of the text. */
	final String plain;
	final List<Token> tokens = new ArrayList<>();
	/** Letters and digits in comparable form, and where each stands in the text. */
	final char[] letters;
	final int[] at;
	final int length;
	/** How many digits there are, how many numbers of several digits or one, and how long the longest is. */
	final int digits;
	int numbers, longestNumber;

	Reading(String text, Words words) {
		this.text = text;
		int n = text.length(), more = 0, digitCount = 0;
		char[] folded = new char[n];
		for (int i = 0; i < n; i++) {
			char c = Folding.plain(text.charAt(i));
			folded[i] = c;
			if (c >= '0' && c <= '9') digitCount++;
			else if (Folding.expanded(c) != null) more++;
		}
		plain = new String(folded);
		digits = digitCount;
		letters = new char[n + more];
		at = new int[n + more];
		length = compact();
		tokenize(words);
	}

	private int compact() {
		int count = 0;
		for (int i = 0; i < plain.length(); i++) {
			byte kind = Folding.kind(text.charAt(i));
			if (kind != Folding.LETTER && kind != Folding.DIGIT) continue;
			char c = plain.charAt(i);
			String several = Folding.expanded(c);
			for (int k = 0; k < (several == null ? 1 : several.length()); k++) {
				letters[count] = several == null ? c : several.charAt(k);
				at[count++] = i;
			}
		}
		return count;
	}

	private void tokenize(Words words) {
		int n = text.length();
		for (int i = 0; i < n;) {
			byte kind = Folding.kind(text.charAt(i));
			if (kind == Folding.OTHER || kind == Folding.MARK) {
				i++;
				continue;
			}
			int end = i + 1;
			while (end < n && (Folding.kind(text.charAt(end)) == kind || Folding.kind(text.charAt(end)) == Folding.MARK)) end++;
			if (kind == Folding.DIGIT) {
				add(i, end, true, words);
				numbers++;
				longestNumber = Math.max(longestNumber, end - i);
			}
			else word(i, end, words);
			i = end;
		}
		for (int i = 1; i < tokens.size(); i++) {
			Token before = tokens.get(i - 1), token = tokens.get(i);
			if (before.end == token.start) before.joinedBehind = token.joinedBefore = true;
		}
	}

	/** Adds a run of letters, in pieces if it is several words written together such as JohnSmith. */
	private void word(int start, int end, Words words) {
		int from = start;
		boolean whole = words.of(key(start, end)) != Words.Sense.UNKNOWN;
		for (int i = start + 1; i < end && !whole; i++) {
			if (!isScriptChange(i) && (!isCamel(i) || NAME_BEGINNINGS.contains(key(from, i)))) continue;
			add(from, i, false, words);
			from = i;
		}
		add(from, end, false, words);
	}

	private void add(int start, int end, boolean number, Words words) {
		String key = key(start, end);
		tokens.add(new Token(start, end, number, key, number ? Token.Case.NONE : form(start, end), number ? Words.Sense.UNKNOWN : words.of(key)));
	}

	private String key(int start, int end) {
		for (int i = start; i < end; i++) {
			if (plain.charAt(i) >= 128) return Folding.compact(text.substring(start, end));
		}
		return plain.substring(start, end);
	}

	private Token.Case form(int start, int end) {
		int upper = 0, lower = 0;
		for (int i = start; i < end; i++) {
			char c = text.charAt(i);
			if (Character.isUpperCase(c)) upper++;
			else if (Character.isLowerCase(c)) lower++;
		}
		if (upper + lower == 0) return Token.Case.NONE;
		if (upper == 0) return Token.Case.LOWER;
		if (lower == 0) return Token.Case.UPPER;
		return upper == 1 && Character.isUpperCase(text.charAt(start)) ? Token.Case.CAPITALISED : Token.Case.MIXED;
	}

	/** True between letters of scripts with gaps between words and without. */
	private boolean isScriptChange(int i) {
		return Folding.isUnspaced(plain.charAt(i)) != Folding.isUnspaced(plain.charAt(i - 1)) && Folding.kind(text.charAt(i)) == Folding.LETTER;
	}

	/** True if a new word starts at a letter although no gap is before it: after a small letter, or before a small one after capitals. */
	private boolean isCamel(int i) {
		if (i <= 0 || i >= text.length() || !Character.isUpperCase(text.charAt(i))) return false;
		char before = text.charAt(i - 1);
		if (Character.isLowerCase(before)) return true;
		return Character.isUpperCase(before) && i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1)) && i >= 3 && Character.isUpperCase(text.charAt(i - 2));
	}

	/** True if a word or a number may start or end at a place of the text. */
	boolean isEdge(int i) {
		if (i <= 0 || i >= text.length()) return true;
		byte kind = Folding.kind(text.charAt(i)), before = Folding.kind(text.charAt(i - 1));
		return kind != Folding.MARK && (kind != before && before != Folding.MARK || kind == Folding.OTHER || isCamel(i) || isScriptChange(i));
	}

	/** True if one of some words stands in the text. */
	boolean hasAny(Set<String> some) {
		for (Token token : tokens) {
			if (token.isWord() && some.contains(token.key)) return true;
		}
		return false;
	}

	boolean isDigit(int i) {
		return i >= 0 && i < plain.length() && plain.charAt(i) >= '0' && plain.charAt(i) <= '9';
	}

	/** Place in {@link #tokens} of the token that a character belongs to; -1 if none. */
	int tokenAt(int place) {
		int low = 0, high = tokens.size() - 1;
		while (low <= high) {
			int middle = low + high >>> 1;
			Token token = tokens.get(middle);
			if (place < token.start) high = middle - 1;
			else if (place >= token.end) low = middle + 1;
			else return middle;
		}
		return -1;
	}

	/** What stands between two neighbouring tokens, in comparable form. */
	String between(int token) {
		return plain.substring(tokens.get(token).end, tokens.get(token + 1).start);
	}
}
