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

	/** Reads the evidence and tells what it lists twice. */
	ReportEvidence(DataSet root, Findings findings) {
		for (int sequence : SEQUENCES) {
			List<DataSet> studies = root.items(sequence);
			for (int i = 0; i < studies.size(); i++) {
				List<DataSet> series = studies.get(i).items(Tag.REFERENCED_SERIES_SEQUENCE);
				for (int j = 0; j < series.size(); j++) {
					String path = TreePath.step(sequence, i) + ">" + TreePath.step(Tag.REFERENCED_SERIES_SEQUENCE, j);
					List<DataSet> instances = series.get(j).items(Tag.REFERENCED_SOP_SEQUENCE);
					for (int k = 0; k < instances.size(); k++) read(instances.get(k), path, k, findings);
				}
			}
		}
	}

	private void read(DataSet reference, String path, int index, Findings findings) {
		String instance = reference.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse("");
		if (instance.isEmpty()) return;
		if (classes.put(instance, reference.string(Tag.REFERENCED_SOP_CLASS_UID).orElse("")) != null) {
			findings.add("sr.evidence.duplicate", path + ">" + TreePath.step(Tag.REFERENCED_SOP_SEQUENCE, index), "The evidence lists this instance more than once.");
		}
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
