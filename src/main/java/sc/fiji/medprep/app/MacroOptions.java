package sc.fiji.medprep.app;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The option string of an ImageJ macro call, {@code key=value key=[value with spaces] key='value'}. Reads what
 * {@link ij.Macro#getValue} reads, but knows where a value ends: a key inside a bracketed path is no key, and what cannot
 * be read is a fault instead of a default.
 */
final class MacroOptions {
	private final String text;
	private int at;

	private MacroOptions(String text) {
		this.text = text;
	}

	/**
	 * @param options null or empty for none
	 * @return the values by key, in the order written
	 * @throws CommandFailure if a key has no value, stands twice or its bracket or quote is not closed
	 */
	static Map<String, String> parse(String options) {
		return new MacroOptions(options == null ? "" : options).parse();
	}

	/** Whether ImageJ's recorder writes this value so that the line reads the same again. */
	static boolean canHold(String value) {
		// On Windows the recorder turns the backslashes of a path into slashes.
		if (value.contains("\"") || value.contains("\\") && File.separatorChar == '/') return false;
		if (!value.contains(" ")) return !value.startsWith("[") && !value.startsWith("'");
		return new MacroOptions("[" + value + "]").closingBracket(1) == value.length() + 1;
	}

	private Map<String, String> parse() {
		Map<String, String> values = new LinkedHashMap<>();
		for (skipSpaces(); at < text.length(); skipSpaces()) {
			String key = key();
			if (values.put(key, value(key)) != null) throw CommandFailure.usage("The key " + key + " stands twice in the macro options.");
		}
		return values;
	}

	private void skipSpaces() {
		while (at < text.length() && text.charAt(at) == ' ') at++;
	}

	private String key() {
		int start = at;
		while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ' ') at++;
		String key = text.substring(start, at);
		if (at == text.length() || text.charAt(at) == ' ') {
			// A stray word may be the rest of an unbracketed path, which is not to be repeated.
			throw CommandFailure.usage("The macro options hold a word without a value; write key=true for a tick box and key=[...] around a value with spaces.");
		}
		at++;
		return key;
	}

	private String value(String key) {
		char first = at < text.length() ? text.charAt(at) : ' ';
		int start = first == '[' || first == '\'' ? at + 1 : at;
		int end = switch (first) {
			case '[' -> closingBracket(start);
			case '\'' -> text.indexOf('\'', start);
			default -> text.indexOf(' ', start) < 0 ? text.length() : text.indexOf(' ', start);
		};
		if (end < 0) throw CommandFailure.usage("The value of " + key + " in the macro options is not closed; every [ needs its ] and every ' its '.");
		at = start == at ? end : end + 1;
		return text.substring(start, end);
	}

	private int closingBracket(int from) {
		int open = 1;
		for (int i = from; i < text.length(); i++) {
			if (text.charAt(i) == '[') open++;
			if (text.charAt(i) == ']' && --open == 0) return i;
		}
		return -1;
	}
}
