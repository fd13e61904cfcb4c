package sc.fiji.medprep.deidentify.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * The text that ImageJ keeps in an image's Info property and in slice labels: for images read from DICOM one line for each
 * element, {@code gggg,eeee  Name: value}. It is saved with the image.
 */
public final class InfoText {
	private static final Pattern LINE = Pattern.compile("\\s*\\(?([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\\)?\\s+(>*)([^:=]{0,100}?)\\s*[:=]\\s?(.*)");
	/** Names that other programs give to the position of a slice. */
	private static final Pattern POSITION = Pattern.compile("(?:[czt]:\\d{1,6}(?:/\\d{1,6})?[ ;,-]{0,3}){1,3}|(?:slice|Slice) ?\\d{1,6}(?:/\\d{1,6})?|Red|Green|Blue|Gray");
	/** Codes of nested sequences, which ImageJ writes as if they stood at the top. */
	private static final List<Integer> CODES = List.of(Tag.CODE_VALUE, Tag.CODING_SCHEME_DESIGNATOR, Tag.CODING_SCHEME_VERSION, Tag.CODE_MEANING);
	private static final int LONGEST = 1 << 24;

	private InfoText() {}

	private record Line(Attribute attribute, boolean nested, String value) {}

	/** The lines that stay. Those that are no line of a DICOM header are free text, of which the Clean Descriptors option lets through what is harmless. */
	public static String cleaned(String info, Context context) {
		return cleaned(info, context, subject(info, context), known(info, context));
	}

	static String cleaned(String info, Context context, Subject subject, List<String> known) {
		Values values = new Values(context);
		boolean isHeader = isHeader(info);
		StringBuilder cleaned = new StringBuilder();
		for (String text : lines(info)) {
			Matcher matcher = LINE.matcher(text);
			String line = matcher.matches() ? headerLine(matcher, values, subject, known)
				: isHeader || !context.has(ProfileOption.CLEAN_DESCRIPTORS) || text.isBlank() ? null : freeLine(text, values, subject, known);
			if (line != null) cleaned.append(line).append('\n');
		}
		return cleaned.toString();
	}

	private static String headerLine(Matcher matcher, Values values, Subject subject, List<String> known) {
		Line line = line(matcher, values.attributes());
		if (line == null) return null;
		boolean number = Values.areNumbers(line.value);
		// What belongs to which sequence cannot be told from the text: only numbers are certain to say nothing.
		if (line.nested && !number || line.attribute.vr().equals("SQ") || CODES.contains(line.attribute.tag())) return null;
		String value = values.cleaned(line.attribute, line.value, subject, known);
		if (value == null || line.nested && !value.equals(line.value)) return null;
		String tag = String.format("%04X,%04X", matcherTag(matcher) >>> 16, matcherTag(matcher) & 0xFFFF);
		return tag + "  " + (line.nested ? ">" : "") + line.attribute.name() + ": " + value;
	}

	/** A line of other readers: {@code key = value} or {@code key: value}. */
	private static String freeLine(String text, Values values, Subject subject, List<String> known) {
		int at = text.indexOf(" = ");
		if (at < 0) at = text.indexOf(": ");
		if (at < 1 || at > 100) return values.text(text, subject, known);
		String key = text.substring(0, at), value = values.cleaned(key, text.substring(at).substring(text.startsWith(" = ", at) ? 3 : 2), subject, known);
		String kept = value == null ? null : values.text(key, subject, known);
		return kept == null ? null : kept + text.substring(at, text.startsWith(" = ", at) ? at + 3 : at + 2) + value;
	}

	private static int matcherTag(Matcher matcher) {
		return Integer.parseUnsignedInt(matcher.group(1) + matcher.group(2), 16);
	}

	private static Line line(Matcher matcher, Attributes attributes) {
		Optional<Attribute> attribute = attributes.of(matcherTag(matcher));
		return attribute.map(known -> new Line(known, !matcher.group(3).isEmpty(), matcher.group(5).strip())).orElse(null);
	}

	/** A slice label: a name, often of a file, and behind a line break the header of the slice. */
	public static String cleanedLabel(String label, int slice, Context context) {
		if (label == null) return null;
		int end = label.indexOf('\n');
		String name = end < 0 ? label : label.substring(0, end);
		boolean isPosition = POSITION.matcher(name.strip()).matches();
		String header = end < 0 ? isHeader(label) ? cleaned(label, context) : "" : cleaned(label.substring(end + 1), context);
		// ImageJ finds a header in a label only behind a first line.
		if (header.isEmpty()) return isPosition ? name.strip() : null;
		return (isPosition ? name.strip() : "slice " + slice) + "\n" + header;
	}

	/** The patient that a header names. */
	public static Subject subject(String info, Context context) {
		return context.subject(value(info, Tag.PATIENT_ID), value(info, Tag.PATIENT_NAME));
	}

	/** What the header itself says to identify the patient and the people around. */
	static List<String> known(String info, Context context) {
		List<String> known = new ArrayList<>();
		Attributes attributes = new Attributes(context.options());
		for (String text : lines(info)) {
			Matcher matcher = LINE.matcher(text);
			Line line = matcher.matches() ? line(matcher, attributes) : null;
			if (line != null && attributes.identifies(line.attribute) && !line.value.isBlank()) known.add(line.value);
		}
		return known;
	}

	private static String value(String info, int tag) {
		for (String text : lines(info)) {
			Matcher matcher = LINE.matcher(text);
			if (matcher.matches() && matcher.group(3).isEmpty() && matcherTag(matcher) == tag) return matcher.group(5).strip();
		}
		return "";
	}

	static boolean isHeader(String info) {
		for (String text : lines(info)) {
			if (LINE.matcher(text).matches()) return true;
		}
		return false;
	}

	private static String[] lines(String info) {
		return (info.length() > LONGEST ? info.substring(0, LONGEST) : info).split("[\\r\\n\\u0085\\u2028\\u2029]+");
	}
}
