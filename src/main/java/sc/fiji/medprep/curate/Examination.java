package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.batch.ItemOpener;
import sc.fiji.medprep.curate.quality.ImageMeasures;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesAssembler;
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
		for (int item : family.items()) {
			try (ItemOpener.OpenItem open = items.open(item); DicomFile file = DicomFile.read(open.source(), Dictionary.instance())) {
				ContentHash content = ContentHash.of(file.dataSet());
				rows.file(item, HexFormat.of().parseHex(open.sha256()), content);
				if (isImage(file)) look(item, file, assembler, rows);
			}
		}
		List<ImageSeries> series = assembler.series();
		SeriesNotes.of(series).forEach(rows::add);
		VolumeRows.enter(index, family, series);
		rows.finish(fingerprint);
	}

	private static boolean isImage(DicomFile file) {
		return Arrays.stream(PIXELS).anyMatch(file.dataSet()::contains);
	}

	private void look(int item, DicomFile file, SeriesAssembler assembler, FamilyRows rows) throws IOException {
		try {
			assembler.add(new Opened(item, items), file);
			if (pixels) rows.images(item, ImageMeasures.of(file));
		}
		catch (IOException e) {
			rows.unreadable(item, e.getMessage());
		}
	}

	private byte[] fingerprint() throws IOException {
		MessageDigest digest = Hashes.sha256();
		digest.update((VERSION + " " + pixels).getBytes(StandardCharsets.UTF_8));
		index.each("SELECT fingerprint FROM file WHERE family = ? ORDER BY fingerprint", row -> digest.update(row.getBytes(1)), family.id());
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
