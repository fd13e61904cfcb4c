package sc.fiji.medprep.curate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/**
 * The instances that a file refers to, wherever in it: each once, with all that its places say of it. Studies, patients, visits
 * and procedure steps that are referred to like instances are none.
 */
final class References {
	/** What holds references to things that are no composite instances, or that tell what was. */
	private static final Set<Integer> OTHERS = Set.of(Tag.REFERENCED_STUDY_SEQUENCE, Tag.REFERENCED_PATIENT_SEQUENCE, Tag.REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE,
		Tag.REFERENCED_VISIT_SEQUENCE, Tag.REFERENCED_REQUEST_SEQUENCE, Tag.ORIGINAL_ATTRIBUTES_SEQUENCE);
	private static final String SEGMENTATIONS = "1.2.840.10008.5.1.4.1.1.66.";

	/**
	 * An instance that is referred to; numbers are keys of UIDs, 0 if there is none.
	 *
	 * @param lastFrame the highest frame number that is referred to; 0 if the whole instance is
	 * @param frameOfReference that the place of the reference has, where both must lie in one
	 */
	record Reference(long instance, String sopClass, long study, long series, int lastFrame, long frameOfReference) {
		private Reference with(Reference other) {
			return new Reference(instance, sopClass.isEmpty() ? other.sopClass : sopClass, study == 0 ? other.study : study, series == 0 ? other.series : series, Math.max(lastFrame, other.lastFrame),
				frameOfReference == 0 ? other.frameOfReference : frameOfReference);
		}
	}

	private record Context(long study, long series, long frameOfReference) {}

	private final Map<Long, Reference> all = new LinkedHashMap<>();

	private References() {}

	static Collection<Reference> of(DataSet dataSet) {
		References references = new References();
		boolean segmentation = text(dataSet, Tag.SOP_CLASS_UID).startsWith(SEGMENTATIONS);
		references.look(dataSet, new Context(0, 0, segmentation ? key(dataSet, Tag.FRAME_OF_REFERENCE_UID) : 0));
		references.all.remove(key(dataSet, Tag.SOP_INSTANCE_UID));
		return references.all.values();
	}

	private void look(DataSet level, Context context) {
		for (Element element : level) {
			if (!(element.value() instanceof Value.Sequence sequence) || OTHERS.contains(element.tag())) continue;
			for (Value.Item item : sequence.items()) {
				DataSet inner = item.dataSet();
				boolean study = element.tag() == Tag.RT_REFERENCED_STUDY_SEQUENCE;
				look(inner, new Context(or(key(inner, study ? Tag.REFERENCED_SOP_INSTANCE_UID : Tag.STUDY_INSTANCE_UID), context.study), or(key(inner, Tag.SERIES_INSTANCE_UID), context.series),
					or(key(inner, Tag.FRAME_OF_REFERENCE_UID), context.frameOfReference)));
				if (!study && inner.contains(Tag.REFERENCED_SOP_INSTANCE_UID)) add(inner, context);
			}
		}
	}

	private void add(DataSet item, Context context) {
		long instance = key(item, Tag.REFERENCED_SOP_INSTANCE_UID);
		int last = 0;
		for (int frame : item.ints(Tag.REFERENCED_FRAME_NUMBER)) last = Math.max(last, frame);
		if (instance != 0) all.merge(instance, new Reference(instance, text(item, Tag.REFERENCED_SOP_CLASS_UID), context.study, context.series, last, context.frameOfReference), Reference::with);
	}

	private static long or(long own, long outer) {
		return own != 0 ? own : outer;
	}

	private static long key(DataSet in, int tag) {
		return in.contains(tag) ? Header.key(text(in, tag)) : 0;
	}

	private static String text(DataSet in, int tag) {
		return in.string(tag).orElse("").strip();
	}
}
