package sc.fiji.medprep.deidentify.protocols;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * The part of a Siemens protocol that is a list of assignments, between "### ASCCONV BEGIN" and "### ASCCONV END ###".
 * Parameters that are on a list stay, if their value is a number or of a few known forms; all else goes, also the part in
 * front, which says the same in another notation.
 */
public final class AscConv {
	private static final String BEGIN = "### ASCCONV BEGIN", END = "### ASCCONV END ###";
	private static final Parameters KEPT = new Parameters("ascconv-keys.txt");
	private static final int MAX_LINES = 1 << 16, MAX_INDEX_DIGITS = 4;

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
			int equals = line.indexOf('=');
			String key = equals < 0 ? "" : line.substring(0, equals).strip(), listed = withoutIndices(key);
			if (!KEPT.isListed(listed)) return;
			String value = value(line, equals + 1);
			int quotes = value.startsWith("\"\"") ? 2 : value.startsWith("\"") ? 1 : 0;
			if (value.length() <= 2 * quotes) return;
			String inner = value.substring(quotes, value.length() - quotes), quote = "\"".repeat(quotes);
			if (KEPT.keep(listed, inner, text)) kept.append(key).append("\t = \t").append(quote).append(inner).append(quote).append('\n');
		});
		return kept.isEmpty() ? "" : BEGIN + " ###\n" + kept + END;
	}

	/** The value without a remark behind it. */
	private static String value(String line, int from) {
		int remark = line.indexOf('#', from);
		return line.substring(from, remark < 0 ? line.length() : remark).strip();
	}

	/** A key as it stands in the list: [] for each index. Digits that are no index stay, so that the key is on no list. */
	private static String withoutIndices(String key) {
		if (key.indexOf('[') < 0) return key;
		StringBuilder listed = new StringBuilder(key.length());
		int digitsLeft = 0;
		for (int i = 0; i < key.length(); i++) {
			char c = key.charAt(i);
			if (digitsLeft-- > 0 && c >= '0' && c <= '9') continue;
			digitsLeft = c == '[' ? MAX_INDEX_DIGITS : 0;
			listed.append(c);
		}
		return listed.toString();
	}
}
