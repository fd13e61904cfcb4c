package sc.fiji.medprep.dicom;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Bytes that can be read at any position and copied without passing through the heap: a file, a part of a file or an
 * array. Positions count from the start of the source. Safe for use by several threads.
 */
public sealed interface ByteSource extends Closeable {
	/** Number of bytes. */
	long length();

	/**
	 * Fills the remaining space of the target from the given position.
	 *
	 * @throws EOFException if the source ends before
	 */
	void readFully(long position, ByteBuffer target) throws IOException;

	/**
	 * Copies a region to a channel; from file to file inside the operating system.
	 *
	 * @throws EOFException if the source ends before
	 */
	void transferTo(long position, long count, WritableByteChannel target) throws IOException;

	/** The bytes of a region, as an array of its own. */
	default byte[] bytes(long position, int count) throws IOException {
		if (position < 0 || count < 0 || position + count > length()) throw new EOFException("Region beyond the end of the source");
		byte[] bytes = new byte[count];
		readFully(position, ByteBuffer.wrap(bytes));
		return bytes;
	}

	/** Opens a file for reading. The source closes it. */
	static ByteSource of(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
		return of(channel, 0, channel.size());
	}

	/** A part of an open file, for example a stored entry of a zip archive. The source closes the channel. */
	static ByteSource of(FileChannel channel, long offset, long length) {
		return new FileRegion(channel, offset, length);
	}

	/** An array, not copied. */
	static ByteSource of(byte[] bytes) {
		return of(bytes, bytes.length);
	}

	/** The first bytes of an array, not copied: the array may be a larger buffer. */
	static ByteSource of(byte[] bytes, int length) {
		return new HeapBytes(bytes, length);
	}

	record FileRegion(FileChannel channel, long offset, long length) implements ByteSource {
		@Override
		public void readFully(long position, ByteBuffer target) throws IOException {
			if (position + target.remaining() > length) throw new EOFException("Region beyond the end of the source");
			long at = offset + position;
			while (target.hasRemaining()) {
				int n = channel.read(target, at);
				if (n < 0) throw new EOFException("File became shorter while it was read");
				at += n;
			}
		}

		@Override
		public void transferTo(long position, long count, WritableByteChannel target) throws IOException {
			if (position + count > length) throw new EOFException("Region beyond the end of the source");
			long at = offset + position, end = at + count;
			while (at < end) {
				long n = channel.transferTo(at, end - at, target);
				if (n <= 0) throw new EOFException("File became shorter while it was read");
				at += n;
			}
		}

		@Override
		public void close() throws IOException {
			channel.close();
		}
	}

	record HeapBytes(byte[] array, long length) implements ByteSource {
		@Override
		public void readFully(long position, ByteBuffer target) throws IOException {
			if (position + target.remaining() > length) throw new EOFException("Region beyond the end of the source");
			target.put(array, (int) position, target.remaining());
		}

		@Override
		public void transferTo(long position, long count, WritableByteChannel target) throws IOException {
			if (position + count > length) throw new EOFException("Region beyond the end of the source");
			ByteBuffer region = ByteBuffer.wrap(array, (int) position, (int) count);
			while (region.hasRemaining()) target.write(region);
		}

		@Override
		public void close() {
			// nothing is held
		}
	}

	/**
	 * A source whose bytes in some ranges are hidden behind a filler. Closing it closes the source below.
	 *
	 * @param starts first hidden positions
	 * @param ends positions behind the last hidden ones; each lies behind its start and not behind the next start
	 */
	record Blanked(ByteSource source, long[] starts, long[] ends, byte filler) implements ByteSource {
		private static final int CHUNK = 1 << 16;

		/** @throws IllegalArgumentException if the ranges are not sorted or overlap */
		public Blanked {
			if (starts.length != ends.length) throw new IllegalArgumentException("As many starts as ends are needed");
			for (int i = 0; i < starts.length; i++) {
				if (ends[i] <= starts[i] || i > 0 && starts[i] < ends[i - 1]) throw new IllegalArgumentException("Hidden ranges must be sorted and apart");
			}
		}

		@Override
		public long length() {
			return source.length();
		}

		/** The first range that ends behind a position. */
		private int firstRange(long position) {
			int i = Arrays.binarySearch(ends, position);
			return i < 0 ? -i - 1 : i + 1;
		}

		@Override
		public void readFully(long position, ByteBuffer target) throws IOException {
			int first = target.position();
			source.readFully(position, target);
			long end = position + target.position() - first;
			for (int i = firstRange(position); i < starts.length && starts[i] < end; i++) {
				int from = first + (int) (Math.max(position, starts[i]) - position), to = first + (int) (Math.min(end, ends[i]) - position);
				for (int at = from; at < to; at++) target.put(at, filler);
			}
		}

		@Override
		public void transferTo(long position, long count, WritableByteChannel target) throws IOException {
			long at = position, end = position + count;
			if (end > source.length()) throw new EOFException("Region beyond the end of the source");
			for (int i = firstRange(position); i < starts.length && starts[i] < end; i++) {
				if (starts[i] > at) source.transferTo(at, starts[i] - at, target);
				at = Math.max(at, starts[i]);
				long to = Math.min(ends[i], end);
				fill(to - at, target);
				at = to;
			}
			if (end > at) source.transferTo(at, end - at, target);
		}

		private void fill(long count, WritableByteChannel target) throws IOException {
			byte[] hidden = new byte[(int) Math.min(CHUNK, count)];
			Arrays.fill(hidden, filler);
			for (long left = count; left > 0; left -= hidden.length) {
				ByteBuffer bytes = ByteBuffer.wrap(hidden, 0, (int) Math.min(hidden.length, left));
				while (bytes.hasRemaining()) target.write(bytes);
			}
		}

		@Override
		public void close() throws IOException {
			source.close();
		}
	}
}
