package sc.fiji.medprep.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A data element: tag, Value Representation and value. Immutable. */
public record Element(int tag, VR vr, Value value) {
	private static final byte[] NOTHING = {};

	/** An element without a value. For SQ: without items. */
	public static Element empty(int tag, VR vr) {
		return vr == VR.SQ ? sequence(tag, List.of()) : new Element(tag, vr, new Value.Bytes(NOTHING, ByteOrder.LITTLE_ENDIAN));
	}

	/**
	 * A string element of characters of the default repertoire (ASCII), padded to even length.
	 *
	 * @throws IllegalArgumentException if there is another character; for those see {@link DataSet#putString}
	 */
	public static Element ascii(int tag, VR vr, String value) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) >= 0x80) throw new IllegalArgumentException("The value of " + Tag.toString(tag) + " has a character that is not ASCII");
		}
		return bytes(tag, vr, value.getBytes(StandardCharsets.US_ASCII));
	}

	/** An element with the bytes of its little endian value, padded to even length. */
	public static Element bytes(int tag, VR vr, byte[] value) {
		byte[] even = value;
		if (value.length % 2 != 0) {
			even = Arrays.copyOf(value, value.length + 1);
			even[value.length] = vr.padding();
		}
		return new Element(tag, vr, new Value.Bytes(even, ByteOrder.LITTLE_ENDIAN));
	}

	/** A sequence of the given data sets, of defined length. */
	public static Element sequence(int tag, List<DataSet> items) {
		return new Element(tag, VR.SQ, new Value.Sequence(items.stream().map(item -> new Value.Item(item, false)).toList(), false));
	}

	/** True if the value has no bytes, no items or no fragments. */
	public boolean isEmpty() {
		return value.isEmpty();
	}

	/**
	 * The bytes of a value that is neither a sequence nor encapsulated, loaded if it is a reference. A file may hold either
	 * under any tag and VR: look at {@link #value()} first, or ask the data set ({@link DataSet#strings} and its like), which
	 * takes anything.
	 *
	 * @throws UncheckedIOException if the source fails
	 * @throws IllegalStateException for sequences and fragments
	 */
	public byte[] bytes() {
		if (value instanceof Value.Bytes b) return b.bytes();
		if (!(value instanceof Value.Bulk bulk)) throw new IllegalStateException(Tag.toString(tag) + " is not a plain value");
		try {
			return bulk.load();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/**
	 * Number of bytes of a value that is neither a sequence nor encapsulated; nothing is loaded.
	 *
	 * @throws IllegalStateException for sequences and fragments
	 */
	public long length() {
		return value instanceof Value.Bulk bulk ? bulk.length() : bytes().length;
	}

	/** Byte order of the units of a plain value. */
	public ByteOrder order() {
		if (value instanceof Value.Bytes b) return b.order();
		return value instanceof Value.Bulk b ? b.order() : ByteOrder.LITTLE_ENDIAN;
	}
}
