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

	/** All findings of a rule. */
	static final class Rule {
		final Severity severity;
		final String name, tag, message;
		final List<Integer> firstItems = new ArrayList<>();
		long findings;
		int items;
		private int lastItem;

		private Rule(Finding first) {
			severity = first.severity();
			name = first.rule();
			tag = first.tag();
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

	private record RuleKey(Severity severity, String name) {}

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
			RuleKey key = new RuleKey(finding.severity(), finding.rule());
			Rule rule = rules.get(key);
			if (rule == null) {
				if (rules.size() == SHOWN_RULES) continue;
				rules.put(key, rule = new Rule(finding));
			}
			rule.add(item.item());
		}
	}

	/** The worst first, then the most frequent. */
	List<Rule> rules() {
		return rules.values().stream().sorted(Comparator.comparing((Rule rule) -> rule.severity)
			.thenComparing(rule -> rule.items, Comparator.reverseOrder()).thenComparing(rule -> rule.name)).toList();
	}

	/** Why items were refused or quarantined, the most frequent reason first. */
	List<Refusal> reasons(Outcome outcome) {
		return reasons.getOrDefault(outcome, Map.of()).values().stream().sorted(Comparator.comparing((Refusal refusal) -> -refusal.items)).toList();
	}
}
