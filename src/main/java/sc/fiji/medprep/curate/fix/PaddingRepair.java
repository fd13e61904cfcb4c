package sc.fiji.medprep.curate.fix;

import java.util.Arrays;
import java.util.function.Consumer;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/** Makes the padding of text spaces, and that of UIDs one NUL byte at most, in standard attributes and private creators. */
final class PaddingRepair {
	private final Consumer<Change> changes;

	PaddingRepair(Consumer<Change> changes) {
		this.changes = changes;
	}

	void repair(DataSet dataSet) {
		Levels.visit(dataSet, this::repair);
	}

	private boolean repair(DataSet level, Element element, Place place) {
		boolean known = !Tag.isPrivate(element.tag()) || Tag.isPrivateCreator(element.tag());
		if (!known || !element.vr().isString() || !(element.value() instanceof Value.Bytes value)) return true;
		byte[] bytes = value.bytes();
		int end = bytes.length;
		while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) end--;
		if (element.vr() == VR.UI ? isUidPadding(bytes, end) : !contains(bytes, end, 0)) return true;
		byte[] padded = Arrays.copyOf(bytes, element.vr() == VR.UI ? end : bytes.length);
		Arrays.fill(padded, end, padded.length, (byte) ' ');
		level.put(Element.bytes(element.tag(), element.vr(), padded));
		changes.accept(new Change(Repair.PADDING, place.of(element.tag()), element.vr() == VR.UI ? "the UID is padded with one NUL byte at most" : "the padding is spaces"));
		return true;
	}

	private static boolean isUidPadding(byte[] bytes, int end) {
		return bytes.length - end <= 1 && !contains(bytes, end, ' ');
	}

	private static boolean contains(byte[] bytes, int from, int c) {
		for (int i = from; i < bytes.length; i++) {
			if (bytes[i] == c) return true;
		}
		return false;
	}
}
