package sc.fiji.medprep.deidentify.files;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.standard.ProfileOption;

/** Dates and times outside of DICOM, removed, shifted or kept as the profile says. */
final class Dates {
	private static final Pattern ISO = Pattern.compile("(\\d{4})([-/])(\\d{2})\\2(\\d{2})((?:[T ]\\d{1,2}:\\d{2}(?::\\d{1,2}(?:\\.\\d{1,9})?)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)");
	private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{1,2}(?::\\d{1,2}(?:\\.\\d{1,9})?)?");
	private static final Pattern DICOM_TIME = Pattern.compile("\\d{2}(?:\\d{2}(?:\\d{2}(?:\\.\\d{1,6})?)?)?");
	private static final Pattern COMPACT = Pattern.compile("(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])");

	private final boolean kept, shifted;

	Dates(Context context) {
		kept = context.has(ProfileOption.RETAIN_FULL_DATES);
		shifted = context.has(ProfileOption.RETAIN_MODIFIED_DATES);
	}

	/** True if dates leave no trace. */
	boolean areRemoved() {
		return !kept && !shifted;
	}

	/**
	 * A date, with or without a time behind it, as it may stay; null if it must go or is none.
	 *
	 * @param subject whose date it is; without one it cannot be shifted and goes
	 */
	String date(String text, Subject subject) {
		if (areRemoved() || shifted && subject == null) return null;
		String value = text.strip();
		DateShift shift = kept ? DateShift.NONE : subject.shift();
		Matcher iso = ISO.matcher(value);
		if (!iso.matches()) {
			String moved = value.length() < 4 ? null : shift.shifted(value);
			return moved != null && kept ? value : moved;
		}
		try {
			LocalDate moved = shift.shifted(LocalDate.of(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(3)), Integer.parseInt(iso.group(4))));
			return String.format("%04d%s%02d%2$s%02d%s", moved.getYear(), iso.group(2), moved.getMonthValue(), moved.getDayOfMonth(), iso.group(5));
		}
		catch (DateTimeException noDate) {
			return null;
		}
	}

	/** A time of day as it may stay, which moving dates by whole days does not change; null if it must go or is none. */
	String time(String text) {
		String value = text.strip();
		return !areRemoved() && (isTime(value) || DICOM_TIME.matcher(value).matches()) ? value : null;
	}

	/** True for a time of day with colons. */
	static boolean isTime(String value) {
		return CLOCK.matcher(value).matches();
	}

	/** True for text that is a date or starts with one, whatever its key says. */
	static boolean isDate(String value) {
		return ISO.matcher(value).matches() || COMPACT.matcher(value).matches();
	}
}
