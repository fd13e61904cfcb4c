package sc.fiji.medprep.deidentify.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.dicom.ByteSource;

/** The pages of a TIFF 6.0 or BigTIFF file with the entries of their directories, as they are written. */
final class TiffPages {
	private static final int MOST_PAGES = 1 << 20, MOST_ENTRIES = 4096;
	/** All values together; a slide of a million tiles has a quarter of it. */
	private static final long MOST_BYTES = 1L << 28;
	private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

	/**
	 * An entry of a directory.
	 *
	 * @param type 1 to 18
	 * @param value in the byte order of the file
	 */
	record Entry(int tag, int type, long count, ByteBuffer value) {
		boolean isNumeric() {
			return type != 2 && type != 7;
		}

		/** A whole number of the value. */
		long number(int i) {
			return switch (TYPE_SIZES[type]) {
				case 1 -> value.get(i) & 0xFF;
				case 2 -> value.getShort(2 * i) & 0xFFFF;
				case 4 -> value.getInt(4 * i) & 0xFFFFFFFFL;
				default -> value.getLong(8 * i);
			};
		}
	}

	final ByteOrder order;
	final boolean big;
	final List<SortedMap<Integer, Entry>> pages = new ArrayList<>();
	private final ByteSource source;
	private long bytes;

	private TiffPages(ByteSource source, ByteOrder order, boolean big) {
		this.source = source;
		this.order = order;
		this.big = big;
	}

	/**
	 * The pages of a file that begins as TIFF files do.
	 *
	 * @throws IOException if the file is damaged; the message is one sentence
	 */
	static Optional<TiffPages> read(ByteSource source) throws IOException {
		if (source.length() < 8) return Optional.empty();
		byte[] head = source.bytes(0, 4);
		boolean little = head[0] == 'I' && head[1] == 'I' && head[3] == 0, bigEndian = head[0] == 'M' && head[1] == 'M' && head[2] == 0;
		int version = little ? head[2] : bigEndian ? head[3] : 0;
		if (version != 42 && version != 43) return Optional.empty();
		TiffPages pages = new TiffPages(source, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, version == 43);
		try {
			pages.readAll();
		}
		catch (EOFException e) {
			throw damaged();
		}
		return Optional.of(pages);
	}

	static IOException damaged() {
		return new IOException("The TIFF file is damaged: it names places outside of itself or more than it can hold.");
	}

	private void readAll() throws IOException {
		ByteBuffer head = bytes(0, big ? 16 : 8);
		if (big && (head.getShort(4) != 8 || head.getShort(6) != 0)) throw damaged();
		Set<Long> seen = new HashSet<>();
		for (long at = big ? head.getLong(8) : head.getInt(4) & 0xFFFFFFFFL; at != 0;) {
			if (!seen.add(at) || pages.size() == MOST_PAGES) throw damaged();
			at = readPage(at);
		}
		if (pages.isEmpty()) throw damaged();
	}

	private long readPage(long at) throws IOException {
		int counter = big ? 8 : 2, size = big ? 20 : 12;
		ByteBuffer start = bytes(at, counter);
		long count = big ? start.getLong(0) : start.getShort(0) & 0xFFFF;
		if (count < 1 || count > MOST_ENTRIES) throw damaged();
		ByteBuffer entries = bytes(at + counter, (int) count * size + (big ? 8 : 4));
		SortedMap<Integer, Entry> page = new TreeMap<>();
		for (int i = 0; i < count; i++) {
			Entry entry = entry(entries, i * size);
			if (entry != null) page.putIfAbsent(entry.tag, entry);
		}
		pages.add(page);
		int next = (int) count * size;
		return big ? entries.getLong(next) : entries.getInt(next) & 0xFFFFFFFFL;
	}

	private Entry entry(ByteBuffer entries, int at) throws IOException {
		int tag = entries.getShort(at) & 0xFFFF, type = entries.getShort(at + 2) & 0xFFFF;
		if (type >= TYPE_SIZES.length || TYPE_SIZES[type] == 0) return null;
		long count = big ? entries.getLong(at + 4) : entries.getInt(at + 4) & 0xFFFFFFFFL;
		int field = at + (big ? 12 : 8);
		if (count < 0 || count > MOST_BYTES) return TiffImage.isNeeded(tag) ? fail() : null;
		long length = count * TYPE_SIZES[type];
		if (length <= (big ? 8 : 4)) return new Entry(tag, type, count, entries.slice(field, (int) length).order(order));
		// what does not stay need not be read, and may be as long as it likes
		if (!TiffImage.isNeeded(tag)) return new Entry(tag, type, 0, ByteBuffer.allocate(0));
		bytes += length;
		if (bytes > MOST_BYTES) throw damaged();
		return new Entry(tag, type, count, bytes(big ? entries.getLong(field) : entries.getInt(field) & 0xFFFFFFFFL, (int) length));
	}

	private static Entry fail() throws IOException {
		throw damaged();
	}

	private ByteBuffer bytes(long at, int count) throws IOException {
		if (at < 0 || at > source.length() - count) throw damaged();
		return ByteBuffer.wrap(source.bytes(at, count)).order(order);
	}
}
