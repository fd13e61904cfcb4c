package sc.fiji.medprep.deidentify;

import java.util.List;

import sc.fiji.medprep.deidentify.files.Context;
import sc.fiji.medprep.deidentify.files.TextCleaning;
import sc.fiji.medprep.deidentify.subject.BirthDates;
import sc.fiji.medprep.deidentify.subject.DateShift;
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
	private final TextCleaner cleaner;
	private final Profile profile;
	private final Identifiers known;
	private final DateShift shift;
	private final DateText dates;
	private final BirthDates births;

	Descriptors(TextCleaner cleaner, Profile profile, DataSet original, DateShift shift) {
		this.cleaner = cleaner;
		this.profile = profile;
		this.shift = shift;
		dates = dates(profile);
		Identifiers.Builder builder = Identifiers.builder();
		collect(original, builder);
		births = new BirthDates(original);
		births.dates().forEach(builder::addDate);
		births.tellingYears().forEach(builder::addId);
		known = builder.build();
	}

	/** True for a DA or DT value that tells when the patient was born, whatever attribute has it. */
	boolean isBirthDate(String value) {
		return births.isTold(value);
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
		return new Context(key, patient -> subjects.of(patient).orElse(null), cleaning, profile.options(), method);
	}

	private void collect(DataSet level, Identifiers.Builder builder) {
		for (Element element : level) {
			if (element.value() instanceof Value.Sequence sequence) {
				for (Value.Item item : sequence.items()) collect(item.dataSet(), builder);
			}
			else if (isName(element)) level.strings(element.tag()).forEach(builder::addName);
			else if (element.tag() == ReportItem.TEXT_VALUE && ReportItem.isIdentity(level)) level.strings(element.tag()).forEach(builder::addId);
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
