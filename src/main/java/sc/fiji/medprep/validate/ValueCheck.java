package sc.fiji.medprep.validate;

import java.io.IOException;
import java.util.List;

import sc.fiji.medprep.dicom.CharacterFault;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.AttributeForms;

/** Each value against its VR (PS3.5 section 6.2), their number against the dictionary, and text against its character set. */
final class ValueCheck implements FileCheck {
	private static final AttributeForms FORMS = AttributeForms.instance();
	private static final int ESC = 0x1B, DELETE = 0x7F;
	private static final int MOST_GROUPS = 3, MOST_COMPONENTS = 5;

	@Override
	public void check(DicomFile file, Findings findings) throws IOException {
		Walk.through(file.fileMeta(), (dataSet, element, place) -> check(dataSet, element, place, findings));
		Walk.through(file.dataSet(), (dataSet, element, place) -> check(dataSet, element, place, findings));
	}

	private static void check(DataSet dataSet, Element element, Place place, Findings findings) {
		Value value = element.value();
		if (!(value instanceof Value.Bytes || value instanceof Value.Bulk)) return;
		VR vr = element.vr();
		int tag = element.tag();
		if (!vr.isString()) {
			numbers(element, place, findings);
			return;
		}
		byte[] bytes = value instanceof Value.Bytes plain ? plain.bytes() : dataSet.bytes(tag);
		if (bytes.length == 0) return;
		int bits = 0, separators = 0, controls = 0, end = bytes.length;
		while (end > 0 && bytes[end - 1] == 0) end--;
		boolean paragraphs = vr == VR.ST || vr == VR.LT || vr == VR.UT;
		boolean escapes = false;
		for (int i = 0; i < end; i++) {
			int c = bytes[i];
			bits |= c;
			if (c == '\\') separators++;
			else if (c >= 0 && c < ' ' || c == DELETE) {
				if (c == ESC) escapes = true;
				else if (!paragraphs || c != '\t' && c != '\n' && c != '\f' && c != '\r') controls++;
			}
		}
		padding(vr, bytes, end, tag, place, findings);
		if (vr.kind() == VR.Kind.ASCII) {
			if (bits < 0 || escapes) findings.add("value.characters", place.of(tag), "A value of VR " + vr + " has characters beyond the default repertoire (ASCII).");
			else ascii(vr, bytes, end, separators, tag, place, findings);
			return;
		}
		if (controls > 0) findings.add("value.control", place.of(tag), "Text of VR " + vr + " has control characters that are not allowed in it.");
		if (bits < 0 || escapes) coded(dataSet, vr, bytes, tag, place, findings);
		else text(vr, bytes, end, separators, tag, place, findings);
	}

	private static void padding(VR vr, byte[] bytes, int end, int tag, Place place, Findings findings) {
		if (vr == VR.UI) {
			if (bytes.length - end > 1) findings.add("value.padding", place.of(tag), "A UID is followed by " + (bytes.length - end) + " NUL bytes; one at most makes its length even.");
			else if (end > 0 && bytes[end - 1] == ' ') findings.add("value.padding", place.of(tag), "A UID is padded with a space; the padding of UIDs is one NUL byte.");
		}
		else if (end < bytes.length) findings.add("value.padding", place.of(tag), "A value of VR " + vr + " is padded with NUL bytes; its padding is the space.");
	}

	private static void numbers(Element element, Place place, Findings findings) {
		VR vr = element.vr();
		long length = element.length();
		int unit = vr == VR.AT ? 4 : vr.unitBytes();
		if (length % unit != 0) {
			// an odd length of words is a finding of its own already
			if (unit > 2 || length % 2 == 0) findings.add("value.multiple", place.of(element.tag()), "The value has " + length + " bytes, which is no multiple of the " + unit + " bytes of VR " + vr + ".");
		}
		else if (vr.kind() == VR.Kind.BINARY && length > 0) multiplicity(length / unit, element.tag(), place, findings);
	}

	private static void multiplicity(long count, int tag, Place place, Findings findings) {
		if (Tag.isPrivate(tag)) return;
		int form = FORMS.find(tag);
		if (form < 0 || FORMS.allows(form, (int) Math.min(count, Integer.MAX_VALUE))) return;
		findings.add("value.multiplicity", place.of(tag), "The attribute has " + count + (count == 1 ? " value" : " values") + ", not as many as the data dictionary says.");
	}

	private static void ascii(VR vr, byte[] bytes, int end, int separators, int tag, Place place, Findings findings) {
		if (ValueBytes.trimmedStart(bytes, 0, end) == end) return;
		if (!vr.isMultiValued()) {
			one(vr, bytes, 0, end, tag, place, findings);
			return;
		}
		multiplicity(separators + 1, tag, place, findings);
		for (int from = 0, i = 0; i <= end; i++) {
			if (i < end && bytes[i] != '\\') continue;
			one(vr, bytes, from, i, tag, place, findings);
			from = i + 1;
		}
	}

