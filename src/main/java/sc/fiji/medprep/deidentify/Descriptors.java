package sc.fiji.medprep.deidentify;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.medprep.deidentify.files.Context;
import sc.fiji.medprep.deidentify.files.TextCleaning;
import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.Subjects;
import sc.fiji.medprep.deidentify.text.DateText;
import sc.fiji.medprep.deidentify.text.Identifiers;
import sc.fiji.medprep.deidentify.text.Telling;
import sc.fiji.medprep.deidentify.text.TextCleaner;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.ProfileOption;

/** Text of one file without what identifies its patient: what its own attributes tell of patient, staff and place is known, and goes from all other text. */
final class Descriptors {
	private static final int BIRTH_DATE = 0x00100030, STUDY_DATE = 0x00080020, OLDEST = 89;
	/** Days on which a newborn is examined can be the one of birth, and say what they are for. */
	private static final int[] EXAMINATION = {STUDY_DATE, 0x00080021, 0x00080022, 0x00080023, 0x0008002A};

	private final TextCleaner cleaner;
	private final Profile profile;
	private final Identifiers known;
	private final DateShift shift;
	private final DateText dates;
	private final Set<LocalDate> births = new HashSet<>();

	Descriptors(TextCleaner cleaner, Profile profile, DataSet original, DateShift shift) {
		this.cleaner = cleaner;
		this.profile = profile;
		this.shift = shift;
		dates = dates(profile);
		Identifiers.Builder builder = Identifiers.builder();
		collect(original, builder);
		// the year alone tells somebody of more than 89 years (HIPAA 45 CFR 164.514(b)(2)(i)(C))
		int oldest = original.date(STUDY_DATE).map(LocalDate::getYear).orElse(Integer.MAX_VALUE) - OLDEST;
		for (LocalDate birth : births) {
			if (birth.getYear() <= oldest && oldest < Short.MAX_VALUE) builder.addId(String.valueOf(birth.getYear()));
		}
		known = builder.build();
		for (int tag : EXAMINATION) {
			for (String date : original.strings(tag)) births.removeIf(birth -> isOn(date, birth));
		}
	}

	/** True for a DA or DT value on the day on which the patient was born, if the file is not about that day. */
	boolean isBirthDate(String value) {
		return births.stream().anyMatch(birth -> isOn(value, birth));
	}

	private static boolean isOn(String value, LocalDate day) {
		return value.replace(".", "").contains(day.format(DateTimeFormatter.BASIC_ISO_DATE));
	}

	private static DateText dates(Profile profile) {
		return profile.has(ProfileOption.RETAIN_MODIFIED_DATES) ? DateText.SHIFT : profile.has(ProfileOption.RETAIN_FULL_DATES) ? DateText.KEEP : DateText.REMOVE;
	}

	/** The same for files that are not DICOM. */
	static Context contextOfFiles(StudyKey key, Subjects subjects, TextCleaner cleaner, Profile profile, String method) {
		DateText dates = dates(profile);
		TextCleaning cleaning = (text, subject, known) -> {
			Identifiers.Builder builder = Identifiers.builder();
			for (String value : known) {
				if (value.indexOf('^') >= 0) builder.addName(value);
				else builder.addId(value);
			}
			// the dates of a patient whom nobody knows cannot be moved with him
			boolean unmoved = subject == null && dates == DateText.SHIFT;
			return cleaner.clean(text, builder.build(), subject == null ? DateShift.NONE : subject.shift(), unmoved ? DateText.REMOVE : dates).text();
		};
		return new Context(key, patient -> subjects.of(Patient.of(patient, "")).orElse(null), cleaning, profile.options(), method);
	}

	private void collect(DataSet level, Identifiers.Builder builder) {
		for (Element element : level) {
			if (element.value() instanceof Value.Sequence sequence) {
				for (Value.Item item : sequence.items()) collect(item.dataSet(), builder);
			}
			else if (isName(element)) level.strings(element.tag()).forEach(builder::addName);
			else if (element.tag() == BIRTH_DATE) level.date(BIRTH_DATE).ifPresent(birth -> {
				builder.addDate(birth);
				births.add(birth);
			});
			else if (ReportItem.isIdentity(level) && element.tag() == ReportItem.TEXT_VALUE) level.strings(element.tag()).forEach(builder::addId);
			else if (Telling.of(element.tag()) != null && !profile.keeps(element.tag())) collect(level.strings(element.tag()), Telling.of(element.tag()), builder);
		}
	}

	/** True for a name, also behind a wrong VR. */
	private static boolean isName(Element element) {
		return element.vr() == VR.PN || !Tag.isPrivate(element.tag()) && element.vr().isString() && Dictionary.instance().vrOf(element.tag(), null) == VR.PN;
	}

	private static void collect(List<String> values, Telling telling, Identifiers.Builder builder) {
		switch (telling) {
			case ID -> values.forEach(builder::addId);
			case PHONE -> values.forEach(builder::addPhone);
			case ADDRESS -> values.forEach(builder::addAddress);
			case PLACE -> values.forEach(builder::addText);
		}
	}

	/** Text that people wrote, with the words that the profile lets stay. */
	String cleaned(String text) {
		return cleaner.clean(text, known, shift, dates).text();
	}

	/** Text that stays by rule, without what is known to identify this patient and what nobody can take for anything but a name, a number or an address. */
	String keptByRule(String text) {
		return cleaner.cleanLoosely(text, known, shift, dates).text();
	}

	/** Text of which everything stays but what is known to identify this patient. */
	String withoutKnown(String text) {
		return cleaner.withoutKnown(text, known);
	}
}
