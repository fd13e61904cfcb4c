package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Writes the outputs of one worker, each to a temporary file in its folder that is then renamed. */
final class OutputWriter {
	static final String PART_PREFIX = ".medprep-";
	private static final String PART_SUFFIX = ".part";

	private final Path output;
	private final Set<Path> folders;
	private final DigestingChannel channel;

	/** @param folders those already made, shared by all workers */
	OutputWriter(Path output, Set<Path> folders, BooleanSupplier canceled) {
		this.output = output;
		this.folders = folders;
		this.channel = new DigestingChannel(canceled);
	}

	/** A file that is complete but not yet in its place. */
	record Part(Path part, Path target, String sha256, long bytes) {
		void moveToTarget() throws IOException {
			try {
				Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
			}
			catch (AtomicMoveNotSupportedException e) {
				throw new IOException("The output folder cannot rename files in one step; choose another disk.");
			}
		}

		void delete() throws IOException {
			Files.deleteIfExists(part);
		}
	}

	Part write(int item, Product product) throws IOException {
		Path target = output.resolve(product.name());
		Path folder = target.getParent();
		if (!folders.contains(folder)) {
			Files.createDirectories(folder);
			folders.add(folder);
		}
		Path part = folder.resolve(PART_PREFIX + item + PART_SUFFIX);
		try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
			channel.start(file);
			product.content().writeTo(channel);
			return new Part(part, target, channel.finish(), channel.bytes());
		}
		catch (Throwable e) {
			Files.deleteIfExists(part);
			throw e;
		}
	}

	/** The item whose temporary file this is, or 0. */
	static int itemOfPart(Path file) {
		String name = file.getFileName().toString();
		if (!name.startsWith(PART_PREFIX) || !name.endsWith(PART_SUFFIX)) return 0;
		String number = name.substring(PART_PREFIX.length(), name.length() - PART_SUFFIX.length());
		return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
	}
}
