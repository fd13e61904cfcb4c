package sc.fiji.medprep.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small tables of this room: fields separated by tabs, comments behind #. */
final class TextTable {
	private TextTable() {}

	/** The fields of each line. */
	static List<String[]> lines(String name) {
		try (InputStream in = TextTable.class.getResourceAsStream(name)) {
			if (in == null) throw new IllegalStateException("The table " + name + " is missing from this installation.");
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("\t")).toList();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
