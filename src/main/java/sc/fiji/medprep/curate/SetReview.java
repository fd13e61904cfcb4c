package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.report.RuleBook;

/** Asks the index what does not fit together and enters it as findings of the items concerned. */
final class SetReview {
	private final Index index;
	private final Splits splits;
	private final boolean pixels;

	SetReview(Index index, Splits splits, boolean pixels) {
		this.index = index;
		this.splits = splits;
		this.pixels = pixels;
	}

	void run() throws IOException {
		SplitRows.enter(index, splits);
		index.change("DELETE FROM found");
		Found found = new Found(index);
		found.notes();
		new DuplicateUids(index, found).run();
		new Disagreements(index, found).run();
		new ReferenceCheck(index, found).run();
		new SegmentationCheck(index, found).run();
		Completeness.counts(index, found);
		if (!splits.isEmpty()) SplitCheck.run(index, found);
		if (pixels) pixels(found);
	}

	private void pixels(Found found) throws IOException {
		index.change("DELETE FROM twin");
		new Twins(index).run();
		new NearTwins(index).run();
		Twins.tell(index, found);
		QualityOutliers.run(index, found);
	}

	/** The findings of an item. */
	static List<Finding> findings(Index index, RuleBook rules, int item) throws IOException {
		List<Finding> findings = new ArrayList<>();
		index.each("SELECT rule, tag, message FROM found WHERE item = ? ORDER BY rowid", row -> {
			String rule = row.getString(1);
			findings.add(new Finding(rules.get(rule).severity(), rule, row.getString(2), row.getString(3)));
		}, item);
		return findings;
	}
}
