package sc.fiji.medprep.deidentify.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.deidentify.subject.DateShift;

/** Finds dates in a text in the spellings of many languages, and removes, moves or keeps them. */
final class Dates {
	private static final String YEAR = "((?:1[89]|20|21)\\d\\d)";
	private static final String TIME = "(?:(?:[t_ -]?(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d(?:\\.\\d{1,6})?|(?:t| at |[ ,_-]{1,2})(?:[01]?\\d|2[0-3])[:h][0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,6})?)?(?: ?[ap]\\.?m\\b\\.?)?)(?:z|[+-]\\d{4}|[+-]\\d\\d:\\d\\d)?(?!\\d))?";
	private static final String ORDINAL = "(st|nd|rd|th|er|º|o)?";
	private static final Pattern YEAR_FIRST = Pattern.compile("(?<![0-9.,])(?<!\\d[-/])" + YEAR + "([-./_]?)(0?[1-9]|1[0-2])\\2(0?[1-9]|[12]\\d|3[01])" + TIME + "(?!\\d)(?![.,-]\\d)");
	private static final Pattern DAY_FIRST = Pattern.compile("(?<![0-9])(?<!\\d[.,/-])(\\d{1,2})([./-])[ ]?(\\d{1,2})\\2[ ]?(" + "(?:1[89]|2[015])\\d\\d|\\d\\d)" + TIME + "(?!\\d)(?![./-]\\d)");
	private static final Pattern DAY_MONTH_NAME = Pattern.compile("(?<![0-9.,])(\\d{1,2})" + ORDINAL + "\\.?[ ./_-]{0,2}(?:(?:de|of|d') ?)?(\\p{L}{3,14})(?!\\p{L})\\.?[ .,/_-]{0,3}(?:(?:de|del|of) )?('?)(\\d{4}|\\d\\d)" + TIME + "(?!\\d)");
	private static final Pattern COMPACT_MONTH_NAME = Pattern.compile("(?<![0-9.,])(\\d{1,2})()[ ._-]?([a-z]{3,4})[ ._-]?('?)(\\d{4}|\\d\\d)" + TIME + "(?!\\d)");
	private static final Pattern MONTH_NAME_DAY = Pattern.compile("(?<!\\p{L})(\\p{L}{3,14})\\.?[ ./_-]{0,2}(\\d{1,2})" + ORDINAL + "([ .,/_'-]{1,3})(\\d{4}|\\d\\d)" + TIME + "(?!\\d)");
	private static final Pattern YEAR_MONTH_NAME = Pattern.compile("(?<![0-9.,])" + YEAR + "[ ./_-]?(\\p{L}{3,14})[ ./_-]?(\\d{1,2})" + TIME + "(?!\\d)");
	private static final Pattern MONTH_NAME_YEAR = Pattern.compile("(?<!\\p{L})(\\p{L}{3,14})\\.?[ ./,_-]{0,2}(?:(?:de|del|of) )?" + YEAR + "(?!\\d)");
	private static final Pattern DAY_AND_MONTH_NAME = Pattern.compile("(?<![\\p{L}0-9.,])(?:(\\d{1,2})" + ORDINAL + "\\.?[ -](?:(?:de|of) )?(\\p{L}{4,14})|(\\p{L}{4,14})[ -](\\d{1,2})(?:st|nd|rd|th)?)(?![\\p{L}0-9])");
	private static final Pattern MONTH_AND_YEAR = Pattern.compile("(?<![0-9.,/-])(0[1-9]|1[0-2])/" + YEAR + "(?![0-9/])");
	private static final Pattern ROMAN_MONTH = Pattern.compile("(?<![0-9.,])(\\d{1,2})([. /-]) ?(i{1,3}|i?v|vi{1,3}|i?x|xi{1,2})\\2 ?(\\d{4}|\\d\\d)(?!\\d)");
	private static final List<String> ROMAN = List.of("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii");
	private static final Pattern YEAR_FIRST_SPACED = Pattern.compile("(?<![0-9.,])" + YEAR + "(\\.) (0?[1-9]|1[0-2])\\. (0?[1-9]|[12]\\d|3[01])(?!\\d)\\.?");
	private static final Pattern EAST_ASIAN = Pattern.compile("((?:(?:1[89]|20)\\d\\d)|(?:昭和|平成|令和|大正|明治) ?(?:\\d{1,2}|元))[年년] ?(\\d{1,2})[月월] ?(\\d{1,2})[日일]");
	private static final Pattern JAPANESE_ERA = Pattern.compile("(?<![a-z0-9])([mtshr])(\\d{1,2})[./-](\\d{1,2})[./-](\\d{1,2})(?!\\d)");
	/** Words before a birth date. */
	private static final Pattern BIRTH = Pattern.compile("(?:\\bd\\.?o\\.?b\\b\\.?|\\bbirth ?-?dat(?:e|um)\\b|\\bdate of birth\\b|\\bborn(?: on| in)?\\b|\\bgeb(?:oren)?\\b\\.?(?: am| op)?|\\bgeburts(?:datum|tag)\\b|\\bgeboortedatum\\b|\\bnee? le\\b|\\bddn\\b"
		+ "|\\bdate de naissance\\b|\\bf(?:echa)?\\.? ?(?:de )?nac(?:imiento)?\\b\\.?|\\bnascut[oa]\\b|\\bnat[oa] il\\b|\\bdata di nascita\\b|\\bdata de nascimento\\b|\\bnascid[oa] em\\b|\\bnacid[oa] el\\b|生年月日)[ :=#*-]{0,3}$");
	private static final Pattern BORN_IN = Pattern.compile("\\b(?:d\\.?o\\.?b\\b\\.?|birth ?date|date of birth|born(?: on| in)?|geb(?:oren)?\\b\\.?|geburtsdatum|nee? (?:le|en))[ :=#-]{0,3}((?:19|20)\\d\\d|\\d{6}|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4})(?!\\d)");
	private static final Set<String> BIRTH_WORDS = Set.of("dob", "b", "birth", "birthdate", "born", "geb", "geboren", "geburtsdatum", "nee", "ne");
	private static final Set<String> LEADS = Set.of("on", "dated", "am", "vom", "le", "el", "op", "il", "em", "del", "since");
	private static final Set<String> ROMAN_MONTHS = Set.copyOf(ROMAN);
	private static final int LEAST_DIGITS = 3, CONTEXT = 32, EARLIEST = 1850, LATEST = 2150;

