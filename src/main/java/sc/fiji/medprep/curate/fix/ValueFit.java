package sc.fiji.medprep.curate.fix;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import sc.fiji.medprep.dicom.CharacterFault;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.SpecificCharacterSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.AttributeForms;

/** Tells whether the bytes of a value are a value of another VR, too, with the same meaning (PS3.5 table 6.2-1). */
final class ValueFit {
	private static final AttributeForms FORMS = AttributeForms.instance();
	private static final int LONGEST_TEXT = 1 << 20, LONGEST_SHORT_LENGTH = 0xFFFE, MOST_GROUPS = 3, MOST_COMPONENTS = 5;
	private static final String NUMBER = "(0|[1-9][0-9]*)", CLOCK = "([01][0-9]|2[0-3])([0-5][0-9](([0-5][0-9]|60)(\\.[0-9]{1,6})?)?)?";
	private static final Pattern AGE = Pattern.compile("[0-9]{3}[DWMY]"), CODE = Pattern.compile("[A-Z0-9_ ]*"), DATE = Pattern.compile("[0-9]{8}"), TIME = Pattern.compile(CLOCK),
		DATE_TIME = Pattern.compile("[0-9]{8}" + CLOCK + "([+-][0-9]{4})?"), DECIMAL = Pattern.compile(" *[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)? *"),
		INTEGER = Pattern.compile(" *[+-]?[0-9]+ *"), UID = Pattern.compile(NUMBER + "(\\." + NUMBER + ")*"), URI = Pattern.compile("[!-~&&[^\\\\\"<>^`{|}]]+"), PRINTABLE = Pattern.compile("[ -~&&[^\\\\]]*");

	private final boolean littleEndian;

	/** @param littleEndian of the data set */
	ValueFit(boolean littleEndian) {
		this.littleEndian = littleEndian;
	}

	/** @param characters in which text at this place is written */
	boolean fits(Element element, VR vr, SpecificCharacterSet characters) {
		VR from = element.vr();
		if (element.value() instanceof Value.Sequence) return vr == VR.SQ;
		if (element.value() instanceof Value.Fragments) return vr == VR.OB;
		long length = element.length();
		if (length == 0) return true;
		if (length > LONGEST_SHORT_LENGTH && !vr.hasLongLength()) return false;
		return switch (vr.kind()) {
			case SEQUENCE -> false;
			case BULK -> vr != VR.UN && littleEndian && from.kind() == VR.Kind.BULK && length % vr.unitBytes() == 0;
			case BINARY -> isNumbers(element, vr) && allows(element.tag(), length / unit(vr));
			default -> (from == VR.UN || from.isString()) && length <= LONGEST_TEXT && isText(element, vr, characters);
		};
	}

	private static int unit(VR vr) {
		return vr == VR.AT ? 4 : vr.unitBytes();
	}

	private static boolean allows(int tag, long values) {
		int form = FORMS.find(tag);
		return form < 0 || FORMS.allows(form, (int) Math.min(values, Integer.MAX_VALUE));
	}

	/** What stands behind UN is little endian (PS3.5 section 6.2.2), which writers of big endian may not have known. */
	private boolean isNumbers(Element element, VR vr) {
		VR from = element.vr();
		if (from == VR.UN) return littleEndian && element.length() % unit(vr) == 0;
		return isInteger(from) && isInteger(vr) && from.unitBytes() == vr.unitBytes() && element.length() % unit(vr) == 0 && isNeverNegative(element);
	}

	private static boolean isInteger(VR vr) {
		return switch (vr) {
			case US, SS, UL, SL, UV, SV -> true;
			default -> false;
		};
	}

	/** No number has the first bit set, which signed and unsigned numbers read differently. */
	private static boolean isNeverNegative(Element element) {
		ByteBuffer in = ByteBuffer.wrap(element.bytes()).order(element.order());
		int unit = element.vr().unitBytes();
		while (in.remaining() >= unit) {
			long number = unit == 2 ? in.getShort() : unit == 4 ? in.getInt() : in.getLong();
			if (number < 0) return false;
		}
		return true;
	}

	private static boolean isText(Element element, VR vr, SpecificCharacterSet characters) {
		byte[] bytes = element.bytes();
		int end = bytes.length;
		while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) end--;
		byte[] text = Arrays.copyOf(bytes, end);
		if (end == 0) return true;
		if (vr.kind() == VR.Kind.TEXT && !CharacterFault.of(characters, text, vr).isEmpty()) return false;
		List<String> values = vr.kind() == VR.Kind.TEXT ? characters.decode(text, vr) : split(new String(text, StandardCharsets.ISO_8859_1), vr);
		if (!Tag.isPrivate(element.tag()) && !allows(element.tag(), values.size())) return false;
		return values.stream().allMatch(value -> isValue(value, vr));
	}

	private static List<String> split(String text, VR vr) {
		return vr.isMultiValued() ? List.of(text.split("\\\\", -1)) : List.of(text);
	}

	private static boolean isValue(String value, VR vr) {
		if (vr == VR.PN) return isName(value);
		if (vr.maxLength() > 0 && value.codePointCount(0, value.length()) > vr.maxLength()) return false;
		return switch (vr) {
			case AE -> PRINTABLE.matcher(value).matches();
			case AS -> AGE.matcher(value).matches();
			case CS -> CODE.matcher(value).matches();
			case DA -> DATE.matcher(value).matches() && isDay(value);
			case DS -> DECIMAL.matcher(value).matches();
			case DT -> DATE_TIME.matcher(value).matches() && isDay(value);
			case IS -> INTEGER.matcher(value).matches() && Math.abs(Double.parseDouble(value)) <= Integer.MAX_VALUE;
			case TM -> TIME.matcher(value).matches();
			case UI -> UID.matcher(value).matches();
			case UR -> URI.matcher(value).matches();
			case LO, SH, UC -> value.chars().noneMatch(c -> c < ' ');
			default -> value.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\f' && c != '\t');
		};
	}

	private static boolean isDay(String digits) {
		try {
			LocalDate.of(Integer.parseInt(digits.substring(0, 4)), Integer.parseInt(digits.substring(4, 6)), Integer.parseInt(digits.substring(6, 8)));
			return !digits.startsWith("0000");
		}
		catch (DateTimeException noSuchDay) {
			return false;
		}
	}

	private static boolean isName(String value) {
		String[] groups = value.split("=", -1);
		if (groups.length > MOST_GROUPS || value.chars().anyMatch(c -> c < ' ')) return false;
		return Arrays.stream(groups).allMatch(group -> group.codePointCount(0, group.length()) <= VR.PN.maxLength() && group.split("\\^", -1).length <= MOST_COMPONENTS);
	}
}
