package sc.fiji.medprep.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Specific Character Set (0008,0005): decodes and encodes text with all defined terms of PS3.3 C.12.1.1.2, with code
 * extension by ISO 2022 escapes (PS3.5 section 6.1.2.5). Immutable.
 * <p>
 * Bytes above 127 in the default repertoire and terms that the standard does not know are read as ISO 8859-1, as most
 * writers of such files meant.
 */
public final class SpecificCharacterSet {
	/** ISO_IR 6, the repertoire of data sets without (0008,0005). */
	public static final SpecificCharacterSet DEFAULT = new SpecificCharacterSet(List.of());
	/** ISO_IR 192. */
	public static final SpecificCharacterSet UTF_8 = new SpecificCharacterSet(List.of("ISO_IR 192"));

	private static final int ESC = 0x1B;

	private static final Set<String> DEFINED_TERMS = Set.of("", "ISO_IR 192", "GB18030", "GBK");

	private final List<String> terms;
	/** Set where one charset without escapes serves for all bytes: UTF-8, GB18030, GBK. */
	private final Charset whole;
	private final GraphicSet initialG0;
	private final GraphicSet initialG1;

	private SpecificCharacterSet(List<String> terms) {
		this.terms = List.copyOf(terms);
		String first = terms.isEmpty() ? "" : terms.get(0);
		whole = switch (first) {
			case "ISO_IR 192" -> StandardCharsets.UTF_8;
			case "GB18030" -> Charset.forName("GB18030");
			case "GBK" -> Charset.forName("GBK");
			default -> null;
		};
		// Two-byte sets are never the initial state; they come by escape only.
		GraphicSet g0 = GraphicSet.ASCII, g1 = GraphicSet.LATIN_1;
		for (GraphicSet set : GraphicSet.ofTerm(first)) {
			if (set.isTwoBytes()) continue;
			if (set.isG1()) g1 = set;
			else g0 = set;
		}
		initialG0 = g0;
		initialG1 = g1;
	}

	/** What may be used without or after an escape, in the order of the terms. */
	private List<GraphicSet> available() {
		Set<GraphicSet> available = new LinkedHashSet<>();
		available.add(initialG0);
		for (String term : terms) available.addAll(GraphicSet.ofTerm(term));
		if (terms.size() > 1) available.add(GraphicSet.ASCII);
		return List.copyOf(available);
	}

	/** The character set of the values of (0008,0005); misspelt terms are understood where their meaning is clear. */
	public static SpecificCharacterSet of(List<String> values) {
		if (values.isEmpty() || values.size() == 1 && values.get(0).isBlank()) return DEFAULT;
		List<String> terms = new ArrayList<>(values.size());
		for (String value : values) terms.add(normalised(value.strip()));
		return new SpecificCharacterSet(terms);
	}

	private static String normalised(String term) {
		if (DEFINED_TERMS.contains(term) || !GraphicSet.ofTerm(term).isEmpty()) return term;
		String upper = term.toUpperCase(Locale.ROOT).replace('-', ' ').replace('_', ' ').replaceAll(" +", " ");
		if (upper.equals("UTF 8") || upper.equals("UTF8")) return "ISO_IR 192";
		if (upper.matches("ISO ?IR ?\\d+")) return "ISO_IR " + upper.replaceAll("\\D", "");
		if (upper.matches("ISO ?2022 ?IR ?\\d+")) return "ISO 2022 IR " + upper.replaceAll(".*\\D", "");
		return upper;
	}

	/** The charset that serves for all bytes, or null where there are sets and escapes. */
	Charset whole() {
		return whole;
	}

	/** True for the terms of PS3.3 tables C.12-2 to C.12-5, spelt as they are there. */
	public static boolean isDefinedTerm(String term) {
		if (DEFINED_TERMS.contains(term)) return true;
		return !GraphicSet.ofTerm(term).isEmpty() && !term.equals("ISO_IR 6") && (term.startsWith("ISO 2022") || !isTwoByteTerm(term));
	}

	/** True for the sets of more than one byte that come by escape only (PS3.3 table C.12-4). */
	public static boolean isTwoByteTerm(String term) {
		return GraphicSet.ofTerm(term).stream().anyMatch(GraphicSet::isTwoBytes);
	}

	/** The defined terms, normalised; empty for the default repertoire. */
	public List<String> terms() {
		return terms;
	}

	/** Decodes a whole value field into its values, without padding. Values are split at backslashes if the VR is multi-valued. */
	public List<String> decode(byte[] bytes, VR vr) {
		List<String> values = new ArrayList<>(1);
		if (isPlain(bytes)) {
			decodePlain(values, bytes, vr);
			return values;
		}
		StringBuilder text = new StringBuilder(bytes.length);
		GraphicSet g0 = initialG0, g1 = initialG1;
		int runStart = 0;
		for (int i = 0; i <= bytes.length;) {
			int b = i < bytes.length ? bytes[i] & 0xFF : -1;
			boolean twoByteG0 = whole == null && g0.isTwoBytes() && b > 0x20 && b < 0x7F;
			if (twoByteG0) {
				i = Math.min(i + 2, bytes.length);
				continue;
			}
			if (whole != null && whole != StandardCharsets.UTF_8 && b >= 0x81) {
				// The second byte of a GBK or GB18030 character may look like a backslash.
				i = Math.min(i + 2, bytes.length);
				continue;
			}
			boolean separator = b == '\\' && vr.isMultiValued() || b < 0;
			boolean reset = separator || b == '\n' || b == '\r' || b == '\f' || b == '\t' || vr == VR.PN && (b == '^' || b == '=');
			if (!reset && (b != ESC || whole != null)) {
				i++;
				continue;
			}
			append(text, bytes, runStart, i, g0, g1);
			if (separator) {
				values.add(stripped(text, vr));
				text.setLength(0);
			}
			else if (reset) text.append((char) b);
			if (reset) {
				g0 = initialG0;
				g1 = initialG1;
				runStart = ++i;
			}
			else {
				GraphicSet designated = GraphicSet.designatedBy(bytes, i + 1);
				if (designated == null) {
					// not an escape sequence of DICOM: keep the text, drop the control character
					runStart = ++i;
				}
				else {
					if (designated.isG1()) g1 = designated;
					else g0 = designated;
					runStart = i += 1 + designated.escape.length();
				}
			}
		}
		return values;
	}

