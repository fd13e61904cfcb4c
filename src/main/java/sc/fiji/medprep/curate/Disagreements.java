package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;

/**
 * Attributes of a patient, study, series or scanner that are not the same in all files of that entity, and entities that belong
 * to two others (PS3.3 A.1.2, 7.3.1). What most files say is taken for right: the finding stands at the others.
 */
final class Disagreements {
	private static final int NAMED = 3;
	/** Atlases, which many patients are brought to (PS3.6 A.2). */
	private static final String WELL_KNOWN = "1.2.840.10008.";

	private final Index index;
	private final Found found;

	/**
	 * Files that agree.
	 *
	 * @param ids rows of the level
	 * @param first the first items
	 */
	private static final class Side {
		private final List<Long> ids = new ArrayList<>();
		private final List<Integer> first = new ArrayList<>();
		private long files;

		void add(long id, long count, List<Integer> items) {
			ids.add(id);
			files += count;
			first.addAll(items);
			first.sort(null);
			if (first.size() > NAMED) first.subList(NAMED, first.size()).clear();
		}

		String names() {
			return Found.names(first, files);
		}
	}

	Disagreements(Index index, Found found) {
		this.index = index;
		this.found = found;
	}

	void run() throws IOException {
		for (Level level : Level.values()) {
			index.each("SELECT " + level.key() + " FROM " + level.table() + " WHERE " + level.key() + " <> '' GROUP BY 1 HAVING count(*) > 1",
				row -> compare(level, row.getString(1)));
		}
		parents(Level.STUDY, "p.PatientID", Tag.PATIENT_ID, "set.uid.study_in_patients", "The study is that of %s, but the Patient ID is another; a study belongs to one patient.");
		parents(Level.SERIES, "s.StudyInstanceUID", Tag.STUDY_INSTANCE_UID, "set.uid.series_in_studies", "The series is that of %s, but the Study Instance UID is another; a series belongs to one study.");
		instances();
		framesOfReference();
	}

	private void compare(Level level, String entity) throws IOException {
		List<Long> ids = new ArrayList<>();
		List<List<String>> rows = new ArrayList<>();
		index.each("SELECT * FROM " + level.table() + " WHERE " + level.key() + " = ? ORDER BY id", row -> {
			ids.add(row.getLong("id"));
			List<String> values = new ArrayList<>();
			for (Level.Column column : level.columns()) values.add(row.getString(column.keyword()));
			rows.add(values);
		}, entity);
		for (int c = 1; c < level.columns().size(); c++) {
			Level.Column column = level.columns().get(c);
			if (column.rule().isEmpty()) continue;
			Attribute attribute = Dictionary.instance().attribute(column.tag()).orElseThrow();
			Map<String, Side> sides = new LinkedHashMap<>();
			for (int i = 0; i < rows.size(); i++) sides.computeIfAbsent(plain(rows.get(i).get(c), attribute.vr()), v -> new Side()).ids.add(ids.get(i));
			if (sides.size() > 1) tell(level, column, attribute.name(), sides);
		}
	}

	private void tell(Level level, Level.Column column, String name, Map<String, Side> sides) throws IOException {
		for (Side side : sides.values()) count(level, side);
		Side empty = sides.remove("");
		List<Side> given = new ArrayList<>(sides.values());
		String what = column.rule().substring("set.".length(), column.rule().lastIndexOf('.'));
		String same = switch (level) {
			case PATIENT -> "with the same Patient ID";
			case STUDY -> "of the same study";
			case SERIES -> "of the same series";
		};
		if (given.size() > 1) minority(level, given, column.rule(), column.tag(), name + " differs from that of %s " + same + ".");
		if (empty == null) return;
		Side any = new Side();
		for (Side side : given) for (long id : side.ids) any.ids.add(id);
		count(level, any);
		boolean emptyIsFew = empty.files <= any.files;
		found.addAll(level, emptyIsFew ? empty.ids : any.ids, "set." + what + ".partly", column.tag(),
			name + (emptyIsFew ? " is empty or absent, but not in " + any.names() : " is given, but not in " + empty.names()) + " " + same + ".");
	}

