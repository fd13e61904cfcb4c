package sc.fiji.medprep.batch;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * Where the central directory of a zip archive lies (APPNOTE.TXT 4.3.12 to 4.3.16, zip64 included). Entries are read from the
 * file one at a time, so an archive of a million entries takes no heap.
 *
 * @param start position of the first header
 * @param end position behind the last header
 * @param shift what to add to positions in headers, if something was put in front of the archive
 */
record ZipDirectory(long start, long end, long count, long shift) {
	private static final int END_SIZE = 22, END_SIGNATURE = 0x06054b50, LOCATOR_SIZE = 20, LOCATOR_SIGNATURE = 0x07064b50,
		END64_SIGNATURE = 0x06064b50, HEADER_SIZE = 46, HEADER_SIGNATURE = 0x02014b50, LOCAL_SIZE = 30, LOCAL_SIGNATURE = 0x04034b50;
	private static final int MAX_COMMENT = 0xffff, UTF8 = 1 << 11, ENCRYPTED = 1 | 1 << 6 | 1 << 13;
	private static final int WINDOW = 1 << 16;
	static final int STORED = 0, DEFLATED = 8;

	/** @param next position of the following header */
	record Entry(String name, int flags, int method, long crc, long compressed, long size, long local, long next) {
		boolean isFolder() {
			return name.endsWith("/") || name.endsWith("\\");
		}

		/** Why the entry cannot be read, or null. */
		String refusal() {
			if ((flags & ENCRYPTED) != 0) return "The archive entry is encrypted; unpack the archive first.";
			if (method != STORED && method != DEFLATED) return "The archive entry is compressed with method " + method + ", which is not supported; unpack the archive first.";
			if (method == STORED && compressed != size) return "The archive entry is damaged: its two sizes differ.";
			return null;
		}
	}

	interface EntryConsumer {
		void accept(Entry entry, long headerPosition) throws IOException;
	}

	/** @throws ZipException if this is no archive, or a part of one */
	static ZipDirectory of(FileChannel file) throws IOException {
		long length = file.size();
		int tailLength = (int) Math.min(length, END_SIZE + MAX_COMMENT);
		ByteBuffer tail = read(file, length - tailLength, tailLength);
		for (int i = tailLength - END_SIZE; i >= 0; i--) {
			if (tail.getInt(i) != END_SIGNATURE || i + END_SIZE + unsigned(tail, i + 20) > tailLength) continue;
			return of(file, tail, i, length - tailLength + i);
		}
		throw new ZipException("The archive is damaged or incomplete: its directory is missing.");
	}

	private static ZipDirectory of(FileChannel file, ByteBuffer tail, int i, long endPosition) throws IOException {
		long disk = unsigned(tail, i + 4), count = unsigned(tail, i + 10), size = tail.getInt(i + 12) & 0xffffffffL, offset = tail.getInt(i + 16) & 0xffffffffL;
		long end = endPosition;
		if (endPosition >= LOCATOR_SIZE) {
			ByteBuffer locator = read(file, endPosition - LOCATOR_SIZE, LOCATOR_SIZE);
			if (locator.getInt(0) == LOCATOR_SIGNATURE) {
				long at = locator.getLong(8);
				if (at < 0 || at > endPosition - LOCATOR_SIZE - 56) throw damaged();
				ByteBuffer end64 = read(file, at, 56);
				if (end64.getInt(0) != END64_SIGNATURE) throw damaged();
				disk = end64.getInt(16);
				count = end64.getLong(32);
				size = end64.getLong(40);
				offset = end64.getLong(48);
				end = at;
			}
		}
		if (disk != 0) throw new ZipException("The archive is one part of several; join or unpack it first.");
		if (size < 0 || offset < 0 || size > end || offset > end - size || count < 0 || count > size / HEADER_SIZE) throw damaged();
		return new ZipDirectory(end - size, end, count, end - size - offset);
	}

