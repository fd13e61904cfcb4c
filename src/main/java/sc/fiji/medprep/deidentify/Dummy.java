package sc.fiji.medprep.deidentify;

import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.VR;

/** Values that say nothing and are valid for their VR, for action D of PS3.15 table E.1-1. */
final class Dummy {
	private Dummy() {}

	static Element of(int tag, VR vr) {
		return switch (vr) {
			case AE, CS -> Element.ascii(tag, vr, "ANON");
			case AS -> Element.ascii(tag, vr, "000Y");
			case DA -> Element.ascii(tag, vr, "19000101");
			case DT -> Element.ascii(tag, vr, "19000101000000");
			case TM -> Element.ascii(tag, vr, "000000");
			case DS -> Element.ascii(tag, vr, "0");
			// frame and item numbers count from 1
			case IS -> Element.ascii(tag, vr, "1");
			case LO, LT, PN, SH, ST, UT -> Element.ascii(tag, vr, "REMOVED");
			// a Long Code Value has more than 16 characters
			case UC -> Element.ascii(tag, vr, "REMOVED BY DE-IDENTIFICATION");
			case UR -> Element.ascii(tag, vr, "about:blank");
			case UI, SQ -> throw new IllegalArgumentException("UIDs are mapped and sequences are cleaned, not replaced");
			case AT, FL, OF, OL, SL, UL -> Element.bytes(tag, vr, new byte[4]);
			case FD, OD, OV, SV, UV -> Element.bytes(tag, vr, new byte[8]);
			case OB, OW, SS, UN, US -> Element.bytes(tag, vr, new byte[2]);
		};
	}
}
