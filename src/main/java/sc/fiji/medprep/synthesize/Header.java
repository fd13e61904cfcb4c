package sc.fiji.medprep.synthesize;

import java.time.LocalDateTime;
import java.util.Arrays;

import sc.fiji.medprep.dicom.VR;

/** What the objects of all modalities have: patient, study, series, equipment and what surrounds an image. */
final class Header {
	private static final String RECORD_KIND = "hipaa-record-number", PLACE = "hipaa-place", CONTACT = "hipaa-contact", ACCESSION = "hipaa-accession", DEVICE = "hipaa-device";

	private Header() {}

	/**
	 * A new instance with the modules that all composite objects have.
	 *
	 * @param full whether attributes that most objects lack, and that say much about the patient, are there too
	 */
	static Instance begin(Series series, String sopClass, int number, boolean full) {
		Instance instance = new Instance(series, sopClass, number, series.study().chance().uid());
		Level root = instance.root;
		Patient patient = series.study().patient();
		if (!patient.script().terms.isEmpty()) root.put("SpecificCharacterSet", patient.script().terms.toArray());
		root.put("SOPClassUID", sopClass).uid("SOPInstanceUID", instance.uid).put("InstanceNumber", number);
		LocalDateTime created = series.start().plusSeconds(40L + 7 * number);
		root.dateTime("InstanceCreationDate", "InstanceCreationTime", created).put("TimezoneOffsetFromUTC", patient.zone());
		patient(root, patient);
		study(root, series.study());
		series(root, series);
		equipment(root, patient);
		if (full) {
			patientInFull(root, series.study().ofPatient());
			studyInFull(root, series.study().described());
			seriesInFull(root, series);
		}
		return instance;
	}

	private static void patient(Level root, Patient patient) {
		root.names("PatientName", patient.person()).patientId(patient.id()).put("PatientSex", patient.sex());
		root.date("PatientBirthDate", patient.birth());
	}

	private static void study(Level root, Study study) {
		root.uid("StudyInstanceUID", study.uid()).dateTime("StudyDate", "StudyTime", study.start());
		root.names("ReferringPhysicianName", study.patient().referring()).secret("StudyID", RECORD_KIND, study.id()).secret("AccessionNumber", ACCESSION, study.accession());
		root.text("StudyDescription", study.description());
		if (study.patient().veryOld()) root.secret("PatientAge", "hipaa-age-over-89", study.age());
		else root.keep("PatientAge", study.age());
		root.keep("PatientSize", study.patient().sex().equals("F") ? "1.66" : "1.79").keep("PatientWeight", 55 + study.patient().number() % 40);
	}

	private static void series(Level root, Series series) {
		root.keep("Modality", series.modality()).uid("SeriesInstanceUID", series.uid()).put("SeriesNumber", series.number());
		root.dateTime("SeriesDate", "SeriesTime", series.start()).text("SeriesDescription", series.description()).names("PerformingPhysicianName", series.study().patient().performing());
		root.text("ProtocolName", series.protocol()).secret("OperatorsName", "hipaa-name", series.study().patient().operator().initials());
	}

	private static void equipment(Level root, Patient patient) {
		root.keep("Manufacturer", "ACME Imaging").keep("ManufacturerModelName", "Phantom 3000").keep("SoftwareVersions", "VX-4.2");
		root.secret("InstitutionName", PLACE, patient.institutionName(), patient.institution()).secret("StationName", DEVICE, patient.station());
	}

	private static void patientInFull(Level root, Study study) {
		Patient patient = study.patient();
		root.secret("IssuerOfPatientID", PLACE, patient.institution() + " HIS", patient.institution()).secret("PatientBirthTime", "hipaa-date", "0417");
		root.names("OtherPatientNames", patient.formerly()).names("PatientBirthName", patient.formerly()).names("PatientMotherBirthName", patient.mother());
		root.item("OtherPatientIDsSequence").put("TypeOfPatientID", "TEXT").secret("PatientID", RECORD_KIND, patient.otherId()).secret("IssuerOfPatientID", PLACE, patient.institution());
		root.secret("PatientAddress", PLACE, patient.street() + ", " + patient.city() + " " + patient.zip(), patient.street().split(" ")[1], patient.city(), patient.zip());
		root.secret("PatientTelephoneNumbers", CONTACT, patient.phone(), patient.phone().substring(6)).secret("PatientTelecomInformation", CONTACT, patient.email());
		root.secret("MedicalRecordLocator", RECORD_KIND, "BOX-" + patient.otherId()).secret("MilitaryRank", "hipaa-other", "Wing Commander", "Commander").secret("CountryOfResidence", PLACE, "Freedonia");
		root.secret("RegionOfResidence", PLACE, patient.city() + " County", patient.city()).secret("PatientReligiousPreference", "hipaa-other", "Pastafarian");
		root.names("ResponsiblePerson", patient.mother()).put("ResponsiblePersonRole", "PARENT").keep("EthnicGroup", "MIXED");
		root.text("PatientComments", study.story("Patient claustrophobic, arms down.", 3));
	}

