package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A person whom nobody is: names are put together from syllables.
 *
 * @param family name in Latin letters without accents, as in file names
 * @param given name, likewise
 * @param middle name, likewise
 * @param ownFamily the family name in the person's own script, or empty
 * @param ownGiven the given name in the person's own script, or empty
 * @param phonetic the third component group of a Japanese name, or empty
 * @param ideographic whether the own script makes the second component group and not the first
 */
record Person(String family, String given, String middle, String ownFamily, String ownGiven, String phonetic, boolean ideographic) {
	private static final String[] STARTS = {"Vrez", "Quil", "Zym", "Throx", "Jask", "Wyzn", "Kvel", "Dzor", "Pfaux", "Skwer", "Brezh", "Gnyv"};
	private static final String[] MIDDLES = {"ho", "ata", "ebri", "oxi", "uku", "yve", "azo", "indo", "upre", "ovja"};
	private static final String[] ENDS = {"lmsky", "vandt", "quist", "zenko", "brooke", "thwyn", "xworth", "jdahl", "rhovic", "mplow"};
	private static final String[] GIVEN_STARTS = {"Jor", "Nyk", "Elz", "Wyl", "Mirx", "Aug", "Tavv", "Fyon", "Ozr", "Quen"};
	private static final String[] GIVEN_ENDS = {"indael", "olynn", "athaz", "uvius", "emmex", "ystra", "orfina", "abello", "ezekia", "imonde"};
	/** Without characters of which a byte looks like a delimiter, which many readers take for one. */
	private static final String[] KANA = {"きりん", "ひのば", "さぎぬ", "つばき", "さかき", "りゅう", "るりえ", "つるち", "らんの", "きりひ"};

	static Person invent(Chance chance, Script script) {
		String family = chance.of(STARTS) + chance.of(MIDDLES) + chance.of(ENDS), given = chance.of(GIVEN_STARTS) + chance.of(GIVEN_ENDS), middle = chance.of(GIVEN_STARTS) + chance.of(GIVEN_ENDS);
		if (script == Script.DEFAULT) return new Person(family, given, middle, "", "", "", false);
		String phonetic = script == Script.JAPANESE ? chance.of(KANA) + "ざき^" + chance.of(KANA) + "すけ" : "";
		return new Person(family, given, middle, script.family(chance), script.given(chance), phonetic, script.isIdeographic());
	}

	/** The value of a PN element. */
	String personName() {
		if (ownFamily.isEmpty()) return family + "^" + given + "^" + middle;
		if (!ideographic) return ownFamily + "^" + ownGiven;
		String name = family + "^" + given + "=" + ownFamily + "^" + ownGiven;
		return phonetic.isEmpty() ? name : name + "=" + phonetic;
	}

	/** The words of {@link #personName}. */
	List<String> words() {
		if (ownFamily.isEmpty()) return List.of(family, given, middle);
		List<String> words = new ArrayList<>(List.of(ownFamily, ownGiven));
		if (ideographic) words.addAll(List.of(family, given));
		if (!phonetic.isEmpty()) words.addAll(List.of(phonetic.split("\\^")));
		return words;
	}

	/** The name as people write it who do not know carets: SMITH, J. */
	String comma() {
		return family.toUpperCase(Locale.ROOT) + ", " + given.charAt(0);
	}

	String initials() {
		return given.charAt(0) + "." + middle.charAt(0) + "." + family.charAt(0) + ".";
	}

	/** In capitals, for folders and file names. */
	String fileName() {
		return (family + "_" + given).toUpperCase(Locale.ROOT);
	}
}
