package sc.fiji.medprep.deidentify.files;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fiji.medprep.deidentify.text.Telling;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.BasicAction;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.OptionAction;
import sc.fiji.medprep.standard.ProfileOption;

/** What happens to values of DICOM attributes that stand outside of a data set: the rows of PS3.15 table E.1-1 with the options of a profile. */
final class Attributes {
	/** What is done to a value. */
	enum Action {
		KEEP, REMOVE, TEXT, DATE, AGE, UID, PATIENT
	}

	private static final int PATIENT_AGE = 0x00101010, PATIENT_GROUP = 0x0010;
	/** Keys of dcm2niix, BIDS and ImageJ that differ from the keyword of the attribute they hold. */
	private static final Map<String, String> OTHER_NAMES = Map.of("manufacturersmodelname", "ManufacturerModelName", "bodypart", "BodyPartExamined", "procedurestepdescription",
		"PerformedProcedureStepDescription", "patientsname", "PatientName", "patientsbirthdate", "PatientBirthDate", "patientssex", "PatientSex", "patientsage", "PatientAge",
		"referringphysiciansname", "ReferringPhysicianName", "operatorname", "OperatorsName", "pixelspacing", "PixelSpacing");

	private final Dictionary dictionary = Dictionary.instance();
	private final ConfidentialityTable table = ConfidentialityTable.instance();
	private final Set<ProfileOption> options;

	Attributes(Set<ProfileOption> options) {
		this.options = options;
	}

	/** The attribute that a key names, by its keyword or a common variant of it. */
	Optional<Attribute> named(String key) {
		Optional<Attribute> exact = dictionary.attribute(key);
		if (exact.isPresent()) return exact;
		String other = OTHER_NAMES.get(key.toLowerCase(Locale.ROOT));
		if (other != null) return dictionary.attribute(other);
		// keywords begin with a capital; writers of JSON in other habits do not
		return key.isEmpty() ? Optional.empty() : dictionary.attribute(Character.toUpperCase(key.charAt(0)) + key.substring(1));
	}

	Optional<Attribute> of(int tag) {
		return Tag.isPrivate(tag) ? Optional.empty() : dictionary.attribute(tag);
	}

	/** True for values that identify a patient also where they stand in other text: names, the birth date, and what {@link Telling} lists, unless an option keeps it. */
	boolean identifies(Attribute attribute) {
		int tag = attribute.tag();
		return attribute.vr().equals("PN") || tag == Tag.PATIENT_BIRTH_DATE || Telling.of(tag) != null && !table.isKept(tag, options);
	}

	Action actionOf(Attribute attribute) {
		int tag = attribute.tag();
		if (tag == Tag.PATIENT_NAME || tag == Tag.PATIENT_ID) return Action.PATIENT;
		if (tag == Tag.DEIDENTIFICATION_METHOD || tag == Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE) return Action.KEEP;
		ConfidentialityTable.Row row = table.find(tag);
		if (row == null) return unlisted(attribute);
		boolean clean = false;
		for (Map.Entry<ProfileOption, OptionAction> entry : row.options().entrySet()) {
			if (!options.contains(entry.getKey())) continue;
			if (entry.getKey() == ProfileOption.RETAIN_MODIFIED_DATES) return Action.DATE;
			if (entry.getValue() == OptionAction.K) return tag == PATIENT_AGE ? Action.AGE : isDate(attribute) ? Action.DATE : Action.KEEP;
			clean = true;
		}
		if (clean) return Action.TEXT;
		return row.action() == BasicAction.U || row.action() == BasicAction.X_Z_U ? Action.UID : Action.REMOVE;
	}

	/** For lack of a row, the kind of value decides; facts about the patient need their option. */
	private Action unlisted(Attribute attribute) {
		if (Tag.group(attribute.tag()) == PATIENT_GROUP && !options.contains(ProfileOption.RETAIN_PATIENT_CHARACTERISTICS)) return Action.REMOVE;
		return switch (attribute.vr()) {
			case "PN", "UR", "AE", "OB", "OW", "UN" -> Action.REMOVE;
			case "DA", "DT", "TM" -> Action.DATE;
			case "LO", "SH", "LT", "ST", "UT", "UC" -> Action.TEXT;
			case "UI" -> Action.UID;
			default -> Action.KEEP;
		};
	}

	private static boolean isDate(Attribute attribute) {
		return attribute.vr().equals("DA") || attribute.vr().equals("DT") || attribute.vr().equals("TM");
	}
}
