package sc.fiji.medprep.deidentify.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Item;
import sc.fiji.medprep.batch.Product;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.dicom.ByteSource;

/**
 * TIFF files: a new file with those entries of each page that say how its pixels are stored and how large they are, the
 * cleaned description and header of ImageJ or OME, and the same strips or tiles.
 */
final class TiffImage {
	static final int WIDTH = 256, LENGTH = 257, BITS = 258, COMPRESSION = 259, DESCRIPTION = 270, STRIP_OFFSETS = 273, SAMPLES = 277, ROWS = 278, STRIP_COUNTS = 279, PLANAR = 284, COLOR_MAP = 320,
		TILE_WIDTH = 322, TILE_LENGTH = 323, TILE_OFFSETS = 324, TILE_COUNTS = 325, METADATA_COUNTS = 50838, METADATA = 50839;
	/** One number each: kind of page, photometry, orientation, resolution, predictor, sample format and the like. */
	private static final Set<Integer> SINGLE = Set.of(254, 255, WIDTH, LENGTH, COMPRESSION, 262, 263, 266, 274, SAMPLES, ROWS, 282, 283, PLANAR, 290, 292, 293, 296, 317, TILE_WIDTH, TILE_LENGTH, 332, 334);
	/** A number for each sample. */
	private static final Set<Integer> PER_SAMPLE = Set.of(BITS, 280, 281, 338, 339, 340, 341);
	private static final Map<Integer, Integer> FIXED = Map.of(318, 2, 319, 6, 529, 3, 530, 2, 531, 1, 532, 6);
	private static final Set<Integer> PLACES = Set.of(STRIP_OFFSETS, STRIP_COUNTS, TILE_OFFSETS, TILE_COUNTS);
	/** None, CCITT, LZW, deflate, PackBits, LZMA, Zstandard: streams that hold nothing but pixels. */
	private static final Set<Long> COMPRESSIONS = Set.of(0L, 1L, 2L, 3L, 4L, 5L, 8L, 32946L, 32773L, 34925L, 50000L);
	/** Under these tags NIH Image, MetaMorph and IPLab keep how many planes follow. */
	private static final Set<Integer> OTHER_STACKS = Set.of(43314, 33628, 33629, 34122);
	private static final int SUB_PAGES = 330, MOST_COLORS = 3 << 16;

	private final Context context;
	private final BidsNames names;

	TiffImage(Context context) {
		this.context = context;
		names = new BidsNames(context);
	}

	/** True for tags of which something stays. */
	static boolean isNeeded(int tag) {
		return SINGLE.contains(tag) || PER_SAMPLE.contains(tag) || FIXED.containsKey(tag) || PLACES.contains(tag) || tag == COLOR_MAP || tag == DESCRIPTION || tag == METADATA || tag == METADATA_COUNTS;
	}

	/** The cleaned image, if the item is a TIFF file. */
	Optional<Product> clean(Item item, String path) throws IOException {
		Optional<TiffPages> read = TiffPages.read(item.source());
		if (read.isEmpty()) {
			if (BidsNames.ending(path).matches("(\\.ome)?\\.tiff?|\\.btf")) throw new IOException("The file is called like a TIFF image but is none.");
			return Optional.empty();
		}
		TiffPages pages = read.get();
		List<Finding> findings = new ArrayList<>();
		ImageJMetadata metadata = ImageJMetadata.of(pages);
		String label = BidsNames.label(path);
		Subject subject = label != null ? context.subject(label) : metadata.subject(context);
		TiffWriter writer = new TiffWriter(pages.order, pages.big, item.source());
		boolean subPages = false;
		for (int i = 0; i < pages.pages.size(); i++) {
			SortedMap<Integer, TiffPages.Entry> page = pages.pages.get(i);
			subPages |= page.containsKey(SUB_PAGES);
			SortedMap<Integer, TiffPages.Entry> kept = kept(page);
			String description = description(page, i == 0, subject);
			if (!description.isEmpty()) kept.put(DESCRIPTION, ascii(description, pages));
			if (i == 0) metadata.putCleaned(kept, context, subject);
			List<TiffWriter.Region> regions = TiffRegions.of(page, item.source());
			if (i == 0 && pages.pages.size() == 1) regions = wholeStack(description, page, regions, item.source());
			writer.add(kept, regions, page.containsKey(TILE_OFFSETS));
		}
		if (subPages) findings.add(new Finding(Severity.INFO, "tiff.sub-pages", "", "Smaller copies of pages inside the TIFF file were left out."));
		if (metadata.hasDrawings()) findings.add(new Finding(Severity.INFO, "tiff.drawings", "", "Selections, overlays and plots of ImageJ, which can hold text, were left out."));
		findings.add(new Finding(Severity.WARNING, "pixel.burned-in", "", "A TIFF file does not say whether text is burned into its pixels; look at it before you hand it on."));
		writer.arrange();
		String name = names.output(path);
		return Optional.of(Product.done(BidsNames.ending(name).isEmpty() ? name + ".tif" : name, writer::write, findings));
	}

