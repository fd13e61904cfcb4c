package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.CsvReader;
import sc.fiji.medprep.batch.Hashes;

/**
 * Which split, such as training, validation or test, a file belongs to. The table is CSV with a column {@code split} and at least
 * one of {@code patient} (Patient ID), {@code study} and {@code series} (UIDs) and {@code file} (path relative to the input, with
 * '/'). Of several cells in a row the most exact one counts, and so does the most exact row for a file. Names of folders say
 * nothing: a set may be laid out by split, but only the table is believed.
 */
final class Splits {
	/** No table was given. */
	static final Splits NONE = new Splits("");
	private static final String WHAT = "table of splits", SPLIT = "split";

	/** From the least to the most exact. */
	enum By {
		PATIENT, STUDY, SERIES, FILE;

		private final String column = name().toLowerCase(Locale.ROOT);
	}

	private final Map<By, Map<String, String>> names = new EnumMap<>(By.class);
	private final String fingerprint;

	private Splits(String fingerprint) {
		this.fingerprint = fingerprint;
		for (By by : By.values()) names.put(by, new HashMap<>());
	}

	/**
	 * @param file null for none
	 * @throws BatchConfigurationException if it is no such table, or puts something into two splits; says which line
	 */
	static Splits read(Path file) throws BatchConfigurationException {
		if (file == null) return NONE;
		byte[] bytes;
		try {
			bytes = Files.readAllBytes(file);
		}
		catch (IOException e) {
			throw new BatchConfigurationException("The table of splits cannot be read; check its path and permissions.");
		}
		Splits splits = new Splits(HexFormat.of().formatHex(Hashes.sha256().digest(bytes)));
		List<CsvReader.Row> rows = CsvReader.read(bytes, WHAT);
		if (rows.isEmpty()) throw CsvReader.wrong(WHAT, 1, "it has no header");
		List<String> header = rows.get(0).cells().stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
		Map<By, Integer> columns = new EnumMap<>(By.class);
		for (By by : By.values()) columns.put(by, header.indexOf(by.column));
		if (!header.contains(SPLIT) || columns.values().stream().allMatch(column -> column < 0))
			throw CsvReader.wrong(WHAT, rows.get(0).line(), "the header needs a column split and one of patient, study, series and file");
		for (CsvReader.Row row : rows.subList(1, rows.size())) splits.add(row, row.cell(header.indexOf(SPLIT)), columns);
		return splits;
	}

	private void add(CsvReader.Row row, String split, Map<By, Integer> columns) throws BatchConfigurationException {
		if (split.isEmpty()) throw CsvReader.wrong(WHAT, row.line(), "it names no split");
		int exact = IntStream.range(0, By.values().length).filter(i -> !row.cell(columns.get(By.values()[i])).isEmpty()).max().orElse(-1);
		if (exact < 0) throw CsvReader.wrong(WHAT, row.line(), "it names no patient, study, series or file");
		By by = By.values()[exact];
		String before = names.get(by).putIfAbsent(row.cell(columns.get(by)), split);
		if (before != null && !before.equals(split)) throw CsvReader.wrong(WHAT, row.line(), "an earlier line puts the same " + by.column + " into another split");
	}

	boolean isEmpty() {
		return fingerprint.isEmpty();
	}

	/** The split of a file by its path; empty if the table does not name it. */
	String ofFile(String path) {
		return names.get(By.FILE).getOrDefault(path, "");
	}

	/** What the table says of patients, studies or series, by their keys. */
	Map<String, String> by(By by) {
		return names.get(by);
	}

	/** Changes if the table does; empty if there is none. */
	String fingerprint() {
		return fingerprint;
	}
}