	/** True if every byte is an ASCII character, as in most values of most files, and means just that. */
	private boolean isPlain(byte[] bytes) {
		if (whole == null && initialG0 != GraphicSet.ASCII) return false;
		for (byte b : bytes) {
			if (b < 0 || b == ESC) return false;
		}
		return true;
	}

	private boolean isPlain(String text) {
		if (whole == null && initialG0 != GraphicSet.ASCII) return false;
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80 || text.charAt(i) == ESC) return false;
		}
		return true;
	}

	private static void decodePlain(List<String> values, byte[] bytes, VR vr) {
		int start = 0;
		for (int i = 0; i <= bytes.length; i++) {
			if (i < bytes.length && (bytes[i] != '\\' || !vr.isMultiValued())) continue;
			values.add(stripped(new String(bytes, start, i - start, StandardCharsets.US_ASCII), vr));
			start = i + 1;
		}
	}

	/** Appends the bytes of a run without escapes, part by part as they belong to G0 or G1. */
	private void append(StringBuilder text, byte[] bytes, int from, int to, GraphicSet g0, GraphicSet g1) {
		if (whole != null) {
			text.append(new String(bytes, from, to - from, whole));
			return;
		}
		for (int start = from; start < to;) {
			boolean high = bytes[start] < 0;
			int end = start + 1;
			while (end < to && bytes[end] < 0 == high) end++;
			text.append(new String(bytes, start, end - start, high ? g1.charset() : g0.charset()));
			start = end;
		}
	}

	/** Spaces at the end never count, at the beginning only in text that may hold paragraphs (PS3.5 table 6.2-1). */
	private static String stripped(CharSequence text, VR vr) {
		int start = 0, end = text.length();
		while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) end--;
		boolean paragraphs = vr == VR.LT || vr == VR.ST || vr == VR.UT || vr == VR.UC;
		while (!paragraphs && start < end && text.charAt(start) == ' ') start++;
		return text.subSequence(start, end).toString();
	}

	/**
	 * Encodes text, with escapes where the terms allow code extension.
	 *
	 * @throws IllegalArgumentException if a character is in none of the sets of this Specific Character Set
	 */
	public byte[] encode(String text, VR vr) {
		if (isPlain(text)) return text.getBytes(StandardCharsets.US_ASCII);
		ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
		if (whole != null) {
			if (!whole.newEncoder().canEncode(text)) throw unencodable();
			out.writeBytes(text.getBytes(whole));
			return out.toByteArray();
		}
		GraphicSet g0 = initialG0, g1 = initialG1;
		List<GraphicSet> available = available();
		List<CharsetEncoder> encoders = available.stream().map(set -> set.charset().newEncoder()).toList();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean delimiter = c == '\\' && vr.isMultiValued() || vr == VR.PN && (c == '^' || c == '=');
			boolean control = c < 0x20;
			if (delimiter || control) {
				// The state is reset after these; multi-byte sets in G0 have to be left before.
				if (g0.isTwoBytes()) escape(out, initialG0);
				out.write(c);
				g0 = initialG0;
				g1 = initialG1;
				continue;
			}
			GraphicSet set = setFor(c, g0, g1, available, encoders);
			if (set.isG1() && set != g1) escape(out, g1 = set);
			if (!set.isG1() && set != g0) escape(out, g0 = set);
			out.writeBytes(String.valueOf(c).getBytes(set.charset()));
		}
		if (g0.isTwoBytes()) escape(out, initialG0);
		return out.toByteArray();
	}

	/** The set that needs no escape if there is one, else the first of the terms that has the character. */
	private GraphicSet setFor(char c, GraphicSet g0, GraphicSet g1, List<GraphicSet> available, List<CharsetEncoder> encoders) {
		GraphicSet found = null;
		for (int i = 0; i < available.size(); i++) {
			GraphicSet set = available.get(i);
			if (!encoders.get(i).canEncode(c) || String.valueOf(c).getBytes(set.charset())[0] < 0 != set.isG1()) continue;
			if (set == g0 || set == g1) return set;
			if (found == null) found = set;
		}
		if (found == null) throw unencodable();
		return found;
	}

	private static void escape(ByteArrayOutputStream out, GraphicSet set) {
		out.write(ESC);
		out.writeBytes(set.escape.getBytes(StandardCharsets.US_ASCII));
	}

	/** Without the terms, which may be anything in a damaged file. */
	private static IllegalArgumentException unencodable() {
		return new IllegalArgumentException("The Specific Character Set of the data set lacks a character of the text");
	}
}