	private void count(Level level, Side side) throws IOException {
		List<Long> ids = new ArrayList<>(side.ids);
		side.ids.clear();
		for (long id : ids) {
			List<Integer> items = new ArrayList<>();
			index.each("SELECT item FROM member WHERE " + level.table() + " = ? ORDER BY item LIMIT " + NAMED, row -> items.add(row.getInt(1)), id);
			side.add(id, index.number("SELECT count(*) FROM member WHERE " + level.table() + " = ?", id), items);
		}
	}

	/** Tells all but the side with the most files, of several the one with the first item. */
	private void minority(Level level, List<Side> sides, String rule, int tag, String message) throws IOException {
		Side most = sides.stream().max(Comparator.comparingLong((Side side) -> side.files).thenComparing(side -> -side.first.get(0))).orElseThrow();
		for (Side side : sides) if (side != most) found.addAll(level, side.ids, rule, tag, String.format(message, most.names()));
	}

	/** Entities that belong to several of the level above. */
	private void parents(Level level, String above, int tag, String rule, String message) throws IOException {
		String from = level == Level.STUDY ? "study s JOIN patient p ON p.id = s.patient" : "series r JOIN study s ON s.id = r.study", alias = level == Level.STUDY ? "s." : "r.";
		index.each("SELECT " + alias + level.key() + " FROM " + from + " WHERE " + alias + level.key() + " <> '' GROUP BY 1 HAVING count(DISTINCT " + above + ") > 1", entity ->
			sides(level, "SELECT " + alias + "id, " + above + " FROM " + from + " WHERE " + alias + level.key() + " = ? ORDER BY 1", entity.getString(1), rule, tag, message));
	}

	private void sides(Level level, String query, String entity, String rule, int tag, String message) throws IOException {
		Map<String, Side> sides = new LinkedHashMap<>();
		index.each(query, row -> sides.computeIfAbsent(row.getString(2).strip(), value -> new Side()).ids.add(row.getLong(1)), entity);
		for (Side side : sides.values()) count(level, side);
		if (sides.size() > 1) minority(level, List.copyOf(sides.values()), rule, tag, message);
	}

	/** Instances in several series. */
	private void instances() throws IOException {
		index.each("SELECT sop FROM file WHERE sop IS NOT NULL GROUP BY sop HAVING count(DISTINCT family) > 1", uid -> {
			List<Integer> items = new ArrayList<>();
			index.each("SELECT item FROM file WHERE sop = ? ORDER BY item", row -> items.add(row.getInt(1)), uid.getLong(1));
			for (int item : items) found.add(item, "set.uid.instance_in_series", Tag.SOP_INSTANCE_UID, "The instance is also that of " + Found.others(items, item) + ", but in another series; an instance belongs to one series.");
		});
	}

	private void framesOfReference() throws IOException {
		String from = "series r JOIN study s ON s.id = r.study JOIN patient p ON p.id = s.patient";
		index.each("SELECT r.FrameOfReferenceUID FROM " + from + " WHERE r.FrameOfReferenceUID <> '' AND r.FrameOfReferenceUID NOT LIKE '" + WELL_KNOWN + "%' GROUP BY 1 HAVING count(DISTINCT p.PatientID) > 1 AND count(DISTINCT s.StudyInstanceUID) > 1", row ->
			sides(Level.SERIES, "SELECT r.id, p.PatientID FROM " + from + " WHERE r.FrameOfReferenceUID = ? ORDER BY 1", row.getString(1), "set.uid.frame_of_reference_in_patients", Tag.FRAME_OF_REFERENCE_UID,
				"The frame of reference is that of %s, but the Patient ID is another; patients do not lie in one space."));
	}

	/** What counts of a value: not the case of letters, nor how a number or a name is padded. */
	private static String plain(String value, String vr) {
		String plain = value.strip().toUpperCase(Locale.ROOT);
		return switch (vr) {
			case "IS", "DS" -> number(plain);
			case "PN" -> plain.replaceAll("[\\s^]+(?==|$)", "").replaceAll("=+$", "").replaceAll("\\s+", " ");
			case "DA" -> plain.replace(".", "");
			case "TM" -> plain.replace(":", "").replaceAll("\\.0*$|(\\.\\d*?)0+$", "$1");
			default -> plain;
		};
	}

	private static String number(String value) {
		try {
			return String.valueOf(Double.parseDouble(value));
		}
		catch (NumberFormatException e) {
			return value;
		}
	}
}
