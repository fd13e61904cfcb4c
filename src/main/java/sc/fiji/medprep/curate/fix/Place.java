package sc.fiji.medprep.curate.fix;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Dictionary;

/**
 * A level of a data set: the item of a sequence.
 *
 * @param around the level that the sequence stands at; null at the top
 * @param item counted from 1
 */
record Place(Place around, int sequence, int item) {
	/** The data set itself. */
	static final Place TOP = new Place(null, 0, 0);

	Place inside(int tag, int number) {
		return new Place(this, tag, number);
	}

	/** The path of an attribute here; of one whose tag is text, only the path to what is around it. */
	String of(int tag) {
		String path = path();
		return isText(tag) ? path : path.isEmpty() ? Tag.toString(tag) : path + '>' + Tag.toString(tag);
	}

	private String path() {
		if (around == null) return "";
		String outer = around.path();
		if (isText(sequence)) return outer;
		return (outer.isEmpty() ? "" : outer + '>') + Tag.toString(sequence) + (item > 1 ? "[" + item + "]" : "");
	}

	/** A damaged file may show text, such as a name, where a tag should be. */
	private static boolean isText(int tag) {
		for (int shift = 0; shift < 32; shift += 8) {
			int c = tag >>> shift & 0xFF;
			if (c < ' ' || c > '~') return false;
		}
		return Dictionary.instance().vrOf(tag, null) == null;
	}
}
