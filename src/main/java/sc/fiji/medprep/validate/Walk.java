package sc.fiji.medprep.validate;

import java.io.IOException;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Value;

/** Goes through all elements of a data set and of the items in it. */
final class Walk {
	/** What is done with each element. */
	interface Visitor {
		/** @param dataSet the level at which the element stands */
		void visit(DataSet dataSet, Element element, Place place) throws IOException;
	}

	private Walk() {}

	static void through(DataSet dataSet, Visitor visitor) throws IOException {
		through(dataSet, new Place(), visitor);
	}

	private static void through(DataSet dataSet, Place place, Visitor visitor) throws IOException {
		for (Element element : dataSet) {
			visitor.visit(dataSet, element, place);
			if (!(element.value() instanceof Value.Sequence sequence)) continue;
			List<Value.Item> items = sequence.items();
			for (int i = 0; i < items.size(); i++) {
				place.enter(element.tag(), i + 1);
				through(items.get(i).dataSet(), place, visitor);
				place.leave();
			}
		}
	}
}
