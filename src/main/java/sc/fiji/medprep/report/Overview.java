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
	static final int SHOWN_REASONS = 200, SHOWN_ITEMS = 8, MOST_RULES = 500, MOST_PLACES = 5_000;
	private static final String OTHERS = "and other attributes";

	/** How many findings, and in which items. */
	static class Count {
		final List<Integer> firstItems = new ArrayList<>();
		long findings;
		int items;
		private int lastItem;

		/** @param item not less than that of an earlier call */
		void add(int item) {
			findings++;
			if (item == lastItem) return;
			lastItem = item;
			items++;
			if (firstItems.size() < SHOWN_ITEMS) firstItems.add(item);
		}
	}

	/** The findings of a rule about an attribute, at whatever level of the data set. */
	static final class Place extends Count {
		final String tag, message;

		private Place(String tag, String message) {
			this.tag = tag;
			this.message = message;
		}
	}

	/** All findings of a rule of the book; of a rule that stands in none, those about one attribute. */
	static final class RuleFindings extends Count {
		final Severity severity;
		final String name, tag, message;
		private final Map<String, Place> places = new HashMap<>();

		private RuleFindings(Finding first, String tag) {
			severity = first.severity();
			name = first.rule();
			this.tag = tag;
			message = first.message();
		}

		/** The attributes of a rule of the book, the most frequent first. */
		List<Place> places() {
			return places.values().stream().sorted(Comparator.comparing((Place place) -> place.items, Comparator.reverseOrder()).thenComparing(place -> place.tag)).toList();
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

	private final RuleBook book;
	private final Map<RuleKey, RuleFindings> rules = new HashMap<>();
	private final Map<Outcome, Map<String, Refusal>> reasons = new EnumMap<>(Outcome.class);
	private int places;

	/** @param book the rules whose findings are counted together whatever attribute they are about */
	Overview(RuleBook book) {
		this.book = book;
	}

	void add(ItemResult item) {
		if (item.outcome() == Outcome.REFUSED || item.outcome() == Outcome.QUARANTINED) {
			Map<String, Refusal> refusals = reasons.computeIfAbsent(item.outcome(), outcome -> new LinkedHashMap<>());
			Refusal refusal = refusals.get(item.reason());
			if (refusal == null && refusals.size() < SHOWN_REASONS) refusals.put(item.reason(), refusal = new Refusal(item.reason()));
			if (refusal != null) refusal.add(item.item());
		}
		for (Finding finding : item.findings()) add(item.item(), finding, finding.tag().substring(finding.tag().lastIndexOf('>') + 1));
	}

	// of very many attributes those that come last share a row, so that no rule is left out
	private void add(int item, Finding finding, String attribute) {
		if (book.has(finding.rule())) {
			RuleFindings rule = rules.computeIfAbsent(new RuleKey(finding.severity(), finding.rule(), ""), key -> new RuleFindings(finding, ""));
			rule.add(item);
			String tag = rule.places.containsKey(attribute) || places < MOST_PLACES ? attribute : OTHERS;
			rule.places.computeIfAbsent(tag, absent -> {
				places++;
				return new Place(tag, finding.message());
			}).add(item);
			return;
		}
		RuleKey exact = new RuleKey(finding.severity(), finding.rule(), attribute);
		RuleKey key = rules.containsKey(exact) || rules.size() < MOST_RULES ? exact : new RuleKey(finding.severity(), finding.rule(), OTHERS);
		rules.computeIfAbsent(key, absent -> new RuleFindings(finding, key.tag())).add(item);
	}

	/** The worst first, then the most frequent. */
	List<RuleFindings> rules() {
		return rules.values().stream().sorted(Comparator.comparing((RuleFindings rule) -> rule.severity)
			.thenComparing(rule -> rule.items, Comparator.reverseOrder()).thenComparing(rule -> rule.name).thenComparing(rule -> rule.tag)).toList();
	}

	/** Why items were refused or quarantined, the most frequent reason first. */
	List<Refusal> reasons(Outcome outcome) {
		return reasons.getOrDefault(outcome, Map.of()).values().stream().sorted(Comparator.comparing((Refusal refusal) -> -refusal.items)).toList();
	}
}