	private final Reading reading;
	private final String plain;
	private final Marks marks;
	private final KnownForms known;
	private final boolean anyKnown;
	private final DateShift shift;
	private final DateText mode;

	private Dates(Reading reading, Marks marks, Identifiers known, DateShift shift, DateText mode) {
		this.reading = reading;
		this.plain = reading.plain;
		this.marks = marks;
		this.known = known.forms();
		anyKnown = !known.isEmpty();
		this.shift = shift;
		this.mode = mode;
	}

	static void mark(Reading reading, Marks marks, Identifiers known, DateShift shift, DateText mode) {
		if (reading.digits < 1) return;
		new Dates(reading, marks, known, shift, mode).all();
	}

	private void all() {
		boolean month = false, named = false;
		for (Token token : reading.tokens) {
			Months.Month spelled = token.isWord() && token.key.length() >= 3 ? Months.of(token.key) : null;
			month |= spelled != null;
			named |= spelled != null && spelled.isFull();
		}
		if (reading.digits >= LEAST_DIGITS) {
			if (plain.indexOf('月') >= 0 || plain.indexOf('월') >= 0) each(EAST_ASIAN, this::eastAsian);
			if (anyKnown && reading.numbers > 2) each(JAPANESE_ERA, this::era);
			if (reading.hasAny(ROMAN_MONTHS)) each(ROMAN_MONTH, this::roman);
			if (month) {
				each(YEAR_MONTH_NAME, m -> spelled(m, 1, 2, 3, false));
				each(DAY_MONTH_NAME, m -> spelled(m, 5, 3, 1, m.group(4).isEmpty() && m.group().indexOf(' ') >= 0 && m.end(5) - m.start(5) == 2));
				each(COMPACT_MONTH_NAME, m -> spelled(m, 5, 3, 1, false));
				each(MONTH_NAME_DAY, m -> spelled(m, 5, 1, 2, m.group(4).isBlank() && m.end(5) - m.start(5) == 2));
				each(MONTH_NAME_YEAR, m -> spelled(m, 2, 1, 0, false));
			}
			if (reading.digits >= 4) numeric();
		}
		if (named) each(DAY_AND_MONTH_NAME, this::withoutYear);
	}

