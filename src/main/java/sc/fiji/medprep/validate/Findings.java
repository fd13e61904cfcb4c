package sc.fiji.medprep.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.report.Rule;
import sc.fiji.medprep.report.RuleBook;

/**
 * Collects what the checks find in one file. What is found at the same place in several items of a sequence, as in the
 * functional groups of all frames, is one finding that counts them. For one thread.
 */
final class Findings {
	/** Beyond this, a file has no more to say. */
	private static final int MOST = 10_000;

	private record Key(String rule, String place) {}

	private static final class Entry {
		private final Finding first;
		private int more;

		private Entry(Finding first) {
			this.first = first;
		}
	}

	private final RuleBook book;
	private final boolean strict;
	private Coverage coverage = Coverage.NONE;
	private final Map<Key, Entry> entries = new LinkedHashMap<>();

	Findings(RuleBook book, boolean strict) {
		this.book = book;
		this.strict = strict;
	}

	/**
	 * Adds a finding.
	 *
	 * @param rule id of a rule of {@code rules.txt}
	 * @param path tags as (gggg,eeee) from the outside in, joined by '&gt;', behind a sequence the number of the item as in
	 *            [3], left out for the first; empty if it is about the whole file
	 * @param message one sentence without values of the file: what was found (kind, length, count), then what is wanted
	 */
	void add(String rule, String path, String message) {
		Key key = new Key(rule, path.indexOf('[') < 0 ? path : path.replaceAll("\\[\\d+\\]", ""));
		Entry known = entries.get(key);
		if (known != null) known.more++;
		else if (entries.size() < MOST) {
			Rule of = book.get(rule);
			entries.put(key, new Entry(new Finding(strict ? of.strict() : of.severity(), rule, path, message)));
		}
	}

	/** Adds a finding unless the Enumerated Values of a module have said the same of this place: they are looked at first. */
	void addUnlessEnumerated(String rule, String path, String message) {
		String place = path.indexOf('[') < 0 ? path : path.replaceAll("\\[\\d+\\]", "");
		if (!entries.containsKey(new Key("value.enumerated", place))) add(rule, path, message);
	}

	/** Whether the standard is read strictly, so that each attribute that should not be there is a finding of its own. */
	boolean isStrict() {
		return strict;
	}

	/** Notes how many rules of its object the file was held against. */
	void cover(Coverage of) {
		coverage = of;
	}

	/** {@link Coverage#NONE} if the object has no known rules. */
	Coverage coverage() {
		return coverage;
	}

	/** In the order in which they were found. */
	List<Finding> list() {
		List<Finding> all = new ArrayList<>(entries.size());
		for (Entry entry : entries.values()) {
			Finding first = entry.first;
			all.add(entry.more == 0 ? first : new Finding(first.severity(), first.rule(), first.tag(), first.message() + " Found " + (entry.more + 1) + " times."));
		}
		return all;
	}
}
