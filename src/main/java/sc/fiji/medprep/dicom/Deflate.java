package sc.fiji.medprep.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflated data sets (PS3.5 annex A.5): raw deflate without a zlib header, padded to even length. */
final class Deflate {
	private static final int CHUNK = 1 << 16;

	private Deflate() {}

	/** The inflated bytes of a source from a position on. They are held on the heap, at most an eighth of it. */
	static ByteSource inflate(ByteSource source, long position) throws IOException {
		int limit = (int) Math.min(Integer.MAX_VALUE - 16, Runtime.getRuntime().maxMemory() / 8);
		Inflater inflater = new Inflater(true);
		try {
			byte[] in = new byte[CHUNK];
			byte[] out = new byte[(int) Math.max(CHUNK, Math.min(limit, 4 * source.length()))];
			int filled = 0;
			long at = position;
			while (!inflater.finished()) {
				if (inflater.needsInput()) {
					int n = (int) Math.min(CHUNK, source.length() - at);
					if (n == 0) throw new DicomException("", at, "the deflated data set has no end; the file may be truncated, export it again");
					source.readFully(at, ByteBuffer.wrap(in, 0, n));
					inflater.setInput(in, 0, n);
					at += n;
				}
				if (filled == out.length) {
					if (filled == limit) throw new DicomException("", position, "the deflated data set has more than " + limit + " bytes; start the run with a larger heap");
					out = Arrays.copyOf(out, (int) Math.min(limit, 2L * filled));
				}
				filled += inflater.inflate(out, filled, out.length - filled);
				if (inflater.needsDictionary()) throw new DataFormatException();
			}
			return ByteSource.of(out, filled);
		}
		catch (DataFormatException e) {
			throw new DicomException("", position, "the deflated data set is damaged; export the file again");
		}
		finally {
			inflater.end();
		}
	}

	/** Deflates what is written to it; closing ends the stream and leaves the channel below open. */
	static final class Channel implements WritableByteChannel {
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
