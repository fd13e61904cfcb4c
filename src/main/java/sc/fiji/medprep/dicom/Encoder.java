package sc.fiji.medprep.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/**
 * Encodes elements into a channel, through one small buffer. Lengths that count other elements stand before them: a first
 * walk over the elements measures them, a second one writes. Long values go from their sources to the channel.
 */
final class Encoder {
	private static final int UNDEFINED = -1;
	/** Longer values do not pass through the buffer. */
	private static final int BUFFER = 1 << 14;

	private final WritableByteChannel out;
	private final byte[] buffer = new byte[BUFFER];
	private int filled;
	/** Lengths of groups, sequences and items, as 32 unsigned bits, in the order in which they are written. */
	private int[] lengths = new int[16];
	private int measured;
	private int used;

	Encoder(WritableByteChannel out) {
		this.out = out;
	}

	/**
	 * Encodes all elements of a data set.
	 *
	 * @throws IOException if the channel or a source fails, or something is longer than a DICOM length can say; then nothing
	 *           of the data set was written
	 */
	void dataSet(DataSet dataSet, Encoding encoding) throws IOException {
		measured = used = 0;
		measure(dataSet, encoding);
		write(dataSet, encoding);
	}

	private int reserve() {
		if (measured == lengths.length) lengths = Arrays.copyOf(lengths, 2 * measured);
		return measured++;
	}

	private void fill(int slot, long length) throws IOException {
		if (length >= 0xFFFFFFFFL) throw new IOException("A sequence of " + length + " bytes is too long for a DICOM length field");
		lengths[slot] = (int) length;
	}

	private long measure(DataSet dataSet, Encoding encoding) throws IOException {
		long total = 0, groupStart = 0;
		int group = -1, slot = -1;
		for (Element element : dataSet) {
			if (Tag.group(element.tag()) != group) {
				if (slot >= 0) fill(slot, total - groupStart);
				group = Tag.group(element.tag());
				slot = -1;
			}
			total += measure(element, encoding);
			if (isGroupLength(element)) {
				slot = reserve();
				groupStart = total;
			}
		}
		if (slot >= 0) fill(slot, total - groupStart);
		return total;
	}

	private static boolean isGroupLength(Element element) {
		return Tag.isGroupLength(element.tag()) && element.vr() == VR.UL && element.value() instanceof Value.Bytes plain && plain.bytes().length == 4;
	}

	private long measure(Element element, Encoding encoding) throws IOException {
		Value value = element.value();
		if (value instanceof Value.Bytes plain) return headerLength(element.vr(), plain.bytes().length, encoding) + even(plain.bytes().length);
		if (value instanceof Value.Bulk bulk) {
			if (bulk.length() >= 0xFFFFFFFEL) throw new IOException("A value of " + bulk.length() + " bytes is too long for a DICOM length field");
			return headerLength(element.vr(), bulk.length(), encoding) + even(bulk.length());
		}
		long total = encoding.explicitVR() ? 12 : 8;
		if (value instanceof Value.Fragments fragments) {
			for (Value.Bulk fragment : fragments.items()) total += 8 + even(fragment.length());
			return total + 8;
		}
		Value.Sequence sequence = (Value.Sequence) value;
		int slot = sequence.undefinedLength() ? -1 : reserve();
		long content = 0;
		for (Value.Item item : sequence.items()) {
			int itemSlot = item.undefinedLength() ? -1 : reserve();
			long length = measure(item.dataSet(), inside(element, encoding));
			if (itemSlot >= 0) fill(itemSlot, length);
			content += 8 + length + (itemSlot >= 0 ? 0 : 8);
		}
		if (slot >= 0) fill(slot, content);
		return total + content + (slot >= 0 ? 0 : 8);
	}

	/** CP-246: behind VR UN everything is implicit little endian. */
	private static Encoding inside(Element sequence, Encoding encoding) {
		return sequence.vr() == VR.UN ? Encoding.IMPLICIT_LITTLE : encoding;
	}

	private static long headerLength(VR vr, long length, Encoding encoding) {
		return encoding.explicitVR() && written(vr, length).hasLongLength() ? 12 : 8;
	}

	/** A value too long for a 16-bit length is written with VR UN (PS3.5 section 6.2.2 note 2, CP-1066). */
	private static VR written(VR vr, long length) {
		return vr.hasLongLength() || length <= 0xFFFE ? vr : VR.UN;
	}

	private void write(DataSet dataSet, Encoding encoding) throws IOException {
		for (Element element : dataSet) {
			Value value = element.value();
			if (isGroupLength(element)) {
				header(element.tag(), VR.UL, 4, encoding);
				i32(lengths[used++], encoding.order());
			}
			else if (value instanceof Value.Bytes plain) {
				header(element.tag(), written(element.vr(), plain.bytes().length), (int) even(plain.bytes().length), encoding);
				raw(swapped(plain, element.vr().unitBytes(), encoding.order()));
				pad(plain.bytes().length, element.vr());
			}
			else if (value instanceof Value.Bulk bulk) {
				header(element.tag(), written(element.vr(), bulk.length()), (int) even(bulk.length()), encoding);
				bulk(bulk, bulk.order() == encoding.order() ? 1 : element.vr().unitBytes());
				pad(bulk.length(), element.vr());
			}
			else if (value instanceof Value.Sequence sequence) sequence(element, sequence, encoding);
			else if (value instanceof Value.Fragments fragments) fragments(element, fragments, encoding);
		}
	}

