package sc.fiji.medprep.curate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides which values of files the report shows. Only those of attributes that the Basic Profile of PS3.15 leaves as they are come
 * here at all: kind and body part of the examination, maker, model and settings of the equipment. But whatever the attribute, people
 * type what they like: a value that could be an identifier, or that has a word in common with the name of somebody in the set, is
 * told as {@link #OTHER}.
 */
final class ShownValues {
	static final String OTHER = "not shown";
	/** The syntax of names and addresses, and numbers as long as dates and identifiers, have no place in it. */
	private static final Pattern PLAIN = Pattern.compile("[\\p{Alnum}][\\p{Alnum} .,_/+()&-]{0,39}"), LONG_NUMBER = Pattern.compile("\\d{5,}|\\d{1,4}[-./]\\d{1,2}[-./]\\d{2,4}"), NO_LETTER = Pattern.compile("[^\\p{L}]+"),
		BETWEEN = Pattern.compile("[ ,/+()&]+");
	private static final int SHORTEST_NAME = 3;
	private static final String PEOPLE = "SELECT count(*) FROM (SELECT PatientName AS n FROM patient UNION SELECT PatientID FROM patient UNION SELECT ReferringPhysicianName FROM study"
		+ " UNION SELECT PhysiciansOfRecord FROM study UNION SELECT AccessionNumber FROM study UNION SELECT PerformingPhysicianName FROM series UNION SELECT OperatorsName FROM series)"
		+ " WHERE ' ' || replace(replace(replace(upper(n), '^', ' '), '=', ' '), ',', ' ') || ' ' LIKE ? ESCAPE '\\'";

	private final Index index;
	private final Set<String> known;
	private final Map<String, String> decided = new HashMap<>();

	ShownValues(Index index) throws IOException {
		this.index = index;
		try (InputStream in = ShownValues.class.getResourceAsStream("known-words.txt")) {
			known = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
		}
	}

	/** What the report says for a value; nothing for nothing. */
	String of(String value) throws IOException {
		String shown = decided.get(value);
		if (shown == null) decided.put(value, shown = isHarmless(value) ? value : OTHER);
		return shown;
	}

	private boolean isHarmless(String value) throws IOException {
		if (value.isEmpty()) return true;
		if (!PLAIN.matcher(value).matches() || LONG_NUMBER.matcher(value).find()) return false;
		for (String word : NO_LETTER.split(value.toUpperCase(Locale.ROOT))) {
			if (word.length() < SHORTEST_NAME || known.contains(word)) continue;
			if (isOfSomebody(word)) return false;
		}
		for (String number : BETWEEN.split(value.toUpperCase(Locale.ROOT))) {
			if (number.length() >= SHORTEST_NAME && number.chars().anyMatch(Character::isDigit) && isOfSomebody(number)) return false;
		}
		return true;
	}

	/** Whether it is a word in a name or a number of somebody. */
	private boolean isOfSomebody(String word) throws IOException {
		return index.number(PEOPLE, "% " + word.replace("_", "\\_") + " %") > 0;
	}
}
