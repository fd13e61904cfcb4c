package sc.fiji.medprep.convert;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import sc.fiji.medprep.batch.CsvWriter;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.GroupProduct;
import sc.fiji.medprep.batch.GroupStep;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.ItemOpener;
import sc.fiji.medprep.batch.OtherContent;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.OutputException;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Review;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.ImageKind;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesAssembler;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.report.WholeFile;

/** Puts images together from the files of a set, and has each written with what goes with it. */
final class ConvertStep implements GroupStep<ImageGroup> {
	private static final int[] PIXELS = {Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA};

	private static final Finding NOTHING = new Finding(Severity.ERROR, "set.no_image", "", "Nothing was converted: no file of the input holds an image that the mapping does not leave out.");

	private final ConvertOptions options;
	private final BidsMapping mapping;
	private final Path subjectTable;
	private final Set<String> keywords = new LinkedHashSet<>(BidsGuess.KEYWORDS);
	private final SeriesAssembler assembler = new SeriesAssembler();
	private final SortedMap<Integer, ItemFacts> facts = new ConcurrentSkipListMap<>();
	private final Map<ItemFacts, ItemFacts> known = new ConcurrentHashMap<>();
	private volatile ItemOpener early;
	private Subjects subjects;
	private List<ImageGroup.Planned> planned;

	/** @param subjectTable receives who is called what, in the private folder */
	ConvertStep(ConvertOptions options, BidsMapping mapping, Path subjectTable) {
		this.options = options;
		this.mapping = mapping;
		this.subjectTable = subjectTable;
		keywords.addAll(mapping.keywords());
	}

	@Override
	public Optional<Product> survey(Item item) throws IOException {
		Optional<DicomFile> read = OtherContent.read(item.source());
		if (read.isEmpty()) return Optional.of(OtherContent.PASSED_OVER);
		try (DicomFile file = read.get()) {
			DataSet dataSet = file.dataSet();
			if (file.isDirectory()) return Optional.of(Product.skipped("A DICOMDIR holds no image."));
			boolean image = false;
			for (int tag : PIXELS) image |= dataSet.contains(tag);
			if (!image) return Optional.of(Product.skipped("The file holds no image."));
			assembler.add(new ItemSource(item.number(), () -> early), file);
			ItemFacts of = ItemFacts.of(dataSet, keywords);
			ItemFacts first = known.putIfAbsent(of, of);
			facts.put(item.number(), first == null ? of : first);
			return Optional.empty();
		}
	}

	@Override
	public List<ImageGroup> groups(ItemOpener items) throws IOException {
		early = items;
		known.clear();
		subjects = new Subjects(facts);
		writeSubjects();
		List<StoredVolume> volumes = new ArrayList<>();
		List<ImageFacts> images = new ArrayList<>();
		for (ImageSeries series : assembler.series()) {
			for (StoredVolume volume : series.volumes()) {
				var alike = series.volumes().stream().map(StoredVolume::kind).filter(kind -> kind.component() == volume.kind().component());
				volumes.add(volume);
				images.add(facts(volume, alike.map(ImageKind::echo).distinct().count() > 1));
			}
		}
		boolean bids = options.layout() == ConvertOptions.Layout.BIDS;
		List<BidsName> bidsNames = bids ? Names.bids(images, mapping) : null;
		List<String> names = bids ? Names.paths(images, bidsNames) : Names.flat(images, options.freeText());
		planned = new ArrayList<>();
		Set<Integer> inNone = new HashSet<>(facts.keySet());
		for (StoredVolume volume : volumes) volume.files().forEach(file -> inNone.remove(file.number()));
		for (int i = 0; i < images.size(); i++)
			planned.add(new ImageGroup.Planned(volumes.get(i), names.get(i), bids ? bidsNames.get(i) : null, bids ? Names.echoTimes(images, bidsNames, i) : new double[0], images.get(i).subject(), ImageGroup.left(volumes.get(i), inNone)));
		return ImageGroup.of(facts.keySet(), planned);
	}

	private ImageFacts facts(StoredVolume volume, boolean echoes) {
		ItemFacts first = facts.get(volume.first().number());
		Subjects.Subject subject = subjects.of(first);
		int session = subject.studies().size() == 1 ? 0 : subject.session(first.study());
		return new ImageFacts(first, subject, session, volume.kind(), volume.axis().kind(), volume.shape().count(), echoes);
	}

	private void writeSubjects() throws IOException {
		try (WholeFile table = new WholeFile(subjectTable)) {
			Writer out = table.out();
			CsvWriter rows = new CsvWriter(out);
			rows.row("subject", "patient");
			for (var subject : subjects.all().entrySet()) rows.row(subject.getValue().label(), subject.getKey());
			table.finish();
		}
		catch (IOException e) {
			throw new OutputException("The private folder", e);
		}
	}

	@Override
	public GroupProduct process(ImageGroup group, ItemOpener items) throws IOException {
		if (group.images().isEmpty()) return GroupProduct.refused(group.items(), "No image could be made of the file.", List.of());
		GroupRows rows = new GroupRows(group.items());
		List<GroupProduct.Output> outputs = new ArrayList<>();
		for (ImageGroup.Planned image : group.images()) {
			image.volume().files().forEach(file -> ((ItemSource) file).use(items));
			rows.left(image);
			if (image.name().equals(Names.LEFT_OUT)) {
				rows.skipped(image, "The mapping leaves this series out.");
				continue;
			}
			rows.findings(image);
			if (isRefused(image)) {
				rows.refused(image);
				continue;
			}
			ImageOutputs made = new ImageOutputs(image, options);
			outputs.addAll(made.files());
			rows.done(image, made.imageName());
		}
		return new GroupProduct(outputs, rows.rows());
	}

	private boolean isRefused(ImageGroup.Planned image) {
		return image.volume().isRefused() && options.onFinding() == ConvertOptions.OnFinding.REFUSE;
	}

	@Override
	public void review(Review review) throws IOException {
		BitSet done = new BitSet(), refused = new BitSet();
		review.forEach(item -> {
			done.set(item.item(), item.outcome() == Outcome.DONE);
			refused.set(item.item(), item.outcome() == Outcome.REFUSED);
		});
		// a wrong folder should not pass for a conversion
		if (done.isEmpty() && refused.isEmpty()) review.find(1, NOTHING);
		if (done.isEmpty() || options.layout() != ConvertOptions.Layout.BIDS) return;
		List<ImageGroup.Planned> written = planned.stream().filter(image -> !image.name().equals(Names.LEFT_OUT) && !isRefused(image) && done.get(image.volume().first().number())).toList();
		Set<Subjects.Subject> present = written.stream().map(ImageGroup.Planned::subject).collect(Collectors.toSet());
		SortedSet<String> unknown = new TreeSet<>();
		for (ImageGroup.Planned image : written)
			if (!image.bids().isStandard()) unknown.add(image.bids().datatype());
		DatasetFiles.write(review, subjects.all().values().stream().filter(present::contains).toList(), unknown);
	}
}
