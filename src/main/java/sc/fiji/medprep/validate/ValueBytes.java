package sc.fiji.medprep.validate;

import sc.fiji.medprep.dicom.VR;

/**
 * The forms of single values in ASCII (PS3.5 table 6.2-1), looked at as bytes. Each method says what is wrong with the value from
 * one index up to another, or null; none allocates anything.
 */
final class ValueBytes {
	private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	private ValueBytes() {}

	/** Where a value ends without its padding. */
	static int trimmedEnd(byte[] b, int from, int to, VR vr) {
		int end = to;
		while (end > from && (b[end - 1] == 0 || b[end - 1] == ' ' && vr != VR.UI)) end--;
		return end;
	}

	/** Where a value begins without its padding. */
	static int trimmedStart(byte[] b, int from, int to) {
		int start = from;
		while (start < to && b[start] == ' ') start++;
		return start;
	}

	/** What is wrong with a value without padding, in any VR of the default repertoire. */
	static String fault(VR vr, byte[] b, int from, int to) {
		return switch (vr) {
			case AE -> printable(b, from, to);
			case AS -> age(b, from, to);
			case CS -> codeString(b, from, to);
			case DA -> date(b, from, to);
			case DS -> decimal(b, from, to);
			case DT -> dateTime(b, from, to);
			case IS -> integer(b, from, to);
			case TM -> time(b, from, to);
			case UI -> uid(b, from, to);
			case UR -> uri(b, from, to);
			default -> null;
		};
	}

	private static boolean areDigits(byte[] b, int from, int to) {
		for (int i = from; i < to; i++) {
			if (b[i] < '0' || b[i] > '9') return false;
		}
		return to > from;
	}

	/** The number of two or four digits. */
	private static int number(byte[] b, int from, int to) {
		int number = 0;
		for (int i = from; i < to; i++) number = 10 * number + b[i] - '0';
		return number;
	}

	private static String printable(byte[] b, int from, int to) {
		for (int i = from; i < to; i++) {
			if (b[i] < ' ' || b[i] == 0x7F || b[i] == '\\') return "has characters that are not allowed";
		}
		return null;
	}

	private static String age(byte[] b, int from, int to) {
		if (to - from != 4 || !areDigits(b, from, from + 3)) return "is not three digits and a letter";
		int unit = b[to - 1];
		return unit == 'D' || unit == 'W' || unit == 'M' || unit == 'Y' ? null : "has no unit D, W, M or Y";
	}

	private static String codeString(byte[] b, int from, int to) {
		for (int i = from; i < to; i++) {
			int c = b[i];
			if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != ' ' && c != '_') return c >= 'a' && c <= 'z' ? "has lower-case letters" : "has characters other than capital letters, digits, space and underscore";
		}
		return null;
	}

	static String date(byte[] b, int from, int to) {
		if (to - from != 8 || !areDigits(b, from, to)) return "is not eight digits";
		return day(number(b, from, from + 4), number(b, from + 4, from + 6), number(b, from + 6, to));
	}

	private static String day(int year, int month, int day) {
		if (year < 1) return "has the year 0";
		if (month < 1 || month > 12) return "has a month that does not exist";
		boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
		return day < 1 || day > DAYS[month - 1] || month == 2 && day == 29 && !leap ? "has a day that does not exist" : null;
	}

	private static String time(byte[] b, int from, int to) {
		int dot = from;
		while (dot < to && b[dot] != '.') dot++;
		int digits = dot - from;
		if (digits != 2 && digits != 4 && digits != 6 || !areDigits(b, from, dot)) return "is not two, four or six digits";
		if (dot < to && (digits != 6 || to - dot > 7 || !areDigits(b, dot + 1, to))) return "has a fraction of other than one to six digits behind seconds";
		return clock(b, from, dot);
	}

	/** Hours, minutes and seconds as far as they are there; a leap second is 60. */
	private static String clock(byte[] b, int from, int to) {
		if (to - from >= 2 && number(b, from, from + 2) > 23) return "has an hour that does not exist";
		if (to - from >= 4 && number(b, from + 2, from + 4) > 59) return "has a minute that does not exist";
		return to - from >= 6 && number(b, from + 4, from + 6) > 60 ? "has a second that does not exist" : null;
	}

	private static String dateTime(byte[] b, int from, int to) {
		int zone = from;
		while (zone < to && b[zone] != '+' && b[zone] != '-') zone++;
		if (zone < to) {
			if (to - zone != 5 || !areDigits(b, zone + 1, to)) return "has a zone that is not a sign and four digits";
			int minutes = 60 * number(b, zone + 1, zone + 3) + number(b, zone + 3, to);
			if (number(b, zone + 3, to) > 59 || minutes > (b[zone] == '+' ? 14 * 60 : 12 * 60) || b[zone] == '-' && minutes == 0) return "has a zone that does not exist";
		}
		int dot = from;
		while (dot < zone && b[dot] != '.') dot++;
		int digits = dot - from;
		if (digits < 4 || digits > 14 || digits % 2 != 0 || !areDigits(b, from, dot)) return "is not a date and time in 4, 6, 8, 10, 12 or 14 digits";
		if (dot < zone && (digits != 14 || zone - dot > 7 || !areDigits(b, dot + 1, zone))) return "has a fraction of other than one to six digits behind seconds";
		String day = day(number(b, from, from + 4), digits < 6 ? 1 : number(b, from + 4, from + 6), digits < 8 ? 1 : number(b, from + 6, from + 8));
		return day != null || digits <= 8 ? day : clock(b, from + 8, dot);
	}

	private static String decimal(byte[] b, int from, int to) {
		int i = sign(b, from, to), digits = 0;
		for (; i < to && b[i] >= '0' && b[i] <= '9'; i++) digits++;
		if (i < to && b[i] == '.') i++;
		for (; i < to && b[i] >= '0' && b[i] <= '9'; i++) digits++;
		if (digits == 0) return "is not a number";
		if (i == to) return null;
		if (b[i] != 'E' && b[i] != 'e') return "is not a number";
		return areDigits(b, sign(b, i + 1, to), to) ? null : "has an exponent that is not a number";
	}

	private static int sign(byte[] b, int at, int to) {
		return at < to && (b[at] == '+' || b[at] == '-') ? at + 1 : at;
	}

	private static String integer(byte[] b, int from, int to) {
		int start = sign(b, from, to);
		if (!areDigits(b, start, to)) return "is not a whole number";
		long number = 0;
		for (int i = start; i < to && number <= 1L << 32; i++) number = 10 * number + b[i] - '0';
		return number > Integer.MAX_VALUE + (b[from] == '-' ? 1L : 0L) ? "is beyond 32 bits" : null;
	}

	static String uid(byte[] b, int from, int to) {
		int component = from;
		for (int i = from; i <= to; i++) {
			if (i < to && b[i] >= '0' && b[i] <= '9') continue;
			if (i < to && b[i] != '.') return "has characters other than digits and dots";
			if (i == component) return "has an empty component";
			if (b[component] == '0' && i - component > 1) return "has a component with a leading zero";
			component = i + 1;
		}
		return null;
	}

	private static String uri(byte[] b, int from, int to) {
		for (int i = from; i < to; i++) {
			if (b[i] <= ' ' || b[i] == 0x7F || b[i] == '\\' || b[i] == '"' || b[i] == '<' || b[i] == '>' || b[i] == '^' || b[i] == '`' || b[i] == '{' || b[i] == '|' || b[i] == '}') return "has characters that no URI has";
		}
		return null;
	}
}
