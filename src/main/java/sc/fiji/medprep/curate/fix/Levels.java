package sc.fiji.medprep.curate.fix;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Value;

/** Goes through the elements of a data set and of all items in it, each level before what is inside. */
final class Levels {
	/** Looks at an element, and may put another one in its place or remove it. */
	interface Visitor {
		/** @return whether to go on to the items of the element that stands there now */
		boolean visit(DataSet level, Element element, Place place);
	}

	private Levels() {}

	static void visit(DataSet dataSet, Visitor visitor) {
		visit(dataSet, Place.TOP, visitor);
	}

	private static void visit(DataSet level, Place place, Visitor visitor) {
		for (Element element : elements(level)) {
			if (!visitor.visit(level, element, place)) continue;
			Element now = level.get(element.tag());
			if (now == null || !(now.value() instanceof Value.Sequence sequence)) continue;
			int number = 0;
			for (Value.Item item : sequence.items()) visit(item.dataSet(), place.inside(now.tag(), ++number), visitor);
		}
	}

	/** A copy, so that the level may be changed meanwhile. */
	private static List<Element> elements(DataSet level) {
		List<Element> elements = new ArrayList<>(level.size());
		level.forEach(elements::add);
		return elements;
	}
}
