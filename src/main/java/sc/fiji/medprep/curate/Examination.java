package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.batch.ItemOpener;
import sc.fiji.medprep.batch.OutputException;
import sc.fiji.medprep.curate.quality.FileMeasures;
import sc.fiji.medprep.curate.quality.ImageMeasures;
import sc.fiji.medprep.curate.quality.VolumeMeasures;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.ImagePlane;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesAssembler;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.standard.Dictionary;

/** The look at the files of a family, one after the other, then at all together. What comes of it is entered into the index. */
final class Examination {
	/** To be counted up when more is looked at, so that indexes of earlier versions are not taken for complete. */
	private static final String VERSION = "1";
	private static final int[] PIXELS = {Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA};

	private final Family family;
	private final ItemOpener items;
	private final Index index;
	private final boolean pixels;

	Examination(Family family, ItemOpener items, Index index, boolean pixels) {
		this.family = family;
		this.items = items;
		this.index = index;
		this.pixels = pixels;
	}

	/** Does it, unless the same files have been looked at in the same way before. */
	void run() throws IOException {
		byte[] fingerprint = fingerprint();
		if (index.number("SELECT count(*) FROM family WHERE id = ? AND fingerprint = ?", family.id(), fingerprint) > 0) return;
		FamilyRows rows = new FamilyRows(index, family);
		rows.clear();
		SeriesAssembler assembler = new SeriesAssembler();
		Map<Integer, InstanceFacts> facts = new HashMap<>();
		Completeness.Parts parts = new Completeness.Parts();
		Copies copies = new Copies();
		for (int item : family.items()) {
			try (ItemOpener.OpenItem open = items.open(item); DicomFile file = DicomFile.read(open.source(), Dictionary.instance())) {
				ContentHash content = ContentHash.of(file.dataSet());
				rows.file(item, HexFormat.of().parseHex(open.sha256()), content);
				DataSet root = file.dataSet();
				boolean image = isImage(file), again = copies.isCopy(item, root, content, of -> image && pixels ? pixelHash(of, rows) : null);
				List<ImagePlane> planes = ImagePlane.of(root);
				rows.references(item, References.of(root));
				rows.planes(item, planes);
				parts.add(item, root);
				SegmentationNotes.of(root, item).forEach(rows::add);
				if (!image) continue;
				if (!again && root.intValue(Tag.NUMBER_OF_FRAMES).orElse(1) < 2) facts.put(item, InstanceFacts.of(item, root, planes));
				look(item, file, again ? null : assembler, rows);
			}
		}
		List<ImageSeries> series = assembler.series();
		SeriesNotes.of(series, facts).forEach(rows::add);
		OrderNotes.of(series, facts).forEach(rows::add);
		parts.notes().forEach(rows::add);
		VolumeRows.enter(index, family, series);
		if (pixels) look(series, rows);
		rows.finish(fingerprint);
	}

	private static boolean isImage(DicomFile file) {
		return Arrays.stream(PIXELS).anyMatch(file.dataSet()::contains);
	}

	/** The hash of the pixels of an item that was decoded, or is decoded for this. */
	private byte[] pixelHash(int item, FamilyRows rows) throws IOException {
		byte[] known = rows.pixels(item);
		if (known != null) return known;
		try (DicomFile file = new Opened(item, items).open()) {
			byte[] hash = ImageMeasures.of(file).valueHash();
			rows.pixels(item, hash);
			return hash;
		}
		catch (OutputException e) {
			throw e;
		}
		catch (IOException e) {
			return null;
		}
	}

	/** @param assembler null for an image that was there before */
	private void look(int item, DicomFile file, SeriesAssembler assembler, FamilyRows rows) throws IOException {
		FileMeasures measures = null;
		try {
			if (assembler != null) assembler.add(new Opened(item, items), file);
			if (pixels) measures = ImageMeasures.of(file);
		}
		catch (IOException e) {
			rows.unreadable(item, reason(e));
		}
		if (measures != null) rows.images(item, measures);
	}

	/** Measures volumes as a whole. */
	private void look(List<ImageSeries> all, FamilyRows rows) throws IOException {
		int number = 0;
		for (ImageSeries series : all)
			for (StoredVolume volume : series.volumes()) {
				number++;
				VolumeMeasures measures = null;
				try {
					measures = ImageMeasures.of(volume);
				}
				catch (IOException e) {
					// one image after the other has been told
					rows.unreadable(volume.first().number(), reason(e));
				}
				if (measures != null) rows.volume(number, volume, measures);
			}
	}

	/** What a finding may say. The message of a file system is a path: then the file is refused. */
	private static String reason(IOException e) throws IOException {
		if (e instanceof FileSystemException || e.getMessage() == null) throw e;
		return e.getMessage();
	}

	private byte[] fingerprint() throws IOException {
		MessageDigest digest = Hashes.sha256();
		digest.update((VERSION + " " + pixels).getBytes(StandardCharsets.UTF_8));
		index.each("SELECT id, fingerprint FROM file WHERE family = ? ORDER BY fingerprint", row -> {
			// what was found is kept by the number of the row
			digest.update(row.getString(1).getBytes(StandardCharsets.UTF_8));
			digest.update(row.getBytes(2));
		}, family.id());
		return digest.digest();
	}

	private record Opened(int number, ItemOpener items) implements DicomSource {
		@Override
		public DicomFile open() throws IOException {
			ItemOpener.OpenItem item = items.open(number);
			return DicomFile.read(item.source(), item, Dictionary.instance());
		}

		@Override
		public String toString() {
			return "item " + number;
		}
	}
}
