package sc.fiji.medprep.batch;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

import sc.fiji.medprep.dicom.ByteSource;

/**
 * Opens the items of one worker. Small ones are read once into a buffer that the worker keeps, so that hashing, parsing and
 * copying need no second read; large ones stay in their file.
 */
final class ItemReader implements Closeable {
	private static final int SMALL_FILE = 8 << 20, SMALL_ENTRY = 16 << 20, SLICE = 1 << 16;
	/** An archive entry that grows beyond both is taken for a bomb. */
	private static final long BOMB_SIZE = 64L << 20, BOMB_RATIO = 250;

	private final ItemList items;
	private final Places places;
	private final BooleanSupplier canceled;
	private final long smallFile, smallEntry;
	private final MessageDigest digest = Hashes.sha256();
	private final CRC32 crc = new CRC32();
	private byte[] buffer = {};
	private byte[] slice;
	private Path archivePath;
	private FileChannel archive;

	/** @param workers how many share the heap */
	ItemReader(ItemList items, Places places, int workers, BooleanSupplier canceled) {
		this.items = items;
		this.places = places;
		this.canceled = canceled;
		long share = Runtime.getRuntime().maxMemory() / (4L * workers);
		smallFile = Math.min(SMALL_FILE, share);
		smallEntry = Math.min(SMALL_ENTRY, share);
	}

	/** An item ready to be processed, and its name if it is an entry; closing it leaves the archive open for the next one. */
	record Opened(ByteSource source, String sha256, boolean shared, String entry) implements Closeable {
		private Opened(ByteSource source, String sha256, boolean shared) {
			this(source, sha256, shared, null);
		}

		private Opened named(String name) {
			return new Opened(source, sha256, shared, name);
		}

		@Override
		public void close() throws IOException {
			if (!shared) source.close();
		}
	}

	/** Reads all bytes of an item and takes their SHA-256. */
	Opened open(int item) throws IOException {
		ZipDirectory directory = items.archive(item);
		return directory == null ? openFile(items.path(item)) : openEntry(item, directory, false);
	}

	/** Opens an item of which little will be read: without its SHA-256, unless all bytes must be gone through anyway. */
	Opened peek(int item) throws IOException {
		ZipDirectory directory = items.archive(item);
		return directory == null ? new Opened(ByteSource.of(items.path(item)), "", false) : openEntry(item, directory, true);
	}

	private Opened openFile(Path path) throws IOException {
		FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
		try {
			long size = file.size();
			if (size > smallFile) return new Opened(ByteSource.of(file, 0, size), hash(file, 0, size), false);
			Opened opened = load(file, 0, (int) size);
			file.close();
			return opened;
		}
		catch (Throwable e) {
			file.close();
			throw e;
		}
	}

	private Opened openEntry(int item, ZipDirectory directory, boolean peek) throws IOException {
		Path path = items.path(item);
		if (archive == null || !path.equals(archivePath) || !archive.isOpen()) {
			close();
			archive = FileChannel.open(path, StandardOpenOption.READ);
			archivePath = path;
		}
		ZipDirectory.Entry entry = directory.entry(archive, items.headerPosition(item));
		long data = directory.dataPosition(archive, entry);
		if (entry.method() == ZipDirectory.DEFLATED) return inflate(item, entry, data).named(entry.name());
		if (peek) return new Opened(ByteSource.of(archive, data, entry.size()), "", true, entry.name());
		Opened opened = entry.size() <= smallFile ? load(archive, data, (int) entry.size())
			: new Opened(ByteSource.of(archive, data, entry.size()), hash(archive, data, entry.size()), true);
		check(entry);
		return opened.named(entry.name());
	}

	private void check(ZipDirectory.Entry entry) throws ZipException {
		if (crc.getValue() != entry.crc()) throw new ZipException("The archive entry is damaged: its checksum differs.");
	}

	/** Reads a region into the buffer. */
	private Opened load(FileChannel file, long start, int length) throws IOException {
		grow(length);
		begin();
		for (int at = 0; at < length;) {
			int n = file.read(ByteBuffer.wrap(buffer, at, Math.min(SLICE, length - at)), start + at);
			if (n < 0) throw new EOFException("The file became shorter while it was read.");
			count(buffer, at, n);
			at += n;
		}
		return new Opened(ByteSource.of(buffer, length), end(), true);
	}

