package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The four places of a run with links resolved, none of which may lie in another.
 *
 * @param output null if the run writes none
 */
record Places(Path input, Path output, Path report, Path secret) {
	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
	private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

	static Places of(BatchOptions options) throws BatchConfigurationException {
		if (!Files.exists(options.input())) throw new BatchConfigurationException("The input does not exist.");
		Places places = new Places(real(options.input()), options.output() == null ? null : real(options.output()), real(options.report()), real(options.privateFolder()));
		places.check();
		return places;
	}

	private void check() throws BatchConfigurationException {
		Map<String, Path> named = new LinkedHashMap<>();
		named.put("input", input);
		if (output != null) named.put("output folder", output);
		named.put("report folder", report);
		named.put("private folder", secret);
		for (var inner : named.entrySet())
			for (var outer : named.entrySet()) {
				if (inner == outer || !inner.getValue().startsWith(outer.getValue())) continue;
				throw new BatchConfigurationException(inner.getValue().equals(outer.getValue())
					? "The " + inner.getKey() + " and the " + outer.getKey() + " are the same; give each a place of its own."
					: "The " + inner.getKey() + " lies inside the " + outer.getKey() + "; give it a place of its own.");
			}
		for (Path folder : new Path[] {output, report, secret})
			if (folder != null && Files.exists(folder) && !Files.isDirectory(folder))
				throw new BatchConfigurationException("The " + (folder == output ? "output" : folder == report ? "report" : "private")
					+ " folder is a file; give a folder.");
	}

	void checkApart(Path file, String what) throws BatchConfigurationException {
		Path place = real(file);
		if (place.startsWith(input)) throw new BatchConfigurationException(what + " must not lie in the input, which is only read; give another place.");
		if (output != null && place.startsWith(output) || place.startsWith(report))
			throw new BatchConfigurationException(what + " must not lie in the output or the report, which are handed on; give another place.");
	}

	/** Resolves links in the part of the path that exists, so that no link hides that one folder lies in another. */
	private static Path real(Path path) throws BatchConfigurationException {
		Path absolute = path.toAbsolutePath().normalize();
		for (Path existing = absolute; existing != null; existing = existing.getParent()) {
			if (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) continue;
			try {
				return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
			}
			catch (IOException e) {
				throw new BatchConfigurationException("One of the folders given cannot be opened: " + Reasons.of(e));
			}
		}
		return absolute;
	}

	/** Whether a folder holds anything but the litter of file browsers. */
	static boolean isFilled(Path folder) throws IOException {
		if (folder == null || !Files.isDirectory(folder)) return false;
		try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
			for (Path child : children)
				if (!Litter.is(child.getFileName().toString())) return true;
		}
		return false;
	}

	/** Makes the private folder, or closes it to others if it is open to them. */
	void createSecret() throws IOException {
		Path parent = secret.getParent();
		if (parent != null) Files.createDirectories(parent);
		if (!isPosix()) {
			Files.createDirectories(secret);
			return;
		}
		if (!Files.isDirectory(secret)) Files.createDirectory(secret, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
		Files.setPosixFilePermissions(secret, OWNER_ONLY);
	}

	/** Where the output of an item lies. */
	Path file(ItemResult result) {
		return (result.outcome() == Outcome.QUARANTINED ? secret : output).resolve(result.output());
	}

	/** Lets only the owner read a file or open a folder, where the file system knows owners. */
	void closeToOthers(Path path, boolean folder) throws IOException {
		if (isPosix()) Files.setPosixFilePermissions(path, folder ? OWNER_ONLY : OWNER_ONLY_FILE);
	}

	/** Opens a file of the private folder; a new one is for the owner only. */
	FileChannel openSecret(String name, Set<? extends OpenOption> options) throws IOException {
		FileAttribute<?>[] attributes = isPosix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY_FILE)} : new FileAttribute<?>[0];
		return FileChannel.open(secret.resolve(name), options, attributes);
	}

	private boolean isPosix() {
		return secret.getFileSystem().supportedFileAttributeViews().contains("posix")
			&& Files.getFileAttributeView(secret, PosixFileAttributeView.class) != null;
	}
}
