package sc.fiji.medprep.deidentify.protocols;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a Siemens protocol that is a list of assignments, between "### ASCCONV BEGIN" and "### ASCCONV END ###".
 * Parameters that are on a list stay, if their value is a number or of a few known forms; all else goes, also the part in
 * front, which says the same in another notation.
 */
public final class AscConv {
	private static final String BEGIN = "### ASCCONV BEGIN", END = "### ASCCONV END ###";
	private static final Parameters KEPT = new Parameters("ascconv-keys.txt");
	private static final int MAX_LINES = 1 << 16;
	private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_.\\[\\]]{0,255})\\s*=\\s*(\"\"[^\"]*\"\"|\"[^\"]*\"|[^\\s#\"]+)\\s*(#.*)?");
	private static final Pattern INDEX = Pattern.compile("\\[\\d{1,5}\\]");

	private AscConv() {}

	/** True for the private elements that hold a protocol as plain text. */
	public static boolean isIn(String creator, int group, int low) {
		return group == 0x0021 && low == 0x19 && "SIEMENS MR SDS 01".equals(creator);
	}

	/** As {@link #cleaned(String, UnaryOperator)}, for the bytes of an element; null if nothing stays. */
	public static byte[] cleaned(byte[] protocol, UnaryOperator<String> text) {
		String kept = cleaned(new String(protocol, StandardCharsets.ISO_8859_1), text);
		return kept.isEmpty() ? null : kept.getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * The protocol with the parameters that are known to be harmless.
	 *
	 * @param text gives back a text without what identifies a patient; a value that it changes goes
	 * @return empty if there is no such list in the protocol or nothing of it stays
	 */
	static String cleaned(String protocol, UnaryOperator<String> text) {
		int begin = protocol.indexOf(BEGIN);
		int from = begin < 0 ? -1 : protocol.indexOf('\n', begin);
		int end = from < 0 ? -1 : protocol.indexOf(END, from);
		if (end < 0) return "";
		StringBuilder kept = new StringBuilder();
		protocol.substring(from, end).lines().limit(MAX_LINES).forEach(line -> {
			Matcher assignment = ASSIGNMENT.matcher(line.strip());
			if (assignment.matches() && isHarmless(assignment.group(1), assignment.group(2), text)) {
				kept.append(assignment.group(1)).append("\t = \t").append(assignment.group(2)).append('\n');
			}
		});
		return kept.isEmpty() ? "" : BEGIN + " ###\n" + kept + END;
	}

	private static boolean isHarmless(String key, String value, UnaryOperator<String> text) {
		int quotes = value.startsWith("\"\"") ? 2 : value.startsWith("\"") ? 1 : 0;
		return value.length() > 2 * quotes && KEPT.keep(INDEX.matcher(key).replaceAll("[]"), value.substring(quotes, value.length() - quotes), text);
	}
}
