package sc.fiji.medprep.validate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** Dates of a patient and of an examination against each other, and the age against them. */
final class DateCheck {
	private static final int[] DATES = {Tag.STUDY_DATE, Tag.SERIES_DATE, Tag.ACQUISITION_DATE, Tag.CONTENT_DATE, Tag.INSTANCE_CREATION_DATE};
	/** The day on which X-rays were discovered. */
	private static final LocalDate FIRST = LocalDate.of(1895, 11, 8);
	private static final int OLDEST = 125;

	private final LocalDate today;

	DateCheck(LocalDate today) {
		this.today = today;
	}

	void check(DataSet dataSet, Findings findings) {
		// de-identification may have shifted dates into another century; else, where it is tomorrow already
		boolean shifted = dataSet.string(Tag.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED).orElse("").equals("MODIFIED");
		LocalDate last = shifted ? LocalDate.MAX : today.plusDays(1);
		LocalDate[] dates = new LocalDate[DATES.length];
		for (int i = 0; i < dates.length; i++) {
			LocalDate date = dates[i] = dataSet.date(DATES[i]).orElse(null);
			if (date == null) continue;
			if (date.isAfter(last)) findings.add("plausible.date.future", Tag.toString(DATES[i]), "The date is in the future.");
			if (date.isBefore(FIRST)) findings.add("plausible.date.old", Tag.toString(DATES[i]), "The date is before the first X-ray image.");
		}
		order(dates, findings);
		LocalDate study = dates[0], acquisition = dates[2], content = dates[3];
		LocalDate birth = dataSet.date(Tag.PATIENT_BIRTH_DATE).orElse(null);
		if (birth != null) birth(dataSet, birth, study != null ? study : acquisition != null ? acquisition : content, last, findings);
	}

	/** One finding is enough: mostly all dates but one are before or behind. A day is nothing, over midnight and over borders. */
	private static void order(LocalDate[] dates, Findings findings) {
		for (int i = 1; i < 4; i++) {
			if (dates[i] == null) continue;
			boolean beforeStudy = isDaysBefore(dates[i], dates[0]), beforeAcquisition = DATES[i] == Tag.CONTENT_DATE && isDaysBefore(dates[i], dates[2]);
			if (!beforeStudy && !beforeAcquisition) continue;
			findings.add("plausible.date.order", Tag.toString(DATES[i]), beforeStudy ? "The date is before Study Date, at which the study began." : "Content Date is before Acquisition Date.");
			return;
		}
	}

	private static boolean isDaysBefore(LocalDate date, LocalDate other) {
		return other != null && date.plusDays(1).isBefore(other);
	}

	private static void birth(DataSet dataSet, LocalDate birth, LocalDate examined, LocalDate last, Findings findings) {
		String path = Tag.toString(Tag.PATIENT_BIRTH_DATE);
		if (birth.isAfter(last)) findings.add("plausible.birth.future", path, "The birth date is in the future.");
		if (examined == null) return;
		long years = ChronoUnit.YEARS.between(birth, examined);
		if (birth.isAfter(examined.plusDays(1))) findings.add("plausible.birth.after_study", path, "The birth date is after the date of the examination.");
		else if (years > OLDEST) findings.add("plausible.birth.old", path, "The birth date is more than " + OLDEST + " years before the examination.");
		age(dataSet, birth, examined, findings);
	}

	/** The age at the examination, to the unit that it is given in; typed or rounded ones may be one unit off. */
	private static void age(DataSet dataSet, LocalDate birth, LocalDate examined, Findings findings) {
		String age = dataSet.string(Tag.PATIENT_AGE).orElse("");
		byte[] bytes = age.getBytes(StandardCharsets.ISO_8859_1);
		if (bytes.length != 4 || ValueBytes.fault(VR.AS, bytes, 0, 4) != null) return;
		long stated = Long.parseLong(age.substring(0, 3));
		ChronoUnit unit = switch (age.charAt(3)) {
			case 'D' -> ChronoUnit.DAYS;
			case 'W' -> ChronoUnit.WEEKS;
			case 'M' -> ChronoUnit.MONTHS;
			default -> ChronoUnit.YEARS;
		};
		if (Math.abs(unit.between(birth, examined) - stated) > 1) findings.add("plausible.age", Tag.toString(Tag.PATIENT_AGE), "The age is not the one that birth date and date of the examination give.");
	}
}
