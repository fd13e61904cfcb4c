package sc.fiji.medprep.synthesize;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/** The value of an element as text that a check can be held against. */
final class ValueText {
	private ValueText() {}

	/**
	 * Values are joined by backslashes and those of the items of a sequence by line feeds. Bytes are taken for text, because
	 * text hides in them; only pixels and arrays of words have none.
	 */
	static String of(DataSet level, Element element) {
		if (element.value() instanceof Value.Sequence) {
			StringBuilder text = new StringBuilder();
			for (DataSet item : level.items(element.tag())) {
				for (Element inner : item) text.append(of(item, inner)).append('\n');
			}
			return text.toString();
		}
		return isPixels(element) ? "" : String.join("\\", level.strings(element.tag())).strip();
	}

	/** Whether there is nothing: no value, none but blanks, no items. */
	static boolean isEmpty(DataSet level, Element element) {
		return element.isEmpty() || element.vr().isString() && of(level, element).isEmpty();
	}

	private static boolean isPixels(Element element) {
		boolean words = element.vr().kind() == VR.Kind.BULK && element.vr() != VR.UN && element.vr() != VR.OB;
		boolean overlay = (Tag.group(element.tag()) & 0xFF01) == 0x6000 && Tag.element(element.tag()) == 0x3000;
		return words || overlay || element.tag() == Tag.PIXEL_DATA;
	}
}
