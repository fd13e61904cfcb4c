package sc.fiji.medprep.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.dicom.Tag;

/** Times of day and of acquisitions (PS3.5 section 6.2, VR TM and DT). */
final class Moment {
	private static final Pattern TIME = Pattern.compile("(\\d\\d):?(\\d\\d):?(\\d\\d(?:\\.\\d{1,6})?)");
	private static final Pattern DATE_TIME = Pattern.compile("(\\d{8})(\\d{6}(?:\\.\\d{1,6})?)(?:[+-]\\d{4})?");
	private static final double SECONDS_OF_A_DAY = 86400;

	private Moment() {}

	/** The time of day of an acquisition as "12:24:58.102500". */
	static Optional<String> clock(Header header) {
		Matcher both = DATE_TIME.matcher(header.string(Tag.ACQUISITION_DATE_TIME).orElse(""));
		Matcher parts = TIME.matcher(both.matches() ? both.group(2) : header.string(Tag.ACQUISITION_TIME).orElse(""));
		return parts.matches() ? Optional.of(String.format(Locale.ROOT, "%s:%s:%09.6f", parts.group(1), parts.group(2), Double.parseDouble(parts.group(3)))) : Optional.empty();
	}

	/** When a frame was acquired, in seconds since 1970 in whichever zone; NaN if the header does not say it. */
	static double acquired(Header header) {
		Matcher both = DATE_TIME.matcher(header.string(Tag.FRAME_ACQUISITION_DATE_TIME).or(() -> header.string(Tag.ACQUISITION_DATE_TIME)).orElse(""));
		if (both.matches()) return seconds(both.group(2)) + SECONDS_OF_A_DAY * day(both.group(1));
		return seconds(header.string(Tag.ACQUISITION_TIME).orElse("")) + SECONDS_OF_A_DAY * header.dataSet().date(Tag.ACQUISITION_DATE).map(LocalDate::toEpochDay).orElse(0L);
	}

	private static double day(String digits) {
		try {
			return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
		}
		catch (DateTimeException noSuchDay) {
			return Double.NaN;
		}
	}

	private static double seconds(String time) {
		Matcher parts = TIME.matcher(time);
		return parts.matches() ? 3600 * Integer.parseInt(parts.group(1)) + 60 * Integer.parseInt(parts.group(2)) + Double.parseDouble(parts.group(3)) : Double.NaN;
	}
}
