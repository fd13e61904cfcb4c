package sc.fiji.medprep.validate;

import sc.fiji.medprep.dicom.Tag;

/** Where a walk through nested data sets is, kept as numbers and written only for a finding. For one thread. */
final class TagPath {
	/** The parser takes no deeper ones. */
	private static final int MAX_DEPTH = 128;

	private final int[] sequences = new int[MAX_DEPTH];
	private final int[] items = new int[MAX_DEPTH];
	private int depth;

	/** @param item counted from 1 */
	void enter(int sequence, int item) {
		sequences[depth] = sequence;
		items[depth++] = item;
	}

	void leave() {
		depth--;
	}

	/** The path of an attribute at this place as {@link Findings#add} wants it; 0 for the place itself. */
	String of(int tag) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < depth; i++) {
			text.append(i == 0 ? "" : ">").append(Tag.toString(sequences[i]));
			if (items[i] > 1) text.append('[').append(items[i]).append(']');
		}
		if (tag != 0) text.append(depth == 0 ? "" : ">").append(Tag.toString(tag));
		return text.toString();
	}
}
