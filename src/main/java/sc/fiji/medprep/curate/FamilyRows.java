package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.curate.quality.FileMeasures;
import sc.fiji.medprep.curate.quality.FrameMeasures;
import sc.fiji.medprep.curate.quality.Measure;
import sc.fiji.medprep.curate.quality.Measures;
import sc.fiji.medprep.curate.quality.QualityNote;
import sc.fiji.medprep.curate.quality.VolumeMeasures;
import sc.fiji.medprep.image.ImagePlane;
import sc.fiji.medprep.image.StoredVolume;

/** Enters what was found in a family into the index, in place of what an earlier run has entered. */
final class FamilyRows {
	/** Tables with rows about files of a family. */
	static final List<String> OF_FILES = List.of("image", "plane", "reference");
	private static final String INSERT_IMAGE = "INSERT INTO image VALUES (" + String.join(", ", Collections.nCopies(5 + Measure.values().length, "?")) + ")",
		INSERT_QUALITY = "INSERT INTO quality VALUES (" + String.join(", ", Collections.nCopies(3 + Measure.values().length, "?")) + ")";
	private static final String UNREADABLE = "set.pixels.unreadable", PIXEL_DATA = "(7FE0,0010)";

	private final Index index;
	private final Family family;
	/** The row of each item. */
	private final Map<Integer, Long> files = new HashMap<>();
	private final List<Note> notes = new ArrayList<>();

	FamilyRows(Index index, Family family) throws IOException {
		this.index = index;
		this.family = family;
		index.each("SELECT item, id FROM file WHERE family = ?", row -> files.put(row.getInt(1), row.getLong(2)), family.id());
	}

	/** Drops what there is. */
	void clear() throws IOException {
		index.change("DELETE FROM family WHERE id = ?", family.id());
		index.change("DELETE FROM note_file WHERE note IN (SELECT id FROM note WHERE family = ?)", family.id());
		index.change("DELETE FROM note WHERE family = ?", family.id());
		index.change("DELETE FROM quality WHERE family = ?", family.id());
		index.change("UPDATE file SET pixels = NULL WHERE family = ?", family.id());
		for (String table : OF_FILES) index.change("DELETE FROM " + table + " WHERE file IN (SELECT id FROM file WHERE family = ?)", family.id());
	}

	void file(int item, byte[] sha256, ContentHash content) throws IOException {
		index.change("UPDATE file SET sha256 = ?, header = ?, content = ? WHERE id = ?", sha256, content.header(), content.all(), files.get(item));
	}

	void references(int item, Collection<References.Reference> references) throws IOException {
		for (References.Reference to : references)
			index.change("INSERT INTO reference VALUES (?, ?, ?, ?, ?, ?, ?)", files.get(item), to.instance(), to.sopClass(), to.study(), to.series(), to.lastFrame(), to.frameOfReference());
	}

	void planes(int item, List<ImagePlane> planes) throws IOException {
		long grid = 0;
		Grid last = null;
		for (ImagePlane plane : planes) {
			Grid own = Grid.of(plane);
			if (!own.equals(last)) grid = own.row(index);
			last = own;
			double[] at = plane.position();
			index.change("INSERT INTO plane VALUES (?, ?, ?, ?, ?, ?)", files.get(item), plane.frame(), grid, at[0], at[1], at[2]);
		}
	}

	/** The hash of all pixels of an image; null if it is not known. */
	byte[] pixels(int item) throws IOException {
		byte[][] hash = new byte[1][];
		index.each("SELECT pixels FROM file WHERE id = ?", row -> hash[0] = row.getBytes(1), files.get(item));
		return hash[0];
	}

	void pixels(int item, byte[] hash) throws IOException {
		index.change("UPDATE file SET pixels = ? WHERE id = ?", hash, files.get(item));
	}

	/** Enters what the pixels of an image say. */
	void images(int item, FileMeasures measures) throws IOException {
		long file = files.get(item);
		pixels(item, measures.valueHash());
		for (FrameMeasures frame : measures.frames()) {
			List<Object> values = new ArrayList<>(Arrays.asList(file, frame.frame(), frame.valueHash(), frame.perceptualHash().orElse(null), frame.isBlank() ? 1 : 0));
			addMeasures(values, frame.measures());
			index.change(INSERT_IMAGE, values.toArray());
		}
	}

	/** Enters what the pixels of a volume say. */
	void volume(int number, StoredVolume volume, VolumeMeasures measures) throws IOException {
		int first = volume.first().number();
		List<Object> values = new ArrayList<>(Arrays.asList(family.id(), number, files.get(first)));
		addMeasures(values, measures.measures());
		index.change(INSERT_QUALITY, values.toArray());
		for (QualityNote note : measures.notes()) notes.add(new Note(note.rule(), PIXEL_DATA, note.message(), note.files().isEmpty() ? List.of(first) : note.files()));
	}

	private static void addMeasures(List<Object> values, Measures measures) {
		for (Measure measure : Measure.values()) values.add(measures.has(measure) ? measures.get(measure) : null);
	}

	void unreadable(int item, String why) {
		if (notes.stream().noneMatch(note -> note.rule().equals(UNREADABLE) && note.items().contains(item))) notes.add(new Note(UNREADABLE, PIXEL_DATA, why.endsWith(".") ? why.substring(0, why.length() - 1) : why, List.of(item)));
	}

	void add(Note note) {
		notes.add(note);
	}

	/** Enters the notes, and that the family is complete. */
	void finish(byte[] fingerprint) throws IOException {
		index.together(() -> {
			for (Note note : notes) {
				long id = index.insert("INSERT INTO note (family, rule, tag, message) VALUES (?, ?, ?, ?)", family.id(), note.rule(), note.tag(), note.message());
				for (int item : note.items()) index.change("INSERT OR IGNORE INTO note_file (note, file) VALUES (?, ?)", id, files.get(item));
			}
			index.change("INSERT INTO family (id, fingerprint) VALUES (?, ?)", family.id(), fingerprint);
			index.commitSoon();
		});
	}
}
