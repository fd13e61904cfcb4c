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
	 * @param starts first hidden positions, ascending
	 * @param ends positions behind the last hidden ones
	 */
	record Blanked(ByteSource source, long[] starts, long[] ends, byte filler) implements ByteSource {
		@Override
		public long length() {
			return source.length();
		}

		@Override
		public void readFully(long position, ByteBuffer target) throws IOException {
			int first = target.position();
			source.readFully(position, target);
			for (int i = 0; i < starts.length; i++) {
				long from = Math.max(position, starts[i]), to = Math.min(position + target.position() - first, ends[i]);
				for (long at = from; at < to; at++) target.put(first + (int) (at - position), filler);
			}
		}

		@Override
		public void transferTo(long position, long count, WritableByteChannel target) throws IOException {
			long at = position, end = position + count;
			for (int i = 0; i < starts.length && at < end; i++) {
				long from = Math.min(Math.max(at, starts[i]), end), to = Math.min(ends[i], end);
				if (to <= from) continue;
				source.transferTo(at, from - at, target);
				byte[] hidden = new byte[(int) (to - from)];
				Arrays.fill(hidden, filler);
				ByteBuffer bytes = ByteBuffer.wrap(hidden);
				while (bytes.hasRemaining()) target.write(bytes);
				at = to;
			}
			source.transferTo(at, end - at, target);
		}

		@Override
		public void close() throws IOException {
			source.close();
		}
	}
}
