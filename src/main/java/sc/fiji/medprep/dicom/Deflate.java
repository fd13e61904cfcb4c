package sc.fiji.medprep.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflated data sets (PS3.5 annex A.5): raw deflate without a zlib header, padded to even length. */
final class Deflate {
	private static final int CHUNK = 1 << 16;
	/** Bytes that may be inflated on the heap, with as many files read at once as there are processors. */
	private static final long HEAP_LIMIT = Math.min(1 << 30, Math.max(CHUNK, Runtime.getRuntime().maxMemory() / Math.max(8, 4 * Runtime.getRuntime().availableProcessors())));
	/** No value and no sequence of DICOM is longer, so that more is no data set. */
	private static final long MAX_LENGTH = 1L << 32;

	private Deflate() {}

	/**
	 * The inflated bytes of a source from a position on: on the heap if they take no more than a share of it, else in a
	 * temporary file that only its owner may read and that is gone when the result is closed or the process ends.
	 */
	static ByteSource inflate(ByteSource source, long position) throws IOException {
		Inflater inflater = new Inflater(true);
		FileChannel spilled = null;
		boolean complete = false;
		try {
			byte[] in = new byte[CHUNK];
			byte[] out = new byte[(int) Math.max(CHUNK, Math.min(HEAP_LIMIT, 4 * source.length()))];
			int filled = 0;
			long at = position, length = 0;
			while (!inflater.finished()) {
				if (inflater.needsInput()) {
					int n = (int) Math.min(CHUNK, source.length() - at);
					if (n == 0) throw new DicomException("", at, "the deflated data set has no end; the file may be truncated, export it again");
					source.readFully(at, ByteBuffer.wrap(in, 0, n));
					inflater.setInput(in, 0, n);
					at += n;
				}
				if (filled == out.length) {
					if (spilled == null && filled < HEAP_LIMIT) out = Arrays.copyOf(out, (int) Math.min(HEAP_LIMIT, 2L * filled));
					else {
						if (spilled == null) spilled = temporaryFile();
						write(out, filled, spilled);
						filled = 0;
					}
				}
				int n = inflater.inflate(out, filled, out.length - filled);
				filled += n;
				length += n;
				if (length > MAX_LENGTH) throw new DicomException("", position, "the deflated data set has more than 4 GiB; if that is what it should have, inflate the file first");
				if (inflater.needsDictionary()) throw new DataFormatException();
			}
			if (spilled != null) write(out, filled, spilled);
			complete = true;
			return spilled == null ? ByteSource.of(out, filled) : ByteSource.of(spilled, 0, length);
		}
		catch (DataFormatException e) {
			throw new DicomException("", position, "the deflated data set is damaged; export the file again");
		}
		finally {
			inflater.end();
			if (!complete && spilled != null) spilled.close();
		}
	}

	/** Where the system allows it, the file has no name from the moment it is opened. */
	private static FileChannel temporaryFile() throws IOException {
		Path file = Files.createTempFile("medprep", null);
		try {
			return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
		}
		catch (IOException e) {
			Files.delete(file);
			throw e;
		}
	}

	private static void write(byte[] bytes, int count, FileChannel file) throws IOException {
		ByteBuffer rest = ByteBuffer.wrap(bytes, 0, count);
		while (rest.hasRemaining()) file.write(rest);
	}

	/** Deflates what is written to it; closing ends the stream and leaves the channel below open. */
	static final class Channel implements WritableByteChannel {
		private static final byte[] NOTHING = {};

		private final WritableByteChannel out;
		private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
		private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
		private long written;

		Channel(WritableByteChannel out) {
			this.out = out;
		}

		@Override
		public int write(ByteBuffer source) throws IOException {
			int count = source.remaining();
			deflater.setInput(source);
			while (!deflater.needsInput()) drain();
			// Else it would look into the buffer again, which is the caller's to fill anew.
			deflater.setInput(NOTHING);
			return count;
		}

		private void drain() throws IOException {
			buffer.clear();
			deflater.deflate(buffer);
			buffer.flip();
			written += buffer.remaining();
			while (buffer.hasRemaining()) out.write(buffer);
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() throws IOException {
			deflater.finish();
			while (!deflater.finished()) drain();
			deflater.end();
			if (written % 2 != 0) out.write(ByteBuffer.wrap(new byte[1]));
		}
	}
}
