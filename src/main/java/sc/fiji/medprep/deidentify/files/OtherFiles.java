package sc.fiji.medprep.deidentify.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * De-identifies files of a study that are not DICOM: NIfTI-1, NIfTI-2 and Analyze 7.5 images, the tables and sidecars of
 * BIDS, and TIFF files as ImageJ writes them. Pixels, voxels and geometry stay; text, dates and identifiers follow the
 * profile. The same patient gets the same pseudonym and date shift as in DICOM files.
 */
public final class OtherFiles {
	private static final String DESCRIPTION = "dataset_description.json";
	private static final int PREAMBLE = 128, TEXT_LIMIT = 256 << 20;

	private final Context context;
	private final BidsNames names;

	public OtherFiles(Context context) {
		this.context = context;
		names = new BidsNames(context);
	}

	/**
	 * The cleaned file with its new name, or why it is refused; empty if the item is of no kind that is handled here, as all
	 * DICOM files.
	 *
	 * @throws IOException if the file is of such a kind but cannot be handled fully; the message is one sentence that holds no
	 *             value of the file
	 */
	public Optional<Product> clean(Item item) throws IOException {
		if (item.origin() == null || isDicom(item.source())) return Optional.empty();
		String path = item.origin().path().replace("!/", "/");
		String ending = BidsNames.ending(path);
		boolean text = ending.equals(".json") || ending.equals(".tsv") || BidsNames.isOfDataset(path);
		// text whose meaning nobody knows cannot be cleaned
		if (text && !belongsToDataset(item, path, ending)) return Optional.empty();
		return switch (ending) {
			case ".json" -> text(path, new BidsJson(context).cleaned(all(item.source()), path));
			case ".tsv" -> text(path, new BidsTable(context).cleaned(all(item.source()), path));
			case ".bval", ".bvec" -> text(path, numbers(all(item.source())));
			case ".tsv.gz" -> Optional.empty();
			default -> BidsNames.isOfDataset(path) ? Optional.of(prose(item, path)) : image(item, path);
		};
	}

	/** True for a path that is called like a file that is handled here. */
	public static boolean isCalledSo(String path) {
		return !BidsNames.ending(path).isEmpty() || BidsNames.isOfDataset(path);
	}

	/** True in a dataset of BIDS, and for the sidecar of an image. */
	private static boolean belongsToDataset(Item item, String path, String ending) throws IOException {
		boolean table = BidsNames.isOfDataset(path) && !ending.isEmpty();
		if (table || BidsNames.label(path) != null || hasSibling(item, DESCRIPTION)) return true;
		String stem = BidsNames.fileName(path).substring(0, BidsNames.fileName(path).length() - ending.length());
		return ending.equals(".json") && (hasSibling(item, stem + ".nii") || hasSibling(item, stem + ".nii.gz"));
	}

	private static boolean hasSibling(Item item, String name) throws IOException {
		try (ByteSource sibling = item.origin().sibling(name)) {
			return sibling != null;
		}
	}

	private Optional<Product> image(Item item, String path) throws IOException {
		Optional<Product> tiff = new TiffImage(context).clean(item, path);
		return tiff.isPresent() ? tiff : new NiftiImage(context).clean(item, path);
	}

	private static boolean isDicom(ByteSource source) throws IOException {
		return source.length() >= PREAMBLE + 4 && new String(source.bytes(PREAMBLE, 4), StandardCharsets.ISO_8859_1).equals("DICM");
	}

	private static byte[] all(ByteSource source) throws IOException {
		if (source.length() > TEXT_LIMIT) throw new IOException("The text file is too long to be cleaned.");
		return source.bytes(0, (int) source.length());
	}

	private Optional<Product> text(String path, byte[] cleaned) {
		return Optional.of(Product.done(names.output(path), out -> NiftiImage.write(out, cleaned), List.of()));
	}

	/** Diffusion weightings and directions: nothing but numbers. */
	private static byte[] numbers(byte[] bytes) throws IOException {
		String text = BidsTable.text(bytes);
		if (!text.isBlank() && !Values.areNumbers(text)) throw new IOException("The file is called like a table of numbers but holds other text.");
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** A text for readers of the dataset, such as README. */
	private Product prose(Item item, String path) throws IOException {
		if (!context.has(ProfileOption.CLEAN_DESCRIPTORS)) {
			return new Product(Outcome.SKIPPED, "This profile lets no descriptions through; write the text for readers anew.", "", null, List.of());
		}
		Values values = new Values(context);
		StringBuilder cleaned = new StringBuilder();
		for (String line : BidsTable.text(all(item.source())).split("\\r\\n|\\n|\\r")) {
			String kept = values.text(line, null, List.of());
			cleaned.append(kept == null ? "" : kept).append('\n');
		}
		return Product.done(names.output(path), out -> NiftiImage.write(out, cleaned.toString().getBytes(StandardCharsets.UTF_8)), List.of());
	}
}
