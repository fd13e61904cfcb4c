package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import sc.fiji.medprep.report.Block;

/** How much every two splits have in common that they must not. */
final class SplitLeaks {
	private static final String SPLITS = " FROM (SELECT DISTINCT f.split AS split, %1$s AS thing FROM %2$s WHERE f.split <> '' AND %1$s %3$s) a JOIN (SELECT DISTINCT f.split AS split, %1$s AS thing FROM %2$s WHERE f.split <> '' AND %1$s %3$s) b"
		+ " ON b.thing = a.thing AND a.split < b.split GROUP BY 1, 2";

	private final Index index;
	private final ShownValues shown;

	SplitLeaks(Index index, ShownValues shown) {
		this.index = index;
		this.shown = shown;
	}

	List<Block> blocks() throws IOException {
		Map<List<String>, long[]> pairs = new TreeMap<>((a, b) -> String.join("\0", a).compareTo(String.join("\0", b)));
		List<String> splits = new ArrayList<>();
		index.each("SELECT DISTINCT split FROM file WHERE split <> '' ORDER BY 1", row -> splits.add(row.getString(1)));
		for (String a : splits) for (String b : splits) if (a.compareTo(b) < 0) pairs.put(List.of(a, b), new long[2]);
		count(pairs, 0, String.format(SPLITS, "p.PatientID", "member m JOIN file f ON f.id = m.file JOIN patient p ON p.id = m.patient", "<> ''"));
		count(pairs, 1, String.format(SPLITS, "i.pixels", "image i JOIN file f ON f.id = i.file", "IS NOT NULL"));
		List<List<String>> rows = new ArrayList<>();
		for (var pair : pairs.entrySet()) rows.add(List.of(shown.of(pair.getKey().get(0)) + " and " + shown.of(pair.getKey().get(1)), String.valueOf(pair.getValue()[0]), String.valueOf(pair.getValue()[1])));
		if (rows.isEmpty()) return List.of(new Block.Paragraph("There is one split only, so nothing can leak from one into another."));
		long leaks = pairs.values().stream().mapToLong(pair -> pair[0] + pair[1]).sum();
		return List.of(new Block.Paragraph(leaks == 0 ? "No patient and no picture is in two splits." : "What is in two splits: a model that has learned of the one does better on the other than it would on new patients."),
			Block.Table.ofText(List.of("Splits", "Patients in both", "Pictures with the same pixels in both"), rows));
	}

	private void count(Map<List<String>, long[]> pairs, int column, String from) throws IOException {
		index.each("SELECT a.split, b.split, count(*)" + from, row -> {
			long[] pair = pairs.get(List.of(row.getString(1), row.getString(2)));
			if (pair != null) pair[column] = row.getLong(3);
		});
	}
}
