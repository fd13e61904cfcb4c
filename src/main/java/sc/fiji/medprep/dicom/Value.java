package sc.fiji.medprep.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;

/** The value of an element, as it stands in the file. Values are immutable; the arrays in them must not be changed. */
public sealed interface Value {
	/** True if the value has no bytes, no items or no fragments. */
	boolean isEmpty();

	/**
	 * A short value on the heap.
	 *
	 * @param order byte order of the units that its VR has
	 */
	record Bytes(byte[] bytes, ByteOrder order) implements Value {
		@Override
		public boolean isEmpty() {
			return bytes.length == 0;
		}
	}

	/**
	 * A long value that stays in its source until it is asked for.
	 *
	 * @param offset position of the first byte in the source
	 * @param length number of bytes
	 */
	record Bulk(ByteSource source, long offset, long length, ByteOrder order) implements Value {
		@Override
		public boolean isEmpty() {
			return length == 0;
		}

		/**
		 * Loads the value.
		 *
		 * @throws IOException if it cannot be read or does not fit an array
		 */
		public byte[] load() throws IOException {
			if (length > Integer.MAX_VALUE - 16) throw new IOException("A value of " + length + " bytes does not fit into memory");
			return source.bytes(offset, (int) length);
		}
	}

	/**
	 * The items of a sequence.
	 *
	 * @param undefinedLength true if the sequence ends with a delimiter instead of having a length
	 */
	record Sequence(List<Item> items, boolean undefinedLength) implements Value {
		@Override
		public boolean isEmpty() {
			return items.isEmpty();
		}
	}

	/** Encapsulated Pixel Data (PS3.5 annex A.4): the Basic Offset Table, which may be empty, then the fragments. */
	record Fragments(List<Bulk> items) implements Value {
		@Override
		public boolean isEmpty() {
			return items.isEmpty();
		}
	}

	/** One item of a sequence. */
	record Item(DataSet dataSet, boolean undefinedLength) {}
}
