package sc.fiji.medprep.deidentify.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import sc.fiji.medprep.dicom.ByteSource;

/** Where the strips or tiles of a page lie. */
final class TiffRegions {
	private TiffRegions() {}

	/** @throws IOException if they lie outside of the file or are shorter than their pixels */
	static List<TiffWriter.Region> of(SortedMap<Integer, TiffPages.Entry> page, ByteSource source) throws IOException {
		boolean tiled = page.containsKey(TiffImage.TILE_OFFSETS);
		TiffPages.Entry offsets = page.get(tiled ? TiffImage.TILE_OFFSETS : TiffImage.STRIP_OFFSETS), counts = page.get(tiled ? TiffImage.TILE_COUNTS : TiffImage.STRIP_COUNTS);
		if (offsets == null || !offsets.isNumeric() || counts != null && (!counts.isNumeric() || counts.count() != offsets.count())) throw TiffPages.damaged();
		boolean compressed = TiffImage.number(page, TiffImage.COMPRESSION, 1) > 1;
		if (counts == null && compressed) throw TiffPages.damaged();
		Sizes sizes = Sizes.of(page, tiled);
		if (offsets.count() != sizes.count) throw TiffPages.damaged();
		List<TiffWriter.Region> regions = new ArrayList<>();
		for (int i = 0; i < offsets.count(); i++) {
			long start = offsets.number(i), length = counts == null ? sizes.bytes(i) : counts.number(i);
			// bytes of a region behind its pixels are nobody's business
			if (!compressed) {
				if (length < sizes.bytes(i) && !(tiled && length == 0)) throw TiffPages.damaged();
				length = Math.min(length, sizes.bytes(i));
			}
			if (start < 0 || length < 0 || start > source.length() - length) throw TiffPages.damaged();
			regions.add(new TiffWriter.Region(start, length, length));
		}
		return regions;
	}

	/** How many regions a page has and how many bytes each takes when it is not compressed. */
	private record Sizes(long count, long perPlane, long rowBytes, long rows, long length, boolean tiled) {
		static Sizes of(SortedMap<Integer, TiffPages.Entry> page, boolean tiled) throws IOException {
			long width = TiffImage.number(page, TiffImage.WIDTH, 0), length = TiffImage.number(page, TiffImage.LENGTH, 0), samples = TiffImage.number(page, TiffImage.SAMPLES, 1);
			boolean planar = TiffImage.number(page, TiffImage.PLANAR, 1) == 2;
			if (width < 1 || length < 1 || samples < 1 || samples > 64 || width > 1 << 26 || length > 1 << 26) throw TiffPages.damaged();
			long bits = bits(page, planar ? 1 : samples), planes = planar ? samples : 1;
			if (!tiled) {
				long rows = Math.min(length, Math.max(1, TiffImage.number(page, TiffImage.ROWS, length)));
				long strips = (length + rows - 1) / rows;
				return new Sizes(strips * planes, strips, (width * bits + 7) / 8, rows, length, false);
			}
			long across = TiffImage.number(page, TiffImage.TILE_WIDTH, 0), down = TiffImage.number(page, TiffImage.TILE_LENGTH, 0);
			if (across < 1 || down < 1 || across > 1 << 20 || down > 1 << 20) throw TiffPages.damaged();
			long tiles = ((width + across - 1) / across) * ((length + down - 1) / down);
			return new Sizes(tiles * planes, tiles, (across * bits + 7) / 8, down, length, true);
		}

		private static long bits(SortedMap<Integer, TiffPages.Entry> page, long samples) throws IOException {
			TiffPages.Entry entry = page.get(TiffImage.BITS);
			if (entry == null) return samples;
			if (!entry.isNumeric() || entry.count() < 1) throw TiffPages.damaged();
			long bits = 0;
			for (int i = 0; i < samples; i++) {
				long sample = entry.number((int) Math.min(i, entry.count() - 1));
				if (sample < 1 || sample > 128) throw TiffPages.damaged();
				bits += sample;
			}
			return bits;
		}

		long bytes(int region) {
			long first = region % perPlane * rows;
			return rowBytes * (tiled ? rows : Math.min(rows, length - first));
		}
	}
}
