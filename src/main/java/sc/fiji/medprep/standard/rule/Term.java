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

	/** An attribute tag such as (0018,1063) counts as its number. No regular expression, because thousands of terms are read at the start. */
	private static double number(String text) {
		boolean tag = text.length() == 11 && text.charAt(0) == '(' && text.charAt(5) == ',' && text.charAt(10) == ')';
		// a UID
		if (text.indexOf('.') != text.lastIndexOf('.')) return Double.NaN;
		for (int i = 0; i < text.length() && !tag; i++) {
			char c = text.charAt(i);
			if ((c < '0' || c > '9') && c != '-' && c != '.') return Double.NaN;
		}
		try {
			return tag ? Long.parseLong(text.substring(1, 5) + text.substring(6, 10), 16) : Double.parseDouble(text);
		}
		catch (NumberFormatException e) {
			// a range, or words in parentheses
			return Double.NaN;
		}
	}
}
