package sc.fiji.medprep.batch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The items of a run, each as a folder or archive that many share and a few bytes of its own: a million of them take some
 * tens of megabytes.
 */
final class ItemList {
	/** Starts the form of file names that the character set of this Java process cannot express. */
	private static final String AS_URI = "file:///";
	private static final int CHUNK = 1 << 20;
	/** More than any file system takes, and few enough that two bytes hold the length in UTF-8. */
	static final int LONGEST_NAME = 0xffff / 3;

	private final List<Path> bases = new ArrayList<>();
	/** The base of each item; for an entry of an archive, its complement. */
	private int[] base = new int[1024];
	/** For a file, where its name starts in the chunks; for an entry, where its header starts in the archive. */
	private long[] at = new long[1024];
	private final List<byte[]> chunks = new ArrayList<>();
	private int used = CHUNK;
	private final Map<Integer, String> refusals = new HashMap<>();
	private final Map<Integer, ZipDirectory> archives = new HashMap<>();
	private int size;

	int size() {
		return size;
	}

	/** Makes a folder or archive known to the items that follow. */
	int addBase(Path path) {
		bases.add(path);
		return bases.size() - 1;
	}

	int addArchive(Path path, ZipDirectory directory) {
		int index = addBase(path);
		archives.put(index, directory);
		return index;
	}

	/** @param name as of {@link #encode}, at most {@link #LONGEST_NAME} characters */
	int addFile(int folder, String name) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		if (used + 2 + bytes.length > CHUNK) {
			chunks.add(new byte[CHUNK]);
			used = 0;
		}
		byte[] chunk = chunks.get(chunks.size() - 1);
		long position = (long) (chunks.size() - 1) * CHUNK + used;
		chunk[used] = (byte) (bytes.length >> 8);
		chunk[used + 1] = (byte) bytes.length;
		System.arraycopy(bytes, 0, chunk, used + 2, bytes.length);
		used += 2 + bytes.length;
		return add(folder, position);
	}

	int addEntry(int archive, long headerPosition) {
		return add(~archive, headerPosition);
	}

	/** Says that an item is refused without being opened. */
	void refuse(int item, String reason) {
		refusals.put(item, reason);
	}

	private int add(int newBase, long newAt) {
		if (size == base.length) {
			base = Arrays.copyOf(base, size + (size >> 1));
			at = Arrays.copyOf(at, base.length);
		}
		base[size] = newBase;
		at[size] = newAt;
		return ++size;
	}

	/** Why an item is refused without being opened, or null. */
	String refusal(int item) {
		return refusals.get(item);
	}

	/** The file of an item; the archive if the item is an entry of one. */
	Path path(int item) {
		int index = base[item - 1];
		if (index < 0) return bases.get(~index);
		byte[] chunk = chunks.get((int) (at[item - 1] / CHUNK));
		int start = (int) (at[item - 1] % CHUNK);
		int length = (chunk[start] & 0xff) << 8 | chunk[start + 1] & 0xff;
		return decode(bases.get(index), new String(chunk, start + 2, length, StandardCharsets.UTF_8));
	}

	/** The directory of the archive that an item is an entry of, or null. */
	ZipDirectory archive(int item) {
		int index = base[item - 1];
		return index < 0 ? archives.get(~index) : null;
	}

	/** Where the header of an item that is an entry starts in its archive's central directory. */
	long headerPosition(int item) {
		return at[item - 1];
	}

	/** The name of a file in a folder as text that {@link #decode} turns back into the same bytes. */
	static String encode(Path file) {
		Path name = file.getFileName();
		if (name == null) return "";
		String text = name.toString();
		return isWritten(name, text) ? text : file.toAbsolutePath().toUri().toString();
	}

	/** On Linux a name is bytes, and a name in another character set would come back as another file, or as none. */
	private static boolean isWritten(Path name, String text) {
		try {
			return name.getFileSystem().getPath(text).equals(name);
		}
		catch (InvalidPathException e) {
			return false;
		}
	}

	static Path decode(Path folder, String name) {
		return name.startsWith(AS_URI) ? Path.of(URI.create(name)) : folder.resolve(name);
	}
}
