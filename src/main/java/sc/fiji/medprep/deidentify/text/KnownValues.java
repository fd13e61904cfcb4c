package sc.fiji.medprep.deidentify.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Marks the known values of a patient in a text. */
final class KnownValues {
	private static final String NAME_SEPARATORS = " ,.^_-'/&=\t";
	private static final int LONGEST_SEPARATOR = 3, LONGEST_COUNTRY = 9;
	/** Letters that are sides, planes, levels of the spine or coils far more often than initials. */
	private static final String TECHNICAL_LETTERS = "lrctsapxyzbhfi";
	/** Polite words behind names in scripts without gaps. */
	private static final List<String> HONORIFICS_BEHIND = List.of("さん", "サン", "様", "氏", "殿", "先生", "님", "씨", "女士", "小姐", "医生", "医師", "患者");

	private final Reading reading;
	private final KnownForms known;
	private final Marks marks;

	private KnownValues(Reading reading, KnownForms known, Marks marks) {
		this.reading = reading;
		this.known = known;
		this.marks = marks;
	}

	static void mark(Reading reading, Identifiers known, Marks marks) {
		if (known.isEmpty()) return;
		KnownValues values = new KnownValues(reading, known.forms(), marks);
		known.forms().find(reading, values::found);
		for (String part : known.forms().garbled()) {
			for (int at = reading.text.indexOf(part); at >= 0; at = reading.text.indexOf(part, at + 1)) marks.remove(at, at + part.length(), Kind.NAME);
		}
		values.clusters();
	}

	private void found(int from, Needle needle) {
		int start = reading.at[from], end = reading.at[from + needle.letters().length() - 1] + 1;
		while (end < reading.text.length() && Folding.kind(reading.text.charAt(end)) == Folding.MARK) end++;
		switch (needle.role()) {
			case WEAK_NAME -> flag(start, end, (byte) 1, needle.letters());
			case NAME -> {
				flag(start, end, (byte) 2, needle.letters());
				marks.remove(start, end, Kind.NAME);
			}
			case UNSPACED_NAME -> {
				for (String honorific : HONORIFICS_BEHIND) {
					if (reading.text.startsWith(honorific, end)) end += honorific.length();
				}
				marks.remove(start, end, needle.kind());
			}
			case WORDS -> marks.remove(start, end, needle.kind());
			case CODE, SHORT_CODE -> {
				while (start > 0 && reading.plain.charAt(start - 1) == '0' && reading.isDigit(start)) start--;
				if (needle.kind() == Kind.PHONE) start = withCountry(start);
				if (needle.role() == Needle.Role.CODE || !isTechnical(start, end)) marks.remove(start, end, needle.kind());
			}
		}
	}

	/** Where a telephone number starts with the code of the country before it, such as +49 (0) or 0049. */
	private int withCountry(int start) {
		int from = start;
		while (from > 0 && start - from < LONGEST_COUNTRY && "0123456789+()-. /".indexOf(reading.plain.charAt(from - 1)) >= 0) from--;
		while (from < start && reading.plain.charAt(from) == ' ') from++;
		return reading.plain.startsWith("+", from) || reading.plain.startsWith("00", from) ? from : start;
	}

	private boolean isTechnical(int start, int end) {
		return Units.follows(reading.plain, end);
	}

	private void flag(int start, int end, byte how, String part) {
		for (int i = reading.tokenAt(start); i >= 0 && i < reading.tokens.size() && reading.tokens.get(i).start < end; i++) {
			Token token = reading.tokens.get(i);
			if (token.known >= how) continue;
			token.known = how;
			token.part = part;
			// a name inside an unknown word takes the word with it
			if (how == 2) marks.remove(token.start, token.end, Kind.NAME);
		}
	}

	/** Removes neighbouring parts of a name together, with initials, particles and titles between and around them. */
	private void clusters() {
		List<Token> tokens = reading.tokens;
		for (int i = 0; i < tokens.size(); i++) {
			if (tokens.get(i).known == 0) continue;
			int first = i, last = i;
			while (last + 1 < tokens.size() && isNear(last) && continues(last + 1)) last++;
			while (tokens.get(last).known == 0 && !isInitial(last) && !known.isParticle(tokens.get(last).key)) last--;
			while (first > 0 && isNear(first - 1) && precedes(first - 1)) first--;
			if (counts(first, last)) {
				for (int k = first; k <= last; k++) {
					marks.remove(tokens.get(k).start, tokens.get(k).end, Kind.NAME);
					tokens.get(k).known = 2;
				}
			}
			i = last;
		}
	}

	private boolean counts(int first, int last) {
		Set<String> parts = new HashSet<>();
		boolean initial = false;
		for (int i = first; i <= last; i++) {
			Token token = reading.tokens.get(i);
			if (token.known == 2) return true;
			if (token.known == 1) parts.add(token.part);
			else if (isInitial(i)) initial = true;
		}
		return parts.size() > 1 || initial;
	}

	private boolean isNear(int before) {
		String between = reading.between(before);
		if (between.length() > LONGEST_SEPARATOR) return false;
		for (int i = 0; i < between.length(); i++) {
			if (NAME_SEPARATORS.indexOf(between.charAt(i)) < 0) return false;
		}
		return true;
	}

	private boolean continues(int i) {
		Token token = reading.tokens.get(i);
		if (token.known > 0 || isInitial(i)) return true;
		if (known.isParticle(token.key)) return true;
		return token.isWord() && NameParts.PARTICLES.contains(token.key) && i + 1 < reading.tokens.size() && isNear(i) && reading.tokens.get(i + 1).known > 0;
	}

	private boolean precedes(int i) {
		Token token = reading.tokens.get(i);
		return isInitial(i) || token.isWord() && token.isFree() && NameParts.PARTICLES.contains(token.key) && token.key.length() > 1;
	}

	/** True for a single letter with which a part of the name starts, if it stands as an initial does. */
	private boolean isInitial(int i) {
		Token token = reading.tokens.get(i);
		if (!token.isLetter() || !known.isInitial(token.key)) return false;
		char behind = token.end < reading.plain.length() ? reading.plain.charAt(token.end) : ' ', before = token.start == 0 ? ' ' : reading.plain.charAt(token.start - 1);
		if (behind == '+' || behind == '-' && (token.end + 1 == reading.plain.length() || reading.plain.charAt(token.end + 1) == ' ') || before == '+' || before == '/') return false;
		if (behind == '.') return true;
		if (i > 0 && (reading.between(i - 1).indexOf(',') >= 0 || reading.between(i - 1).indexOf('^') >= 0)) return true;
		return TECHNICAL_LETTERS.indexOf(token.key.charAt(0)) < 0 && reading.text.charAt(token.start) != reading.plain.charAt(token.start);
	}
}
