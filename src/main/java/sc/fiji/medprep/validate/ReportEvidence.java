package sc.fiji.medprep.validate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/** The instances that a report lists as its evidence (PS3.3 C.17.2.3), by SOP Instance UID. */
final class ReportEvidence {
	private static final int[] SEQUENCES = {Tag.CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE, Tag.PERTINENT_OTHER_EVIDENCE_SEQUENCE};

	private final Map<String, String> classes = new HashMap<>();
	private final TagPath path = new TagPath();

	/** Reads the evidence and tells what it lists twice. */
	ReportEvidence(DataSet root, Findings findings) {
		for (int sequence : SEQUENCES) read(root, 0, findings, sequence, Tag.REFERENCED_SERIES_SEQUENCE, Tag.REFERENCED_SOP_SEQUENCE);
	}

	/** Goes down the sequences of studies, series and instances. */
	private void read(DataSet set, int level, Findings findings, int... sequences) {
		if (level == sequences.length) {
			add(set, findings);
			return;
		}
		List<DataSet> items = set.items(sequences[level]);
		for (int i = 0; i < items.size(); i++) {
			path.enter(sequences[level], i + 1);
			read(items.get(i), level + 1, findings, sequences);
			path.leave();
		}
	}

	private void add(DataSet reference, Findings findings) {
		String instance = reference.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse("");
		if (instance.isEmpty()) return;
		String sopClass = reference.string(Tag.REFERENCED_SOP_CLASS_UID).orElse("");
		if (classes.put(instance, sopClass) != null) findings.add("sr.evidence.duplicate", path.of(0), "The evidence lists this instance more than once.");
	}

	/** True if the evidence does not list the instance that is referred to. */
	boolean lacks(DataSet reference) {
		return reference.string(Tag.REFERENCED_SOP_INSTANCE_UID).map(instance -> !classes.containsKey(instance)).orElse(false);
	}

	/** True if the evidence lists this instance with another SOP Class. */
	boolean statesOtherClass(DataSet reference) {
		String listed = reference.string(Tag.REFERENCED_SOP_INSTANCE_UID).map(classes::get).orElse("");
		String here = reference.string(Tag.REFERENCED_SOP_CLASS_UID).orElse("");
		return !listed.isEmpty() && !here.isEmpty() && !listed.equals(here);
	}
}
