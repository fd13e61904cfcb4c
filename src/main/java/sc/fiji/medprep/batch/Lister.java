package sc.fiji.medprep.batch;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Finds the items of an input, always in the same order, and writes which input each one is. */
final class Lister {
	private static final int HEAD = 4096;
	private static final int TOLD_EACH = 1000;

	private final ItemList items = new ItemList();
	private final MessageDigest digest = Hashes.sha256();
	private final CsvWriter paths;
	private final Places places;
	private final Progress progress;
	private long litter, links;

	private Lister(CsvWriter paths, Places places, Progress progress) {
		this.paths = paths;
		this.places = places;
		this.progress = progress;
	}

	/**
	 * What was found.
	 *
	 * @param sha256 of the paths, sizes and times of all items: tells whether the input is still the same
	 * @param litter number of ignored files of operating systems
	 * @param links number of links and special files that were passed over: links to a file are followed, those to a folder or
	 *            into what this program writes are not
	 */
	record Listing(ItemList items, String sha256, long litter, long links) {}

	/** @param table receives {@code paths.csv} */
	static Listing list(Places places, FileChannel table, Progress progress) throws IOException, BatchConfigurationException {
		try (Writer out = new BufferedWriter(Channels.newWriter(table, StandardCharsets.UTF_8), 1 << 16)) {
			CsvWriter paths = new CsvWriter(out);
			paths.row("item", "path");
			Lister lister = new Lister(paths, places, progress);
			Path input = places.input();
			BasicFileAttributes attributes = Files.readAttributes(input, BasicFileAttributes.class);
			if (attributes.isDirectory()) lister.folder(input);
			else if (isList(input)) lister.listFile(input);
			else lister.file(lister.items.addBase(input.getParent()), input, ItemList.encode(input), attributes);
			return new Listing(lister.items, HexFormat.of().formatHex(lister.digest.digest()), lister.litter, lister.links);
		}
	}

	private void folder(Path folder) throws IOException, BatchConfigurationException {
		int base = items.addBase(folder);
		String[] names;
		try {
			names = names(folder);
		}
		catch (IOException e) {
			refused(base, folder, "", "The folder cannot be read: " + Reasons.of(e, folder, places.input()));
			return;
		}
		for (String name : names) {
			if (progress.isCanceled()) throw new CanceledException();
			Path path = ItemList.decode(folder, name);
			BasicFileAttributes attributes;
			try {
				attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
			}
			catch (IOException e) {
				refused(base, path, name, Reasons.of(e, path, places.input()));
				continue;
			}
			if (Litter.is(name)) litter++;
			else if (attributes.isDirectory()) folder(path);
			else if (attributes.isRegularFile()) file(base, path, name, attributes);
			else if (attributes.isSymbolicLink()) link(base, path, name);
			else links++;
		}
	}

	private void link(int base, Path path, String name) throws IOException, BatchConfigurationException {
		try {
			BasicFileAttributes target = Files.readAttributes(path, BasicFileAttributes.class);
			if (target.isRegularFile() && !isOurs(path.toRealPath())) file(base, path, name, target);
			else links++;
		}
		catch (NoSuchFileException e) {
			refused(base, path, name, "The link leads to a file that is not there; if its content is kept elsewhere, fetch it first.");
		}
		catch (FileSystemException e) {
			refused(base, path, name, Reasons.of(e, path, places.input()));
		}
	}

	private boolean isOurs(Path real) {
		return places.output() != null && real.startsWith(places.output()) || real.startsWith(places.report()) || real.startsWith(places.secret());
	}

