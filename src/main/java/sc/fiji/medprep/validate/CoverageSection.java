package sc.fiji.medprep.validate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.report.Block;
import sc.fiji.medprep.report.Section;

/** Tells what files were held against: their kinds of objects and how many rules of each. */
final class CoverageSection {
	/** What all files of one kind have in common. */
	private static final class Sum {
		private int files;
		private int fewest = Integer.MAX_VALUE, most;
		private long evaluated, notEvaluable;
	}

	private CoverageSection() {}

	static Section of(BatchResult result) throws IOException {
		SortedMap<String, Sum> sums = new TreeMap<>();
		result.forEach(item -> {
			if (item.note().isEmpty()) return;
			Coverage coverage = Coverage.ofNote(item.note());
			Sum sum = sums.computeIfAbsent(coverage.object(), object -> new Sum());
			int rules = coverage.evaluated() + coverage.notEvaluable();
			sum.files++;
			sum.fewest = Math.min(sum.fewest, rules);
			sum.most = Math.max(sum.most, rules);
			sum.evaluated += coverage.evaluated();
			sum.notEvaluable += coverage.notEvaluable();
		});
		List<List<String>> rows = new ArrayList<>();
		sums.forEach((object, sum) -> rows.add(row(object, sum)));
		return new Section("Rules by kind of object", new Block.Paragraph(
			"A rule is what a module of PS3.3 asks of an attribute: that it is there, its values, its condition. Rules of modules that a file does not have do not count. "
				+ "A rule is not evaluable if its condition cannot be told from the file; of it, only values are checked."),
			Block.Table.ofText(List.of("Object", "Files", "Rules per file", "Evaluated", "Not evaluable"), rows));
	}

	private static List<String> row(String object, Sum sum) {
		if (object.isEmpty()) return List.of("No rules for its SOP class", String.valueOf(sum.files), "0", "", "");
		long all = sum.evaluated + sum.notEvaluable;
		String rules = sum.fewest == sum.most ? String.valueOf(sum.most) : sum.fewest + " to " + sum.most;
		return List.of(object, String.valueOf(sum.files), rules, share(sum.evaluated, all), share(sum.notEvaluable, all));
	}

	private static String share(long part, long all) {
		return all == 0 ? "" : String.format(Locale.ROOT, "%.0f of %.0f (%.0f %%)", 1.0 * part, 1.0 * all, 100.0 * part / all);
	}
}
