package sc.fiji.medprep.deidentify;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.deidentify.files.Context;
import sc.fiji.medprep.deidentify.files.TextCleaning;
import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.Subjects;
import sc.fiji.medprep.deidentify.text.DateText;
import sc.fiji.medprep.deidentify.text.Identifiers;
import sc.fiji.medprep.deidentify.text.TextCleaner;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.ProfileOption;

/** Text of one file without what identifies its patient: what its own attributes tell of patient, staff and place is known, and goes from all other text. */
final class Descriptors {
	/** What an attribute tells. */
	private enum Told {
		ID, PHONE, ADDRESS, BIRTH_DATE, INSTITUTION, DEVICE
	}

	/** Attributes, apart from persons' names, whose value is looked for in other text. */
	private static final Map<Integer, Told> TOLD = new HashMap<>();
	static {
		for (int tag : new int[] {
			0x00080050, // Accession Number
			0x00100020, // Patient ID
			0x00100021, // Issuer of Patient ID
			0x00101000, // Other Patient IDs
			0x00101090, // Medical Record Locator
			0x00101050, // Insurance Plan Identification
			0x00120040, // Clinical Trial Subject ID
			0x00120042, // Clinical Trial Subject Reading ID
			0x00200010, // Study ID
			0x00380010, // Admission ID
			0x00380060, // Service Episode ID
			0x00400009, // Scheduled Procedure Step ID
			0x00400253, // Performed Procedure Step ID
			0x00401001, // Requested Procedure ID
			0x00402016, // Placer Order Number
			0x00402017, // Filler Order Number
		}) TOLD.put(tag, Told.ID);
		for (int tag : new int[] {
			0x00080094, // Referring Physician's Telephone Numbers
			0x00102154, // Patient's Telephone Numbers
			0x00401103, // Person's Telephone Numbers
			0x00402010, // Order Callback Phone Number
		}) TOLD.put(tag, Told.PHONE);
		for (int tag : new int[] {
			0x00080092, // Referring Physician's Address
			0x00101040, // Patient's Address
			0x00102152, // Region of Residence
			0x00401102, // Person's Address
		}) TOLD.put(tag, Told.ADDRESS);
		TOLD.put(0x00100030, Told.BIRTH_DATE);
		for (int tag : new int[] {
			0x00080080, // Institution Name
			0x00080081, // Institution Address
			0x00081040, // Institutional Department Name
			0x00080116, // Responsible Organization of a coding scheme
			0x00321020, // Scheduled Study Location
			0x00380300, // Current Patient Location
			0x00380400, // Patient's Institution Residence
			0x00400011, // Scheduled Procedure Step Location
			0x00400243, // Performed Location
		}) TOLD.put(tag, Told.INSTITUTION);
		for (int tag : new int[] {
			0x00081010, // Station Name
			0x00181000, // Device Serial Number
		}) TOLD.put(tag, Told.DEVICE);
	}

	private final TextCleaner cleaner;
	private final Profile profile;
	private final Identifiers known;
	private final DateShift shift;
	private final DateText dates;

	Descriptors(TextCleaner cleaner, Profile profile, DataSet original, DateShift shift) {
		this.cleaner = cleaner;
		this.profile = profile;
		this.shift = shift;
		dates = dates(profile);
		Identifiers.Builder builder = Identifiers.builder();
		collect(original, builder);
		known = builder.build();
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
			else if (element.vr() == VR.PN) level.strings(element.tag()).forEach(builder::addName);
			else {
				Told told = TOLD.get(element.tag());
				if (told != null) collect(told, level, element.tag(), builder);
			}
		}
	}

	private void collect(Told told, DataSet level, int tag, Identifiers.Builder builder) {
		List<String> values = level.strings(tag);
		switch (told) {
			case ID -> values.forEach(builder::addId);
			case PHONE -> values.forEach(builder::addPhone);
			case ADDRESS -> values.forEach(builder::addAddress);
			case BIRTH_DATE -> {
				LocalDate date = level.date(tag).orElse(null);
				if (date != null) builder.addDate(date);
			}
			case INSTITUTION -> {
				if (!profile.has(ProfileOption.RETAIN_INSTITUTION_IDENTITY)) values.forEach(builder::addText);
			}
			case DEVICE -> {
				if (!profile.has(ProfileOption.RETAIN_DEVICE_IDENTITY)) values.forEach(builder::addId);
			}
		}
	}

	/** Text that people wrote, with the words that the profile lets stay. */
	String cleaned(String text) {
		return cleaner.clean(text, known, shift, dates).text();
	}

	/** Text that stays by rule, without what is known to identify this patient. */
	String withoutKnown(String text) {
		return cleaner.withoutKnown(text, known);
	}
}
