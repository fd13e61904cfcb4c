package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a text has to stay or to go: its words without those that any text has. As in the MIDI-B validator, which uses the
 * tokens and English stop words of NLTK: commas and colons inside numbers and all of {@code ^ = / - .} inside words belong to them.
 */
final class Words {
	/** The English stop words of NLTK 3.8, without those with an apostrophe, which its tokens never are. */
	private static final Set<String> STOP_WORDS = Set.of(("i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers "
		+ "herself it its itself they them their theirs themselves what which who whom this that these those am is are was were be been being have has had having "
		+ "do does did doing a an the and but if or because as until while of at by for with about against between into through during before after above below "
		+ "to from up down in out on off over under again further then once here there when where why how all any both each few more most other some such no nor "
		+ "not only own same so than too very s t can will just don should now d ll m o re ve y ain aren couldn didn doesn hadn hasn haven isn ma mightn mustn "
		+ "needn shan shouldn wasn weren won wouldn").split(" "));
	private static final String SEPARATORS = "\\;?!\"()[]{}<>@#$%&`\u201C\u201D\u2018\u2022";
	/** Shorter parts of a name are in every second word. */
	private static final int MIN_PART = 3;

	private Words() {}

	/** The words in lower case. */
	static List<String> of(String text) {
		List<String> words = new ArrayList<>();
		String lower = text.toLowerCase(Locale.ROOT);
		int start = 0;
		for (int i = 0; i <= lower.length(); i++) {
			if (i < lower.length() && !separates(lower, i)) continue;
			String word = trimmed(lower.substring(start, i));
			if (!word.isEmpty() && !STOP_WORDS.contains(word)) words.add(word);
			start = i + 1;
		}
		return words;
	}

	/** The words, and those of them that are names joined by carets also part by part. */
	static List<String> withParts(String text) {
		List<String> words = new ArrayList<>();
		for (String word : of(text)) {
			words.add(word);
			if (word.indexOf('^') < 0 && word.indexOf('=') < 0) continue;
			for (String part : word.split("[\\^=]+")) {
				boolean telling = part.length() >= MIN_PART || part.chars().anyMatch(c -> c >= 0x80);
				if (telling && !STOP_WORDS.contains(part)) words.add(part);
			}
		}
		return words;
	}

	private static boolean separates(String text, int i) {
		char c = text.charAt(i);
		if (Character.isWhitespace(c) || SEPARATORS.indexOf(c) >= 0) return true;
		return (c == ',' || c == ':') && (i + 1 == text.length() || !isDigit(text.charAt(i + 1)));
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	/** Without a full stop, quotes and dashes around it and without "'s"; empty if no letter or digit is left. */
	private static String trimmed(String word) {
		int start = 0, end = word.length();
		while (start < end && !Character.isLetterOrDigit(word.charAt(start)) && "'\u2019.,:-".indexOf(word.charAt(start)) >= 0 && !beginsNumber(word, start)) start++;
		while (end > start && "'\u2019.,:-".indexOf(word.charAt(end - 1)) >= 0) end--;
		if (end - start > 2 && word.charAt(end - 1) == 's' && (word.charAt(end - 2) == '\'' || word.charAt(end - 2) == '\u2019')) end -= 2;
		String trimmed = word.substring(start, end);
		return trimmed.codePoints().anyMatch(Character::isLetterOrDigit) ? trimmed : "";
	}

	private static boolean beginsNumber(String word, int i) {
		return (word.charAt(i) == '-' || word.charAt(i) == '.') && i + 1 < word.length() && (isDigit(word.charAt(i + 1)) || word.charAt(i + 1) == '.');
	}
}
