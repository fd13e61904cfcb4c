package sc.fiji.medprep.synthesize;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** Letters in PDF, wrapped in DICOM. */
final class Documents {
	static final String ENCAPSULATED_PDF = "1.2.840.10008.5.1.4.1.1.104.1";

	private final Workshop workshop;

	Documents(Workshop workshop) {
		this.workshop = workshop;
	}

	void letter(Study study) {
		Patient patient = workshop.patient;
		Series series = workshop.series(study, "DOC", "Letter", "none");
		Instance instance = Header.begin(series, ENCAPSULATED_PDF, 1, true);
		Level root = instance.root;
		root.dateTime("ContentDate", "ContentTime", series.start()).moment("AcquisitionDateTime", series.start(), patient.zone()).put("ConversionType", "WSD").put("BurnedInAnnotation", "YES");
		root.text("DocumentTitle", study.story("Discharge letter", 1)).code("ConceptNameCodeSequence", "34105-7", "LN", "Hospital Discharge summary").put("MIMETypeOfEncapsulatedDocument", "application/pdf");
		String name = patient.person().given() + " " + patient.person().family();
		root.bytes(Tag.ENCAPSULATED_DOCUMENT, VR.OB, pdf(name, "Patient " + name + ", " + patient.id() + ", " + patient.ssn()), patient.person().given(), patient.person().family(), patient.id(), patient.ssn());
		new HiddenPlaces(instance).plantInAny();
		workshop.write(instance);
	}

	/** A page with a line of text, and the same name in both kinds of metadata. */
	static byte[] pdf(String author, String line) {
		String drawing = "BT /F1 14 Tf 60 760 Td (" + line + ") Tj ET";
		String xmp = "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
			+ "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + author + "</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
		List<String> objects = List.of("<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>", "<< /Length " + drawing.length() + " >>\nstream\n" + drawing + "\nendstream",
			"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", "<< /Type /Metadata /Subtype /XML /Length " + xmp.length() + " >>\nstream\n" + xmp + "\nendstream", "<< /Title (Letter about " + author + ") /Author (" + author + ") >>");
		StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
		List<Integer> offsets = new ArrayList<>();
		for (String object : objects) {
			offsets.add(pdf.length());
			pdf.append(offsets.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
		}
		int table = pdf.length();
		pdf.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
		for (int offset : offsets) pdf.append(String.format("%010d 00000 n \n", offset));
		pdf.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R /Info 7 0 R >>\nstartxref\n").append(table).append("\n%%EOF\n");
		return pdf.toString().getBytes(StandardCharsets.US_ASCII);
	}
}
