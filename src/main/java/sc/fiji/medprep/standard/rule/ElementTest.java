package sc.fiji.medprep.standard.rule;

import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Value;

/** What a condition asks of one attribute. */
sealed interface ElementTest {
	Truth of(Element element);

	/** The answer if there is no such attribute. */
	default Truth absent() {
		return Truth.FALSE;
	}

	/** Present, whatever its value. */
	record Exists() implements ElementTest {
		@Override
		public Truth of(Element element) {
			return Truth.TRUE;
		}
	}

	/** Present with a value. */
	record Has() implements ElementTest {
		@Override
		public Truth of(Element element) {
			return Truth.of(!Values.isBlank(element));
		}
	}

	/**
	 * Has one of some values.
	 *
	 * @param index the value that is looked at, counted from 1; 0 for any of them
	 */
	record OneOf(int index, Term[] terms) implements ElementTest {
		@Override
		public Truth of(Element element) {
			int last = index > 0 ? index : Values.count(element);
			for (int i = Math.max(1, index); i <= last; i++) {
				for (Term term : terms) {
					if (Values.isTerm(element, i, term)) return Truth.TRUE;
				}
			}
			return Truth.FALSE;
		}
	}

	/** Compares the number in a value; one that is no number cannot be told. */
	record Compare(int index, Order order, double with) implements ElementTest {
		@Override
		public Truth of(Element element) {
			if (Values.isBlank(element)) return Truth.FALSE;
			double number = Values.number(element, index);
			return Double.isNaN(number) ? Truth.UNKNOWN : Truth.of(order.holds(number, with));
		}
	}

	/** Compares the number of items or values; of an attribute that is absent it is 0. */
	record Count(Order order, double with) implements ElementTest {
		@Override
		public Truth of(Element element) {
			int count = element.value() instanceof Value.Sequence sequence ? sequence.items().size() : Values.count(element);
			return Truth.of(order.holds(count, with));
		}

		@Override
		public Truth absent() {
			return Truth.of(order.holds(0, with));
		}
	}

	/** How two numbers are compared. */
	enum Order {
		LESS, AT_MOST, GREATER, AT_LEAST, EQUAL, OTHER;

		boolean holds(double a, double b) {
			return switch (this) {
				case LESS -> a < b;
				case AT_MOST -> a <= b;
				case GREATER -> a > b;
				case AT_LEAST -> a >= b;
				case EQUAL -> a == b;
				case OTHER -> a != b;
			};
		}

		/** Null if the sign is none of these. */
		static Order of(String sign) {
			return switch (sign) {
				case "<" -> LESS;
				case "<=" -> AT_MOST;
				case ">" -> GREATER;
				case ">=" -> AT_LEAST;
				case "=" -> EQUAL;
				case "!=" -> OTHER;
				default -> null;
			};
		}
	}
}