	private void numeric() {
		boolean three = reading.numbers > 2;
		if (reading.longestNumber >= 8 || three && reading.longestNumber >= 4) each(YEAR_FIRST, m -> numbers(m, 1, 3, 4, m.group(2)));
		if (three) each(DAY_FIRST, this::dayFirst);
		if (reading.hasAny(BIRTH_WORDS)) each(BORN_IN, m -> marks.remove(m.start(), m.end(), Kind.DATE));
		if (plain.indexOf('/') >= 0) each(MONTH_AND_YEAR, m -> spelled(m, 2, -1, 0, false));
		if (three && plain.indexOf(". ") > 0) each(YEAR_FIRST_SPACED, m -> numbers(m, 1, 3, 4, m.group(2)));
	}

	/** A month as 7.V.1931; the only spelling that is not moved but removed. */
	private void roman(Matcher m) {
		if (!marks.isFree(m.start(), m.end())) return;
		boolean shortYear = m.end(4) - m.start(4) == 2;
		int month = ROMAN.indexOf(m.group(3)) + 1, day = number(m, 1), written = number(m, 4);
		LocalDate date = date(shortYear ? century(written, month, day) : written, month, day);
		if (date == null || (shortYear || written < EARLIEST || written > LATEST) && !known.isDate(date)) return;
		if (mode != DateText.KEEP || known.isDate(date)) marks.remove(m.start(), m.end(), Kind.DATE);
	}

	private void each(Pattern pattern, Consumer<Matcher> date) {
		Matcher matcher = pattern.matcher(plain);
		int from = 0;
		while (matcher.find(from)) {
			date.accept(matcher);
			// what follows may start within what was no date after all
			from = marks.isFree(matcher.start(), matcher.end()) ? matcher.start() + 1 : matcher.end();
		}
	}

	private int number(Matcher m, int group) {
		return Integer.parseInt(m.group(group));
	}

	/** Year, month as a word (or as a number with group -1: then group 1), and day, or group 0 without a day. */
	private void spelled(Matcher m, int yearGroup, int monthGroup, int dayGroup, boolean doubtful) {
		if (!marks.isFree(m.start(), m.end())) return;
		Months.Month month = monthGroup < 0 ? null : Months.of(Folding.compact(m.group(monthGroup)));
		if (monthGroup >= 0 && month == null || doubtful && !month.isFull()) return;
		int numberOfMonth = month == null ? number(m, 1) : month.month();
		Integer day = dayGroup == 0 ? null : number(m, dayGroup);
		int written = number(m, yearGroup);
		boolean shortYear = m.end(yearGroup) - m.start(yearGroup) == 2;
		int year = shortYear ? century(written, numberOfMonth, day) : written;
		LocalDate date = date(year, numberOfMonth, day == null ? 15 : day);
		if (date == null) return;
		boolean ours = day == null ? known.isDate(year, numberOfMonth, null) : known.isDate(date);
		decide(m, ours, () -> {
			LocalDate moved = shift.shifted(date);
			put(m, yearGroup, year(moved, shortYear));
			if (month == null) put(m, 1, padded(moved.getMonthValue(), true));
			else put(m, monthGroup, month.spelled(moved.getMonthValue(), reading.text.substring(m.start(monthGroup), m.end(monthGroup))));
			if (day != null) put(m, dayGroup, padded(moved.getDayOfMonth(), m.end(dayGroup) - m.start(dayGroup) == 2 && (day < 10 || isCompact(m, dayGroup))));
			if (day != null) ordinal(m, moved.getDayOfMonth());
		});
	}