	private String hash(FileChannel file, long start, long length) throws IOException {
		if (slice == null) slice = new byte[SLICE];
		begin();
		for (long at = 0; at < length;) {
			int n = file.read(ByteBuffer.wrap(slice, 0, (int) Math.min(SLICE, length - at)), start + at);
			if (n < 0) throw new EOFException("The file became shorter while it was read.");
			count(slice, 0, n);
			at += n;
		}
		return end();
	}

	private Opened inflate(int item, ZipDirectory.Entry entry, long data) throws IOException {
		if (entry.size() > BOMB_SIZE && entry.size() / BOMB_RATIO > entry.compressed())
			throw new ZipException("The archive entry unpacks to more than " + BOMB_RATIO + " times its size and may be a bomb; unpack it first if you trust it.");
		if (entry.size() <= smallEntry) {
			grow((int) entry.size());
			begin();
			inflate(entry, data, null);
			String sha256 = end();
			check(entry);
			return new Opened(ByteSource.of(buffer, (int) entry.size()), sha256, true);
		}
		if (slice == null) slice = new byte[SLICE];
		// patient data: the file has no name from the moment it is opened and is gone with the process
		FileChannel unpacked = openTemporary(item);
		try {
			begin();
			inflate(entry, data, unpacked);
			String sha256 = end();
			check(entry);
			return new Opened(ByteSource.of(unpacked, 0, entry.size()), sha256, false);
		}
		catch (Throwable e) {
			unpacked.close();
			throw e;
		}
	}

	/** @param target null to fill the buffer */
	private void inflate(ZipDirectory.Entry entry, long data, FileChannel target) throws IOException {
		Inflater inflater = new Inflater(true);
		try {
			byte[] in = new byte[(int) Math.min(1 << 16, entry.compressed() + 1)];
			long read = 0, written = 0;
			while (!inflater.finished()) {
				if (inflater.needsInput()) {
					// some versions of zlib ask for one byte behind the end
					if (read > entry.compressed()) throw damaged();
					int n = read == entry.compressed() ? 1
						: archive.read(ByteBuffer.wrap(in, 0, (int) Math.min(in.length, entry.compressed() - read)), data + read);
					if (n < 0) throw new EOFException("The archive became shorter while it was read.");
					inflater.setInput(in, 0, n);
					read += n;
				}
				byte[] out = target == null ? buffer : slice;
				int at = target == null ? (int) written : 0;
				int n = inflater.inflate(out, at, Math.min(SLICE, out.length - at));
				written += n;
				if (inflater.needsDictionary() || written > entry.size()) throw damaged();
				count(out, at, n);
				if (target != null) writeAll(target, ByteBuffer.wrap(out, 0, n));
			}
			if (written != entry.size()) throw damaged();
		}
		catch (DataFormatException e) {
			throw damaged();
		}
		finally {
			inflater.end();
		}
	}

	private FileChannel openTemporary(int item) throws OutputException {
		try {
			return places.openSecret(OutputWriter.PART_PREFIX + item + ".part", Set.of(StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
		}
		catch (IOException e) {
			throw new OutputException("The private folder", e);
		}
	}

	private static void writeAll(FileChannel target, ByteBuffer bytes) throws OutputException {
		try {
			while (bytes.hasRemaining()) target.write(bytes);
		}
		catch (IOException e) {
			throw new OutputException("The private folder", e);
		}
	}

	private static ZipException damaged() {
		return new ZipException("The archive entry is damaged: it does not unpack to the size its directory says.");
	}

	private void grow(int length) {
		// one byte more, so that an entry that is longer than it says shows
		if (buffer.length <= length) buffer = new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(length + 1L, Math.min(2L * buffer.length, SMALL_ENTRY)))];
	}

	private void begin() {
		digest.reset();
		crc.reset();
	}

	private void count(byte[] bytes, int start, int length) throws IOException {
		if (canceled.getAsBoolean()) throw new CanceledException();
		digest.update(bytes, start, length);
		if (archive != null) crc.update(bytes, start, length);
	}

	private String end() {
		return HexFormat.of().formatHex(digest.digest());
	}

	@Override
	public void close() throws IOException {
		if (archive != null) archive.close();
	}
}
