package sc.fiji.medprep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.ItemResult;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Severity;

/** What a person wants to see of the items of a run: refusals by reason and findings by rule. Bounded in size. */
final class Overview {
	static final int SHOWN_REASONS = 200, SHOWN_ITEMS = 8, SHOWN_RULES = 500;
	private static final String OTHERS = "and other attributes";

	/** All findings of a rule about an attribute, at whatever level of the data set. */
	static final class Rule {
		final Severity severity;
		final String name, tag, message;
		final List<Integer> firstItems = new ArrayList<>();
		long findings;
		int items;
		private int lastItem;

		private Rule(Finding first, String tag) {
			severity = first.severity();
			name = first.rule();
			this.tag = tag;
			message = first.message();
		}

		private void add(int item) {
			findings++;
			if (item == lastItem) return;
			lastItem = item;
			items++;
			if (firstItems.size() < SHOWN_ITEMS) firstItems.add(item);
		}
	}

	/** All items refused or quarantined for the same reason. */
	static final class Refusal {
		final String reason;
		final List<Integer> firstItems = new ArrayList<>();
		int items;

		private Refusal(String reason) {
			this.reason = reason;
		}

		private void add(int item) {
			items++;
			if (firstItems.size() < SHOWN_ITEMS) firstItems.add(item);
		}
	}

	private record RuleKey(Severity severity, String name, String tag) {}

	private final Map<RuleKey, Rule> rules = new HashMap<>();
	private final Map<Outcome, Map<String, Refusal>> reasons = new EnumMap<>(Outcome.class);

	void add(ItemResult item) {
		if (item.outcome() == Outcome.REFUSED || item.outcome() == Outcome.QUARANTINED) {
			Map<String, Refusal> refusals = reasons.computeIfAbsent(item.outcome(), outcome -> new LinkedHashMap<>());
			Refusal refusal = refusals.get(item.reason());
			if (refusal == null && refusals.size() < SHOWN_REASONS) refusals.put(item.reason(), refusal = new Refusal(item.reason()));
			if (refusal != null) refusal.add(item.item());
		}
		for (Finding finding : item.findings()) {
			String attribute = finding.tag().substring(finding.tag().lastIndexOf('>') + 1);
			RuleKey exact = new RuleKey(finding.severity(), finding.rule(), attribute);
			// of very many attributes those that come last share a row, so that no rule is left out
			RuleKey key = rules.containsKey(exact) || rules.size() < SHOWN_RULES ? exact : new RuleKey(finding.severity(), finding.rule(), OTHERS);
			rules.computeIfAbsent(key, absent -> new Rule(finding, key.tag())).add(item.item());
		}
	}

	/** The worst first, then the most frequent. */
	List<Rule> rules() {
		return rules.values().stream().sorted(Comparator.comparing((Rule rule) -> rule.severity)
			.thenComparing(rule -> rule.items, Comparator.reverseOrder()).thenComparing(rule -> rule.name).thenComparing(rule -> rule.tag)).toList();
	}

	/** Why items were refused or quarantined, the most frequent reason first. */
	List<Refusal> reasons(Outcome outcome) {
		return reasons.getOrDefault(outcome, Map.of()).values().stream().sorted(Comparator.comparing((Refusal refusal) -> -refusal.items)).toList();
	}
}
