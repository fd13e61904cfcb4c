package sc.fiji.medprep.validate;

import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** Goes through the content tree of one report once. For one thread. */
final class ReportWalk {
	private final DataSet root;
	private final ReportTrees.Kind kind;
	private final ReportEvidence evidence;
	private final Findings findings;
	private final TagPath path = new TagPath();
	/** Index of the item at each depth; the root has none. The parser bounds the depth. */
	private int[] positions = new int[16];
	private int depth;

	ReportWalk(DataSet root, ReportTrees.Kind kind, ReportEvidence evidence, Findings findings) {
		this.root = root;
		this.kind = kind;
		this.evidence = evidence;
		this.findings = findings;
	}

	void walk() {
		walkChildren(root, root.string(Tag.VALUE_TYPE).orElse("CONTAINER"));
	}

	private void walkChildren(DataSet parent, String parentType) {
		List<DataSet> children = parent.items(Tag.CONTENT_SEQUENCE);
		if (depth == positions.length) positions = Arrays.copyOf(positions, 2 * depth);
		depth++;
		for (int i = 0; i < children.size(); i++) {
			positions[depth - 1] = i;
			path.enter(Tag.CONTENT_SEQUENCE, i + 1);
			visit(children.get(i), parentType);
			path.leave();
		}
		depth--;
	}

	private void visit(DataSet item, String parentType) {
		String relationship = item.string(Tag.RELATIONSHIP_TYPE).orElse("");
		String type = item.string(Tag.VALUE_TYPE).orElse("");
		if (type.isEmpty()) {
			if (item.contains(Tag.REFERENCED_CONTENT_ITEM_IDENTIFIER)) checkReference(item, parentType, relationship);
			return;
		}
		if (!kind.has(type)) add("sr.value_type.not_allowed", Tag.VALUE_TYPE, "A content item has a value type that this kind of report does not have.");
		else if (!relationship.isEmpty() && kind.has(parentType) && !kind.joins(parentType, relationship, type, false)) {
			add("sr.relationship.not_allowed", Tag.RELATIONSHIP_TYPE, "This relationship cannot join content items of these two value types in this kind of report.");
		}
		switch (type) {
			case "COMPOSITE", "IMAGE", "WAVEFORM" -> {
				for (DataSet reference : item.items(Tag.REFERENCED_SOP_SEQUENCE)) checkEvidence(reference);
			}
			case "NUM" -> {
				if (item.items(Tag.MEASURED_VALUE_SEQUENCE).isEmpty() && item.items(Tag.NUMERIC_VALUE_QUALIFIER_CODE_SEQUENCE).isEmpty()) {
					add("sr.num.no_value", Tag.MEASURED_VALUE_SEQUENCE, "A number has neither a value nor a qualifier that says why.");
				}
			}
			case "SCOORD", "SCOORD3D" -> {
				if (!coordinatesFit(item, type.equals("SCOORD") ? 2 : 3)) {
					add(type.equals("SCOORD") ? "sr.scoord.points_do_not_match" : "sr.scoord3d.points_do_not_match", Tag.GRAPHIC_DATA, "The graphic type has another number of points than its coordinates make.");
				}
			}
			case "TCOORD" -> {
				if (!timesFit(item)) add("sr.tcoord.points_do_not_match", Tag.TEMPORAL_RANGE_TYPE, "The temporal range type has another number of points in time than are given.");
			}
			default -> {}
		}
		walkChildren(item, type);
	}

	private void checkEvidence(DataSet reference) {
		if (evidence.lacks(reference)) {
			add("sr.evidence.missing", Tag.REFERENCED_SOP_SEQUENCE, "The content refers to an instance that neither Current Requested Procedure Evidence Sequence nor Pertinent Other Evidence Sequence lists.");
		}
		else if (evidence.statesOtherClass(reference)) {
			add("sr.evidence.class_differs", Tag.REFERENCED_SOP_SEQUENCE, "The content and the evidence state different SOP Classes for the same instance.");
		}
	}

	/** PS3.3 C.17.3.2.5: the identifier is the way from the root, which is 1, over the positions of the items. */
	private void checkReference(DataSet item, String parentType, String relationship) {
		if (!kind.hasReferences()) {
			add("sr.reference.not_allowed", Tag.REFERENCED_CONTENT_ITEM_IDENTIFIER, "This kind of report has relationships by value only, none by reference.");
			return;
		}
		long[] way = item.longs(Tag.REFERENCED_CONTENT_ITEM_IDENTIFIER);
		DataSet target = follow(way);
		String type = target == null ? "" : target.string(Tag.VALUE_TYPE).orElse(target == root ? "CONTAINER" : "");
		if (type.isEmpty()) {
			add("sr.reference.dangling", Tag.REFERENCED_CONTENT_ITEM_IDENTIFIER, "The identifier leads to no content item that has a value.");
		}
		else if (leadsToAncestor(way)) {
			add("sr.reference.to_ancestor", Tag.REFERENCED_CONTENT_ITEM_IDENTIFIER, "The identifier leads to a content item that this one is inside of, which makes a loop.");
		}
		else if (!relationship.isEmpty() && kind.has(parentType) && kind.has(type) && !kind.joins(parentType, relationship, type, true)) {
			add("sr.reference.not_allowed", Tag.RELATIONSHIP_TYPE, "This relationship cannot join content items of these two value types by reference in this kind of report.");
		}
	}

	private DataSet follow(long[] way) {
		if (way.length == 0 || way[0] != 1) return null;
		DataSet at = root;
		for (int i = 1; i < way.length; i++) {
			if (at.get(Tag.CONTENT_SEQUENCE) == null || !(at.get(Tag.CONTENT_SEQUENCE).value() instanceof Value.Sequence children)) return null;
			if (way[i] < 1 || way[i] > children.items().size()) return null;
			at = children.items().get((int) way[i] - 1).dataSet();
		}
		return at;
	}

	private boolean leadsToAncestor(long[] way) {
		if (way.length > depth) return false;
		for (int i = 1; i < way.length; i++) {
			if (way[i] - 1 != positions[i - 1]) return false;
		}
		return true;
	}

	/** PS3.3 C.18.6.1 and C.18.9.1; true as well for types that are not known. */
	private static boolean coordinatesFit(DataSet item, int dimensions) {
		int numbers = item.doubles(Tag.GRAPHIC_DATA).length;
		if (numbers == 0) return true;
		if (numbers % dimensions != 0) return false;
		int points = numbers / dimensions;
		return switch (item.string(Tag.GRAPHIC_TYPE).orElse("")) {
			case "POINT" -> points == 1;
			case "POLYLINE" -> points >= 2;
			case "CIRCLE" -> points == 2;
			case "POLYGON" -> points >= 4;
			case "ELLIPSE" -> points == 4;
			case "ELLIPSOID" -> points == 6;
			default -> true;
		};
	}

	/** PS3.3 C.18.7.1 */
	private static boolean timesFit(DataSet item) {
		int points = Math.max(item.strings(Tag.REFERENCED_SAMPLE_POSITIONS).size(), Math.max(item.strings(Tag.REFERENCED_TIME_OFFSETS).size(), item.strings(Tag.REFERENCED_DATE_TIME).size()));
		if (points == 0) return true;
		return switch (item.string(Tag.TEMPORAL_RANGE_TYPE).orElse("")) {
			case "POINT", "BEGIN", "END" -> points == 1;
			case "SEGMENT" -> points == 2;
			case "MULTISEGMENT" -> points % 2 == 0;
			default -> true;
		};
	}

	private void add(String rule, int tag, String message) {
		findings.add(rule, path.of(tag), message);
	}
}
