package sc.fiji.medprep.validate;

import java.util.Optional;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;

/**
 * The content tree of a report or key object selection (PS3.3 C.17.3): which value types are joined by which relationships,
 * references inside the tree, coordinates, and the evidence. Whether attributes are there at all is the business of
 * {@link ModuleCheck}.
 */
final class ReportTreeCheck implements FileCheck {
	private static final int DIGITS = 9;

	private final ReportTrees trees = new ReportTrees();

	@Override
	public void check(DicomFile file, Findings findings) {
		DataSet root = file.dataSet();
		ReportTrees.Kind kind = trees.ofSopClass(root.string(Tag.SOP_CLASS_UID).orElse(""));
		if (kind == null) return;
		Optional<String> type = root.string(Tag.VALUE_TYPE);
		if (type.isPresent() && !type.get().equals("CONTAINER")) {
			findings.add("sr.root.not_container", Tag.toString(Tag.VALUE_TYPE), "The root of the content tree has another value type than CONTAINER, which is the one it must have.");
		}
		checkTemplate(root, findings);
		ReportEvidence evidence = new ReportEvidence(root, findings);
		new ReportWalk(root, kind, evidence, findings).walk();
	}

	/** C.18.8: the identifier is the number of the template, as "1500". */
	private void checkTemplate(DataSet root, Findings findings) {
		for (DataSet template : root.items(Tag.CONTENT_TEMPLATE_SEQUENCE)) {
			String identifier = template.string(Tag.TEMPLATE_IDENTIFIER).orElse("");
			if (identifier.isEmpty() || !template.string(Tag.MAPPING_RESOURCE).orElse("").equals("DCMR")) continue;
			String path = Tag.toString(Tag.CONTENT_TEMPLATE_SEQUENCE) + ">" + Tag.toString(Tag.TEMPLATE_IDENTIFIER);
			if (!identifier.matches("[1-9][0-9]{0," + (DIGITS - 1) + "}")) {
				findings.add("sr.template.not_a_number", path, "The identifier of a template of the DICOM mapping resource is its number without anything else.");
			}
			else if (!trees.isRootTemplate(identifier)) {
				findings.add("sr.template.unknown", path, "The template is none of those known to make a whole report.");
			}
		}
	}
}
