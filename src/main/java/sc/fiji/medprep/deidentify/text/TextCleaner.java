package sc.fiji.medprep.deidentify.text;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import sc.fiji.medprep.deidentify.subject.DateShift;

/**
 * Removes from free text what identifies a patient and keeps what says how an image was made (PS3.15 E.3.6, Clean Descriptors).
 *
 * <p>What goes: the known values of the patient in any spelling, patterns (numbers behind labels, telephone numbers, addresses,
 * dates, names behind titles and the like) and, depending on the strictness, frequent names or every unknown word. Terms of
 * imaging stay. Cleaning cleaned text changes nothing unless dates are moved. Threads may share one. Results of short texts
 * are remembered in memory, each for one patient's known values only.
 */
public final class TextCleaner {
	/**
	 * A text after cleaning.
	 *
	 * @param text what is left; equal to the given one if nothing was found
	 * @param removed kinds of what was removed or replaced; unmodifiable
	 */
	public record Result(String text, Set<Kind> removed) {}

	private static final Result NOTHING = new Result("", Set.of());
	private static final int MOST_ROUNDS = 12, MOST_DIGITS = 5, MOST_ANSWERS = 8192, LONGEST_REMEMBERED = 256;

	/** A cleaning whose result is remembered: equal only for the same text of the same patient. */
	private record Question(String text, Identifiers known, int days, DateText mode, Strictness strictness) {}

	private final Strictness strictness;
	private final Map<Question, Result> answers = new ConcurrentHashMap<>();
	private final Words words = Words.instance();

	/** @param strictness what happens to words that nothing is known of */
	public TextCleaner(Strictness strictness) {
		this.strictness = strictness;
	}

	/**
	 * Cleans a text.
	 *
	 * @param text any text; null gives an empty one
	 * @param known values of the patient
	 * @param shift moves dates, if mode says so; else not used
	 * @param mode what happens to dates
	 */
	public Result clean(String text, Identifiers known, DateShift shift, DateText mode) {
		return clean(text, known, shift, mode, strictness);
	}

	/** As {@link #clean(String, Identifiers, DateShift, DateText)}, but unknown words stay whatever the strictness is: for text that stays by rule. */
	public Result cleanLoosely(String text, Identifiers known, DateShift shift, DateText mode) {
		return clean(text, known, shift, mode, Strictness.LOOSE);
	}

	private Result clean(String text, Identifiers known, DateShift shift, DateText mode, Strictness strictness) {
		if (text == null || text.isEmpty()) return NOTHING;
		if (text.length() > LONGEST_REMEMBERED) return cleaned(text, known, shift, mode, strictness);
		Question question = new Question(text, known, mode == DateText.SHIFT ? shift.days() : 0, mode, strictness);
		Result answer = answers.get(question);
		if (answer != null) return answer;
		answer = cleaned(text, known, shift, mode, strictness);
		if (answers.size() >= MOST_ANSWERS) answers.clear();
		answers.put(question, answer);
		return answer;
	}

	private Result cleaned(String text, Identifiers known, DateShift shift, DateText mode, Strictness strictness) {
		Set<Kind> removed = EnumSet.noneOf(Kind.class);
		String cleaned = text;
		DateText next = mode;
		// what is removed may bring together words that mean something new
		for (int round = 0; round < MOST_ROUNDS; round++) {
			Reading reading = new Reading(cleaned, words);
			Marks marks = marked(reading, known, shift, next, strictness);
			if (marks.kinds().isEmpty()) return new Result(cleaned, Collections.unmodifiableSet(removed));
			removed.addAll(marks.kinds());
			cleaned = Tidy.tidied(cleaned, marks);
			if (next == DateText.SHIFT) next = DateText.KEEP;
		}
		// text that never settles was made to deceive
		return new Result("", Collections.unmodifiableSet(removed));
	}

	/** True for a term of imaging and an everyday word, which by itself identifies nobody. */
	public static boolean isTerm(String word) {
		return Words.instance().of(Folding.compact(word)).isTerm();
	}

	/** Removes known values alone, for text that stays by rule. */
	public String withoutKnown(String text, Identifiers known) {
		if (text.isEmpty() || known.isEmpty()) return text;
		Reading reading = new Reading(text, words);
		Marks marks = new Marks(reading.text.length());
		KnownValues.mark(reading, known, marks);
		return marks.kinds().isEmpty() ? text : Tidy.tidied(text, marks);
	}

	private Marks marked(Reading reading, Identifiers known, DateShift shift, DateText mode, Strictness strictness) {
		Marks marks = new Marks(reading.text.length());
		Places.mark(reading, marks);
		KnownValues.mark(reading, known, marks);
		Dates.mark(reading, marks, known, shift, mode);
		Ages.mark(reading, marks);
		Numbers.mark(reading, marks);
		Addresses.mark(reading, marks, words);
		Names.mark(reading, marks, strictness);
		if (strictness == Strictness.STRICT) unknown(reading, marks);
		if (marks.isAnyRemoved()) {
			Names.repeat(reading, marks);
			Names.possessives(reading, marks);
		}
		return marks;
	}

	/** Marks every word that is no term of imaging and no plain technical token. */
	private void unknown(Reading reading, Marks marks) {
		List<Token> tokens = reading.tokens;
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			if (!marks.isFree(token.start, token.end)) continue;
			boolean known = token.digits ? token.end - token.start <= MOST_DIGITS || isDecimal(reading, token)
				: token.sense.isProtected() || token.key.length() == 1 || token.joinedBefore && tokens.get(i - 1).digits && Units.follows(reading.plain, token.start)
					|| token.sense == Words.Sense.UNKNOWN && words.isCompound(token.key);
			if (!known) marks.remove(token.start, token.end, Kind.WORD);
		}
	}

	private static boolean isDecimal(Reading reading, Token token) {
		return token.start > 1 && reading.plain.charAt(token.start - 1) == '.' || token.end + 1 < reading.plain.length() && reading.plain.charAt(token.end) == '.' && reading.isDigit(token.end + 1);
	}
}
