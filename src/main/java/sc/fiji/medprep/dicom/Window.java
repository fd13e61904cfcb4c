package sc.fiji.medprep.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Small numbers and short values anywhere in a source, through one buffer that slides over it. */
final class Window {
	private static final int SIZE = 1 << 16;
	/** Most headers end within the first look, which so costs a quarter. */
	private static final int FIRST_SIZE = 1 << 14;

	final long length;
	private final ByteSource source;
	private byte[] buffer;
	private long start;
	private int filled;
	private long zerosFrom;
	private long zerosTo;

	Window(ByteSource source) {
		this.source = source;
		length = source.length();
		if (source instanceof ByteSource.HeapBytes heap) {
			buffer = heap.array();
			filled = (int) length;
		}
	}

	/** Index in the buffer of a position of which the given number of bytes (at most {@link #SIZE}) is needed. */
	private int index(long position, int count) throws IOException {
		if (position < start || position + count > start + filled) {
			if (position + count > length) throw new EOFException("Beyond the end of the source");
			if (buffer == null) buffer = new byte[(int) Math.min(Math.max(FIRST_SIZE, count), length)];
			else if (buffer.length < SIZE) buffer = new byte[(int) Math.min(SIZE, length)];
			int n = (int) Math.min(buffer.length, length - position);
			source.readFully(position, ByteBuffer.wrap(buffer, 0, n));
			start = position;
			filled = n;
		}
		return (int) (position - start);
	}

	int u8(long position) throws IOException {
		return buffer[index(position, 1)] & 0xFF;
	}

	int u16(long position, ByteOrder order) throws IOException {
		int i = index(position, 2);
		int first = buffer[i] & 0xFF, second = buffer[i + 1] & 0xFF;
		return order == ByteOrder.LITTLE_ENDIAN ? second << 8 | first : first << 8 | second;
	}

	int i32(long position, ByteOrder order) throws IOException {
		index(position, 4);
		int first = u16(position, order), second = u16(position + 2, order);
		return order == ByteOrder.LITTLE_ENDIAN ? second << 16 | first : first << 16 | second;
	}

	int tag(long position, ByteOrder order) throws IOException {
		index(position, 4);
		return u16(position, order) << 16 | u16(position + 2, order);
	}

	byte[] bytes(long position, int count) throws IOException {
		if (count > SIZE && !(source instanceof ByteSource.HeapBytes)) return source.bytes(position, count);
		int i = index(position, count);
		byte[] bytes = new byte[count];
		System.arraycopy(buffer, i, bytes, 0, count);
		return bytes;
	}

	/** Position of the first byte at or after a position that is not zero, or the end. A run of zeros is searched once only. */
	long nextNonZero(long position) throws IOException {
		if (position >= zerosFrom && position < zerosTo) return zerosTo;
		long at = position;
		while (at < length && u8(at) == 0) at++;
		zerosFrom = position;
		zerosTo = at;
		return at;
	}
}
