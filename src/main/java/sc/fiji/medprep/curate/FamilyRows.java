package sc.fiji.medprep.curate;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.codec.Frames;

/** Enters what was found in a family into the index, in place of what an earlier run has entered. */
final class FamilyRows {
	/** Tables with rows about files of a family. */
	private static final List<String> OF_FILES = List.of();

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
		for (String table : OF_FILES) index.change("DELETE FROM " + table + " WHERE file IN (SELECT id FROM file WHERE family = ?)", family.id());
	}

	void file(int item, byte[] sha256, ContentHash content) throws IOException {
		index.change("UPDATE file SET sha256 = ?, header = ?, content = ? WHERE id = ?", sha256, content.header(), content.all(), files.get(item));
	}

	/** Decodes the frames of an image. */
	void images(int item, DicomFile file) throws IOException {
		Frames frames = Frames.of(file);
		MessageDigest digest = Hashes.sha256();
		for (int frame = 0; frame < frames.count(); frame++) digest.update(hash(frames, frame));
		index.change("UPDATE file SET pixels = ? WHERE id = ?", digest.digest(), files.get(item));
	}

	private static byte[] hash(Frames frames, int frame) throws IOException {
		MessageDigest digest = Hashes.sha256();
		digest.update(frames.format().toString().getBytes(StandardCharsets.UTF_8));
		Object samples = frames.samples(frame);
		if (samples instanceof byte[] bytes) digest.update(bytes);
		else if (samples instanceof short[] shorts) {
			ByteBuffer buffer = ByteBuffer.allocate(2 * shorts.length);
			buffer.asShortBuffer().put(shorts);
			digest.update(buffer);
		}
		else for (int i = 0; i < Array.getLength(samples); i++) digest.update(Array.get(samples, i).toString().getBytes(StandardCharsets.UTF_8));
		return digest.digest();
	}

	void unreadable(int item, String why) {
		notes.add(new Note("set.pixels.unreadable", "(7FE0,0010)", why.endsWith(".") ? why.substring(0, why.length() - 1) : why, List.of(item)));
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
