package sc.fiji.medprep.standard.rule;

import java.nio.charset.StandardCharsets;

/**
 * A value that a rule names.
 *
 * @param text its characters
 * @param number the same as a number, or NaN
 */
record Term(byte[] text, double number) {
	static Term of(String text) {
		return new Term(text.getBytes(StandardCharsets.UTF_8), number(text));
	}

	/** An attribute tag such as (0018,1063) counts as its number. */
	private static double number(String text) {
		// most terms are words, and rules are read at each start
		if (text.isEmpty() || Character.isLetter(text.charAt(0))) return Double.NaN;
		if (text.matches("\\([0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\\)")) return Long.parseLong(text.substring(1, 5) + text.substring(6, 10), 16);
		return text.matches("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?") ? Double.parseDouble(text) : Double.NaN;
	}
}
