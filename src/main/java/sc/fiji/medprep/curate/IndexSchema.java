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
		// entity is the key of the identifying attribute
		for (Level level : Level.values()) {
			String columns = level.columns().stream().map(column -> column.keyword() + " TEXT NOT NULL").collect(Collectors.joining(", "));
			text.append("CREATE TABLE " + level.table() + " (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, entity INTEGER NOT NULL, " + above + columns + ");\n");
			above = level.table() + " INTEGER NOT NULL, ";
		}
		String measures = Arrays.stream(Measure.values()).map(measure -> measure.key() + " REAL").collect(Collectors.joining(", "));
		// a frame of an image: hashes, and what was measured
		text.append("CREATE TABLE image (file INTEGER NOT NULL, frame INTEGER NOT NULL, pixels BLOB NOT NULL, look BLOB, blank INTEGER NOT NULL, " + measures + ", PRIMARY KEY (file, frame));\n");
		// a volume of a family, with its first file
		text.append("CREATE TABLE quality (family INTEGER NOT NULL, number INTEGER NOT NULL, file INTEGER NOT NULL, " + measures + ", PRIMARY KEY (family, number));\n");
		try (InputStream in = IndexSchema.class.getResourceAsStream("index.sql")) {
			String tables = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			return text + tables.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