	private void sequence(Element element, Value.Sequence sequence, Encoding encoding) throws IOException {
		header(element.tag(), element.vr() == VR.UN ? VR.UN : VR.SQ, sequence.undefinedLength() ? UNDEFINED : lengths[used++], encoding);
		Encoding inside = inside(element, encoding);
		for (Value.Item item : sequence.items()) {
			itemHeader(Tag.ITEM, item.undefinedLength() ? UNDEFINED : lengths[used++], inside.order());
			write(item.dataSet(), inside);
			if (item.undefinedLength()) itemHeader(Tag.ITEM_DELIMITATION_ITEM, 0, inside.order());
		}
		if (sequence.undefinedLength()) itemHeader(Tag.SEQUENCE_DELIMITATION_ITEM, 0, inside.order());
	}

	private void fragments(Element element, Value.Fragments fragments, Encoding encoding) throws IOException {
		header(element.tag(), element.vr().kind() == VR.Kind.BULK ? element.vr() : VR.OB, UNDEFINED, encoding);
		for (Value.Bulk fragment : fragments.items()) {
			itemHeader(Tag.ITEM, (int) even(fragment.length()), encoding.order());
			bulk(fragment, 1);
			pad(fragment.length(), VR.OB);
		}
		itemHeader(Tag.SEQUENCE_DELIMITATION_ITEM, 0, encoding.order());
	}

	private void header(int tag, VR vr, int length, Encoding encoding) throws IOException {
		ensure(12);
		tag(tag, encoding.order());
		if (!encoding.explicitVR()) {
			i32(length, encoding.order());
			return;
		}
		buffer[filled++] = (byte) vr.name().charAt(0);
		buffer[filled++] = (byte) vr.name().charAt(1);
		if (vr.hasLongLength()) {
			u16(0, encoding.order());
			i32(length, encoding.order());
		}
		else u16(length, encoding.order());
	}

	private void itemHeader(int tag, int length, ByteOrder order) throws IOException {
		ensure(8);
		tag(tag, order);
		i32(length, order);
	}

	private void tag(int tag, ByteOrder order) throws IOException {
		u16(Tag.group(tag), order);
		u16(Tag.element(tag), order);
	}

	private void i32(int value, ByteOrder order) throws IOException {
		boolean little = order == ByteOrder.LITTLE_ENDIAN;
		u16(little ? value : value >>> 16, order);
		u16(little ? value >>> 16 : value, order);
	}

	private void u16(int value, ByteOrder order) throws IOException {
		ensure(2);
		boolean little = order == ByteOrder.LITTLE_ENDIAN;
		buffer[filled++] = (byte) (little ? value : value >> 8);
		buffer[filled++] = (byte) (little ? value >> 8 : value);
	}

	private void ensure(int count) throws IOException {
		if (BUFFER - filled < count) flush();
	}

	void raw(byte[] bytes) throws IOException {
		if (bytes.length > BUFFER) {
			flush();
			write(ByteBuffer.wrap(bytes));
			return;
		}
		ensure(bytes.length);
		System.arraycopy(bytes, 0, buffer, filled, bytes.length);
		filled += bytes.length;
	}

	private void bulk(Value.Bulk bulk, int unitBytes) throws IOException {
		if (unitBytes == 1 && bulk.length() > BUFFER) {
			flush();
			bulk.source().transferTo(bulk.offset(), bulk.length(), out);
			return;
		}
		for (long at = 0; at < bulk.length();) {
			int count = (int) Math.min(BUFFER, bulk.length() - at);
			ensure(count);
			bulk.source().readFully(bulk.offset() + at, ByteBuffer.wrap(buffer, filled, count));
			swap(buffer, filled, count, unitBytes);
			filled += count;
			at += count;
		}
	}

	private static long even(long length) {
		return length + (length & 1);
	}

	private void pad(long length, VR vr) throws IOException {
		if (length % 2 == 0) return;
		ensure(1);
		buffer[filled++] = vr.padding();
	}

	private static byte[] swapped(Value.Bytes value, int unitBytes, ByteOrder order) {
		if (value.order() == order || unitBytes == 1) return value.bytes();
		byte[] bytes = value.bytes().clone();
		swap(bytes, 0, bytes.length, unitBytes);
		return bytes;
	}

	private static void swap(byte[] bytes, int from, int count, int unitBytes) {
		for (int start = from; start + unitBytes <= from + count; start += unitBytes) {
			for (int i = 0; i < unitBytes / 2; i++) {
				byte b = bytes[start + i];
				bytes[start + i] = bytes[start + unitBytes - 1 - i];
				bytes[start + unitBytes - 1 - i] = b;
			}
		}
	}

	/** Writes what is still in the buffer. */
	void flush() throws IOException {
		write(ByteBuffer.wrap(buffer, 0, filled));
		filled = 0;
	}

	private void write(ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) out.write(bytes);
	}
}
