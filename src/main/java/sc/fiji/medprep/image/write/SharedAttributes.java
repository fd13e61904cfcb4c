package sc.fiji.medprep.image.write;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** Which attributes have the same value in all headers of a series; a private one with the same creator. */
final class SharedAttributes {
	private final Set<Integer> shared = new HashSet<>();

	SharedAttributes(List<DataSet> headers) {
		DataSet first = headers.get(0);
		for (Element element : first) shared.add(element.tag());
		for (DataSet header : headers.subList(1, headers.size())) shared.removeIf(tag -> !isSame(first.get(tag), header.get(tag)));
		// Elements of a private block go together with their creator.
		Set<Integer> split = new HashSet<>();
		for (DataSet header : headers) {
			for (Element element : header) {
				if (Tag.isPrivate(element.tag()) && !shared.contains(element.tag())) split.add(Tag.group(element.tag()));
			}
		}
		shared.removeIf(tag -> split.contains(Tag.group(tag)));
	}

	boolean isShared(int tag) {
		return shared.contains(tag);
	}

	private static boolean isSame(Element a, Element b) {
		if (a == null || b == null || a.vr() != b.vr()) return false;
		if (a.value() instanceof Value.Bytes some && b.value() instanceof Value.Bytes others) return some.order() == others.order() && Arrays.equals(some.bytes(), others.bytes());
		if (!(a.value() instanceof Value.Sequence some && b.value() instanceof Value.Sequence others) || some.items().size() != others.items().size()) return false;
		for (int i = 0; i < some.items().size(); i++) {
			DataSet one = some.items().get(i).dataSet(), other = others.items().get(i).dataSet();
			if (one.size() != other.size()) return false;
			for (Element element : one) if (!isSame(element, other.get(element.tag()))) return false;
		}
		return true;
	}
}
