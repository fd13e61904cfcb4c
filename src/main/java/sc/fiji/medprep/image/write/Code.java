package sc.fiji.medprep.image.write;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/**
 * A coded concept (PS3.3 section 8.8).
 *
 * @param value ASCII, at most 16 characters
 * @param scheme Coding Scheme Designator such as DCM
 * @param meaning ASCII, at most 64 characters
 */
public record Code(String value, String scheme, String meaning) {
	/** An item of a code sequence. */
	DataSet item() {
		return new DataSet().put(Element.ascii(Tag.CODE_VALUE, VR.SH, value)).put(Element.ascii(Tag.CODING_SCHEME_DESIGNATOR, VR.SH, scheme)).put(Element.ascii(Tag.CODE_MEANING, VR.LO, meaning));
	}
}