	private static String[] names(Path folder) throws IOException {
		List<String> names = new ArrayList<>();
		try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
			for (Path child : children) names.add(ItemList.encode(child));
		}
		catch (DirectoryIteratorException e) {
			throw e.getCause();
		}
		String[] sorted = names.toArray(String[]::new);
		Arrays.sort(sorted);
		return sorted;
	}

	private void file(int base, Path path, String name, BasicFileAttributes attributes) throws IOException, BatchConfigurationException {
		if (isOurs(path)) throw new BatchConfigurationException("The list names a file inside the output, report or private folder.");
		if (isArchive(path, path.equals(places.input()))) archive(base, path, name, attributes);
		else found(items.addFile(base, name), path.toString(), attributes);
	}

	private void archive(int base, Path path, String name, BasicFileAttributes attributes) throws IOException {
		try (FileChannel file = FileChannel.open(path)) {
			ZipDirectory directory = ZipDirectory.of(file);
			// a look at all entries first, so that a broken archive is one item and not some of its entries
			directory.forEach(file, (entry, position) -> {});
			int archive = items.addArchive(path, directory);
			directory.forEach(file, (entry, position) -> {
				if (progress.isCanceled()) throw new CanceledException();
				if (entry.isFolder()) return;
				if (Litter.isInside(entry.name())) {
					litter++;
					return;
				}
				int item = items.addEntry(archive, position);
				if (entry.refusal() != null) items.refuse(item, entry.refusal());
				else if (isZipName(entry.name())) items.refuse(item, "An archive inside an archive is not opened; unpack the outer one first.");
				found(item, path + "!/" + entry.name(), attributes);
			});
		}
		catch (CanceledException e) {
			throw e;
		}
		catch (IOException e) {
			refused(base, path, name, Reasons.of(e, path, places.input()));
		}
	}

	private void listFile(Path list) throws IOException, BatchConfigurationException {
		int base = items.addBase(list.getParent());
		try (BufferedReader lines = Files.newBufferedReader(list)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String name = name(line);
				if (progress.isCanceled()) throw new CanceledException();
				if (!name.isEmpty()) line(base, list, name);
			}
		}
		catch (CharacterCodingException e) {
			throw new BatchConfigurationException("The list file is not UTF-8 text.");
		}
	}

	private void line(int base, Path list, String name) throws IOException, BatchConfigurationException {
		Path path, real;
		BasicFileAttributes attributes;
		try {
			if (name.length() > ItemList.LONGEST_NAME) throw new InvalidPathException("", "too long");
			path = list.getParent().resolve(name).normalize();
			attributes = Files.readAttributes(path, BasicFileAttributes.class);
			real = path.toRealPath();
		}
		catch (InvalidPathException e) {
			refused(base, list, "", "The line of the list is not a path.");
			return;
		}
		catch (IOException e) {
			refused(base, list.getParent().resolve(name), name, Reasons.of(e, Path.of(name), places.input()));
			return;
		}
		// no link hides that it leads to what this program writes
		if (isOurs(real)) throw new BatchConfigurationException("The list names a file inside the output, report or private folder.");
		if (attributes.isDirectory()) folder(real);
		else file(base, path, name, attributes);
	}

	/** The path in a line of a list; empty if there is none. */
	private static String name(String line) {
		String name = line.startsWith("\ufeff") ? line.substring(1).strip() : line.strip();
		if (name.startsWith("#")) return "";
		boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
		return quoted ? name.substring(1, name.length() - 1) : name;
	}

	private void refused(int base, Path path, String name, String reason) throws IOException {
		int item = items.addFile(base, name);
		items.refuse(item, reason);
		found(item, path.toString(), null);
	}

	private void found(int item, String path, BasicFileAttributes attributes) throws IOException {
		paths.row(item, path);
		ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES);
		if (attributes != null) numbers.putLong(attributes.size()).putLong(attributes.lastModifiedTime().toMillis());
		digest.update(path.getBytes(StandardCharsets.UTF_8));
		digest.update(numbers.array());
		if (item % TOLD_EACH == 0) progress.update(0, 0);
	}

	/**
	 * A single input file is a list by its extension; or if it has none that says otherwise, is text, and its first line names
	 * something that exists.
	 */
	private static boolean isList(Path file) throws IOException {
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		if (name.endsWith(".txt") || name.endsWith(".csv") || name.endsWith(".lst")) return true;
		byte[] head = head(file);
		if (head.length == 0) return false;
		for (byte b : head)
			if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n') return false;
		for (String line : new String(head, StandardCharsets.UTF_8).split("\r?\n")) {
			String path = name(line);
			if (path.isEmpty()) continue;
			try {
				return Files.exists(file.getParent().resolve(path));
			}
			catch (InvalidPathException e) {
				return false;
			}
		}
		return false;
	}

	/** In a folder the name decides, which spares opening each file; a single file is looked at. */
	private static boolean isArchive(Path file, boolean look) throws IOException {
		if (isZipName(file.getFileName().toString())) return true;
		if (!look) return false;
		byte[] head = head(file);
		return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
	}

	private static boolean isZipName(String name) {
		return name.regionMatches(true, name.length() - 4, ".zip", 0, 4);
	}

	private static byte[] head(Path file) throws IOException {
		try (var in = Files.newInputStream(file)) {
			return in.readNBytes(HEAD);
		}
	}
}
