package sc.fiji.medprep.synthesize;

import java.time.format.DateTimeFormatter;
import java.util.List;

/** Structured reports: content trees with names, dates, texts, codes, numbers, references and coordinates. */
final class Reports {
	private static final String COMPREHENSIVE = "1.2.840.10008.5.1.4.1.1.88.33", ENHANCED = "1.2.840.10008.5.1.4.1.1.88.22";

	private final Workshop workshop;
	private final Patient patient;

	Reports(Workshop workshop) {
		this.workshop = workshop;
		patient = workshop.patient;
	}

	/** Images of one series that a document is about. */
	static void evidence(Level item, Study study, List<ImageReference> images) {
		item.reference("StudyInstanceUID", study.uid());
		Level series = item.item("ReferencedSeriesSequence");
		series.reference("SeriesInstanceUID", images.get(0).series().uid());
		for (ImageReference image : images) series.item("ReferencedSOPSequence").image(image);
	}

	/** The root of a content tree. */
	static void document(Level root, String code, String scheme, String title, String template) {
		root.put("ValueType", "CONTAINER").put("ContinuityOfContent", "SEPARATE").keptCode("ConceptNameCodeSequence", code, scheme, title);
		root.item("ContentTemplateSequence").put("MappingResource", "DCMR").put("TemplateIdentifier", template);
	}

	/** A new content item with a concept name. */
	static Level content(Level parent, String relationship, String type, String code, String scheme, String meaning) {
		Level item = parent.item("ContentSequence");
		item.put("RelationshipType", relationship).put("ValueType", type);
		return item.keptCode("ConceptNameCodeSequence", code, scheme, meaning);
	}

	static void image(Level item, ImageReference image) {
		item.item("ReferencedSOPSequence").image(image);
	}

	private Instance begin(Study study, Series series, String sopClass, ImageReference image) {
		Instance instance = Header.begin(series, sopClass, 1, true);
		Level root = instance.root;
		root.dateTime("ContentDate", "ContentTime", series.start()).none("ReferencedPerformedProcedureStepSequence").put("CompletionFlag", "COMPLETE").put("VerificationFlag", "VERIFIED");
		root.text("CompletionFlagDescription", study.remark("Finished", 64)).none("PerformedProcedureCodeSequence");
		Level verifier = root.item("VerifyingObserverSequence");
		verifier.names("VerifyingObserverName", patient.performing()).none("VerifyingObserverIdentificationCodeSequence").secret("VerifyingOrganization", "hipaa-place", patient.institutionName(), patient.institution());
		verifier.moment("VerificationDateTime", series.start().plusHours(2), patient.zone());
		Level author = root.item("AuthorObserverSequence");
		author.put("ObserverType", "PSN").names("PersonName", patient.performing()).none("PersonIdentificationCodeSequence").secret("InstitutionName", "hipaa-place", patient.institutionName(), patient.institution())
			.none("InstitutionCodeSequence");
		evidence(root.item("CurrentRequestedProcedureEvidenceSequence"), study, List.of(image));
		Level request = root.item("ReferencedRequestSequence");
		request.reference("StudyInstanceUID", study.uid()).none("ReferencedStudySequence").secret("AccessionNumber", "hipaa-accession", study.accession()).put("RequestedProcedureID", "").put("PlacerOrderNumberImagingServiceRequest");
		request.secret("FillerOrderNumberImagingServiceRequest", "hipaa-record-number", "F" + patient.otherId()).text("RequestedProcedureDescription", study.remark("Follow-up", 64)).none("RequestedProcedureCodeSequence");
		return instance;
	}

	private void observer(Level root) {
		content(root, "HAS OBS CONTEXT", "CODE", "121005", "DCM", "Observer Type").keptCode("ConceptCodeSequence", "121006", "DCM", "Person");
		content(root, "HAS OBS CONTEXT", "PNAME", "121008", "DCM", "Person Observer Name").names("PersonName", patient.performing());
	}

	/** Measurements of a lesion (TID 1500). */
	void measurements(Study study, ImageReference image) {
		Series series = workshop.series(study, "SR", "Measurements", "none");
		Instance instance = begin(study, series, COMPREHENSIVE, image);
		Level root = instance.root;
		document(root, "126000", "DCM", "Imaging Measurement Report", "1500");
		content(root, "HAS CONCEPT MOD", "CODE", "121049", "DCM", "Language of Content Item and Descendants").keptCode("ConceptCodeSequence", "en-US", "RFC5646", "English (United States)");
		observer(root);
		Level measured = content(root, "CONTAINS", "CONTAINER", "126010", "DCM", "Imaging Measurements").put("ContinuityOfContent", "SEPARATE");
		Level group = content(measured, "CONTAINS", "CONTAINER", "125007", "DCM", "Measurement Group").put("ContinuityOfContent", "SEPARATE");
		content(group, "HAS OBS CONTEXT", "TEXT", "112039", "DCM", "Tracking Identifier").text("TextValue", study.story("Lesion 1", 1));
		content(group, "HAS OBS CONTEXT", "UIDREF", "112040", "DCM", "Tracking Unique Identifier").uid("UID", workshop.chance.uid());
		Level number = content(group, "CONTAINS", "NUM", "103339001", "SCT", "Long axis");
		number.item("MeasuredValueSequence").keep("NumericValue", "26.3").code("MeasurementUnitsCodeSequence", "mm", "UCUM", "millimeter");
		Level coordinates = number.item("ContentSequence");
		coordinates.put("RelationshipType", "INFERRED FROM").put("ValueType", "SCOORD").put("GraphicData", 51.5, 60, 65.5, 60).keep("GraphicType", "POLYLINE");
		image(coordinates.item("ContentSequence").put("RelationshipType", "SELECTED FROM").put("ValueType", "IMAGE"), image);
		content(group, "CONTAINS", "CODE", "121071", "DCM", "Finding").keptCode("ConceptCodeSequence", "108369006", "SCT", "Neoplasm");
		finish(instance);
	}

	/** A report as people dictate it, with the patient and the dates in it. */
	void report(Study study, ImageReference image) {
		Series series = workshop.series(study, "SR", "Report", "none");
		Instance instance = begin(study, series, ENHANCED, image);
		Level root = instance.root;
		document(root, "18748-4", "LN", "Diagnostic Imaging Report", "2000");
		observer(root);
		content(root, "HAS OBS CONTEXT", "PNAME", "121029", "DCM", "Subject Name").names("PersonName", patient.person());
		content(root, "HAS OBS CONTEXT", "TEXT", "121030", "DCM", "Subject ID").secret("TextValue", "hipaa-record-number", patient.id());
		content(root, "HAS OBS CONTEXT", "DATE", "121031", "DCM", "Subject Birth Date").secret("Date", "hipaa-date", patient.birth().format(DateTimeFormatter.BASIC_ISO_DATE));
		Level findings = content(root, "CONTAINS", "CONTAINER", "121070", "DCM", "Findings").put("ContinuityOfContent", "SEPARATE");
		content(findings, "CONTAINS", "TEXT", "121071", "DCM", "Finding").text("TextValue", study.story("Heart of normal size. No infiltrate, no effusion. Compared with the previous examination unchanged.", 4));
		content(findings, "CONTAINS", "DATETIME", "111526", "DCM", "DateTime Started").moment("DateTime", series.start(), patient.zone());
		Level shown = findings.item("ContentSequence").put("RelationshipType", "CONTAINS").put("ValueType", "IMAGE");
		image(shown, image);
		finish(instance);
	}

	private void finish(Instance instance) {
		new HiddenPlaces(instance).plantInAny();
		workshop.write(instance);
	}
}
