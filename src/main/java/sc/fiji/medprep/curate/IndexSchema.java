package sc.fiji.medprep.curate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

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
		try (InputStream in = IndexSchema.class.getResourceAsStream("index.sql")) {
			return text + new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
