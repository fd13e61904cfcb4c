package sc.fiji.medprep.validate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.OtherContent;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Review;
import sc.fiji.medprep.batch.Step;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.report.RuleBook;

/** Has every check look at one file. */
final class ValidateStep implements Step {
	private final RuleBook book = RuleBook.of(FileCheck.class);
	private final List<FileCheck> checks;
	private final boolean strict;
	private volatile boolean seen;

	ValidateStep(List<FileCheck> checks, boolean strict) {
		this.checks = checks;
		this.strict = strict;
	}

	@Override
	public Product process(Item item) throws IOException {
		Findings findings = new Findings(book, strict);
		try {
			Optional<DicomFile> read = OtherContent.read(item.source());
			if (read.isEmpty()) return OtherContent.PASSED_OVER;
			try (DicomFile file = read.get()) {
				for (FileCheck check : checks) check.check(file, findings);
			}
		}
		catch (DicomException e) {
			seen = true;
			return Product.refused(e.getMessage(), List.of(new Finding(book.get("file.unreadable").severity(), "file.unreadable", "", e.getMessage())));
		}
		seen = true;
		return Product.seen(findings.list()).noted(findings.coverage().note());
	}

	/** A wrong folder should not pass for a clean one. */
	@Override
	public void review(Review review) throws IOException {
		// an earlier part of the run may have seen some
		if (!seen) review.forEach(item -> seen |= item.outcome() != Outcome.SKIPPED);
		if (!seen) review.find(1, new Finding(book.get("set.nothing").severity(), "set.nothing", "", "No file of the input is a DICOM file; give the folder of the images."));
	}
}
