package sc.fiji.medprep.curate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.standard.Dictionary;

/**
 * The levels of the information model (PS3.3 7.3.1). Each has a table in the index with a row for every combination of the
 * values of its attributes, so that what many files share is kept once. Its first column identifies the entity; the others
 * are those of the resource {@code attributes.txt}.
 */
enum Level {
	PATIENT("PatientID"), STUDY("StudyInstanceUID"), SERIES("SeriesInstanceUID");

	/** Longer values are cut off; nothing that must agree is longer. */
	private static final int LONGEST = 256;

	/**
	 * An attribute that is kept.
	 *
	 * @param keyword also the name of the column
	 * @param rule what is broken if files of the same entity have different values; empty if they may
	 */
	record Column(String keyword, int tag, String rule) {
		private static Column of(String keyword, String rule) {
			return new Column(keyword, Dictionary.instance().attribute(keyword).orElseThrow().tag(), rule);
		}
	}

	private final String key;
	private final List<Column> columns;

	Level(String key) {
		this.key = key;
		List<Column> all = new ArrayList<>(List.of(Column.of(key, "")));
		for (String line : lines()) {
			String[] fields = line.split("\t", -1);
			if (fields[0].equals(table())) all.add(Column.of(fields[1], fields[2]));
		}
		columns = List.copyOf(all);
	}

	private static List<String> lines() {
		try (InputStream in = Level.class.getResourceAsStream("attributes.txt")) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The column that identifies the entity. */
	String key() {
		return key;
	}

	/** Name of its table in the index. */
	String table() {
		return name().toLowerCase(java.util.Locale.ROOT);
	}

	/** The key first. */
	List<Column> columns() {
		return columns;
	}

	/** The values of its columns: text as in the file, several values joined by a backslash, without blanks at the ends; empty if absent. */
	List<String> values(DataSet dataSet) {
		List<String> values = new ArrayList<>(columns.size());
		for (Column column : columns) {
			String value = dataSet.contains(column.tag) ? String.join("\\", dataSet.strings(column.tag)).strip() : "";
			values.add(value.length() > LONGEST ? value.substring(0, LONGEST) : value);
		}
		return values;
	}
}
