package sc.fiji.medprep.standard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gathers what is done to each private element: from the rows of the knowledge base, which list an element once for each
 * place and VR in which it was seen, and from our own file, which overrules them.
 */
final class PrivateDispositions {

	/** Group, creator (its opening quote is often missing) and low byte of the last element of a path. */
	private static final Pattern LAST = Pattern.compile("(?:.*>\\])?\\(([0-9a-f]{4}),\"?([^\"]*)\"?,([0-9a-f]{2})\\)");
	/** The letters of the table, from the strictest on. */
	private static final String STRICTNESS = "dhoik";
	private static final Set<String> SAYS_NOTHING = Set.of("UN", "OB", "OW", "");

	private record Row(boolean nested, String vr, char disposition) {}

	private final Map<String, List<Row>> rows = new TreeMap<>();
	private final Map<String, Character> own = new HashMap<>();

	/** Adds a row of the knowledge base. */
	void add(String pattern, String vr, String disposition) {
		Matcher last = LAST.matcher(pattern);
		// Standard attributes inside private sequences have rules of their own.
		if (!last.matches() || last.group(2).isEmpty()) return;
		char letter = switch (disposition.strip().toLowerCase(Locale.ROOT)) {
			case "k" -> 'k';
			case "h" -> 'h';
			case "o" -> 'o';
			case "oi" -> 'i';
			// Of a sequence "not applicable" says that its elements are judged one by one.
			case "na" -> vr.equals("SQ") ? 'k' : '-';
			default -> 'd';
		};
		rows.computeIfAbsent(key(last.group(2), last.group(1), last.group(3)), key -> new ArrayList<>()).add(new Row(pattern.contains("["), vr, letter));
	}

	/** Adds a line of our own file. */
	void addOwn(String line) {
		String[] fields = line.split("\t");
		char letter = fields[0].equals("keep") ? 'k' : 'd';
		for (String range : fields[2].split(" ")) {
			int from = Integer.parseInt(range.substring(0, 2), 16);
			int to = Integer.parseInt(range.substring(range.length() - 2), 16);
			for (int low = from; low <= to; low++) own.put(key(fields[3], fields[1], "%02X".formatted(low)), letter);
		}
	}

	private static String key(String creator, String group, String low) {
		return creator.strip() + '\t' + group.toUpperCase(Locale.ROOT) + "xx" + low.toUpperCase(Locale.ROOT);
	}

	/** Creator, tag, disposition at the top level and inside sequences, VR if one was seen; without elements that go everywhere. */
	List<String> lines() {
		Map<String, String> lines = new TreeMap<>();
		rows.forEach((key, seen) -> {
			// A program that does not know the VR cannot judge the value: such rows count only where there are no others.
			List<Row> telling = seen.stream().filter(row -> !SAYS_NOTHING.contains(row.vr())).toList();
			List<Row> used = telling.isEmpty() ? seen : telling;
			char top = strictest(used.stream().filter(row -> !row.nested()).toList());
			char nested = strictest(used.stream().filter(Row::nested).toList());
			if (top == '-') top = nested;
			if (nested == '-') nested = top;
			lines.put(key, "" + top + nested + '\t' + telling.stream().map(Row::vr).sorted(Comparator.naturalOrder()).findFirst().orElse(""));
		});
		own.forEach((key, letter) -> lines.merge(key, "" + letter + letter + '\t', (theirs, ours) -> ours.substring(0, 3) + theirs.substring(3)));
		List<String> kept = new ArrayList<>();
		lines.forEach((key, value) -> {
			if (!value.startsWith("dd") && !value.startsWith("--")) kept.add(key + '\t' + value);
		});
		return kept;
	}

	private static char strictest(List<Row> rows) {
		int strictest = rows.stream().mapToInt(row -> STRICTNESS.indexOf(row.disposition())).filter(i -> i >= 0).min().orElse(-1);
		return strictest < 0 ? '-' : STRICTNESS.charAt(strictest);
	}
}
