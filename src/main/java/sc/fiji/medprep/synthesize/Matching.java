package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import sc.fiji.medprep.batch.IdMapping;
import sc.fiji.medprep.synthesize.Check.Action;

/** Finds out which file of the output is the copy of which instance. */
final class Matching {
	/** How a copy was recognised; the surest first. */
	enum Way {
		/** The UID mapping names it. */
		MAPPING("by the mapping"),
		/** It has the SOP Instance UID of the original. */
		UID("by an unchanged UID"),
		/** It alone has the Pixel Data of the original, and the original alone has them. */
		PIXELS("by the pixels"),
		/** It has the most in common of what the key says has to stay. */
		CONTENT("by the content");

		private final String words;

		Way(String words) {
			this.words = words;
		}

		/** The end of a sentence. */
		String words() {
			return words;
		}
	}

	/** Values that more instances share tell little: they only decide between those that others have brought together. */
	private static final int MOST_SHARED = 200;
	/** Copies that are considered for each file. */
	private static final int CONSIDERED = 20;
	/** What a known study, series or patient adds or takes: more than any other value can. */
	private static final double KNOWN = 4;

	private final Map<String, List<Check>> key;
	private final Map<String, OutputFile> copies = new LinkedHashMap<>();
	private final Map<Way, Integer> counts = new EnumMap<>(Way.class);
	private final Set<OutputFile> taken = new HashSet<>();

	Matching(Map<String, List<Check>> key) {
		this.key = key;
	}

	/** The copy of an instance, or null. */
	OutputFile copy(String instance) {
		return copies.get(instance);
	}

	/** Number of copies found in each way. */
	Map<Way, Integer> counts() {
		return counts;
	}

	boolean isTaken(OutputFile file) {
		return taken.contains(file);
	}

	/** Instances that have no copy yet. */
	List<String> missing() {
		return key.keySet().stream().filter(instance -> !copies.containsKey(instance)).toList();
	}

	private void take(String instance, OutputFile file, Way way) {
		copies.put(instance, file);
		taken.add(file);
		counts.merge(way, 1, Integer::sum);
	}

	/** By a mapping of SOP Instance UIDs, and by nothing else. */
	void byMapping(List<OutputFile> files, IdMapping mapping) {
		byUid(files, instance -> mapping.newOf(instance).orElse(""), Way.MAPPING);
	}

	/** By unchanged UIDs, then by pixels. */
	void byIdentity(List<OutputFile> files) {
		byUid(files, UnaryOperator.identity(), Way.UID);
		Map<String, OutputFile> filesByPixels = new HashMap<>();
		Set<String> twice = new HashSet<>();
		for (OutputFile file : files) {
			if (!file.pixels().isEmpty() && filesByPixels.put(file.pixels(), file) != null) twice.add(file.pixels());
		}
		Map<String, String> instancesByPixels = new HashMap<>();
		key.forEach((instance, checks) -> {
			String pixels = pixels(checks);
			if (!pixels.isEmpty() && instancesByPixels.put(pixels, instance) != null) twice.add(pixels);
		});
		instancesByPixels.forEach((pixels, instance) -> {
			OutputFile file = filesByPixels.get(pixels);
			if (file != null && !twice.contains(pixels) && !copies.containsKey(instance) && !taken.contains(file)) take(instance, file, Way.PIXELS);
		});
	}

	private void byUid(List<OutputFile> files, UnaryOperator<String> mapping, Way way) {
		Map<String, OutputFile> byUid = new HashMap<>();
		for (OutputFile file : files) byUid.putIfAbsent(file.instance(), file);
		for (String instance : key.keySet()) {
			OutputFile file = byUid.get(mapping.apply(instance));
			if (file != null && !taken.contains(file)) take(instance, file, way);
		}
	}

	/** The hash of the original's Pixel Data that a key holds, or nothing. */
	static String pixels(List<Check> checks) {
		return checks.stream().filter(check -> check.action() == Action.PIXELS_RETAINED).map(Matching::pixels).findFirst().orElse("");
	}

	static String pixels(Check check) {
		return (check.text().isEmpty() ? check.value() : check.text()).strip().toLowerCase(Locale.ROOT);
	}

	private record Candidate(String instance, OutputFile file, double score) {
		Candidate plus(double more) {
			return new Candidate(instance, file, score + more);
		}
	}

	/** What the values tell that very many instances share. */
	private static double common(Set<Long> wanted, Set<Long> features, Map<Long, List<String>> holders) {
		double score = 0;
		for (long feature : wanted) {
			int shared = holders.get(feature).size();
			if (shared > MOST_SHARED && features.contains(feature)) score += 1.0 / shared;
		}
		return score;
	}

	/**
	 * Pairs the rest by what they have in common.
	 *
	 * @param files that are left; of equal ones the first come first
	 * @param contents of these files, see {@link Contents}
	 */
	void byContent(List<OutputFile> files, Map<OutputFile, Set<Long>> contents) {
		Map<String, Set<Long>> wanted = new HashMap<>();
		Map<Long, List<String>> holders = new HashMap<>();
		for (String instance : missing()) {
			Set<Long> features = Contents.of(key.get(instance), pixels(key.get(instance)));
			wanted.put(instance, features);
			for (long feature : features) holders.computeIfAbsent(feature, any -> new ArrayList<>()).add(instance);
		}
		Families families = new Families();
		List<Candidate> candidates = new ArrayList<>();
		for (OutputFile file : files) {
			Set<Long> features = contents.get(file);
			Map<String, Double> scores = new LinkedHashMap<>();
			for (long feature : features) {
				List<String> shared = holders.getOrDefault(feature, List.of());
				if (shared.size() > MOST_SHARED) continue;
				for (String instance : shared) scores.merge(instance, 1.0 / shared.size(), Double::sum);
			}
			scores.entrySet().stream().map(entry -> new Candidate(entry.getKey(), file, entry.getValue() + families.score(key.get(entry.getKey()).get(0), file)))
				.filter(candidate -> candidate.score > 0).sorted(Comparator.comparing(Candidate::score).reversed()).limit(CONSIDERED)
				.map(candidate -> candidate.plus(common(wanted.get(candidate.instance), features, holders))).forEach(candidates::add);
		}
		// Sorting keeps the order of equal ones.
		candidates.sort(Comparator.comparing(Candidate::score).reversed());
		for (Candidate candidate : candidates) {
			if (!copies.containsKey(candidate.instance) && !taken.contains(candidate.file)) take(candidate.instance, candidate.file, Way.CONTENT);
		}
	}

	/** What the copies that are known tell of the patients, studies and series of the others. */
	private final class Families {
		private final Map<String, Set<String>> known = new HashMap<>();

		Families() {
			copies.forEach((instance, file) -> {
				Check original = key.get(instance).get(0);
				add("patient", original.patient(), file.patient());
				add("study", original.study(), file.study());
				add("series", original.series(), file.series());
			});
		}

		private void add(String kind, String old, String now) {
			known.computeIfAbsent(kind + old, any -> new HashSet<>()).add(now);
		}

		double score(Check original, OutputFile file) {
			return score("patient", original.patient(), file.patient()) + score("study", original.study(), file.study()) + score("series", original.series(), file.series());
		}

		private double score(String kind, String old, String now) {
			Set<String> expected = known.get(kind + old);
			return expected == null ? 0 : expected.contains(now) ? KNOWN : -KNOWN;
		}
	}
}
