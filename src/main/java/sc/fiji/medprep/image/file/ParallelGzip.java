package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses to gzip (RFC 1952) with several threads. Blocks are deflated apart, each with the end of the one before as its
 * dictionary, and joined at byte limits to one member, as pigz does; so any reader of gzip reads it, and it hardly gets larger.
 * The bytes do not depend on the number of threads. Holds a few blocks for each thread, no more. For one writing thread.
 */
final class ParallelGzip extends OutputStream {
	/** On CT and MR of 16 bits two to six times as fast as level 6, and within 1 % of its size, often below it. */
	static final int DEFAULT_LEVEL = 3;
	private static final int BLOCK = 1 << 18, DICTIONARY = 1 << 15;
	/** Magic number, deflate, no name, no time, no level, unknown system: nothing that tells about where it was made. */
	private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

	private record Packed(byte[] bytes, int length) {}

	private final OutputStream out;
	private final int level, most;
	private final Workers own;
	private final Ahead<Packed> blocks;
	private final Queue<Deflater> deflaters = new ConcurrentLinkedQueue<>();
	private final CRC32 crc = new CRC32();
	private long total;
	private byte[] previous, block = new byte[BLOCK];
	private int filled;
	private boolean finished;

	/**
	 * @param out is closed with this stream
	 * @param threads that compress, counting the one that writes
	 * @param level of zlib, from 1 (quick) to 9 (small)
	 */
	ParallelGzip(OutputStream out, int threads, int level) throws IOException {
		this(out, new Workers(threads), true, level);
	}

	/** Shares the threads of others. */
	ParallelGzip(OutputStream out, Workers workers, int level) throws IOException {
		this(out, workers, false, level);
	}

	private ParallelGzip(OutputStream out, Workers workers, boolean owned, int level) throws IOException {
		this.out = out;
		this.level = level;
		own = owned ? workers : null;
		most = 4 * workers.threads();
		blocks = new Ahead<>(workers);
		out.write(HEADER);
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] {(byte) value}, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int start, int length) throws IOException {
		crc.update(bytes, start, length);
		total += length;
		for (int at = start, left = length; left > 0;) {
			int n = Math.min(left, BLOCK - filled);
			System.arraycopy(bytes, at, block, filled, n);
			filled += n;
			at += n;
			left -= n;
			if (filled == BLOCK) add(false);
		}
	}

	private void add(boolean last) throws IOException {
		byte[] before = previous, bytes = block;
		int length = filled;
		blocks.add(() -> deflated(before, bytes, length, last));
		previous = block;
		filled = 0;
		block = last ? null : new byte[BLOCK];
		while (blocks.isReady() || blocks.size() > (last ? 0 : most)) {
			Packed packed = blocks.take();
			out.write(packed.bytes, 0, packed.length);
		}
	}

	private Packed deflated(byte[] before, byte[] bytes, int length, boolean last) {
		Deflater deflater = deflaters.poll();
		if (deflater == null) deflater = new Deflater(level, true);
		if (before != null) deflater.setDictionary(before, BLOCK - DICTIONARY, DICTIONARY);
		deflater.setInput(bytes, 0, length);
		if (last) deflater.finish();
		byte[] packed = new byte[length + (length >> 3) + 64];
		int n = 0;
		while (true) {
			n += deflater.deflate(packed, n, packed.length - n, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
			if (n < packed.length) break;
			packed = Arrays.copyOf(packed, 2 * packed.length);
		}
		deflater.reset();
		deflaters.add(deflater);
		return new Packed(packed, n);
	}

	/** Writes what is left and the checksum; the stream below stays open. Nothing can be written after it. */
	public void finish() throws IOException {
		if (finished) return;
		finished = true;
		try {
			add(true);
			out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt((int) crc.getValue()).putInt((int) total).array());
		}
		finally {
			blocks.cancel();
			if (own != null) own.close();
			deflaters.forEach(Deflater::end);
		}
	}

	@Override
	public void close() throws IOException {
		try (out) {
			finish();
		}
	}
}
