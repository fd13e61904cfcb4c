package sc.fiji.medprep.validate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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
		private long evaluated, notEvaluable;

		private void add(Coverage coverage) {
			files++;
			evaluated += coverage.evaluated();
			notEvaluable += coverage.notEvaluable();
		}

		private List<String> row(String object) {
			return List.of(object.isEmpty() ? "No rules for the SOP class" : object, String.valueOf(files), perFile(evaluated + notEvaluable), perFile(evaluated), perFile(notEvaluable));
		}

		private String perFile(long sum) {
			return String.valueOf(Math.round((double) sum / files));
		}
	}

	private CoverageSection() {}

	static Section of(BatchResult result) throws IOException {
		SortedMap<String, Sum> sums = new TreeMap<>(Comparator.comparing(String::isEmpty).thenComparing(Comparator.naturalOrder()));
		Sum all = new Sum();
		result.forEach(item -> {
			if (item.note().isEmpty()) return;
			Coverage coverage = Coverage.ofNote(item.note());
			sums.computeIfAbsent(coverage.object(), object -> new Sum()).add(coverage);
			all.add(coverage);
		});
		List<List<String>> rows = new ArrayList<>();
		sums.forEach((object, sum) -> rows.add(sum.row(object)));
		return new Section("Rules by kind of object",
			new Block.Paragraph(String.format(Locale.ROOT, "In all files together: %,d of %,d rules evaluated, %,d not evaluable.", all.evaluated, all.evaluated + all.notEvaluable, all.notEvaluable)),
			new Block.Paragraph("A rule is what a module of PS3.3 asks of an attribute at one place: that it is there, its values, its condition. Rules of modules that a file neither has nor needs do not count. "
				+ "A rule is not evaluable if its condition cannot be told from the file; then only what is there is checked."),
			Block.Table.ofText(List.of("Object", "Files", "Rules per file", "Evaluated", "Not evaluable"), rows));
	}
}
