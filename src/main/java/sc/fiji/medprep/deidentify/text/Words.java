package sc.fiji.medprep.deidentify.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/** What is known about single words: terms of imaging, eponyms, everyday words, frequent names and places. */
final class Words {
	/** What a word is. A word stands in one class only; the first of this order wins. */
	enum Sense {
		/** A term of imaging: stays unless a full name or its surroundings say that it is a name. */
		IMAGING,
		/** An everyday word or a word of grammar: treated like a term of imaging. */
		COMMON,
		/** A name that is also a term, such as of a disease or a view: stays unless this patient bears it. */
		EPONYM,
		/** A frequent given name. */
		GIVEN,
		/** A frequent surname. */
		SURNAME,
		/** A town or a region smaller than a state. */
		PLACE,
		/** Nothing is known. */
		UNKNOWN;

		boolean isTerm() {
			return this == IMAGING || this == COMMON;
		}

		boolean isProtected() {
			return isTerm() || this == EPONYM;
		}

		boolean isName() {
			return this == GIVEN || this == SURNAME;
		}
	}

	private static final Words INSTANCE = new Words("vocabulary.txt", "names.txt");
	private static final int SHORTEST_PART = 4, LONGEST_PART = 24;

	private final Map<String, Sense> senses = new HashMap<>(16_384);

	private Words(String... resources) {
		for (String resource : resources) read(resource);
	}

	static Words instance() {
		return INSTANCE;
	}

	private void read(String resource) {
		try (InputStream in = Words.class.getResourceAsStream(resource); BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
			Sense sense = Sense.UNKNOWN;
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith("#")) continue;
				if (line.startsWith("[")) sense = Sense.valueOf(line.substring(1, line.indexOf(']')).toUpperCase(Locale.ROOT));
				else for (StringTokenizer words = new StringTokenizer(line); words.hasMoreTokens();) senses.putIfAbsent(Folding.compact(words.nextToken()), sense);
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** What a word is, given in comparable form. */
	Sense of(String key) {
		Sense sense = senses.get(key);
		return sense == null ? Sense.UNKNOWN : sense;
	}

	/** True if an unknown word is made of two terms of imaging, as in HEADNECK; of any number in scripts without gaps. */
	boolean isCompound(String key) {
		boolean unspaced = Folding.isUnspaced(key.charAt(0));
		int shortest = unspaced ? 1 : SHORTEST_PART;
		for (int i = shortest; i <= key.length() - shortest && i <= LONGEST_PART; i++) {
			if (senses.get(key.substring(0, i)) != Sense.IMAGING) continue;
			String rest = key.substring(i);
			if (senses.get(rest) == Sense.IMAGING || unspaced && rest.length() > 1 && key.length() <= LONGEST_PART && isCompound(rest)) return true;
		}
		return false;
	}
}
