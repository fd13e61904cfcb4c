package sc.fiji.medprep.deidentify;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** Documents without content that take the place of encapsulated ones, which nobody can clean. */
final class EmptyDocument {
	private static final int MIME_TYPE = 0x00420012, DOCUMENT_LENGTH = 0x00420015;
	/** One blank page. */
	private static final String PDF = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
		+ "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n"
		+ "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n";
	private static final String CDA = "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>";
	private static final int STL_LENGTH = 84;

	private EmptyDocument() {}

	/** True if the data set holds at its top a document of a type that an empty one is known for. */
	static boolean canReplace(DataSet dataSet) {
		return dataSet.contains(Tag.ENCAPSULATED_DOCUMENT) && of(dataSet) != null;
	}

	/** Puts an empty document in the place of that of the original. */
	static void replace(DataSet cleaned, DataSet original) {
		byte[] empty = of(original);
		cleaned.put(Element.bytes(Tag.ENCAPSULATED_DOCUMENT, VR.OB, empty));
		if (cleaned.contains(DOCUMENT_LENGTH)) cleaned.putInts(DOCUMENT_LENGTH, VR.UL, empty.length);
	}

	private static byte[] of(DataSet dataSet) {
		return switch (dataSet.string(MIME_TYPE).orElse("").toLowerCase(Locale.ROOT)) {
			case "application/pdf" -> PDF.getBytes(StandardCharsets.US_ASCII);
			case "text/xml" -> CDA.getBytes(StandardCharsets.US_ASCII);
			case "model/stl" -> new byte[STL_LENGTH];
			case "model/obj", "model/mtl" -> "# empty\n".getBytes(StandardCharsets.US_ASCII);
			default -> null;
		};
	}
}
