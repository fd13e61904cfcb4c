package sc.fiji.medprep.standard.rule;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The attributes that an object has at one place, the root or the items of one sequence, in ascending order of their tags.
 * Immutable; the level inside a sequence is built when it is first asked for. Repeating groups stand as the first of them.
 */
public final class RuleLevel {
	private final int[] tags;
	private final AttributeRule[][] rules;
	private final boolean[] wanted;
	private final List<List<Source>> sources;
	private final RuleLevel[] inside;
	private final Requirement[] requirements;
	private final boolean functionalGroups;
	private final Function<List<Source>, RuleLevel> levels;

	RuleLevel(int[] tags, AttributeRule[][] rules, List<List<Source>> sources, Requirement[] requirements, boolean functionalGroups, Function<List<Source>, RuleLevel> levels) {
		this.tags = tags;
		this.rules = rules;
		this.sources = sources;
		this.requirements = requirements;
		this.functionalGroups = functionalGroups;
		this.levels = levels;
		inside = new RuleLevel[tags.length];
		wanted = new boolean[tags.length];
		for (int i = 0; i < rules.length; i++) {
			for (AttributeRule rule : rules[i]) wanted[i] |= rule.type().isRequired();
		}
	}

	/** Number of different attributes. */
	public int size() {
		return tags.length;
	}

	/** The tag of an attribute. */
	public int tag(int i) {
		return tags[i];
	}

	/** The place of a tag, or a negative number. */
	public int indexOf(int tag) {
		int low = 0, high = tags.length - 1;
		while (low <= high) {
			int middle = low + high >>> 1;
			int order = Integer.compareUnsigned(tags[middle], tag);
			if (order == 0) return middle;
			if (order < 0) low = middle + 1;
			else high = middle - 1;
		}
		return -low - 1;
	}

	/** What each module asks of an attribute, in the order of the modules; must not be changed. */
	public AttributeRule[] rules(int i) {
		return rules[i];
	}

	/** Whether a module misses an attribute that is absent, maybe under a condition. */
	public boolean isWanted(int i) {
		return wanted[i];
	}

	/** The level in the items of a sequence; null if nothing is known about them. */
	public RuleLevel inside(int i) {
		if (sources.get(i).isEmpty()) return null;
		RuleLevel level = inside[i];
		// Two threads may ask at once and get the same level.
		if (level == null) inside[i] = level = levels.apply(sources.get(i));
		return level;
	}

	/** Rules of their own about this level; must not be changed. */
	public Requirement[] requirements() {
		return requirements;
	}

	/** Whether this is the item of one of the two sequences of functional groups, where a macro may be absent. */
	public boolean isFunctionalGroups() {
		return functionalGroups;
	}

	@Override
	public String toString() {
		return Arrays.stream(tags).mapToObj(Integer::toHexString).toList().toString();
	}
}
