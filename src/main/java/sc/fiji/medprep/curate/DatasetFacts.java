package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a set is made of, counted in the index: for tables of the report. Holds no identifiers; numbers may be as small as 1.
 * Of the set as it was looked at last.
 */
final class DatasetFacts {
	/** What something has that does not state a field. */
	static final String MISSING = "";
	/** What a patient or series has whose files state different values of a field. */
	static final String SEVERAL = "several";

	private static final String YEARS = "CASE WHEN s.PatientAge GLOB '[0-9][0-9][0-9]Y' THEN CAST(substr(s.PatientAge, 1, 3) AS INTEGER)"
		+ " WHEN s.PatientAge GLOB '[0-9][0-9][0-9][MWD]' THEN CAST(substr(s.PatientAge, 1, 3) AS INTEGER) / CASE substr(s.PatientAge, 4) WHEN 'M' THEN 12 WHEN 'W' THEN 53 ELSE 366 END"
		+ " WHEN length(s.StudyDate) = 8 AND length(p.PatientBirthDate) = 8 AND s.StudyDate >= p.PatientBirthDate AND p.PatientBirthDate > '1' THEN (CAST(s.StudyDate AS INTEGER) - CAST(p.PatientBirthDate AS INTEGER)) / 10000 END";
	private static final String FROM = " FROM series r JOIN study s ON s.id = r.study JOIN patient p ON p.id = s.patient";
	private static final String PATIENT = "CASE WHEN p.PatientID <> '' THEN p.PatientID WHEN p.PatientName <> '' THEN p.PatientName ELSE s.StudyInstanceUID END";
	private static final String SERIES = "CASE WHEN r.SeriesInstanceUID <> '' THEN r.SeriesInstanceUID ELSE r.id END";

	/** Something that a set may have more or less of. */
	enum Field {
		SEX("Sex", "upper(p.PatientSex)"),
		/** At the study, in groups of ten years; those of 90 years and more are one group. */
		AGE("Age in years", "(SELECT CASE WHEN y IS NULL OR y < 0 OR y > 150 THEN '' WHEN y >= 90 THEN '90+' ELSE (y / 10 * 10) || '-' || (y / 10 * 10 + 9) END FROM (SELECT " + YEARS + " AS y))"),
		MODALITY("Modality", "upper(r.Modality)"),
		BODY_PART("Body part", "upper(r.BodyPartExamined)"),
		MANUFACTURER("Manufacturer", "upper(r.Manufacturer)"),
		MODEL("Model", "upper(r.ManufacturerModelName)"),
		/** In tesla; of MR only. Some state it in gauss. */
		FIELD_STRENGTH("Field strength in T", "CASE WHEN r.Modality <> 'MR' OR CAST(r.MagneticFieldStrength AS REAL) <= 0 THEN '' ELSE CAST(round(CAST(r.MagneticFieldStrength AS REAL) / CASE WHEN CAST(r.MagneticFieldStrength AS REAL) > 100 THEN 10000 ELSE 1 END, 1) AS TEXT) END"),
		KVP("Tube voltage in kV", "CASE WHEN CAST(r.KVP AS REAL) <= 0 THEN '' ELSE CAST(CAST(round(CAST(r.KVP AS REAL)) AS INTEGER) AS TEXT) END"),
		/** As the table of splits says. */
		SPLIT("Split", "(SELECT CASE count(DISTINCT f.split) WHEN 1 THEN max(f.split) WHEN 0 THEN '' ELSE 'several' END FROM file f WHERE f.series = r.id)");

		private final String title, sql;

		Field(String title, String sql) {
			this.title = title;
			this.sql = sql;
		}

		/** As a heading. */
		String title() {
			return title;
		}
	}

	/** How many have these values of the fields that were asked for, in their order. */
	record Count(List<String> values, long count) {}

	/** How many things there are. */
	record Totals(long patients, long studies, long series, long files, long frames) {}

	/**
	 * A series.
	 *
	 * @param number from 1, in the order of first items
	 * @param item number of its first item
	 * @param files how many items it has
	 * @param values of the fields, in their order
	 */
	record Series(int number, int item, long files, long frames, List<String> values) {
		String value(Field field) {
			return values.get(field.ordinal());
		}
	}

	/** Given each series in turn. */
	interface SeriesReader {
		void read(Series series) throws IOException;
	}

	private final Index index;

	DatasetFacts(Index index) {
		this.index = index;
	}

	Totals totals() throws IOException {
		return new Totals(index.number("SELECT count(DISTINCT " + PATIENT + ")" + FROM), index.number("SELECT count(DISTINCT StudyInstanceUID) FROM study"), index.number("SELECT count(DISTINCT " + SERIES + ") FROM series r"),
			index.number("SELECT count(*) FROM file"), index.number("SELECT sum(frames) FROM file"));
	}

	/** Counts patients by one field or several; the most first. */
	List<Count> patients(Field... fields) throws IOException {
		return counts(PATIENT, fields);
	}

	/** Counts series by one field or several; the most first. */
	List<Count> series(Field... fields) throws IOException {
		return counts(SERIES, fields);
	}

	private List<Count> counts(String entity, Field... fields) throws IOException {
		String names = IntStream.range(0, fields.length).mapToObj(i -> "f" + i).collect(Collectors.joining(", "));
		List<Count> counts = new ArrayList<>();
		index.each("SELECT " + names + ", count(*) AS n FROM (" + perEntity(entity, fields) + ") GROUP BY " + names + " ORDER BY n DESC, " + names, row -> {
			List<String> values = new ArrayList<>();
			for (int i = 1; i <= fields.length; i++) values.add(row.getString(i));
			counts.add(new Count(values, row.getLong(fields.length + 1)));
		});
		return counts;
	}

	/** A row for each entity: the value that its rows agree in, or that there are several, or nothing. */
	private static String perEntity(String entity, Field... fields) {
		String inner = IntStream.range(0, fields.length).mapToObj(i -> fields[i].sql + " AS v" + i).collect(Collectors.joining(", "));
		String outer = IntStream.range(0, fields.length)
			.mapToObj(i -> "CASE count(DISTINCT nullif(v" + i + ", '')) WHEN 0 THEN '' WHEN 1 THEN max(v" + i + ") ELSE '" + SEVERAL + "' END AS f" + i).collect(Collectors.joining(", "));
		return "SELECT e, min(first) AS item, sum(files) AS files, sum(frames) AS frames, " + outer + " FROM (SELECT " + entity + " AS e, " + inner
			+ ", (SELECT min(item) FROM file f WHERE f.series = r.id) AS first, (SELECT count(*) FROM file f WHERE f.series = r.id) AS files, (SELECT sum(f.frames) FROM file f WHERE f.series = r.id) AS frames" + FROM + ") GROUP BY e";
	}

	/** Visits all series in the order of their first items. */
	void forEach(SeriesReader reader) throws IOException {
		Field[] fields = Field.values();
		String names = IntStream.range(0, fields.length).mapToObj(i -> "f" + i).collect(Collectors.joining(", "));
		int[] number = {0};
		index.each("SELECT item, files, frames, " + names + " FROM (" + perEntity(SERIES, fields) + ") ORDER BY item", row -> {
			String[] values = new String[fields.length];
			for (int i = 0; i < values.length; i++) values[i] = row.getString(4 + i);
			reader.read(new Series(++number[0], row.getInt(1), row.getLong(2), row.getLong(3), Arrays.asList(values)));
		});
	}
}