	private static SortedMap<Integer, TiffPages.Entry> kept(SortedMap<Integer, TiffPages.Entry> page) throws IOException {
		if (page.keySet().stream().anyMatch(OTHER_STACKS::contains)) throw new IOException("The TIFF file is a stack in a way of its own (NIH Image, MetaMorph, IPLab); open it in ImageJ and save it as TIFF first.");
		long compression = number(page, COMPRESSION, 1);
		if (!COMPRESSIONS.contains(compression)) {
			throw new IOException("The pixels of the TIFF file are compressed in a way that can hide text (such as JPEG); save it without compression first.");
		}
		long samples = number(page, SAMPLES, 1);
		SortedMap<Integer, TiffPages.Entry> kept = new TreeMap<>();
		for (TiffPages.Entry entry : page.values()) {
			long most = SINGLE.contains(entry.tag()) ? 1 : PER_SAMPLE.contains(entry.tag()) ? Math.min(samples, 64) : entry.tag() == COLOR_MAP ? MOST_COLORS : FIXED.getOrDefault(entry.tag(), 0);
			if (most == 0) continue;
			if (entry.isNumeric() && entry.count() >= 1 && entry.count() <= most) kept.put(entry.tag(), entry);
			else if (entry.tag() == BITS) throw TiffPages.damaged();
		}
		return kept;
	}

	static long number(SortedMap<Integer, TiffPages.Entry> page, int tag, long otherwise) {
		TiffPages.Entry entry = page.get(tag);
		return entry == null || entry.count() < 1 || !entry.isNumeric() ? otherwise : entry.number(0);
	}

	private String description(SortedMap<Integer, TiffPages.Entry> page, boolean first, Subject subject) {
		TiffPages.Entry entry = page.get(DESCRIPTION);
		if (entry == null || entry.type() != 2) return "";
		byte[] bytes = new byte[entry.value().capacity()];
		entry.value().get(0, bytes);
		String text = new String(bytes, StandardCharsets.UTF_8);
		int end = text.indexOf('\0');
		return ImageDescription.cleaned(end < 0 ? text : text.substring(0, end));
	}

	private static TiffPages.Entry ascii(String text, TiffPages pages) {
		byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
		return new TiffPages.Entry(DESCRIPTION, 2, bytes.length, ByteBuffer.wrap(bytes).order(pages.order));
	}

	/** ImageJ writes stacks of more than 4 GB as one page whose description counts the planes that follow each other. */
	private static List<TiffWriter.Region> wholeStack(String description, SortedMap<Integer, TiffPages.Entry> page, List<TiffWriter.Region> regions, ByteSource source) throws IOException {
		long images = ImageDescription.images(description);
		if (images <= 1 || regions.size() != 1 || number(page, COMPRESSION, 1) > 1) return regions;
		TiffWriter.Region plane = regions.get(0);
		long all = Math.multiplyExact(images, plane.length());
		if (all > source.length() - plane.start()) throw TiffPages.damaged();
		return List.of(new TiffWriter.Region(plane.start(), plane.length(), all));
	}
}
