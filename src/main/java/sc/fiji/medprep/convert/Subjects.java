package sc.fiji.medprep.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the patients of a set are called: by their Patient ID where all their files say that their identity was removed, else
 * by a number in the order of the items.
 */
final class Subjects {
	private static final int LONGEST_LABEL = 32;
	/** Above it people are rare enough to be known by their age (45 CFR 164.514(b)(2)(i)(C)). */
	private static final int OLDEST_TOLD = 89;
	/** What BIDS writes for a missing value. */
	static final String UNKNOWN = "n/a";
	private static final Set<String> SEXES = Set.of("F", "M", "O");
	private static final Pattern AGE = Pattern.compile("0*([0-9]+)([DWMY])");
	private static final Map<String, Double> YEARS = Map.of("D", 1 / 365.25, "W", 7 / 365.25, "M", 1 / 12.0, "Y", 1.0);

	/**
	 * A patient.
	 *
	 * @param label letters and digits
	 * @param identityRemoved whether the label is the Patient ID, and words of the files may be told
	 * @param studies in the order of time
	 */
	record Subject(String label, boolean identityRemoved, List<String> studies, String sex, String age) {
		/** The number of a study among those of the subject, from 1. */
		int session(String study) {
			return studies.indexOf(study) + 1;
		}
	}

	private final Map<String, Subject> byPatient = new LinkedHashMap<>();

	/** @param items by the number of the item */
	Subjects(SortedMap<Integer, ItemFacts> items) {
		Map<String, List<ItemFacts>> facts = new LinkedHashMap<>();
		Map<ItemFacts, Boolean> seen = new HashMap<>();
		items.values().forEach(item -> {
			if (seen.put(item, true) == null) facts.computeIfAbsent(item.patient(), patient -> new ArrayList<>()).add(item);
		});
		Set<String> labels = new HashSet<>();
		facts.forEach((patient, of) -> {
			String label = letters(patient);
			if (removed(of) && !label.isEmpty()) byPatient.put(patient, subject(unused(label, labels), true, of));
		});
		int number = 0, digits = Math.max(3, String.valueOf(facts.size()).length());
		for (var patient : facts.entrySet()) {
			if (byPatient.containsKey(patient.getKey())) continue;
			String label;
			do label = String.format(Locale.ROOT, "%0" + digits + "d", ++number);
			while (!labels.add(label));
			byPatient.put(patient.getKey(), subject(label, false, patient.getValue()));
		}
	}

	private static boolean removed(List<ItemFacts> facts) {
		return facts.stream().allMatch(ItemFacts::identityRemoved);
	}

	private static String letters(String text) {
		String letters = text.replaceAll("[^A-Za-z0-9]", "");
		return letters.substring(0, Math.min(LONGEST_LABEL, letters.length()));
	}

	/** Two IDs that differ in other characters only are two subjects. */
	private static String unused(String label, Set<String> labels) {
		String unused = label;
		for (int i = 2; !labels.add(unused.toLowerCase(Locale.ROOT)); i++) unused = label + "x" + i;
		return unused;
	}

	private static Subject subject(String label, boolean identityRemoved, List<ItemFacts> facts) {
		SortedMap<String, String> studies = new TreeMap<>();
		// of equal times the UIDs decide, so that the order is always the same
		for (ItemFacts item : facts) studies.putIfAbsent(item.when() + " " + item.study(), item.study());
		return new Subject(label, identityRemoved, studies.values().stream().distinct().toList(), SEXES.contains(facts.get(0).sex()) ? facts.get(0).sex() : UNKNOWN, age(facts.get(0).age()));
	}

	/** In years, as BIDS has it. */
	static String age(String dicom) {
		Matcher age = AGE.matcher(dicom);
		if (!age.matches() || age.group(1).length() > 3) return UNKNOWN;
		double years = Integer.parseInt(age.group(1)) * YEARS.get(age.group(2));
		if (years > OLDEST_TOLD) return OLDEST_TOLD + "+";
		return years >= 2 ? String.valueOf((int) years) : String.format(Locale.ROOT, "%.1f", years);
	}

	Subject of(ItemFacts item) {
		return byPatient.get(item.patient());
	}

	/** In the order of their first items, those known by their ID first; with the original Patient IDs. */
	Map<String, Subject> all() {
		return byPatient;
	}
}