	/** Visits the entries in the order of the directory. */
	void forEach(FileChannel file, EntryConsumer consumer) throws IOException {
		long position = start, held = 0;
		ByteBuffer window = ByteBuffer.allocate(0);
		long windowStart = start;
		for (long i = 0; i < count; i++) {
			// two maximal names always fit behind the position
			if (position - windowStart + 4 * WINDOW > window.limit() && windowStart + window.limit() < end) {
				windowStart = position;
				window = read(file, position, (int) Math.min(16 * WINDOW, end - position));
			}
			Entry entry = parse(window, (int) (position - windowStart), position);
			held += entry.compressed + LOCAL_SIZE;
			// entries that share their bytes make a small archive unpack to petabytes
			if (entry.local < 0 || entry.compressed < 0 || entry.size < 0 || entry.local + shift > start - LOCAL_SIZE || held > start) throw damaged();
			consumer.accept(entry, position);
			position = entry.next;
		}
	}

	/** Reads the header of one entry again. */
	Entry entry(FileChannel file, long headerPosition) throws IOException {
		ByteBuffer header = read(file, headerPosition, HEADER_SIZE);
		int length = HEADER_SIZE + unsigned(header, 28) + unsigned(header, 30) + unsigned(header, 32);
		return parse(read(file, headerPosition, length), 0, headerPosition);
	}

	private Entry parse(ByteBuffer in, int i, long position) throws IOException {
		if (i + HEADER_SIZE > in.limit() || in.getInt(i) != HEADER_SIGNATURE) throw damaged();
		int flags = unsigned(in, i + 8), method = unsigned(in, i + 10);
		long crc = in.getInt(i + 16) & 0xffffffffL, compressed = in.getInt(i + 20) & 0xffffffffL, size = in.getInt(i + 24) & 0xffffffffL,
			local = in.getInt(i + 42) & 0xffffffffL;
		int nameLength = unsigned(in, i + 28), extraLength = unsigned(in, i + 30), commentLength = unsigned(in, i + 32);
		int extra = i + HEADER_SIZE + nameLength, next = extra + extraLength + commentLength;
		if (next > in.limit()) throw damaged();
		for (int at = extra; at + 4 <= extra + extraLength;) {
			int id = unsigned(in, at), length = unsigned(in, at + 2), value = at + 4;
			at = value + length;
			if (id != 1) continue;
			if (at > extra + extraLength) throw damaged();
			// only the sizes that did not fit above are here, in this order
			if (size == 0xffffffffL && value + 8 <= at) {
				size = in.getLong(value);
				value += 8;
			}
			if (compressed == 0xffffffffL && value + 8 <= at) {
				compressed = in.getLong(value);
				value += 8;
			}
			if (local == 0xffffffffL && value + 8 <= at) local = in.getLong(value);
		}
		String name = new String(in.array(), i + HEADER_SIZE, nameLength, (flags & UTF8) != 0 ? StandardCharsets.UTF_8 : Cp437.CHARSET);
		return new Entry(name, flags, method, crc, compressed, size, local, position + next - i);
	}

	/** Position of the entry's bytes in the file. */
	long dataPosition(FileChannel file, Entry entry) throws IOException {
		long position = entry.local + shift;
		if (position < 0 || position > start - LOCAL_SIZE) throw damaged();
		ByteBuffer local = read(file, position, LOCAL_SIZE);
		if (local.getInt(0) != LOCAL_SIGNATURE) throw damaged();
		long data = position + LOCAL_SIZE + unsigned(local, 26) + unsigned(local, 28);
		if (data > start - entry.compressed) throw damaged();
		return data;
	}

	private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		while (buffer.hasRemaining())
			if (file.read(buffer, position + buffer.position()) < 0) throw new EOFException("The archive became shorter while it was read.");
		return buffer.flip();
	}

	private static int unsigned(ByteBuffer in, int index) {
		return in.getShort(index) & 0xffff;
	}

	private static ZipException damaged() {
		return new ZipException("The archive is damaged: its directory contradicts itself.");
	}

	/** Looked up at first use: the character set lies in a module that a small Java may lack. */
	private static final class Cp437 {
		static final Charset CHARSET = Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
	}
}
