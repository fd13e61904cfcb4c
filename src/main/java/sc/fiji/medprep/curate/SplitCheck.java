package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.Tag;

/** Whether what must stay together is in one split: what a model has learned of a patient says nothing about how it does with others. */
final class SplitCheck {
	private SplitCheck() {}

	static void run(Index index, Found found) throws IOException {
		String from = " FROM member m JOIN file f ON f.id = m.file JOIN patient p ON p.id = m.patient WHERE f.split <> ''";
		index.each("SELECT p.PatientID" + from + " AND p.PatientID <> '' GROUP BY 1 HAVING count(DISTINCT f.split) > 1", patient -> {
			List<String> splits = new ArrayList<>();
			index.each("SELECT f.split, count(*)" + from + " AND p.PatientID = ? GROUP BY 1 ORDER BY 2 DESC, min(f.item)", row -> splits.add(row.getString(1)), patient.getString(1));
			for (String split : splits) {
				String others = from + " AND p.PatientID = ? AND f.split <> ?";
				List<Integer> first = new ArrayList<>();
				index.each("SELECT f.item" + others + " ORDER BY 1 LIMIT 3", row -> first.add(row.getInt(1)), patient.getString(1), split);
				String message = "The patient is also in another split, with " + Found.names(first, index.number("SELECT count(*)" + others, patient.getString(1), split)) + ".";
				index.each("SELECT f.item" + from + " AND p.PatientID = ? AND f.split = ? ORDER BY 1", row -> found.add(row.getInt(1), "set.split.patient", Tag.PATIENT_ID, message), patient.getString(1), split);
			}
		});
		index.each("SELECT item FROM file WHERE split = '' ORDER BY item", row -> found.add(row.getInt(1), "set.split.none", 0, "The table of splits names neither the file nor its series, study or patient."));
	}
}
