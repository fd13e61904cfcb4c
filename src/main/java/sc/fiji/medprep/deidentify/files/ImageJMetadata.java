package sc.fiji.medprep.deidentify.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import sc.fiji.medprep.deidentify.subject.Subject;

/**
 * What ImageJ keeps under two tags of its own (50838 and 50839): a list of lengths, and blocks of text, display ranges,
 * colour tables and drawings, of the types that the first block names.
 */
final class ImageJMetadata {
	private static final int MAGIC = 0x494A494A, INFO = 0x696E666F, LABELS = 0x6C61626C, RANGES = 0x72616E67, LUTS = 0x6C757473, PLOT = 0x706C6F74, ROI = 0x726F6920, OVERLAY = 0x6F766572;
	private static final int LUT_LENGTH = 768;

	private final ByteOrder order;
	private final Map<Integer, List<byte[]>> blocks = new LinkedHashMap<>();
	private final Charset characters;

	private ImageJMetadata(ByteOrder order) {
		this.order = order;
		characters = order == ByteOrder.LITTLE_ENDIAN ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
	}

	/** Of the first page; what cannot be followed is as if it were not there. */
	static ImageJMetadata of(TiffPages pages) {
		ImageJMetadata metadata = new ImageJMetadata(pages.order);
		SortedMap<Integer, TiffPages.Entry> page = pages.pages.get(0);
		TiffPages.Entry counts = page.get(TiffImage.METADATA_COUNTS), data = page.get(TiffImage.METADATA);
		if (counts != null && data != null && counts.type() == 4 && counts.count() > 0) metadata.read(counts, data.value());
		return metadata;
	}

	private void read(TiffPages.Entry counts, ByteBuffer data) {
		long header = counts.number(0);
		if (header < 12 || header > 804 || header > data.capacity() || data.getInt(0) != MAGIC) return;
		int at = (int) header, block = 1;
		for (int type = 4; type + 8 <= header; type += 8) {
			int kind = data.getInt(type), number = data.getInt(type + 4);
			for (int i = 0; i < number; i++, block++) {
				if (block >= counts.count()) return;
				long length = counts.number(block);
				if (length > data.capacity() - at) return;
				byte[] bytes = new byte[(int) length];
				data.get(at, bytes);
				blocks.computeIfAbsent(kind, k -> new ArrayList<>()).add(bytes);
				at += (int) length;
			}
		}
	}

	boolean hasDrawings() {
		return blocks.containsKey(ROI) || blocks.containsKey(OVERLAY) || blocks.containsKey(PLOT);
	}

	/** The Info text, and if it names nobody the header in the first slice label. */
	private String header() {
		String info = texts(INFO).stream().findFirst().orElse("");
		return InfoText.isHeader(info) ? info : String.join("\n", texts(LABELS).stream().limit(1).toList());
	}

	private List<String> texts(int type) {
		return blocks.getOrDefault(type, List.of()).stream().map(bytes -> new String(bytes, characters)).toList();
	}

	/** The patient that the text names. */
	Subject subject(Context context) {
		return InfoText.subject(header(), context);
	}

	/** Adds both entries to a page, if anything stays. */
	void putCleaned(SortedMap<Integer, TiffPages.Entry> page, Context context, Subject subject) throws IOException {
		Map<Integer, List<byte[]>> kept = new LinkedHashMap<>();
		List<String> known = InfoText.known(header(), context);
		for (String info : texts(INFO)) {
			String cleaned = InfoText.cleaned(info, context, subject, known);
			if (!cleaned.isEmpty()) kept.put(INFO, List.of(cleaned.getBytes(characters)));
		}
		List<byte[]> labels = new ArrayList<>();
		for (String label : texts(LABELS)) {
			String cleaned = InfoText.cleanedLabel(label, labels.size() + 1, context);
			labels.add(cleaned == null ? new byte[0] : cleaned.getBytes(characters));
		}
		if (labels.stream().anyMatch(label -> label.length > 0)) kept.put(LABELS, labels);
		List<byte[]> ranges = blocks.getOrDefault(RANGES, List.of());
		if (ranges.size() == 1 && ranges.get(0).length % 16 == 0 && ranges.get(0).length > 0) kept.put(RANGES, ranges);
		List<byte[]> luts = blocks.getOrDefault(LUTS, List.of());
		if (!luts.isEmpty() && luts.stream().allMatch(lut -> lut.length == LUT_LENGTH)) kept.put(LUTS, luts);
		if (!kept.isEmpty()) put(page, kept);
	}

	private void put(SortedMap<Integer, TiffPages.Entry> page, Map<Integer, List<byte[]>> kept) throws IOException {
		int blockCount = kept.values().stream().mapToInt(List::size).sum(), header = 4 + 8 * kept.size();
		ByteBuffer counts = ByteBuffer.allocate(4 * (blockCount + 1)).order(order).putInt(header);
		ByteBuffer types = ByteBuffer.allocate(header).order(order).putInt(MAGIC);
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		kept.forEach((type, list) -> {
			types.putInt(type).putInt(list.size());
			for (byte[] block : list) {
				counts.putInt(block.length);
				data.writeBytes(block);
			}
		});
		byte[] all = new byte[header + data.size()];
		System.arraycopy(types.array(), 0, all, 0, header);
		System.arraycopy(data.toByteArray(), 0, all, header, data.size());
		page.put(TiffImage.METADATA_COUNTS, new TiffPages.Entry(TiffImage.METADATA_COUNTS, 4, blockCount + 1L, counts));
		page.put(TiffImage.METADATA, new TiffPages.Entry(TiffImage.METADATA, 1, all.length, ByteBuffer.wrap(all).order(order)));
	}
}
