package sc.fiji.medprep.validate;

import java.util.Arrays;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Dictionary;

/** Where a walk through a data set is. Says so in words only when something was found there. */
final class Place {
	private int[] tags = new int[8];
	private int[] items = new int[8];
	private int depth;

	void enter(int sequence, int item) {
		if (depth == tags.length) {
			tags = Arrays.copyOf(tags, 2 * depth);
			items = Arrays.copyOf(items, 2 * depth);
		}
		tags[depth] = sequence;
		items[depth++] = item;
	}

	void leave() {
		depth--;
	}

	/** Number of sequences around. */
	int depth() {
		return depth;
	}

	/** The sequence directly around, or 0 at the top level. */
	int sequence() {
		return depth == 0 ? 0 : tags[depth - 1];
	}

	/** True if one of the sequences around has the tag. */
	boolean isInside(int sequence) {
		for (int i = 0; i < depth; i++) {
			if (tags[i] == sequence) return true;
		}
		return false;
	}

	/** The path of an element here; of one whose tag is text, only the path to what is around it. */
	String of(int tag) {
		StringBuilder path = new StringBuilder(12 * depth + 12);
		for (int i = 0; i < depth; i++) {
			if (isText(tags[i])) return path.toString();
			if (i > 0) path.append('>');
			path.append(Tag.toString(tags[i]));
			if (items[i] > 1) path.append('[').append(items[i]).append(']');
		}
		if (isText(tag)) return path.toString();
		if (depth > 0) path.append('>');
		return path.append(Tag.toString(tag)).toString();
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
