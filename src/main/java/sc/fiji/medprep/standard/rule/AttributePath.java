package sc.fiji.medprep.standard.rule;

import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Value;

/**
 * Where a condition finds an attribute.
 *
 * @param origin where the path starts
 * @param up how many data sets further out, from the item
 * @param tags sequences from the outside in, then the attribute
 * @param items of each sequence the number of the item counted from 1, 0 for any of them
 */
record AttributePath(Origin origin, int up, int[] tags, int[] items) {
	enum Origin {
		ITEM, ROOT,
		/** The shared functional groups, and those of this frame; outside of the frames those of any frame. */
		FRAME
	}

	/** What a test says of the attribute; with several items, it is true if it is true of one. */
	Truth test(ElementTest test, DataSet item, Frame frame) {
		return switch (origin) {
			case ROOT -> inside(frame.root(), 0, test, frame);
			case FRAME -> inFunctionalGroups(test, frame);
			case ITEM -> {
				DataSet start = item;
				for (int i = 0; i < up && start != null; i++) start = start.parent();
				yield start == null ? test.absent() : inside(start, 0, test, frame);
			}
		};
	}

	private Truth inFunctionalGroups(ElementTest test, Frame frame) {
		Truth truth = inAny(frame.shared(), 0, test, frame);
		if (truth == Truth.TRUE) return truth;
		return truth.or(frame.frame() == null ? inAny(frame.frames(), 0, test, frame) : inside(frame.frame(), 0, test, frame));
	}

	private Truth inAny(List<DataSet> sets, int step, ElementTest test, Frame frame) {
		Truth truth = sets.isEmpty() ? test.absent() : Truth.FALSE;
		for (int i = 0; i < sets.size() && truth != Truth.TRUE; i++) truth = truth.or(inside(sets.get(i), step, test, frame));
		return truth;
	}

	private Truth inside(DataSet set, int step, ElementTest test, Frame frame) {
		Element element = set.get(frame.here(tags[step]));
		if (element == null) return test.absent();
		if (step == tags.length - 1) return test.of(element);
		if (!(element.value() instanceof Value.Sequence sequence)) return test.absent();
		List<Value.Item> all = sequence.items();
		if (items[step] > 0) return items[step] > all.size() ? test.absent() : inside(all.get(items[step] - 1).dataSet(), step + 1, test, frame);
		Truth truth = all.isEmpty() ? test.absent() : Truth.FALSE;
		for (int i = 0; i < all.size() && truth != Truth.TRUE; i++) truth = truth.or(inside(all.get(i).dataSet(), step + 1, test, frame));
		return truth;
	}
}
