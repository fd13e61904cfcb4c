package sc.fiji.medprep.deidentify;

import java.nio.charset.StandardCharsets;

import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.Dictionary;

/**
 * Whether a value is what its attribute is for. A number, a code or a size can be kept only if it is one: behind a wrong VR,
 * a NUL or too many values, anything may hide.
 */
final class Fit {
	/** Longest string that is looked at; every VR that is kept by its form has far shorter values. */
	private static final int MAX_STRING = 1 << 16;
	private static final int MAX_CODE = 16;

	private Fit() {}

	/**
	 * @param vr the VR that the value has, not UN
	 * @param known the first VR that the dictionary gives the attribute
	 */
	static boolean fits(Element element, VR vr, VR known, Dictionary dictionary) {
		if (element.isEmpty()) return true;
		if (vr.kind() != known.kind() && !dictionary.attribute(element.tag()).map(a -> a.vr().contains(vr.name())).orElse(false)
			&& !(vr.isString() && known.isString())) return false;
		return switch (vr.kind()) {
			case ASCII, TEXT -> string(element, vr, known);
			case BINARY -> (element.length() <= vr.unitBytes() || numbers(element, vr, dictionary)) && (vr != VR.AT || tags(element, dictionary));
			case BULK, SEQUENCE -> true;
		};
	}

	/** Not more numbers than the value multiplicity of the attribute allows. */
	private static boolean numbers(Element element, VR vr, Dictionary dictionary) {
		String vm = dictionary.attribute(element.tag()).map(a -> a.vm()).orElse("1");
		String most = vm.substring(vm.indexOf('-') + 1);
		if (most.contains("n")) return true;
		// of alternatives such as "1 or 8" the last is the largest
		long unit = vr == VR.AT ? 4 : vr.unitBytes();
		return element.length() <= unit * Integer.parseInt(most.substring(most.lastIndexOf(' ') + 1));
	}

	/** Only tags that exist. */
	private static boolean tags(Element element, Dictionary dictionary) {
		for (int tag : new DataSet().put(element).ints(element.tag())) {
			if (!Tag.isPrivate(tag) && dictionary.vrOf(tag, null) == null) return false;
		}
		return true;
	}

	private static boolean string(Element element, VR vr, VR known) {
		if (element.length() > MAX_STRING) return vr.maxLength() == 0;
		byte[] bytes = element.bytes();
		int end = bytes.length;
		while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) end--;
		boolean number = known == VR.IS || known == VR.DS, code = known == VR.CS, age = known == VR.AS, uid = known == VR.UI, time = known == VR.TM;
		if (known == VR.DA || known == VR.DT) return dates(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
		int valueStart = 0;
		for (int i = 0; i < end; i++) {
			byte b = bytes[i];
			if (b == 0) return false;
			if (b == '\\') valueStart = i + 1;
			else if (number && !isNumeral(b) || code && (!isCode(b) || i - valueStart >= MAX_CODE) || age && !isAge(b) || uid && !isUid(b) || time && !isUid(b) && "-: ".indexOf(b) < 0) return false;
		}
		return true;
	}

	private static boolean dates(String values) {
		for (String value : values.split("\\\\", -1)) {
			if (!value.isBlank() && DateShift.NONE.shifted(value) == null) return false;
		}
		return true;
	}

	private static boolean isUid(byte b) {
		return b >= '0' && b <= '9' || b == '.';
	}

	private static boolean isNumeral(byte b) {
		return b >= '0' && b <= '9' || "+-.eE ".indexOf(b) >= 0;
	}

	private static boolean isAge(byte b) {
		return b >= '0' && b <= '9' || "DWMY ".indexOf(b) >= 0;
	}

	/** Wider than the standard's repertoire by what writers use: lower case and some signs, but not the caret of names. */
	private static boolean isCode(byte b) {
		return b >= '0' && b <= '9' || (b | 0x20) >= 'a' && (b | 0x20) <= 'z' || " _-/.,()+&*#:".indexOf(b) >= 0;
	}
}
