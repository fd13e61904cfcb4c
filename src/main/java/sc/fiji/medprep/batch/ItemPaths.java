package sc.fiji.medprep.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code paths.csv} of a private folder, row by row: which input each item of a run was. */
public final class ItemPaths {
	/** Given each item in turn. */
	@FunctionalInterface
	public interface PathConsumer {
		/** @param path of the file; an entry of an archive is the path of the archive, '!/' and its name */
		void accept(int item, String path) throws IOException;
	}

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
