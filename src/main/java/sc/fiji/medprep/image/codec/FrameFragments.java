package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/**
 * Which fragments of encapsulated Pixel Data make which frame (PS3.5 annex A.4): by the Extended or the Basic Offset Table if
 * what they point to can be true, else one by one, else by how frames begin.
 */
final class FrameFragments {
	private static final int ITEM_HEADER = 8;
	/** Offsets in the Basic Offset Table and in the Extended one. */
	private static final int BASIC = 4, EXTENDED = 8;

	/** Fragments that hold something, and where their items stand behind the Basic Offset Table. */
	private final List<Value.Bulk> fragments = new ArrayList<>();
	private final long[] starts;
	private final Compression compression;
	private final int count;
	/** The fragment that each frame begins with, then the number of fragments. */
	private final int[] first;

	/**
	 * @throws IOException if fragments cannot be told apart by frames, or are of fewer or more than there should be
	 */
	FrameFragments(Value.Fragments value, DataSet dataSet, Compression compression, int count) throws IOException {
		this.compression = compression;
		this.count = count;
		starts = new long[value.items().size()];
		long start = 0;
		for (int i = 1; i < value.items().size(); i++) {
			Value.Bulk item = value.items().get(i);
			if (!item.isEmpty()) {
				starts[fragments.size()] = start;
				fragments.add(item);
			}
			start += ITEM_HEADER + item.length();
		}
		if (fragments.size() < count) {
			throw new IOException("Pixel Data (7FE0,0010) has " + fragments.size() + (fragments.size() == 1 ? " fragment" : " fragments") + ", fewer than the frames that Number of Frames (0028,0008) says; the file is cut off or the number wrong, export it again");
		}
		first = Arrays.copyOf(find(value.items().get(0), dataSet), count + 1);
		first[count] = fragments.size();
	}

	private int[] find(Value.Bulk basicTable, DataSet dataSet) throws IOException {
		if (fragments.size() == 1) return new int[] {0};
		int[] frames = inTable(offsets(dataSet.get(Tag.EXTENDED_OFFSET_TABLE)));
		if (frames == null) frames = inTable(offsets(basicTable, BASIC));
		if (frames == null && fragments.size() == count) {
			frames = new int[count];
			Arrays.setAll(frames, i -> i);
		}
		if (frames == null) frames = bySignature();
		if (frames.length > count) throw new IOException("Pixel Data (7FE0,0010) has more frames than Number of Frames (0028,0008) says; correct the number or export the image again");
		if (frames.length < count) {
			throw new IOException("Pixel Data (7FE0,0010) has " + fragments.size() + " fragments for " + count + " frames, and neither an offset table nor their beginnings tell which belong together; export the image again");
		}
		return frames;
	}

	private static long[] offsets(Element table) throws IOException {
		if (table == null || !(table.value() instanceof Value.Bytes || table.value() instanceof Value.Bulk)) return null;
		return table.value() instanceof Value.Bulk bulk ? offsets(bulk, EXTENDED) : offsets(table.bytes(), EXTENDED, table.order());
	}

	private static long[] offsets(Value.Bulk table, int size) throws IOException {
		return offsets(table.load(), size, table.order());
	}

	private static long[] offsets(byte[] table, int size, ByteOrder order) {
		ByteBuffer in = ByteBuffer.wrap(table).order(order);
		long[] offsets = new long[table.length / size];
		for (int i = 0; i < offsets.length; i++) offsets[i] = size == BASIC ? in.getInt() & 0xFFFFFFFFL : in.getLong();
		return offsets;
	}

	/** The fragments at offsets, if there are as many as frames and each can begin one; else null. */
	private int[] inTable(long[] offsets) throws IOException {
		if (offsets == null || offsets.length != count || offsets[0] != 0) return null;
		int[] frames = new int[count];
		for (int i = 0; i < count; i++) {
			int at = Arrays.binarySearch(starts, 0, fragments.size(), offsets[i]);
			if (at < 0 || i > 0 && at <= frames[i - 1] || compression.signed && !beginsFrame(at)) return null;
			frames[i] = at;
		}
		return frames;
	}

	/** The first fragment and all that begin as frames do. */
	private int[] bySignature() throws IOException {
		int[] frames = new int[fragments.size()];
		int found = 1;
		for (int i = 1; i < frames.length; i++) {
			if (beginsFrame(i)) frames[found++] = i;
		}
		return Arrays.copyOf(frames, found);
	}

	private boolean beginsFrame(int fragment) throws IOException {
		Value.Bulk bulk = fragments.get(fragment);
		return compression.begins(bulk.source().bytes(bulk.offset(), (int) Math.min(Compression.HEAD, bulk.length())));
	}

	/** The code stream of a frame: its fragments joined. */
	byte[] join(int frame) throws IOException {
		long length = 0;
		for (int i = first[frame]; i < first[frame + 1]; i++) length += fragments.get(i).length();
		if (length > Integer.MAX_VALUE - 16) throw new IOException("Pixel Data (7FE0,0010) has a compressed frame of more than 2 GiB, which does not fit into memory");
		ByteBuffer joined = ByteBuffer.allocate((int) length);
		for (int i = first[frame]; i < first[frame + 1]; i++) {
			Value.Bulk fragment = fragments.get(i);
			joined.limit(joined.position() + (int) fragment.length());
			fragment.source().readFully(fragment.offset(), joined);
		}
		return joined.array();
	}
}
