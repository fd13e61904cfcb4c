package sc.fiji.medprep.deidentify.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import sc.fiji.medprep.dicom.ByteSource;

/** Writes a TIFF or BigTIFF file: all directories first, then the pixels of all pages one behind the other, as ImageJ reads stacks. */
final class TiffWriter {
	/**
	 * A strip or tile of the original.
	 *
	 * @param length as the directory says
	 * @param copied how many bytes are copied, which for a stack in one page are more
	 */
	record Region(long start, long length, long copied) {}

	private record Page(SortedMap<Integer, TiffPages.Entry> entries, List<Region> regions, boolean tiled) {}

	private static final int LONG = 4, LONG_8 = 16;

	private final ByteOrder order;
	private final boolean big;
	private final ByteSource source;
	private final List<Page> pages = new ArrayList<>();
	private ByteBuffer directories;

	TiffWriter(ByteOrder order, boolean big, ByteSource source) {
		this.order = order;
		this.big = big;
		this.source = source;
	}

	void add(SortedMap<Integer, TiffPages.Entry> entries, List<Region> regions, boolean tiled) {
		pages.add(new Page(entries, regions, tiled));
	}

	/**
	 * Lays out the file.
	 *
	 * @throws IOException if the file has no room for its places
	 */
	void arrange() throws IOException {
		for (Page page : pages) {
			int count = page.regions.size();
			page.entries.put(page.tiled ? TiffImage.TILE_OFFSETS : TiffImage.STRIP_OFFSETS, places(page.tiled ? TiffImage.TILE_OFFSETS : TiffImage.STRIP_OFFSETS, count));
			page.entries.put(page.tiled ? TiffImage.TILE_COUNTS : TiffImage.STRIP_COUNTS, places(page.tiled ? TiffImage.TILE_COUNTS : TiffImage.STRIP_COUNTS, count));
		}
		long at = big ? 16 : 8;
		for (Page page : pages) at += size(page);
		if (at > Integer.MAX_VALUE - 16) throw new IOException("The TIFF file has too many pages or strips to be written anew.");
		long end = at;
		for (Page page : pages) end = place(page, end);
		// a small file whose strips all lie on the same bytes would fill the disk
		if (end - at > source.length()) throw TiffPages.damaged();
		directories = ByteBuffer.allocate((int) at).order(order);
		directories.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).putShort((short) (big ? 43 : 42));
		if (big) directories.putShort((short) 8).putShort((short) 0).putLong(16);
		else directories.putInt(8);
		for (int i = 0; i < pages.size(); i++) put(pages.get(i), i == pages.size() - 1);
	}

	private TiffPages.Entry places(int tag, int count) {
		return new TiffPages.Entry(tag, big ? LONG_8 : LONG, count, ByteBuffer.allocate(count * (big ? 8 : 4)).order(order));
	}

	/** Sets the places of a page's regions. */
	private long place(Page page, long start) throws IOException {
		ByteBuffer offsets = page.entries.get(page.tiled ? TiffImage.TILE_OFFSETS : TiffImage.STRIP_OFFSETS).value();
		ByteBuffer counts = page.entries.get(page.tiled ? TiffImage.TILE_COUNTS : TiffImage.STRIP_COUNTS).value();
		long at = start;
		for (int i = 0; i < page.regions.size(); i++) {
			Region region = page.regions.get(i);
			if (!big && (at > 0xFFFFFFFFL || region.length > 0xFFFFFFFFL)) throw new IOException("The TIFF file grows too large to be written anew; save it as BigTIFF first.");
			if (big) {
				offsets.putLong(8 * i, at);
				counts.putLong(8 * i, region.length);
			}
			else {
				offsets.putInt(4 * i, (int) at);
				counts.putInt(4 * i, (int) region.length);
			}
			at += region.copied;
		}
		return at;
	}

	private long size(Page page) {
		long size = directorySize(page);
		for (TiffPages.Entry entry : page.entries.values()) size += outside(entry);
		return size;
	}

	private int directorySize(Page page) {
		return big ? 8 + 20 * page.entries.size() + 8 : 2 + 12 * page.entries.size() + 4;
	}

	/** Bytes of a value that does not fit into its entry, on a word boundary. */
	private int outside(TiffPages.Entry entry) {
		int length = entry.value().capacity();
		return length <= (big ? 8 : 4) ? 0 : length + (length & 1);
	}

	private void put(Page page, boolean last) {
		int start = directories.position(), values = start + directorySize(page);
		if (big) directories.putLong(page.entries.size());
		else directories.putShort((short) page.entries.size());
		for (TiffPages.Entry entry : page.entries.values()) {
			directories.putShort((short) entry.tag()).putShort((short) entry.type());
			if (big) directories.putLong(entry.count());
			else directories.putInt((int) entry.count());
			int field = directories.position(), outside = outside(entry);
			int at = outside == 0 ? field : values;
			if (outside > 0 && big) directories.putLong(field, values);
			else if (outside > 0) directories.putInt(field, values);
			for (int i = 0; i < entry.value().capacity(); i++) directories.put(at + i, entry.value().get(i));
			values += outside;
			directories.position(field + (big ? 8 : 4));
		}
		if (big) directories.putLong(last ? 0 : values);
		else directories.putInt(last ? 0 : values);
		directories.position(values);
	}

	/** Writes what was arranged. */
	void write(WritableByteChannel out) throws IOException {
		ByteBuffer start = directories.duplicate();
		start.rewind();
		while (start.hasRemaining()) out.write(start);
		for (Page page : pages) {
			for (Region region : page.regions) source.transferTo(region.start, region.copied, out);
		}
	}
}
