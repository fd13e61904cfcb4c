package sc.fiji.medprep.batch;

import java.util.Locale;

/** How much a finding matters. A run with an {@link #ERROR} ends with exit code 1. */
public enum Severity {
	ERROR, WARNING, INFO;

	private final String word = name().toLowerCase(Locale.ROOT);

	/** The word used in tables and records. */
	public String word() {
		return word;
	}

	/** @throws IllegalArgumentException if there is no such word */
	public static Severity ofWord(String word) {
		for (Severity severity : values()) {
			if (severity.word.equals(word)) return severity;
		}
		throw new IllegalArgumentException("No such severity");
	}
}
