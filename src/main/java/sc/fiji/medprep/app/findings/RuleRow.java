package sc.fiji.medprep.app.findings;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.report.Rule;
import sc.fiji.medprep.report.RuleBook;

/**
 * The findings of a rule, counted.
 *
 * @param title what is wrong; the id if the rule is in no book
 * @param items how many files have them
 */
record RuleRow(Severity severity, String rule, String title, int findings, int items) {
	private record Key(Severity severity, String rule) {}

	private static final class Count {
		private int findings;
		private final Set<Integer> items = new HashSet<>();
	}

	/** The worst first, then the most frequent. */
	static List<RuleRow> of(List<FindingRow> rows, RuleBook book) {
		Map<Key, Count> counts = new HashMap<>();
		for (FindingRow row : rows) {
			Count count = counts.computeIfAbsent(new Key(row.severity(), row.rule()), key -> new Count());
			count.findings++;
			count.items.add(row.item());
		}
		return counts.entrySet().stream().map(entry -> new RuleRow(entry.getKey().severity(), entry.getKey().rule(), title(entry.getKey().rule(), book), entry.getValue().findings, entry.getValue().items.size()))
			.sorted(Comparator.comparing(RuleRow::severity).thenComparing(RuleRow::items, Comparator.reverseOrder()).thenComparing(RuleRow::rule)).toList();
	}

	private static String title(String id, RuleBook book) {
		if (!book.has(id)) return id;
		Rule rule = book.get(id);
		return rule.title() + (rule.section().isEmpty() ? "" : " (" + rule.section() + ")");
	}
}