	private static void one(VR vr, byte[] bytes, int from, int to, int tag, Place place, Findings findings) {
		int end = ValueBytes.trimmedEnd(bytes, from, to, vr == VR.UI ? VR.CS : vr);
		boolean leading = vr == VR.DA || vr == VR.TM || vr == VR.DT || vr == VR.UI || vr == VR.AS || vr == VR.UR;
		int start = leading ? from : ValueBytes.trimmedStart(bytes, from, end);
		if (end == start) {
			if (vr != VR.CS) findings.add("value.empty", place.of(tag), "One of several values of VR " + vr + " is empty.");
			return;
		}
		String fault = ValueBytes.fault(vr, bytes, start, end);
		if (fault != null) findings.add(rule(vr), place.of(tag), "A value of VR " + vr + " " + fault + ".");
		else length(end - from, vr, tag, place, findings);
	}

	private static String rule(VR vr) {
		return switch (vr) {
			case AS -> "value.age";
			case CS -> "value.code_string";
			case DA -> "value.date";
			case DS -> "value.decimal";
			case DT -> "value.date_time";
			case IS -> "value.integer";
			case TM -> "value.time";
			case UI -> "value.uid";
			case UR -> "value.uri";
			default -> "value.characters";
		};
	}

	private static void text(VR vr, byte[] bytes, int end, int separators, int tag, Place place, Findings findings) {
		boolean several = vr.isMultiValued();
		if (several) multiplicity(separators + 1, tag, place, findings);
		for (int from = 0, i = 0; i <= end; i++) {
			if (i < end && (bytes[i] != '\\' || !several)) continue;
			int last = ValueBytes.trimmedEnd(bytes, from, i, vr);
			if (vr == VR.PN) name(bytes, from, last, tag, place, findings);
			else length(last - from, vr, tag, place, findings);
			from = i + 1;
		}
	}

	private static void length(int characters, VR vr, int tag, Place place, Findings findings) {
		if (vr.maxLength() > 0 && characters > vr.maxLength()) findings.add("value.length", place.of(tag), "A value has " + characters + " characters; VR " + vr + " allows " + vr.maxLength() + ".");
	}

	private static void name(byte[] bytes, int from, int to, int tag, Place place, Findings findings) {
		int groups = 1, components = 1, start = from;
		for (int i = from; i <= to; i++) {
			boolean ends = i == to || bytes[i] == '=';
			if (!ends) {
				if (bytes[i] == '^') components++;
				continue;
			}
			group(i - start, components, tag, place, findings);
			if (i < to) groups++;
			components = 1;
			start = i + 1;
		}
		groups(groups, tag, place, findings);
	}

	private static void group(int characters, int components, int tag, Place place, Findings findings) {
		if (characters > VR.PN.maxLength()) findings.add("value.person_name.length", place.of(tag), "A component group of a name has " + characters + " characters; 64 are allowed.");
		if (components > MOST_COMPONENTS) findings.add("value.person_name", place.of(tag), "A name has " + components + " components in a group; 5 are allowed.");
	}

	private static void groups(int groups, int tag, Place place, Findings findings) {
		if (groups > MOST_GROUPS) findings.add("value.person_name", place.of(tag), "A name has " + groups + " component groups; 3 are allowed.");
	}

	/** Text with characters beyond ASCII, or with escapes. */
	private static void coded(DataSet dataSet, VR vr, byte[] bytes, int tag, Place place, Findings findings) {
		for (CharacterFault fault : CharacterFault.of(dataSet.characterSet(), bytes, vr)) {
			switch (fault) {
				case NOT_DECLARED -> findings.add("charset.not_declared", place.of(tag), "Text has bytes beyond ASCII, but no Specific Character Set (0008,0005) says which characters they are.");
				case ESCAPE -> findings.add("charset.escape", place.of(tag), "Text has an escape sequence of a character set that Specific Character Set (0008,0005) does not declare.");
				case INVALID -> findings.add("charset.invalid", place.of(tag), "Text has bytes that are no characters of the declared Specific Character Set (0008,0005).");
				case NOT_RESET -> findings.add("charset.not_reset", place.of(tag), "Text does not return to the first character set before the end of a value, component or line.");
			}
		}
		List<String> values = dataSet.characterSet().decode(bytes, vr);
		if (vr.isMultiValued()) multiplicity(values.size(), tag, place, findings);
		for (String value : values) {
			if (vr != VR.PN) {
				length(value.codePointCount(0, value.length()), vr, tag, place, findings);
				continue;
			}
			String[] groups = value.split("=", -1);
			groups(groups.length, tag, place, findings);
			for (String group : groups) group(group.codePointCount(0, group.length()), (int) group.chars().filter(c -> c == '^').count() + 1, tag, place, findings);
		}
	}
}
