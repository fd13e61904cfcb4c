package sc.fiji.medprep.synthesize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import sc.fiji.medprep.synthesize.Check.Action;

/** Counts verdicts, and keeps those that are not good. */
final class Tally {
	/** How many checks came out in each way. */
	static final class Count {
		long passed, failed, undecided;

		private void add(Verdict verdict) {
			switch (verdict) {
				case PASSED -> passed++;
				case FAILED -> failed++;
				case UNDECIDED -> undecided++;
			}
		}

		private void add(Count other) {
			passed += other.passed;
			failed += other.failed;
			undecided += other.undecided;
		}

		/** Per cent of those that were decided; 100 if none was. */
		double score() {
			return passed + failed == 0 ? 100 : 100.0 * passed / (passed + failed);
		}
	}

	/**
	 * A check that did not pass.
	 *
	 * @param instance number of the instance in the key, from 1
	 * @param missing whether the instance has no copy
	 */
	record Fault(int instance, Verdict verdict, Action action, String path, String category, boolean missing) {}

	/** An attribute that was asked about. */
	record Attribute(Action action, String tag, String name) {}

	private final Map<String, Integer> numbers = new HashMap<>();
	private final Map<Action, Count> actions = new EnumMap<>(Action.class);
	private final Map<Attribute, Count> attributes = new HashMap<>();
	private final Map<Action, Map<String, Attribute>> attributesByPath = new EnumMap<>(Action.class);
	private final List<Fault> faults = new ArrayList<>();

	Tally(Map<String, List<Check>> key) {
		for (String instance : key.keySet()) numbers.put(instance, numbers.size() + 1);
	}

	synchronized void add(Check check, Verdict verdict, boolean missing) {
		actions.computeIfAbsent(check.action(), any -> new Count()).add(verdict);
		Attribute attribute = attributesByPath.computeIfAbsent(check.action(), any -> new HashMap<>()).computeIfAbsent(check.path(), path -> attribute(check));
		attributes.computeIfAbsent(attribute, any -> new Count()).add(verdict);
		if (verdict != Verdict.PASSED) faults.add(new Fault(numbers.get(check.instance()), verdict, check.action(), check.path(), check.category(), missing));
	}

	private static Attribute attribute(Check check) {
		if (check.path().isEmpty()) return new Attribute(check.action(), "", "");
		CheckPath path = CheckPath.parse(check.path());
		return new Attribute(check.action(), path.lastStep().replace("<", "").replace(">", ""), path.name());
	}

	/** Number of instances of the key. */
	int instances() {
		return numbers.size();
	}

	/** The actions that were asked for, in the order of their declaration. */
	Map<Action, Count> actions() {
		return actions;
	}

	/** All checks together. */
	Count total() {
		Count total = new Count();
		actions.values().forEach(total::add);
		return total;
	}

	/** In the order of actions and tags. */
	Map<Attribute, Count> attributes() {
		Map<Attribute, Count> sorted = new TreeMap<>(Comparator.comparing(Attribute::action).thenComparing(Attribute::tag).thenComparing(Attribute::name));
		sorted.putAll(attributes);
		return sorted;
	}

	/** In the order of instances and, in each, of actions and paths. */
	List<Fault> faults() {
		return faults.stream().sorted(Comparator.comparingInt(Fault::instance).thenComparing(Fault::action).thenComparing(Fault::path)).toList();
	}
}
