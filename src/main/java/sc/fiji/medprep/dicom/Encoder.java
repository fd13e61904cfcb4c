package sc.fiji.medprep.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes elements: everything short into one buffer, with places where long values are copied in from their sources.
 * Lengths are filled in once what they count has been encoded.
 */
final class Encoder {
	private static final int UNDEFINED = -1;
	private static final int CHUNK = 1 << 16;

	/** A long value that comes after the first {@code position} bytes of the buffer. */
	private record Splice(int position, Value.Bulk bulk, int unitBytes) {}

	private byte[] buffer = new byte[1 << 13];
	private int filled;
	private long spliced;
	private final List<Splice> splices = new ArrayList<>();

	/** Bytes encoded so far, long values included. */
	private long total() {
		return filled + spliced;
	}

	void raw(byte[] bytes) {
		ensure(bytes.length);
		System.arraycopy(bytes, 0, buffer, filled, bytes.length);
		filled += bytes.length;
	}

	private void ensure(int count) {
		if (buffer.length - filled < count) buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, filled + count));
	}

	private void u16(int value, ByteOrder order) {
		ensure(2);
		boolean little = order == ByteOrder.LITTLE_ENDIAN;
		buffer[filled++] = (byte) (little ? value : value >> 8);
		buffer[filled++] = (byte) (little ? value >> 8 : value);
	}

	private void i32(int value, ByteOrder order) {
		boolean little = order == ByteOrder.LITTLE_ENDIAN;
		u16(little ? value : value >>> 16, order);
		u16(little ? value >>> 16 : value, order);
	}

	private void tag(int tag, ByteOrder order) {
		u16(Tag.group(tag), order);
		u16(Tag.element(tag), order);
	}

	/** Fills in a 32-bit length that was left open. */
	private void patch(int at, long length, ByteOrder order) throws IOException {
		if (length >= 0xFFFFFFFFL) throw new IOException("A sequence of " + length + " bytes is too long for a DICOM length field");
		int end = filled;
		filled = at;
		i32((int) length, order);
		filled = end;
	}

	void dataSet(DataSet dataSet, Encoding encoding) throws IOException {
		int group = -1, lengthAt = -1;
		long groupStart = 0;
		for (Element element : dataSet) {
			if (Tag.group(element.tag()) != group) {
				if (lengthAt >= 0) patch(lengthAt, total() - groupStart, encoding.order());
				group = Tag.group(element.tag());
				lengthAt = -1;
			}
			element(element, encoding);
			if (Tag.isGroupLength(element.tag()) && element.vr() == VR.UL && element.bytes().length == 4) {
				lengthAt = filled - 4;
				groupStart = total();
			}
		}
		if (lengthAt >= 0) patch(lengthAt, total() - groupStart, encoding.order());
	}

	private void element(Element element, Encoding encoding) throws IOException {
		Value value = element.value();
		if (value instanceof Value.Sequence sequence) sequence(element, sequence, encoding);
		else if (value instanceof Value.Fragments fragments) fragments(element, fragments, encoding);
		else if (value instanceof Value.Bytes plain) {
			byte[] bytes = swapped(plain, element.vr().unitBytes(), encoding.order());
			header(element.tag(), element.vr(), even(bytes.length), encoding);
			raw(bytes);
			pad(bytes.length, element.vr());
		}
		else if (value instanceof Value.Bulk bulk) {
			if (bulk.length() >= 0xFFFFFFFEL) throw new IOException("A value of " + bulk.length() + " bytes is too long for a DICOM length field");
			header(element.tag(), element.vr(), even(bulk.length()), encoding);
			splice(bulk, bulk.order() == encoding.order() ? 1 : element.vr().unitBytes());
			pad(bulk.length(), element.vr());
		}
	}

	private void header(int tag, VR vr, long length, Encoding encoding) {
		tag(tag, encoding.order());
		if (!encoding.explicitVR()) {
			i32((int) length, encoding.order());
			return;
		}
		// A value too long for a 16-bit length is written with VR UN (PS3.5 section 6.2.2 note 2, CP-1066).
		VR written = vr.hasLongLength() || length <= 0xFFFE && length >= 0 ? vr : VR.UN;
		ensure(2);
		buffer[filled++] = (byte) written.name().charAt(0);
		buffer[filled++] = (byte) written.name().charAt(1);
		if (written.hasLongLength()) {
			u16(0, encoding.order());
			i32((int) length, encoding.order());
		}
		else u16((int) length, encoding.order());
	}

	private void sequence(Element element, Value.Sequence sequence, Encoding encoding) throws IOException {
		header(element.tag(), element.vr(), sequence.undefinedLength() ? UNDEFINED : 0, encoding);
		int lengthAt = filled - 4;
		long start = total();
		// CP-246: behind VR UN everything is implicit little endian.
		Encoding inside = element.vr() == VR.UN ? Encoding.IMPLICIT_LITTLE : encoding;
		for (Value.Item item : sequence.items()) {
			tag(Tag.ITEM, inside.order());
			i32(UNDEFINED, inside.order());
			int itemLengthAt = filled - 4;
			long itemStart = total();
			dataSet(item.dataSet(), inside);
			if (item.undefinedLength()) delimiter(Tag.ITEM_DELIMITATION_ITEM, inside.order());
			else patch(itemLengthAt, total() - itemStart, inside.order());
		}
		if (sequence.undefinedLength()) delimiter(Tag.SEQUENCE_DELIMITATION_ITEM, inside.order());
		else patch(lengthAt, total() - start, encoding.order());
	}

	private void fragments(Element element, Value.Fragments fragments, Encoding encoding) {
		header(element.tag(), element.vr(), UNDEFINED, encoding);
		for (Value.Bulk fragment : fragments.items()) {
			tag(Tag.ITEM, encoding.order());
			i32((int) even(fragment.length()), encoding.order());
			splice(fragment, 1);
			pad(fragment.length(), element.vr());
		}
		delimiter(Tag.SEQUENCE_DELIMITATION_ITEM, encoding.order());
	}

	private void delimiter(int tag, ByteOrder order) {
		tag(tag, order);
		i32(0, order);
	}

	private void splice(Value.Bulk bulk, int unitBytes) {
		splices.add(new Splice(filled, bulk, unitBytes));
		spliced += bulk.length();
	}

	private static long even(long length) {
		return length + (length & 1);
	}

	private void pad(long length, VR vr) {
		if (length % 2 == 0) return;
		ensure(1);
		buffer[filled++] = vr.padding();
	}

	private static byte[] swapped(Value.Bytes value, int unitBytes, ByteOrder order) {
		if (value.order() == order || unitBytes == 1) return value.bytes();
		byte[] bytes = value.bytes().clone();
		swap(bytes, bytes.length, unitBytes);
		return bytes;
	}

	private static void swap(byte[] bytes, int count, int unitBytes) {
		for (int start = 0; start + unitBytes <= count; start += unitBytes) {
			for (int i = 0; i < unitBytes / 2; i++) {
				byte b = bytes[start + i];
				bytes[start + i] = bytes[start + unitBytes - 1 - i];
				bytes[start + unitBytes - 1 - i] = b;
			}
		}
	}

	/** Writes what was encoded; the long values go from their sources to the channel. */
	void writeTo(WritableByteChannel out) throws IOException {
		int done = 0;
		for (Splice splice : splices) {
			write(out, ByteBuffer.wrap(buffer, done, splice.position() - done));
			done = splice.position();
			Value.Bulk bulk = splice.bulk();
			if (splice.unitBytes() == 1) bulk.source().transferTo(bulk.offset(), bulk.length(), out);
			else swapTo(bulk, splice.unitBytes(), out);
		}
		write(out, ByteBuffer.wrap(buffer, done, filled - done));
	}

	private static void swapTo(Value.Bulk bulk, int unitBytes, WritableByteChannel out) throws IOException {
		for (long at = 0; at < bulk.length(); at += CHUNK) {
			byte[] chunk = bulk.source().bytes(bulk.offset() + at, (int) Math.min(CHUNK, bulk.length() - at));
			swap(chunk, chunk.length, unitBytes);
			write(out, ByteBuffer.wrap(chunk));
		}
	}

	private static void write(WritableByteChannel out, ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) out.write(bytes);
	}
}
