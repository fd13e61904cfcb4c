package sc.fiji.medprep.deidentify.text;

/**
 * A known value in comparable form without gaps, and how it may stand in a text.
 *
 * @param letters letters and digits of the value
 * @param kind of the value
 * @param role what finding it means
 * @param breaks bit i is set if the value has a gap before its letter i, so that a text may have one there, too
 */
record Needle(String letters, Kind kind, Role role, long breaks) {
	/** In the order of how much they find. */
	enum Role {
		/** Part of a name that may also be a term, or is short: goes only beside other parts of the name, or where a name is due. */
		WEAK_NAME,
		/** Number of four or five digits: only as a number of its own that is no round one. */
		SHORT_CODE,
		/** Words of a known text, as words of their own. */
		WORDS,
		/** Part of a name, as a word of its own or, if long enough, inside an unknown word. */
		NAME,
		/** Name in a script without gaps between words: anywhere. */
		UNSPACED_NAME,
		/** Number or code, with single separators anywhere inside. */
		CODE
	}

	private static final String SEPARATORS = "-_./ :#^()";
	private static final int LONGEST_GAP = 3, SHORTEST_INSIDE = 5, BLANKS_FROM = 6, BROKEN_FROM = 6, SPELLED_FROM = 4;

	/** End of the value in the compact letters if it stands at a place there in a form that counts; -1 if not. */
	int endAt(Reading reading, int from) {
		int n = letters.length();
		if (from + n > reading.length) return -1;
		for (int i = 0; i < n; i++) {
			if (reading.letters[from + i] != letters.charAt(i)) return -1;
		}
		boolean spelled = role == Role.NAME && n >= SPELLED_FROM && isSpelled(reading, from);
		for (int i = 1; i < n && !spelled; i++) {
			int gap = reading.at[from + i] - reading.at[from + i - 1];
			if (gap > 1 && !isGapAllowed(reading, reading.at[from + i - 1] + 1, reading.at[from + i], i)) return -1;
		}
		int start = reading.at[from], end = reading.at[from + n - 1] + 1;
		return switch (role) {
			case UNSPACED_NAME -> from + n;
			case WEAK_NAME, WORDS -> reading.isEdge(start) && reading.isEdge(end) ? from + n : -1;
			case NAME -> reading.isEdge(start) && reading.isEdge(end) || n >= SHORTEST_INSIDE && isInsideUnknown(reading, start, end) ? from + n : -1;
			case CODE -> n >= BLANKS_FROM ? !borders(reading, start, end) || !isNumber() ? from + n : -1 : reading.isEdge(start) && reading.isEdge(end) && !borders(reading, start, end) ? from + n : -1;
			case SHORT_CODE -> reading.isEdge(start) && reading.isEdge(end) && !borders(reading, start, end) && !isPartOfNumber(reading, start, end) ? from + n : -1;
		};
	}

	/** True for S M I T H: the same sign between each letter and the next. */
	private boolean isSpelled(Reading reading, int from) {
		int first = reading.at[from];
		if (reading.at[from + letters.length() - 1] - first != 2 * (letters.length() - 1)) return false;
		for (int i = 1; i < letters.length(); i++) {
			if (reading.at[from + i] != first + 2 * i || reading.plain.charAt(first + 2 * i - 1) != reading.plain.charAt(first + 1)) return false;
		}
		return true;
	}

	private boolean isNumber() {
		return letters.chars().allMatch(c -> c >= '0' && c <= '9');
	}

	/** True if a number that is the value, or starts or ends it, goes on in the text; leading zeros do not count. */
	private static boolean borders(Reading reading, int start, int end) {
		int first = start;
		while (reading.isDigit(start) && first > 0 && reading.plain.charAt(first - 1) == '0') first--;
		return reading.isDigit(start) && reading.isDigit(first - 1) || reading.isDigit(end - 1) && reading.isDigit(end);
	}

	private static boolean isPartOfNumber(Reading reading, int start, int end) {
		return start > 1 && (reading.plain.charAt(start - 1) == '.' || reading.plain.charAt(start - 1) == ',') && reading.isDigit(start - 2)
			|| end < reading.plain.length() && (reading.plain.charAt(end) == '.' || reading.plain.charAt(end) == ',') && reading.isDigit(end + 1);
	}

	private static boolean isInsideUnknown(Reading reading, int start, int end) {
		int token = reading.tokenAt(start);
		return token >= 0 && token == reading.tokenAt(end - 1) && !reading.tokens.get(token).sense.isTerm();
	}

	private boolean isGapAllowed(Reading reading, int from, int to, int letter) {
		int length = 0;
		boolean blank = false, control = true, lineEnd = true;
		for (int i = from; i < to; i++) {
			if (Folding.kind(reading.text.charAt(i)) == Folding.MARK) continue;
			char c = reading.plain.charAt(i);
			if (role == Role.CODE && SEPARATORS.indexOf(c) < 0) return false;
			blank |= c == ' ';
			lineEnd &= c == '\n' || c == '\r' || c == '-' && length == 0;
			control &= c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F;
			length++;
		}
		if (length == 0) return true;
		if (length > LONGEST_GAP) return false;
		// characters that nobody sees, and a word that goes on in the next line
		if (role == Role.NAME && (control || lineEnd && letters.length() >= BROKEN_FROM)) return true;
		return switch (role) {
			case CODE -> length == 1 && (!blank || letters.length() >= BLANKS_FROM) || letter < Long.SIZE && (breaks >>> letter & 1) != 0 || kind == Kind.PHONE;
			case SHORT_CODE -> false;
			case UNSPACED_NAME, NAME, WEAK_NAME, WORDS -> letter < Long.SIZE && (breaks >>> letter & 1) != 0 || letter >= Long.SIZE;
		};
	}
}
