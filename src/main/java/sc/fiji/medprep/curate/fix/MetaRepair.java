package sc.fiji.medprep.curate.fix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Iods;

/** Makes file meta information say what is true of the data set; what is right already stays. */
final class MetaRepair {
	private static final int LONGEST_UID = 64;
	/** Below a root that exists (ISO/IEC 9834-1). */
	private static final Pattern UID = Pattern.compile("([01]\\.[1-3]?[0-9]|2\\.(0|[1-9][0-9]*))(\\.(0|[1-9][0-9]*))+");
	private static final int[] TAGS = {Tag.FILE_META_INFORMATION_GROUP_LENGTH, Tag.FILE_META_INFORMATION_VERSION, Tag.MEDIA_STORAGE_SOP_CLASS_UID, Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Tag.TRANSFER_SYNTAX_UID,
		Tag.IMPLEMENTATION_CLASS_UID};

	private final Consumer<Change> changes;

	MetaRepair(Consumer<Change> changes) {
		this.changes = changes;
	}

	/**
	 * Makes what is missing, and puts right what is wrong.
	 *
	 * @param meta changed, unless it is empty
	 * @return what is to be written; empty if the data set does not say enough
	 */
	DataSet repaired(DataSet meta, DataSet dataSet, TransferSyntax syntax) {
		String sopClass = uid(dataSet, Tag.SOP_CLASS_UID), sopInstance = uid(dataSet, Tag.SOP_INSTANCE_UID);
		DataSet own = DicomFile.of(dataSet, syntax, sopClass, sopInstance).fileMeta();
		if (meta.isEmpty()) {
			if (sopClass.isEmpty() || sopInstance.isEmpty()) return meta;
			changes.accept(new Change(Repair.META, "", "file meta information is made of the data set"));
			return own;
		}
		for (int tag : TAGS) {
			Element element = own.get(tag);
			if (element == null || isRight(meta, tag, own)) continue;
			changes.accept(new Change(Repair.META, Tag.toString(tag), meta.contains(tag) ? "is put right" : "is added"));
			meta.put(element);
		}
		return meta;
	}

	private static String uid(DataSet dataSet, int tag) {
		String uid = text(dataSet, tag);
		return uid.length() <= LONGEST_UID && UID.matcher(uid).matches() ? uid : "";
	}

	/** The characters of a UID as they stand, without padding; decoded text would lack what is no character. */
	private static String text(DataSet dataSet, int tag) {
		String text = new String(dataSet.bytes(tag), StandardCharsets.ISO_8859_1);
		int end = text.length();
		while (end > 0 && (text.charAt(end - 1) == 0 || text.charAt(end - 1) == ' ')) end--;
		return text.substring(0, end);
	}

	private static boolean isRight(DataSet meta, int tag, DataSet own) {
		String there = text(meta, tag);
		return switch (tag) {
			case Tag.FILE_META_INFORMATION_GROUP_LENGTH -> meta.get(tag) != null && meta.get(tag).value() instanceof Value.Bytes value && value.bytes().length == Integer.BYTES
				&& meta.get(tag).vr() == own.get(tag).vr();
			case Tag.FILE_META_INFORMATION_VERSION -> Arrays.equals(meta.bytes(tag), own.bytes(tag));
			case Tag.IMPLEMENTATION_CLASS_UID -> !there.isBlank();
			// which of the two is wrong is clear only if the class of the data set exists
			case Tag.MEDIA_STORAGE_SOP_CLASS_UID -> there.equals(text(own, tag)) || !there.isBlank() && Iods.instance().ofSopClass(text(own, tag)).isEmpty();
			default -> there.equals(text(own, tag));
		};
	}
}
