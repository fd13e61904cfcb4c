package sc.fiji.medprep.validate;

import java.util.LinkedHashSet;
import java.util.Set;

/** Attributes of one file of which there is too much to say each by itself: one finding counts them and names the first. */
final class Grouped {
	private static final int NAMED = 8;

	private final String rule;
	private final String what;
	private final Set<String> names = new LinkedHashSet<>();
	private int count;

	/** @param what they are, as in "Retired attributes" */
	Grouped(String rule, String what) {
		this.rule = rule;
		this.what = what;
	}

	void add(int tag) {
		count++;
		if (names.size() < NAMED) names.add(Keywords.of(tag));
	}

	void addTo(Findings findings) {
		if (count == 0) return;
		findings.add(rule, "", what + " (" + count + "): " + String.join(", ", names) + (count > names.size() ? " and others." : "."));
	}
}
