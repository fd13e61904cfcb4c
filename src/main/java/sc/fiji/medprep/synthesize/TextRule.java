package sc.fiji.medprep.synthesize;

import java.util.List;
import java.util.Locale;

/** When words count as kept and when as gone, as in the MIDI-B validator. Neither case nor angle brackets matter. */
final class TextRule {
	private TextRule() {}

	/** Whether a value still has the whole text or each of its words; of two numbers, whether they are equal. */
	static boolean isRetained(String value, String text) {
		String in = normal(value), wanted = normal(text);
		if (isNumber(in) && isNumber(wanted)) return Double.parseDouble(in) == Double.parseDouble(wanted);
		if (in.contains(wanted)) return true;
		List<String> words = Words.of(wanted);
		return !words.isEmpty() && words.stream().allMatch(in::contains);
	}

	/** Whether a value has neither the whole text nor one of its words, not even inside others. */
	static boolean isRemoved(String value, String text) {
		String in = normal(value), unwanted = normal(text);
		if (isNumber(in) && isNumber(unwanted)) return Double.parseDouble(in) != Double.parseDouble(unwanted);
		return !in.contains(unwanted) && Words.withParts(unwanted).stream().noneMatch(in::contains);
	}

	/** Whether none of the old values, joined by backslashes, is in the new one. */
	static boolean isAnother(String value, String old) {
		for (String each : old.split("\\\\")) {
			if (!each.isBlank() && value.contains(each.strip())) return false;
		}
		return true;
	}

	private static String normal(String text) {
		return text.replace("<", "").replace(">", "").toLowerCase(Locale.ROOT).strip();
	}

	/** Digits with at most one point: what the validator compares as numbers. */
	private static boolean isNumber(String text) {
		int digits = 0, points = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= '0' && c <= '9') digits++;
			else if (c == '.') points++;
			else return false;
		}
		return digits > 0 && points <= 1;
	}
}
