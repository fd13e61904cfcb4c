package sc.fiji.medprep.deidentify.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One component group of a person's name, taken apart into the forms in which it may stand in a text. */
final class NameParts {
	static final Set<String> PARTICLES = Set.of("van", "der", "den", "de", "la", "le", "les", "von", "vom", "zu", "zum", "zur", "del", "della", "dello", "di", "da", "dos", "das", "do", "du", "des", "el", "al",
		"bin", "ibn", "ben", "bint", "abu", "ter", "ten", "te", "af", "av", "y", "e", "op", "'t", "st", "san", "santa");
	static final Set<String> TITLES = Set.of("dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "miss", "mme", "mlle", "herr", "frau", "md", "phd", "dds", "do", "rn", "jr", "sr", "ii", "iii", "iv", "esq",
		"junior", "senior", "med", "dipl", "ing", "sir", "lady", "rev", "sra", "srta", "dra", "dott");
	private static final int SHORTEST_JOINED = 4;

	private final Words words;
	private final List<String> family = new ArrayList<>(), given = new ArrayList<>();
	private final String familyText, givenText;

	NameParts(String group, Words words) {
		this.words = words;
		String[] components = group.split("\\^", -1);
		String surname = components[0].strip(), rest = "";
		if (components.length > 1) rest = (components[1] + " " + (components.length > 2 ? components[2] : "")).strip();
		else if (surname.contains(",")) {
			rest = surname.substring(surname.indexOf(',') + 1).strip();
			surname = surname.substring(0, surname.indexOf(',')).strip();
		}
		else {
			int blank = surname.lastIndexOf(' ');
			rest = blank < 0 ? "" : surname.substring(0, blank).strip();
			surname = surname.substring(blank + 1);
		}
		familyText = surname;
		givenText = rest;
		split(surname, family);
		split(rest, given);
	}

	private static void split(String text, List<String> parts) {
		for (String part : text.split("[\\s,.\\-‐‑–'’`´_・·/()\"&;]+")) {
			String key = Folding.compact(part);
			if (!key.isEmpty() && !TITLES.contains(key)) parts.add(part);
		}
	}

	void addTo(KnownForms to) {
		parts(family, to);
		parts(given, to);
		component(familyText, to);
		component(givenText, to);
		full(to);
		for (String first : keys(family)) {
			for (String second : keys(given)) joined(first, second, to);
		}
	}

	private void parts(List<String> parts, KnownForms to) {
		for (String part : parts) {
			for (String key : variants(part)) {
				if (PARTICLES.contains(key)) {
					if (key.length() > 1) to.particle(key);
					continue;
				}
				boolean unspaced = Folding.isUnspaced(key.charAt(0));
				if (key.length() == 1 || !unspaced) to.initial(key.substring(0, 1));
				if (unspaced) {
					boolean kana = key.chars().allMatch(c -> c >= 0x30A1 && c <= 0x30FF);
					to.needle(key, Kind.NAME, kana && key.length() < SHORTEST_JOINED ? Needle.Role.NAME : Needle.Role.UNSPACED_NAME, 0);
				}
				else to.needle(key, Kind.NAME, words.of(key).isTerm() ? Needle.Role.WEAK_NAME : Needle.Role.NAME, 0);
			}
		}
	}

	/** A component of several words, with gaps or without: VAN DER BERG, O'NEIL. */
	private void component(String text, KnownForms to) {
		String key = Folding.compact(text);
		if (KnownForms.breaks(text) == 0 || key.length() < SHORTEST_JOINED) return;
		List<String> parts = new ArrayList<>();
		split(text, parts);
		if (parts.size() > 1) to.needle(key, Kind.NAME, words.of(key).isTerm() ? Needle.Role.WEAK_NAME : Needle.Role.NAME, KnownForms.breaks(text));
	}

	/** Family and given name in both orders, in scripts without gaps as one word. */
	private void full(KnownForms to) {
		if (family.isEmpty() || given.isEmpty()) return;
		for (String text : List.of(familyText + " " + givenText, givenText + " " + familyText)) {
			String key = Folding.compact(text);
			if (Folding.isUnspaced(key.charAt(0))) to.needle(key, Kind.NAME, Needle.Role.UNSPACED_NAME, -1L);
			else if (key.length() >= SHORTEST_JOINED) to.needle(key, Kind.NAME, Needle.Role.NAME, KnownForms.breaks(text));
		}
	}

	/** Written together: SMITHJOHN, JOHNSMITH, JSMITH, SMITHJ. */
	private void joined(String first, String second, KnownForms to) {
		if (PARTICLES.contains(first) || PARTICLES.contains(second) || Folding.isUnspaced(first.charAt(0))) return;
		for (String key : List.of(first + second, second + first, first + second.charAt(0), second.charAt(0) + first)) {
			boolean sure = key.length() >= SHORTEST_JOINED && !words.of(key).isTerm() && (key.length() > SHORTEST_JOINED || first.length() > 2 && second.length() > 1);
			if (sure) to.needle(key, Kind.NAME, Needle.Role.NAME, 0);
		}
	}

	private static Set<String> keys(List<String> parts) {
		Set<String> keys = new LinkedHashSet<>();
		for (String part : parts) keys.addAll(variants(part));
		return keys;
	}

	/** Comparable forms of a word: as it is, and with ä, ö, ü, ø, å for ae, oe, ue, aa and the other way round. */
	static Set<String> variants(String part) {
		Set<String> variants = new LinkedHashSet<>();
		String key = Folding.compact(part);
		if (key.isEmpty()) return variants;
		variants.add(key);
		String lower = Normalizer.normalize(part, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
		variants.add(Folding.compact(lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ø", "oe").replace("å", "aa")));
		variants.add(key.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a"));
		variants.removeIf(String::isEmpty);
		return variants;
	}
}
