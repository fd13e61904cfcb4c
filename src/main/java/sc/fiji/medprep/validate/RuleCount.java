package sc.fiji.medprep.validate;

import java.util.BitSet;

import sc.fiji.medprep.standard.rule.Truth;

/** Which rules of an object were asked in one file, and which of them could not be told at one place or more. */
final class RuleCount {
	private final BitSet asked = new BitSet(1 << 12);
	private final BitSet unknown = new BitSet(1 << 12);

	void add(int rule) {
		asked.set(rule);
	}

	void add(int rule, Truth truth) {
		asked.set(rule);
		if (truth == Truth.UNKNOWN) unknown.set(rule);
	}

	Coverage coverage(String object) {
		int open = unknown.cardinality();
		return new Coverage(object, asked.cardinality() - open, open);
	}
}
