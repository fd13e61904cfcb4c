package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fiji.medprep.batch.Hashes;

/**
 * Enters the files of a run into the {@link Index}, those that are new with what their headers say, and drops those that are
 * no longer there. Safe for use by several threads.
 */
final class Survey {
	private static final int REMEMBERED = 20_000;

	private final Index index;
	private final Map<String, Long> known = new LinkedHashMap<>(16, 0.75f, true) {
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
			return size() > REMEMBERED;
		}
	};
	private final Map<Level, String> inserts;
	private long run;

	Survey(Index index) {
		this.index = index;
		inserts = Arrays.stream(Level.values()).collect(Collectors.toMap(level -> level, Survey::insert));
	}

	private static String insert(Level level) {
		String above = level == Level.PATIENT ? "" : Level.values()[level.ordinal() - 1].table() + ", ";
		String columns = level.columns().stream().map(Level.Column::keyword).collect(Collectors.joining(", "));
		int values = 2 + level.columns().size() + (above.isEmpty() ? 0 : 1);
		return "INSERT INTO " + level.table() + " (hash, entity, " + above + columns + ") VALUES (" + String.join(", ", Collections.nCopies(values, "?")) + ")";
	}

	/** Begins a run. What earlier ones have found about the set counts no longer. */
	synchronized void begin() throws IOException {
		if (run > 0) return;
		run = state(index, "run") + 1;
		setState(index, "run", run);
		setState(index, "complete", 0);
		index.commit();
	}

	static long state(Index index, String name) throws IOException {
		return index.number("SELECT CAST(value AS INTEGER) FROM state WHERE name = ?", name);
	}

	static void setState(Index index, String name, long value) throws IOException {
		index.change("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", name, String.valueOf(value));
	}

	/**
	 * Notes that a file is there; false if it is not known as it is now, so that its header must be read.
	 *
	 * @param split what the table of splits says of its path; may be empty
	 */
	synchronized boolean meets(byte[] fingerprint, int item, String split) throws IOException {
		begin();
		// a list may name a file twice: the second is read and entered for itself
		boolean there = index.change("UPDATE file SET run = ?, item = ?, split = ? WHERE fingerprint = ? AND run < ?", run, item, split, fingerprint, run) > 0;
		if (there) index.commitSoon();
		return there;
	}

	/** Enters a file that is not known. */
	synchronized void add(byte[] fingerprint, int item, String split, Header header) throws IOException {
		byte[] own = fingerprint;
		if (index.number("SELECT count(*) FROM file WHERE fingerprint = ?", fingerprint) > 0) {
			own = hash(Arrays.toString(fingerprint) + item);
			if (meets(own, item, split)) return;
		}
		long above = 0;
		for (Level level : Level.values()) above = row(level, above, header.values().get(level));
		String series = header.key(Level.SERIES);
		// without a UID nothing says that files belong together
		long family = series.isEmpty() ? ByteBuffer.wrap(own).getLong() & ~1 : Header.key(series);
		index.change("INSERT INTO file (fingerprint, run, item, series, family, sop, sop_class, frames, split, space) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", own, run, item, above, family,
			header.sop() == 0 ? null : header.sop(), header.sopClass(), header.frames(), split, header.space());
		// what an earlier run has found in it names rows of files, which may be others now
		index.change("DELETE FROM family WHERE id = ?", family);
		index.commitSoon();
	}

	/** The row of a level with the same values, which is made if there is none. */
	private long row(Level level, long above, List<String> values) throws IOException {
		byte[] hash = hash(level + "\0" + above + "\0" + String.join("\0", values));
		String name = new String(hash, StandardCharsets.ISO_8859_1);
		Long there = known.get(name);
		if (there != null) return there;
		long id = index.number("SELECT id FROM " + level.table() + " WHERE hash = ?", hash);
		if (id == 0) {
			List<Object> all = new ArrayList<>(List.of(hash, Header.key(values.get(0))));
			if (level != Level.PATIENT) all.add(above);
			all.addAll(values);
			id = index.insert(inserts.get(level), all.toArray());
		}
		known.put(name, id);
		return id;
	}

	private static byte[] hash(String text) {
		MessageDigest digest = Hashes.sha256();
		return Arrays.copyOf(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 16);
	}

	/** Ends the survey: what is of files that are not there any more goes. */
	synchronized void endSurvey() throws IOException {
		begin();
		known.clear();
		if (index.change("DELETE FROM file WHERE run < ?", run) > 0) {
			index.change("DELETE FROM family WHERE id NOT IN (SELECT family FROM file)");
			for (String table : FamilyRows.OF_FILES) index.change("DELETE FROM " + table + " WHERE file NOT IN (SELECT id FROM file)");
			for (String table : List.of("volume", "quality", "note")) index.change("DELETE FROM " + table + " WHERE family NOT IN (SELECT id FROM family)");
			index.change("DELETE FROM note_file WHERE note NOT IN (SELECT id FROM note)");
			index.change("DELETE FROM series WHERE id NOT IN (SELECT series FROM file)");
			index.change("DELETE FROM study WHERE id NOT IN (SELECT study FROM series)");
			index.change("DELETE FROM patient WHERE id NOT IN (SELECT patient FROM study)");
		}
		index.commit();
	}
}
