package sc.fiji.medprep.curate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

import sc.fiji.medprep.curate.quality.Measure;

/** The tables of the index. */
final class IndexSchema {
	private IndexSchema() {}

	/** Statements that make them, joined by semicolons. */
	static String text() {
		StringBuilder text = new StringBuilder();
		String above = "";
		for (Level level : Level.values()) {
			String columns = level.columns().stream().map(column -> column.keyword() + " TEXT NOT NULL").collect(Collectors.joining(", "));
			text.append("CREATE TABLE " + level.table() + " (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, " + above + columns + ");\n");
			above = level.table() + " INTEGER NOT NULL, ";
		}
		// a frame of an image: hashes, and what was measured
		text.append("CREATE TABLE image (file INTEGER NOT NULL, frame INTEGER NOT NULL, pixels BLOB NOT NULL, look BLOB, blank INTEGER NOT NULL, "
			+ Arrays.stream(Measure.values()).map(measure -> measure.key() + " REAL").collect(Collectors.joining(", ")) + ", PRIMARY KEY (file, frame));\n");
		try (InputStream in = IndexSchema.class.getResourceAsStream("index.sql")) {
			return text + new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
