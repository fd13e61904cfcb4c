package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A folder in the private folder for outputs that must not be handed on, because they may hold what should have gone. */
final class Quarantine {
	private static final String FOLDER = "quarantine";
	private static final String OURS = "[0-9]{1,9}(\\.[A-Za-z0-9]{1,8})?";

	private final Places places;

	Quarantine(Places places) {
		this.places = places;
	}

	/** What an output is called there, relative to the private folder: the number of its item and the extension that it has. */
	static String nameOf(int item, String output) {
		String extension = output.substring(output.lastIndexOf('.') + 1);
		return FOLDER + "/" + item + (extension.length() < output.length() && extension.matches("[A-Za-z0-9]{1,8}") ? "." + extension : "");
	}

	/**
	 * Moves a file there, in one step and closed to others from the beginning. If that fails, the file is deleted: rather done
	 * again than left where it must not be.
	 *
	 * @param name as of {@link #nameOf}
	 */
	void take(Path file, String name) throws OutputException {
		try {
			places.closeToOthers(file, false);
			Path folder = places.secret().resolve(FOLDER);
			Files.createDirectories(folder);
			places.closeToOthers(folder, true);
			try {
				Files.move(file, places.secret().resolve(name), StandardCopyOption.ATOMIC_MOVE);
			}
			catch (AtomicMoveNotSupportedException e) {
				moveToOtherDisk(file, name);
			}
		}
		catch (IOException e) {
			delete(file);
			throw new OutputException("The private folder", e);
		}
	}

	private void moveToOtherDisk(Path file, String name) throws IOException {
		String part = FOLDER + "/" + OutputWriter.PART_PREFIX + "quarantine.part";
		synchronized (this) {
			try (FileChannel from = FileChannel.open(file); FileChannel to = places.openSecret(part, Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
				for (long at = 0, size = from.size(); at < size;) at += from.transferTo(at, size - at, to);
			}
			Files.move(places.secret().resolve(part), places.secret().resolve(name), StandardCopyOption.ATOMIC_MOVE);
		}
		Files.delete(file);
	}

	private static void delete(Path file) throws OutputException {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException e) {
			throw new OutputException("The output", e);
		}
	}

	/** Deletes what earlier runs have put there, and nothing else. */
	void clear() throws IOException {
		Path folder = places.secret().resolve(FOLDER);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				if (name.matches(OURS) || name.startsWith(OutputWriter.PART_PREFIX)) Files.delete(file);
			}
		}
		catch (NoSuchFileException e) {
			// nothing was ever put there
		}
	}
}
