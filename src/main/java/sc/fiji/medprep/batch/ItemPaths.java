package sc.fiji.medprep.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import sc.fiji.medprep.dicom.ByteSource;

/** Reads {@code paths.csv} of a private folder, row by row: which input each item of a run was; and opens such an input again. */
public final class ItemPaths {
	/** Given each item in turn. */
	@FunctionalInterface
	public interface PathConsumer {
		/** @param path of the file; an entry of an archive is the path of the archive, '!/' and its name */
		void accept(int item, String path) throws IOException;
	}

	/** Stands between an archive and its entry. */
	private static final String INSIDE = "!/";
	private static final int LARGEST_ENTRY = 1 << 30;

	private ItemPaths() {}

	/**
	 * Visits all items in the order of their numbers. What is given identifies patients.
	 *
	 * @throws IOException if the table cannot be read or is none
	 */
	public static void forEach(Path privateFolder, PathConsumer consumer) throws IOException {
		try (BufferedReader in = Files.newBufferedReader(privateFolder.resolve(Batch.PATHS), StandardCharsets.UTF_8)) {
			in.readLine();
			for (String number = cell(in); number != null; number = cell(in)) consumer.accept(Integer.parseInt(number), cell(in));
		}
		catch (NumberFormatException e) {
			throw new IOException("The table of input paths is damaged; run the command again");
		}
	}

	/**
	 * Opens the file that an item was, or the entry of an archive, which is unpacked into memory; to be closed by the caller.
	 *
	 * @param path as the table has it
	 * @throws IOException if it is no longer there; the message holds no path
	 */
	public static ByteSource open(String path) throws IOException {
		try {
			Path file = Path.of(path);
			if (Files.isRegularFile(file)) return ByteSource.of(file);
			for (int at = path.indexOf(INSIDE); at >= 0; at = path.indexOf(INSIDE, at + 1)) {
				Path archive = Path.of(path.substring(0, at));
				if (Files.isRegularFile(archive)) return ByteSource.of(entry(archive, path.substring(at + INSIDE.length())));
			}
			throw gone();
		}
		catch (InvalidPathException e) {
			throw gone();
		}
	}

	private static byte[] entry(Path archive, String name) throws IOException {
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			ZipEntry entry = zip.getEntry(name);
			if (entry == null) throw gone();
			try (InputStream in = zip.getInputStream(entry)) {
				byte[] bytes = in.readNBytes(LARGEST_ENTRY);
				if (bytes.length == LARGEST_ENTRY) throw new IOException("The entry of the archive is too large to be opened; unpack it first");
				return bytes;
			}
		}
	}

	private static IOException gone() {
		return new IOException("The file is no longer where it was during the run");
	}

	/** The next cell as {@link CsvWriter} writes it; null at the end. */
	private static String cell(Reader in) throws IOException {
		int first = in.read();
		if (first < 0) return null;
		StringBuilder cell = new StringBuilder();
		boolean quoted = first == '"';
		for (int c = quoted ? in.read() : first; c >= 0; c = in.read()) {
			if (quoted && c == '"') {
				c = in.read();
				if (c != '"') return cell.toString();
			}
			else if (!quoted && (c == ',' || c == '\n')) return cell.toString();
			cell.append((char) c);
		}
		return cell.toString();
	}
}
