package sc.fiji.medprep.batch;

import java.util.Locale;

/** What became of an item. */
public enum Outcome {
	/** The output was written. */
	DONE,
	/** Nothing was written; the reason says why. */
	REFUSED,
	/** The output was written to a place apart, for a person to look at. */
	QUARANTINED,
	/** Nothing had to be written; the reason says why. */
	SKIPPED;

	private final String word = name().toLowerCase(Locale.ROOT);

	/** The word used in tables and records. */
	public String word() {
		return word;
	}

	/** @throws IllegalArgumentException if there is no such word */
	public static Outcome ofWord(String word) {
		for (Outcome outcome : values()) {
			if (outcome.word.equals(word)) return outcome;
		}
		throw new IllegalArgumentException("No such outcome");
	}
}
