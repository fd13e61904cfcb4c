package sc.fiji.medprep.deidentify.files;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
	 * A date, a time or both, as it may stay; null if it must go or is none.
	 *
	 * @param subject whose date it is; without one it cannot be shifted and goes
	 */
	String cleaned(String text, Subject subject) {
		if (areRemoved()) return null;
		String value = text.strip();
		if (isTime(value)) return value;
		Matcher iso = ISO.matcher(value);
		try {
			if (iso.matches()) {
				LocalDate date = LocalDate.of(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(3)), Integer.parseInt(iso.group(4)));
				if (kept) return value;
				if (subject == null) return null;
				LocalDate moved = subject.shift().shifted(date);
				return String.format("%04d%s%02d%2$s%02d", moved.getYear(), iso.group(2), moved.getMonthValue(), moved.getDayOfMonth()) + iso.group(5);
			}
		}
		catch (DateTimeException noDate) {
			return null;
		}
		String compact = subject == null && !kept || value.length() < 4 ? null : (kept ? sc.fiji.medprep.deidentify.subject.DateShift.NONE : subject.shift()).shifted(value);
		return compact != null && kept ? value : compact;
	}

	/** True for a time of day without a date. */
	static boolean isTime(String value) {
		return CLOCK.matcher(value).matches() || DICOM_TIME.matcher(value).matches() && value.length() != 4;
	}

	/** True for text that is a date or starts with one, whatever its key says. */
	static boolean isDate(String value) {
		return ISO.matcher(value).matches() || COMPACT.matcher(value).matches();
	}
}
