package sc.fiji.medprep.image.write;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Value;

/** Copies of data sets that can be changed without changing the original: items are copied, values shared. */
final class HeaderCopy {
	private HeaderCopy() {}

	static DataSet of(DataSet original) {
		DataSet copy = new DataSet();
		for (Element element : original) copy.put(of(element));
		return copy;
	}

	/** With all values on the heap, so that it outlives its file. */
	static DataSet loaded(DataSet original) {
		DataSet copy = of(original);
		for (Element element : original) {
			if (element.value() instanceof Value.Bulk bulk) copy.put(new Element(element.tag(), element.vr(), new Value.Bytes(element.bytes(), bulk.order())));
		}
		return copy;
	}

	static Element of(Element element) {
		if (!(element.value() instanceof Value.Sequence sequence)) return element;
		List<Value.Item> items = new ArrayList<>();
		for (Value.Item item : sequence.items()) items.add(new Value.Item(of(item.dataSet()), item.undefinedLength()));
		return new Element(element.tag(), element.vr(), new Value.Sequence(items, sequence.undefinedLength()));
	}
}
