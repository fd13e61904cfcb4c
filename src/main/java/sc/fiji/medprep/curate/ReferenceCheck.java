package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.medprep.dicom.Tag;

/** References between files: to what is not there, or is something else than the reference says (PS3.3 10.8, C.17.2). */
final class ReferenceCheck {
	private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
	/** Presentation states, registrations, fiducials, segmentations, mappings, reports, annotations, structures and plans: worth little without what they refer to. */
	private static final List<String> DEPENDENT = List.of("11.", "66.1", "66.2", "66.3", "66.4", "66.5", "66.7", "67", "88.", "91.1", "481.3", "481.5", "481.8");
	private static final String DEPENDS = DEPENDENT.stream().map(kind -> kind.endsWith(".") ? "f.sop_class LIKE '" + STORAGE + kind + "%'" : "f.sop_class = '" + STORAGE + kind + "'").collect(Collectors.joining(" OR ", "(", ")"));
	private static final int NAMED = 3;

	private final Index index;
	private final Found found;

	ReferenceCheck(Index index, Found found) {
		this.index = index;
		this.found = found;
	}

	void run() throws IOException {
		dangling();
		wrong("r.sop_class <> '' AND t.sop_class <> '' AND r.sop_class <> t.sop_class", "set.reference.sop_class", Tag.REFERENCED_SOP_CLASS_UID, "The SOP class stated for %s is not the one of that file.");
		wrong("r.last_frame > t.frames", "set.reference.frame", Tag.REFERENCED_FRAME_NUMBER, "Frames of %s are referred to that it does not have.");
		wrong("r.series <> 0 AND r.series <> t.family OR r.study <> 0 AND r.study <> (SELECT s.entity FROM member m JOIN study s ON s.id = m.study WHERE m.file = t.id)", "set.reference.hierarchy", Tag.SERIES_INSTANCE_UID,
			"The reference puts %s into another series or study than the file itself says.");
		wrong("(SELECT p.PatientID FROM member m JOIN patient p ON p.id = m.patient WHERE m.file = t.id) <> (SELECT p.PatientID FROM member m JOIN patient p ON p.id = m.patient WHERE m.file = f.id)",
			"set.reference.patient", Tag.PATIENT_ID, "Refers to %s with another Patient ID.");
		wrong("r.frame_of_reference <> 0 AND t.space NOT IN (0, r.frame_of_reference)", "set.reference.frame_of_reference", Tag.FRAME_OF_REFERENCE_UID,
			"The frame of reference is not that of %s, to which it refers.");
	}

	/** Tells the files (f) with references (r) whose targets (t) fulfil a condition. */
	private void wrong(String condition, String rule, int tag, String message) throws IOException {
		String from = " FROM reference r JOIN file f ON f.id = r.file JOIN file t ON t.sop = r.sop WHERE (" + condition + ")";
		index.each("SELECT f.id, f.item, count(DISTINCT t.id)" + from + " GROUP BY f.id ORDER BY f.item", file -> {
			List<Integer> items = new ArrayList<>();
			index.each("SELECT DISTINCT t.item" + from + " AND f.id = ? ORDER BY t.item LIMIT " + NAMED, row -> items.add(row.getInt(1)), file.getLong(1));
			found.add(file.getInt(2), rule, tag, String.format(message, Found.names(items, file.getLong(3))));
		});
	}

	private static final String MISSING = "NOT EXISTS (SELECT 1 FROM file t WHERE t.sop = r.sop)", STRANGE = "r.study <> 0 AND NOT EXISTS (SELECT 1 FROM study s WHERE s.entity = r.study)",
		NO_SERIES = "r.series <> 0 AND NOT EXISTS (SELECT 1 FROM file t WHERE t.family = r.series)";

	private void dangling() throws IOException {
		index.each("SELECT f.item, (SELECT count(*) FROM reference a WHERE a.file = f.id), count(*), sum(" + STRANGE + "), sum(NOT (" + STRANGE + ") AND " + NO_SERIES + ")"
			+ " FROM reference r JOIN file f ON f.id = r.file WHERE " + MISSING + " AND " + DEPENDS + " GROUP BY f.id ORDER BY f.item",
			row -> tell(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
		context();
	}

	private void tell(int item, long all, long gone, long strange, long whole) throws IOException {
		if (strange > 0) found.add(item, "set.reference.other_study", Tag.REFERENCED_SOP_INSTANCE_UID, strange + of(all) + " belong to studies of which nothing is in the set.");
		if (gone == strange) return;
		String rest = whole == 0 ? "." : "; of " + (whole == gone - strange ? "their series" : "the series of " + whole) + " nothing is.";
		found.add(item, "set.reference.dangling", Tag.REFERENCED_SOP_INSTANCE_UID, (gone - strange) + of(all) + " are not in the set" + rest);
	}

	/** Images refer to localizers and the like, a whole series to the same ones: that is said once. */
	private void context() throws IOException {
		index.each("SELECT min(f.item), count(DISTINCT r.file), count(DISTINCT r.sop) FROM reference r JOIN file f ON f.id = r.file WHERE " + MISSING + " AND NOT " + DEPENDS + " GROUP BY f.family ORDER BY 1",
			row -> found.add(row.getInt(1), "set.reference.context", Tag.REFERENCED_SOP_INSTANCE_UID, (row.getLong(2) == 1 ? "It refers to " : row.getLong(2) + " files of the series refer to ") + row.getLong(3) + " instances that are not in the set."));
	}

	private static String of(long all) {
		return " of " + all + (all == 1 ? " instance" : " instances") + " that it refers to";
	}
}