	private static boolean isCompact(Matcher m, int dayGroup) {
		return !m.group().contains(" ");
	}

	private void ordinal(Matcher m, int day) {
		for (int group = 1; group <= m.groupCount(); group++) {
			if (m.group(group) == null || !m.group(group).matches("st|nd|rd|th")) continue;
			int last = day % 10;
			String suffix = day / 10 == 1 || last == 0 || last > 3 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd";
			boolean capitals = Character.isUpperCase(reading.text.charAt(m.start(group)));
			put(m, group, capitals ? suffix.toUpperCase(Locale.ROOT) : suffix);
		}
	}

	private void numbers(Matcher m, int yearGroup, int monthGroup, int dayGroup, String separator) {
		boolean compact = separator.isEmpty();
		if (compact && (m.end(monthGroup) - m.start(monthGroup) < 2 || m.end(dayGroup) - m.start(dayGroup) < 2) || !marks.isFree(m.start(), m.end())) return;
		LocalDate date = date(number(m, yearGroup), number(m, monthGroup), number(m, dayGroup));
		if (date == null || compact && Units.follows(plain, m.end())) return;
		boolean pad = m.end(monthGroup) - m.start(monthGroup) == 2 && m.end(dayGroup) - m.start(dayGroup) == 2;
		decide(m, known.isDate(date), () -> {
			LocalDate moved = shift.shifted(date);
			put(m, yearGroup, year(moved, false));
			put(m, monthGroup, padded(moved.getMonthValue(), pad));
			put(m, dayGroup, padded(moved.getDayOfMonth(), pad));
		});
	}

	/** Day or month first. A slash is taken as American unless the number says otherwise. */
	private void dayFirst(Matcher m) {
		if (!marks.isFree(m.start(), m.end())) return;
		int first = number(m, 1), second = number(m, 3), written = number(m, 4);
		boolean shortYear = m.end(4) - m.start(4) == 2, twoDigits = m.end(1) - m.start(1) == 2 && m.end(3) - m.start(3) == 2;
		char separator = m.group(2).charAt(0);
		boolean birth = isBirth(m.start());
		if (shortYear && !birth && (separator != '/' && !twoDigits || Units.follows(plain, m.end()) || isVersion(m.start()) || first == second && second == written)) {
			if (!isKnown(first, second, written) ) return;
		}
		boolean american = separator == '/' && first <= 12 || second > 12;
		int month = american ? first : second, day = american ? second : first;
		int year = shortYear ? century(written, month, day) : written > 2400 ? written - 543 : written;
		LocalDate date = date(year, month, day);
		if (date == null) date = date(year, day, month);
		if (date == null) return;
		boolean swapped = date.getMonthValue() != month;
		LocalDate found = date;
		LocalDate other = date(year, date.getDayOfMonth(), date.getMonthValue());
		boolean ours = known.isDate(date) || other != null && known.isDate(other);
		int monthGroup = american != swapped ? 1 : 3, dayGroup = 4 - monthGroup;
		decide(m, ours, () -> {
			LocalDate moved = shift.shifted(found);
			put(m, monthGroup, padded(moved.getMonthValue(), twoDigits));
			put(m, dayGroup, padded(moved.getDayOfMonth(), twoDigits));
			put(m, 4, year(written > 2400 ? moved.plusYears(543) : moved, shortYear));
		});
	}

	private boolean isKnown(int first, int second, int shortYear) {
		for (int year : new int[] { 1900 + shortYear, 2000 + shortYear }) {
			LocalDate one = date(year, first, second), other = date(year, second, first);
			if (one != null && known.isDate(one) || other != null && known.isDate(other)) return true;
		}
		return false;
	}

	private boolean isVersion(int start) {
		String before = plain.substring(Math.max(0, start - 10), start);
		return before.endsWith("v") || before.endsWith("v.") || before.endsWith("v ") || before.contains("vers") || before.endsWith("rel ") || before.endsWith("release ") || before.endsWith("sw ");
	}

