package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/**
 * Writes a file and hashes what it writes. Small pieces are collected; large pieces of the heap are hashed where they lie
 * and written in slices that stay in the processor's cache between the two.
 */
final class DigestingChannel implements WritableByteChannel {
	private static final int SLICE = 1 << 16;
	private static final int LARGE = 1 << 14;

	private final MessageDigest digest = Hashes.sha256();
	private final ByteBuffer collected = ByteBuffer.allocate(SLICE);
	private final BooleanSupplier canceled;
	private FileChannel file;
	private long bytes;
	private OutputException failure;

	DigestingChannel(BooleanSupplier canceled) {
		this.canceled = canceled;
	}

	/** Starts the next file. */
	void start(FileChannel next) {
		file = next;
		bytes = 0;
		failure = null;
		collected.clear();
		digest.reset();
	}

	/** Writes what is left and returns the SHA-256 of the whole file. */
	String finish() throws IOException {
		if (failure != null) throw failure;
		flush();
		return HexFormat.of().formatHex(digest.digest());
	}

	long bytes() {
		return bytes;
	}

	@Override
	public int write(ByteBuffer source) throws IOException {
		// a copy between channels swallows an exception if it has already copied something, and comes back with what follows
		if (failure != null) throw failure;
		int length = source.remaining();
		if (source.hasArray() && length >= LARGE) {
			flush();
			writeThrough(source);
		}
		else while (source.hasRemaining()) {
			if (!collected.hasRemaining()) flush();
			int n = Math.min(source.remaining(), collected.remaining());
			collected.put(collected.position(), source, source.position(), n);
			collected.position(collected.position() + n);
			source.position(source.position() + n);
		}
		bytes += length;
		return length;
	}

	private void flush() throws IOException {
		writeThrough(collected.flip());
		collected.clear();
	}

	private void writeThrough(ByteBuffer source) throws IOException {
		int end = source.limit();
		while (source.position() < end) {
			if (canceled.getAsBoolean()) throw new CanceledException();
			int n = Math.min(SLICE, end - source.position());
			digest.update(source.array(), source.arrayOffset() + source.position(), n);
			source.limit(source.position() + n);
			try {
				while (source.hasRemaining()) file.write(source);
			}
			catch (IOException e) {
				throw failure = new OutputException("The output", e);
			}
			source.limit(end);
		}
	}

	@Override
	public boolean isOpen() {
		return file.isOpen();
	}

	/** Does nothing: the file ends with {@link #finish}. */
	@Override
	public void close() {
		// the batch closes the file
	}
}
