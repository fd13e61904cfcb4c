package sc.fiji.medprep.validate;

import java.util.Arrays;
import java.util.List;

/** What numbers of an attribute can be, from {@code quantities.txt}. Immutable. */
final class Quantities {
	/** What a number can be. */
	enum Kind {
		SPACING, POSITIVE, NATURAL, NONZERO, RANGE
	}

	/**
	 * @param least for a range
	 * @param most for a range
	 */
	record Quantity(Kind kind, double least, double most) {}

	/** With the sign bit flipped, so that their signed order is the order of tags. */
	private final int[] tags;
	private final Quantity[] quantities;

	Quantities() {
		List<String[]> lines = TextTable.lines("quantities.txt");
		tags = new int[lines.size()];
		quantities = new Quantity[lines.size()];
		for (int i = 0; i < tags.length; i++) {
			String[] words = lines.get(i)[1].split(" ");
			tags[i] = Integer.parseUnsignedInt(lines.get(i)[0], 16) ^ Integer.MIN_VALUE;
			quantities[i] = switch (words[0]) {
				case "spacing" -> new Quantity(Kind.SPACING, 0, 0);
				case "positive" -> new Quantity(Kind.POSITIVE, 0, 0);
				case "natural" -> new Quantity(Kind.NATURAL, 0, 0);
				case "nonzero" -> new Quantity(Kind.NONZERO, 0, 0);
				case "range" -> new Quantity(Kind.RANGE, Double.parseDouble(words[1]), Double.parseDouble(words[2]));
				default -> throw new IllegalStateException("A quantity is of a kind that does not exist: " + words[0]);
			};
		}
	}

	/** What numbers of an attribute can be, or null if it is not in the table. */
	Quantity of(int tag) {
		int index = Arrays.binarySearch(tags, tag ^ Integer.MIN_VALUE);
		return index < 0 ? null : quantities[index];
	}
}
