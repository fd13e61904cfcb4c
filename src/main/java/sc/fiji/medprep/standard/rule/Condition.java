package sc.fiji.medprep.standard.rule;

import sc.fiji.medprep.dicom.DataSet;

/**
 * What decides whether a rule of the standard holds, in three values. Immutable; asking it allocates nothing.
 */
public sealed interface Condition {
	/**
	 * Asks.
	 *
	 * @param item the data set that the rule is about: the root or an item of a sequence
	 * @param frame the file around it, at the frame that the item belongs to
	 */
	Truth evaluate(DataSet item, Frame frame);

	/** Reads a condition of the rule language. */
	static Condition parse(String text) throws RuleSyntaxException {
		return ConditionParser.parse(text);
	}

	/** Always the same. */
	record Constant(Truth truth) implements Condition {
		static final Constant UNKNOWN = new Constant(Truth.UNKNOWN);

		@Override
		public Truth evaluate(DataSet item, Frame frame) {
			return truth;
		}
	}

	/** A look at one attribute. */
	record Look(AttributePath path, ElementTest test) implements Condition {
		@Override
		public Truth evaluate(DataSet item, Frame frame) {
			return path.test(test, item, frame);
		}
	}

	/** The contrary. */
	record Not(Condition of) implements Condition {
		@Override
		public Truth evaluate(DataSet item, Frame frame) {
			return of.evaluate(item, frame).not();
		}
	}

	/** Both. */
	record And(Condition left, Condition right) implements Condition {
		@Override
		public Truth evaluate(DataSet item, Frame frame) {
			Truth truth = left.evaluate(item, frame);
			return truth == Truth.FALSE ? truth : truth.and(right.evaluate(item, frame));
		}
	}

	/** One of them or both. */
	record Or(Condition left, Condition right) implements Condition {
		@Override
		public Truth evaluate(DataSet item, Frame frame) {
			Truth truth = left.evaluate(item, frame);
			return truth == Truth.TRUE ? truth : truth.or(right.evaluate(item, frame));
		}
	}
}
