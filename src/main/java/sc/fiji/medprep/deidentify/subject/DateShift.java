package sc.fiji.medprep.deidentify.subject;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Moves dates by whole days, so that intervals between the dates of a patient, times of day and time zones stay.
 *
 * @param days added to each date; negative to move back
 */
public record DateShift(int days) {
	private static final Pattern TIME = Pattern.compile("\\d{0,6}(\\.\\d{1,6})?([+-]\\d{4})?");
	/** Leaves dates as they are. */
	public static final DateShift NONE = new DateShift(0);

	/** A date moved. */
	public LocalDate shifted(LocalDate date) {
		return date.plusDays(days);
	}

	/**
	 * A value of VR DA or DT moved: YYYYMMDD, the older YYYY.MM.DD, YYYYMM and YYYY (moved from their middle), with what
	 * follows of time and zone left as it is; of a range each end. Null if the value is no date.
	 */
	public String shifted(String value) {
		String text = value.strip();
		int dash = text.indexOf('-');
		// a zone east or west of Greenwich has four digits, a date at least four more
		if (dash >= 0 && isRange(text, dash)) {
			String from = dash == 0 ? "" : shifted(text.substring(0, dash)), to = dash == text.length() - 1 ? "" : shifted(text.substring(dash + 1));
			return from == null || to == null ? null : from + "-" + to;
		}
		int digits = 0;
		while (digits < text.length() && digits < 8 && isDigit(text.charAt(digits))) digits++;
		try {
			if (digits == 8 && isTime(text.substring(8))) return compact(shifted(date(text, 4, 6))) + text.substring(8);
			if (digits == 4 && text.length() == 10 && text.charAt(4) == '.' && text.charAt(7) == '.') {
				LocalDate date = shifted(date(text, 5, 8));
				return String.format("%04d.%02d.%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
			}
			if (digits == 6 && isTime(text.substring(6))) return compact(shifted(LocalDate.of(number(text, 0, 4), number(text, 4, 6), 15))).substring(0, 6) + text.substring(6);
			if (digits == 4 && isTime(text.substring(4))) return compact(shifted(LocalDate.of(number(text, 0, 4), 7, 1))).substring(0, 4) + text.substring(4);
			return null;
		}
		catch (DateTimeException | NumberFormatException noDate) {
			return null;
		}
	}

	private static boolean isRange(String text, int dash) {
		String end = text.substring(dash + 1);
		return dash == 0 || end.isEmpty() || end.length() > 4 || dash == 4 && end.length() == 4 && Integer.parseInt(end.replaceAll("\\D", "0")) > 1400;
	}

	/** True for nothing, or the part of a DT behind its date: digits, a fraction and a zone. */
	private static boolean isTime(String text) {
		return text.isEmpty() || TIME.matcher(text).matches();
	}

	private static LocalDate date(String text, int month, int day) {
		return LocalDate.of(number(text, 0, 4), number(text, month, month + 2), number(text, day, day + 2));
	}

	private static int number(String text, int from, int to) {
		return Integer.parseInt(text.substring(from, to));
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static String compact(LocalDate date) {
		if (date.getYear() < 1 || date.getYear() > 9999) throw new DateTimeException("outside of the years that DICOM can write");
		return Integer.toString(100_000_000 + 10_000 * date.getYear() + 100 * date.getMonthValue() + date.getDayOfMonth()).substring(1);
	}
}
