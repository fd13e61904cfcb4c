package sc.fiji.medprep.validate;

import sc.fiji.medprep.dicom.Tag;

/** Places of nested items, as findings name them. */
final class TreePath {
	private TreePath() {}

	/** A sequence and the item in it, of which 0 is the first and is left out. */
	static String step(int tag, int item) {
		return item == 0 ? Tag.toString(tag) : Tag.toString(tag) + "[" + (item + 1) + "]";
	}
}
