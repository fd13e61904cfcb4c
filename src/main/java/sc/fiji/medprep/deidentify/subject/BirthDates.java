package sc.fiji.medprep.deidentify.subject;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** The birth dates that a file tells, at any level. */
public final class BirthDates {
	private static final int STUDY_DATE = 0x00080020, OLDEST = 89;
	/** Days on which a newborn is examined can be the one of birth, and say what they are for. */
	private static final int[] EXAMINATION = {STUDY_DATE, 0x00080021, 0x00080022, 0x00080023, 0x0008002A};

	private final Set<LocalDate> dates = new HashSet<>(), apart = new HashSet<>();
	private final int study;

	public BirthDates(DataSet original) {
		collect(original);
		study = original.date(STUDY_DATE).map(LocalDate::getYear).orElse(0);
		apart.addAll(dates);
		for (int tag : EXAMINATION) {
			for (String value : original.strings(tag)) apart.removeIf(birth -> isOn(value, birth));
		}
	}

	private void collect(DataSet level) {
		for (Element element : level) {
			if (element.value() instanceof Value.Sequence sequence) sequence.items().forEach(item -> collect(item.dataSet()));
			else if (element.tag() == Tag.PATIENT_BIRTH_DATE) level.date(Tag.PATIENT_BIRTH_DATE).ifPresent(dates::add);
		}
	}

	/** All of them. */
	public Set<LocalDate> dates() {
		return dates;
	}

	/** Years that alone tell somebody, because they are those of more than 89 years ago (HIPAA 45 CFR 164.514(b)(2)(i)(C)). */
	public Set<String> tellingYears() {
		Set<String> years = new HashSet<>();
		for (LocalDate birth : dates) {
			if (study - birth.getYear() > OLDEST) years.add(String.valueOf(birth.getYear()));
		}
		return years;
	}

	/** True for a DA or DT value on a day of birth, unless that is also the day of the examination. */
	public boolean isTold(String value) {
		return apart.stream().anyMatch(birth -> isOn(value, birth));
	}

	private static boolean isOn(String value, LocalDate day) {
		return value.replace(".", "").contains(day.format(DateTimeFormatter.BASIC_ISO_DATE));
	}
}
