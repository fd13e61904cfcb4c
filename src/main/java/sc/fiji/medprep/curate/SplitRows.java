package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.Map;

/** Enters the table of splits into the index: each file gets what its most exact row says. */
final class SplitRows {
	private SplitRows() {}

	static void enter(Index index, Splits splits) throws IOException {
		if (splits.isEmpty()) return;
		index.change("DELETE FROM split");
		for (Splits.By by : new Splits.By[] {Splits.By.PATIENT, Splits.By.STUDY, Splits.By.SERIES})
			for (Map.Entry<String, String> row : splits.by(by).entrySet()) index.change("INSERT INTO split (kind, entity, name) VALUES (?, ?, ?)", by.ordinal(), row.getKey(), row.getValue());
		index.change("UPDATE file SET split = coalesce("
			+ "(SELECT split.name FROM split JOIN series r ON kind = 2 AND split.entity = r.SeriesInstanceUID WHERE r.id = file.series),"
			+ "(SELECT split.name FROM split JOIN series r JOIN study s ON kind = 1 AND split.entity = s.StudyInstanceUID AND s.id = r.study WHERE r.id = file.series),"
			+ "(SELECT split.name FROM split JOIN series r JOIN study s ON s.id = r.study JOIN patient p ON kind = 0 AND split.entity = p.PatientID AND p.id = s.patient WHERE r.id = file.series), '') WHERE split = ''");
	}
}
