package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text that somebody typed, and which of its words have to stay and to go.
 *
 * @param stay words of the acquisition or the finding
 * @param go words that identify
 */
record Remark(String text, List<String> stay, List<String> go) {
	private static final Set<String> STOP_WORDS = Set.of("and", "the", "for", "of", "with", "in", "at", "on", "to", "is", "no", "by");

	/** A text of which every word stays but stop words and single characters. */
	static Remark of(String text) {
		List<String> stay = new ArrayList<>();
		for (String word : text.split("[\\s(),;:]+")) {
			String bare = word.replaceAll("\\.$", "");
			if (bare.length() > 1 && !STOP_WORDS.contains(bare.toLowerCase(Locale.ROOT))) stay.add(bare);
		}
		return new Remark(text, stay, List.of());
	}

	static Remark identifying(String text, String... words) {
		return new Remark(text, List.of(), List.of(words));
	}

	/** This text with another one behind it. */
	Remark and(Remark other) {
		List<String> allStay = new ArrayList<>(stay), allGo = new ArrayList<>(go);
		allStay.addAll(other.stay);
		allGo.addAll(other.go);
		return new Remark(text + " " + other.text, allStay, allGo);
	}
}
