package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.GroupProduct;
import sc.fiji.medprep.batch.GroupStep;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.ItemOpener;
import sc.fiji.medprep.batch.OtherContent;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Review;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.report.RuleBook;

/** Enters files into the index, looks at each series, then asks the index what does not fit together. Keeps nothing else of a file. */
final class CurateStep implements GroupStep<Family> {
	private final CurateOptions options;
	private final Splits splits;
	private final Index index;
	private final Survey survey;
	private final RuleBook rules;

	CurateStep(CurateOptions options, Splits splits, Index index, RuleBook rules) {
		this.options = options;
		this.splits = splits;
		this.index = index;
		this.rules = rules;
		survey = new Survey(index);
	}

	@Override
	public boolean isComplete() throws IOException {
		return Survey.state(index, "complete") == 1;
	}

	@Override
	public Optional<Product> survey(Item item) throws IOException {
		byte[] fingerprint = item.origin().fingerprint();
		String split = splits.ofFile(splits.isEmpty() ? "" : item.origin().path());
		if (survey.meets(fingerprint, item.number(), split)) return Optional.empty();
		Optional<DicomFile> read = OtherContent.read(item.source());
		if (read.isEmpty()) return Optional.of(OtherContent.PASSED_OVER);
		try (DicomFile file = read.get()) {
			Header header = Header.of(file);
			if (file.isDirectory()) return Optional.of(Product.skipped("A DICOMDIR is no part of the set."));
			survey.add(fingerprint, item.number(), split, header);
			return Optional.empty();
		}
	}

	@Override
	public List<Family> groups(ItemOpener items) throws IOException {
		survey.endSurvey();
		return Family.all(index);
	}

	@Override
	public GroupProduct process(Family family, ItemOpener items) throws IOException {
		new Examination(family, items, index, options.pixels()).run();
		String[] hashes = new String[family.items().size()];
		int[] at = {0};
		index.each("SELECT sha256 FROM file WHERE family = ? ORDER BY item", row -> hashes[at[0]++] = HexFormat.of().formatHex(row.getBytes(1)), family.id());
		return new GroupProduct(List.of(), IntStream.range(0, hashes.length).mapToObj(i -> new GroupProduct.Row(family.items().get(i), Outcome.DONE, "", "", List.of(), hashes[i])).toList());
	}

	@Override
	public void review(Review review) throws IOException {
		new SetReview(index, splits, options.pixels()).run();
		// a wrong folder should not pass for a clean set
		if (index.number("SELECT count(*) FROM file") == 0) review.find(1, new Finding(rules.get("set.nothing").severity(), "set.nothing", "", "No file of the input is a DICOM file that belongs to a set; give the folder of the images."));
		review.findAll(item -> SetReview.findings(index, rules, item));
		Survey.setState(index, "complete", 1);
		index.commit();
	}
}
