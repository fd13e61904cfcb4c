package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A header of lines with a name and a value each, as NRRD and MetaImage have.
 *
 * @param fields by their names in lower case
 * @param length bytes of the header
 */
record TextHeader(Map<String, String> fields, int length) {
	/** Bytes of a file that may hold its header. */
	static final int LONGEST = 1 << 20;

	/** Tells which line ends a header. */
	interface End {
		boolean isAfter(String line);
	}

	/** Reads lines up to the one that ends the header, or all of them. */
	static TextHeader of(byte[] start, String separator, End end) {
		Map<String, String> fields = new HashMap<>();
		int at = 0;
		while (at < start.length) {
			int next = at;
			while (next < start.length && start[next] != '\n') next++;
			String line = new String(start, at, next - at, StandardCharsets.ISO_8859_1).strip();
			at = Math.min(start.length, next + 1);
			int split = line.indexOf(separator);
			if (split > 0 && !line.startsWith("#")) fields.putIfAbsent(line.substring(0, split).strip().toLowerCase(Locale.ROOT), line.substring(split + separator.length()).strip());
			if (end.isAfter(line)) break;
		}
		return new TextHeader(fields, at);
	}

	/** The value of the first of some names that is there, else an empty one. */
	String get(String... names) {
		return Arrays.stream(names).map(fields::get).filter(value -> value != null).findFirst().orElse("");
	}

	boolean isTrue(String... names) {
		return get(names).equalsIgnoreCase("true");
	}

	/** @throws IOException if one is no number or there are not as many */
	double[] numbers(int count, String... names) throws IOException {
		String[] words = get(names).split("[\\s,()]+");
		return parsed(Arrays.stream(words).filter(word -> !word.isEmpty()).toArray(String[]::new), count, names[0]);
	}

	static double[] parsed(String[] words, int count, String name) throws IOException {
		if (words.length != count) throw damaged(name);
		double[] numbers = new double[count];
		for (int i = 0; i < count; i++) {
			try {
				numbers[i] = words[i].equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(words[i]);
			}
			catch (NumberFormatException e) {
				throw damaged(name);
			}
		}
		return numbers;
	}

	/** A whole number, or the one that holds where nothing is said. */
	long whole(long otherwise, String... names) throws IOException {
		if (get(names).isEmpty()) return otherwise;
		double number = numbers(1, names)[0];
		if (number != Math.rint(number) || Math.abs(number) > 1L << 52) throw damaged(names[0]);
		return (long) number;
	}

	/** @param name as this program calls the field */
	static IOException damaged(String name) {
		return new IOException("The field \"" + name + "\" of the header is missing or is not what it should be; the file is damaged.");
	}

	/** A file that a header names; it must lie in the folder of the header or below it. */
	static Path beside(Path header, String name) throws IOException {
		try {
			Path folder = header.toAbsolutePath().normalize().getParent(), file = folder.resolve(name).normalize();
			if (!file.startsWith(folder)) throw new IOException("The header names a file of voxels that lies elsewhere; put both into the same folder and name it there.");
			if (!Files.isRegularFile(file)) throw new IOException("The file of voxels that the header names is missing; put it into the folder of the header.");
			return file;
		}
		catch (InvalidPathException e) {
			throw damaged("data file");
		}
	}
}
