package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of old and new identifiers, as key lists of benchmarks have it: CSV with the columns {@code id_old} and
 * {@code id_new}; other columns are ignored. Of several rows with the same identifier the first counts.
 */
public final class IdMapping {
	/** Nothing is known to have become something. */
	public static final IdMapping NONE = new IdMapping("none");
	private static final long MAX_BYTES = 1L << 28;

	private final Map<String, String> newByOld = new HashMap<>(), oldByNew = new HashMap<>();
	private final String fingerprint;

	private IdMapping(String fingerprint) {
		this.fingerprint = fingerprint;
	}

	/**
	 * Reads a table.
	 *
	 * @param what the table in a sentence, as in "UID mapping"
	 * @throws BatchConfigurationException if it cannot be used; says which line and why, without a value
	 */
	public static IdMapping read(Path file, String what) throws IOException {
		if (!Files.isRegularFile(file)) throw new BatchConfigurationException("The " + what + " does not exist; give a CSV file with the columns id_old and id_new.");
		if (Files.size(file) > MAX_BYTES) throw new BatchConfigurationException("The " + what + " is far too long for one; give a CSV file with the columns id_old and id_new.");
		return parse(Files.readAllBytes(file), what);
	}

	static IdMapping parse(byte[] file, String what) throws BatchConfigurationException {
		List<CsvReader.Row> rows = CsvReader.read(file, what);
		List<String> header = rows.isEmpty() ? List.of() : rows.get(0).cells();
		int from = header.indexOf("id_old"), to = header.indexOf("id_new");
		if (from < 0 || to < 0) throw new BatchConfigurationException("The " + what + " has no columns id_old and id_new; name its columns so in the first line.");
		IdMapping mapping = new IdMapping(HexFormat.of().formatHex(Hashes.sha256().digest(file), 0, 8));
		for (CsvReader.Row row : rows.subList(1, rows.size())) {
			if (row.cells().size() <= Math.max(from, to)) throw CsvReader.wrong(what, row.line(), "it has fewer cells than the header");
			mapping.newByOld.putIfAbsent(row.cell(from), row.cell(to));
			mapping.oldByNew.putIfAbsent(row.cell(to), row.cell(from));
		}
		return mapping;
	}

	/** What an identifier became; empty if the table does not say. */
	public Optional<String> newOf(String old) {
		return Optional.ofNullable(newByOld.get(old));
	}

	/** What an identifier was; empty if the table does not say. */
	public Optional<String> oldOf(String now) {
		return Optional.ofNullable(oldByNew.get(now));
	}

	/** True for what something became, and did not stay. */
	public boolean isNew(String value) {
		String old = oldByNew.get(value);
		return old != null && !old.equals(value);
	}

	/** Tells tables apart without telling what is in them; "none" for {@link #NONE}. */
	public String fingerprint() {
		return fingerprint;
	}
}