	private void eastAsian(Matcher m) {
		if (!marks.isFree(m.start(), m.end())) return;
		String written = m.group(1);
		boolean western = Character.isDigit(written.charAt(0));
		int inEra = western ? 0 : written.endsWith("元") ? 1 : Integer.parseInt(written.substring(2).strip());
		int start = switch (written.charAt(0)) {
			case '明' -> 1867;
			case '大' -> 1911;
			case '昭' -> 1925;
			case '平' -> 1988;
			case '令' -> 2018;
			default -> Integer.parseInt(written);
		};
		LocalDate date = date(start + inEra, number(m, 2), number(m, 3));
		if (date == null) return;
		decide(m, known.isDate(date), () -> {
			LocalDate moved = shift.shifted(date);
			put(m, 1, western ? year(moved, false) : String.valueOf(moved.getYear()));
			put(m, 2, padded(moved.getMonthValue(), m.group(2).length() == 2 && m.group(2).charAt(0) == '0'));
			put(m, 3, padded(moved.getDayOfMonth(), m.group(3).length() == 2 && m.group(3).charAt(0) == '0'));
		});
	}

	private void era(Matcher m) {
		int start = switch (m.group(1)) {
			case "m" -> 1867;
			case "t" -> 1911;
			case "s" -> 1925;
			case "h" -> 1988;
			default -> 2018;
		};
		LocalDate date = date(start + number(m, 2), number(m, 3), number(m, 4));
		if (date != null && known.isDate(date)) marks.remove(m.start(), m.end(), Kind.DATE);
	}

	private void withoutYear(Matcher m) {
		boolean dayFirst = m.group(1) != null;
		Months.Month month = Months.of(Folding.compact(m.group(dayFirst ? 3 : 4)));
		int day = number(m, dayFirst ? 1 : 5);
		if (month == null || !month.isFull() || date(2000, month.month(), day) == null || !marks.isFree(m.start(), m.end())) return;
		if (mode != DateText.KEEP || known.isDate(null, month.month(), day)) marks.remove(m.start(), m.end(), Kind.DATE);
	}

	private void decide(Matcher m, boolean ours, Runnable move) {
		if (ours || mode == DateText.REMOVE || isBirth(m.start())) marks.remove(withLead(m.start()), m.end(), Kind.DATE);
		else {
			if (mode == DateText.SHIFT) {
				try {
					move.run();
				}
				catch (DateTimeException outOfRange) {
					marks.remove(m.start(), m.end(), Kind.DATE);
				}
			}
			marks.keep(m.start(), m.end());
		}
	}

	/** Takes a word such as on or am before a date along. */
	private int withLead(int start) {
		int end = start;
		while (end > 0 && plain.charAt(end - 1) == ' ') end--;
		int token = end == start || end == 0 ? -1 : reading.tokenAt(end - 1);
		if (token < 0) return start;
		Token lead = reading.tokens.get(token);
		return lead.form == Token.Case.LOWER && lead.isFree() && LEADS.contains(lead.key) ? lead.start : start;
	}

	private boolean isBirth(int start) {
		return BIRTH.matcher(plain).region(Math.max(0, start - CONTEXT), start).useTransparentBounds(true).find();
	}

	/** The century of a year of two digits: that of a known date if it fits, else the nearest past. */
	private int century(int year, int month, Integer day) {
		if (known.isDate(1900 + year, month, day)) return 1900 + year;
		return year < 50 ? 2000 + year : 1900 + year;
	}

	private static LocalDate date(int year, int month, int day) {
		if (month < 1 || month > 12 || day < 1 || day > 31) return null;
		try {
			return LocalDate.of(year, month, day);
		}
		catch (DateTimeException noDay) {
			return null;
		}
	}

	private static String padded(int number, boolean twoDigits) {
		return twoDigits && number < 10 ? "0" + number : String.valueOf(number);
	}

	private static String year(LocalDate date, boolean twoDigits) {
		if (date.getYear() < 1000 || date.getYear() > 9999) throw new DateTimeException("a year of four digits is needed");
		return twoDigits ? padded(date.getYear() % 100, true) : String.valueOf(date.getYear());
	}

	private void put(Matcher m, int group, String text) {
		marks.replace(m.start(group), m.end(group), text, Kind.DATE);
	}
}
