package sc.fiji.medprep.deidentify.files;

import java.util.Set;

import sc.fiji.medprep.standard.Attribute;

/** Which attributes hold what identifies a patient also where it stands in other text. */
final class Known {
	/** Identifiers, addresses and places that are not person names. */
	private static final Set<String> KEYWORDS = Set.of("PatientID", "OtherPatientIDs", "AccessionNumber", "StudyID", "PatientAddress", "PatientTelephoneNumbers", "InstitutionName", "InstitutionAddress",
		"InstitutionalDepartmentName", "StationName", "DeviceSerialNumber", "PatientBirthDate", "MedicalRecordLocator", "MilitaryRank", "IssuerOfPatientID");

	private Known() {}

	static boolean identifies(Attribute attribute) {
		return attribute.vr().equals("PN") || KEYWORDS.contains(attribute.keyword());
	}
}