	private static void studyInFull(Level root, Study study) {
		Patient patient = study.patient();
		root.names("PhysiciansOfRecord", patient.referring()).names("NameOfPhysiciansReadingStudy", patient.performing()).names("ConsultingPhysicianName", patient.referring());
		root.names("RequestingPhysician", patient.referring()).secret("RequestingService", PLACE, "Ward 7 " + patient.institution(), patient.institution());
		root.text("AdmittingDiagnosesDescription", study.remark("Headache and nausea since trauma", 64)).text("AdditionalPatientHistory", study.story("Previous surgery of the left knee, no metal implants. Contrast tolerated.", 6));
		root.text("MedicalAlerts", study.remark("Pacemaker", 64)).text("Allergies", study.remark("Iodine contrast", 64)).text("PatientState", study.remark("Sedated, oxygen", 64)).text("Occupation", study.remark("Welder", 16));
		root.keep("SmokingStatus", "NO").secret("AdmissionID", RECORD_KIND, "AD" + study.accession()).text("RequestedProcedureDescription", study.remark("MRI head or CT chest with contrast", 64));
		root.date("AdmittingDate", study.start().toLocalDate().minusDays(2)).text("StudyComments", study.story("Protocol changed by telephone", 2)).text("ReasonForStudy", study.remark("Staging of tumor", 64));
		root.text("CurrentPatientLocation", Remark.identifying(patient.institution() + " ward 7", patient.institution()));
		Level former = root.item("OriginalAttributesSequence");
		former.moment("AttributeModificationDateTime", study.start().plusHours(5), patient.zone()).put("ModifyingSystem", "PACS").put("SourceOfPreviousValues").put("ReasonForTheAttributeModification", "CORRECT");
		former.item("ModifiedAttributesSequence").names("PatientName", patient.formerly()).secret("PatientID", RECORD_KIND, patient.otherId()).date("PatientBirthDate", patient.birth().plusDays(1));
		// dcm2niix takes all behind one of defined length in implicit VR for a part of it
		root.delimit("OriginalAttributesSequence");
	}

	private static void seriesInFull(Level root, Series series) {
		Study study = series.study();
		Patient patient = study.patient();
		root.secret("PerformedProcedureStepID", RECORD_KIND, "PPS" + study.accession().substring(3)).dateTime("PerformedProcedureStepStartDate", "PerformedProcedureStepStartTime", study.start());
		root.text("PerformedProcedureStepDescription", study.remark("Routine examination", 64)).text("CommentsOnThePerformedProcedureStep", study.story("Repeated because of motion", 2));
		Level request = root.item("RequestAttributesSequence");
		request.secret("ScheduledProcedureStepID", RECORD_KIND, "SPS" + study.accession().substring(3)).secret("RequestedProcedureID", RECORD_KIND, "RP" + study.accession().substring(3));
		request.text("ScheduledProcedureStepDescription", study.remark("AX 5.0 routine", 64)).text("RequestedProcedureDescription", study.remark("Follow-up examination", 64)).secret("AccessionNumber", ACCESSION, study.accession());
		root.secret("InstitutionAddress", PLACE, "1 Clinic Way, " + patient.city() + " " + patient.zip(), patient.city(), patient.zip()).secret("InstitutionalDepartmentName", PLACE, patient.department(), patient.institution());
		root.secret("DeviceSerialNumber", DEVICE, "SN" + patient.station()).dateTime("DateOfLastCalibration", "TimeOfLastCalibration", study.start().minusDays(9)).uid("DeviceUID", series.study().frameOfReference() + "1");
		Level equipment = root.item("ContributingEquipmentSequence");
		equipment.code("PurposeOfReferenceCodeSequence", "109103", "DCM", "Modifying Equipment").put("Manufacturer", "ACME Archive").secret("InstitutionName", PLACE, patient.institutionName(), patient.institution());
		equipment.names("OperatorsName", patient.operator()).moment("ContributionDateTime", series.start().plusMinutes(30), patient.zone());
	}

	/** The modules of an image, with times in a row as instances follow each other. */
	static void image(Instance instance, String... imageType) {
		Series series = instance.series;
		LocalDateTime acquired = series.start().plusSeconds(3L * instance.number);
		Level root = instance.root;
		root.keep("ImageType", (Object[]) imageType).put("AcquisitionNumber", 1).dateTime("AcquisitionDate", "AcquisitionTime", acquired).dateTime("ContentDate", "ContentTime", acquired.plusSeconds(20));
	}

	/** Where the patient lies. */
	static void plane(Level root, Study study, double[] position, double[] orientation, double spacing, double thickness) {
		root.put("PatientPosition", "HFS").uid("FrameOfReferenceUID", study.frameOfReference()).put("PositionReferenceIndicator");
		root.keep("ImagePositionPatient", boxed(position)).keep("ImageOrientationPatient", boxed(orientation)).keep("PixelSpacing", spacing, spacing).keep("SliceThickness", thickness);
	}

	static Object[] boxed(double... numbers) {
		return Arrays.stream(numbers).boxed().toArray();
	}

	/** A window, with its VR as the standard has it. */
	static void window(Level root, double center, double width) {
		root.put("WindowCenter", VR.DS, center).put("WindowWidth", VR.DS, width);
	}
}
