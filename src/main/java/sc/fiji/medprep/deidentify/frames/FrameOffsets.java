package sc.fiji.medprep.deidentify.frames;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/**
 * The tables that say where frames start in encapsulated Pixel Data: Basic Offset Table (PS3.5 annex A.4) and Extended
 * Offset Table (PS3.3 section C.7.6.3.1.8). Whatever does not point to fragments in ascending order is no table and may be text.
 */
public final class FrameOffsets {
	private static final int ITEM_HEADER = 8;

	private FrameOffsets() {}

	/** The fragments as they are, or with an empty Basic Offset Table if theirs does not point to fragments in ascending order. */
	public static Value.Fragments withSaneOffsets(Value.Fragments value) throws IOException {
		if (value.items().isEmpty()) return value;
		Value.Bulk table = value.items().get(0);
		if (table.isEmpty() || basic(value) != null) return value;
		List<Value.Bulk> items = new ArrayList<>(value.items());
		items.set(0, new Value.Bulk(table.source(), table.offset(), 0, table.order()));
		return new Value.Fragments(items);
	}

	/**
	 * True if the Extended Offset Table (7FE0,0001) and its lengths (7FE0,0002) belong to the Pixel Data beside them. If not,
	 * both must be left out.
	 */
	public static boolean extendedTableIsSane(DataSet dataSet) throws IOException {
		return extended(dataSet) != null;
	}

	/** The fragments that start frames according to the Basic Offset Table, or null if there is no table or it is none. */
	static int[] basic(Value.Fragments value) throws IOException {
		Value.Bulk table = value.items().get(0);
		int fragments = value.items().size() - 1;
		if (table.isEmpty() || table.length() % 4 != 0 || table.length() / 4 > fragments) return null;
		ByteBuffer bytes = ByteBuffer.wrap(table.load()).order(ByteOrder.LITTLE_ENDIAN);
		long[] offsets = new long[bytes.remaining() / 4];
		for (int i = 0; i < offsets.length; i++) offsets[i] = bytes.getInt() & 0xFFFFFFFFL;
		return startingFragments(offsets, value);
	}

	/** The fragments that start frames according to the Extended Offset Table, or null if there is no table or it is none. */
	static int[] extended(DataSet dataSet) throws IOException {
		Element offsets = dataSet.get(Tag.EXTENDED_OFFSET_TABLE), lengths = dataSet.get(Tag.EXTENDED_OFFSET_TABLE_LENGTHS), pixels = dataSet.get(Tag.PIXEL_DATA);
		if (offsets == null || lengths == null || pixels == null || !(pixels.value() instanceof Value.Fragments value) || value.isEmpty()) return null;
		long[] starts = u64(offsets, value), counts = u64(lengths, value);
		if (starts == null || counts == null || starts.length != counts.length) return null;
		int[] fragments = startingFragments(starts, value);
		if (fragments == null) return null;
		for (int i = 0; i < counts.length; i++) {
			// Each frame has one fragment where this table is used; its length may be that without the padding.
			long length = value.items().get(1 + fragments[i]).length();
			if (counts[i] != length && counts[i] != length - 1) return null;
		}
		return fragments;
	}

	private static long[] u64(Element element, Value.Fragments value) throws IOException {
		if (!(element.value() instanceof Value.Bytes || element.value() instanceof Value.Bulk)) return null;
		long length = element.length();
		if (length == 0 || length % 8 != 0 || length / 8 >= value.items().size()) return null;
		byte[] plain = element.value() instanceof Value.Bulk bulk ? bulk.load() : element.bytes();
		ByteBuffer bytes = ByteBuffer.wrap(plain).order(element.order());
		long[] values = new long[plain.length / 8];
		for (int i = 0; i < values.length; i++) values[i] = bytes.getLong();
		return values;
	}

	/** Numbers of the fragments at offsets that start with 0 and ascend, or null if one is at none. */
	private static int[] startingFragments(long[] offsets, Value.Fragments value) {
		int[] starting = new int[offsets.length];
		long itemStart = 0;
		int found = 0;
		for (int i = 0; i + 1 < value.items().size() && found < offsets.length; i++) {
			if (offsets[found] == itemStart) starting[found++] = i;
			long fragment = value.items().get(1 + i).length();
			itemStart += ITEM_HEADER + fragment + (fragment & 1);
		}
		return found == offsets.length && (found == 0 || starting[0] == 0) ? starting : null;
	}
}
