package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.dicom.ByteSource;

/** Writes the outputs of one worker, each to a temporary file in its folder that is then renamed. */
final class OutputWriter {
	static final String PART_PREFIX = ".medprep-";
	private static final String PART_SUFFIX = ".part";
	private static final Pattern PART = Pattern.compile(Pattern.quote(PART_PREFIX) + "([0-9]{1,9})(-[0-9]{1,9})?" + Pattern.quote(PART_SUFFIX));
	/** Stands for the item of files that are about the set. */
	static final int SET = 0;
	private static final String TAKEN = "The output has a name where a folder is needed, or the other way round.";

	private final Path output;
	/** Those already made. */
	private final Set<Path> folders = new HashSet<>();
	private final DigestingChannel channel;

	OutputWriter(Path output, BooleanSupplier canceled) {
		this.output = output;
		this.channel = new DigestingChannel(canceled);
	}

	/**
	 * A file that is complete but not yet in its place. If it cannot be moved there, it is left: it tells a later run to do the
	 * item again.
	 */
	record Part(Path part, Path target, String name, String sha256, long bytes) {
		WrittenFile written() {
			return new WrittenFile(name, sha256, bytes);
		}

		void moveToTarget() throws IOException {
			try {
				Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
			}
			catch (AtomicMoveNotSupportedException e) {
				throw new BatchConfigurationException("The output folder cannot rename files in one step; choose another disk.");
			}
			catch (IOException e) {
				if (Files.isDirectory(target)) throw new IOException(TAKEN);
				throw new OutputException("The output", e);
			}
		}

		/** What a check says about what stands in the file now. */
		Verdict judged(Check check) throws IOException {
			if (check == Check.NONE) return Verdict.PASSED;
			try (ByteSource written = ByteSource.of(part)) {
				return check.of(written);
			}
		}

		void delete() throws OutputException {
			OutputWriter.delete(part);
		}

		void deleteTarget() throws OutputException {
			OutputWriter.delete(target);
		}
	}

	/**
	 * @param item the first of a group, or {@link #SET}
	 * @param index tells the outputs of an item apart, from 0
	 */
	Part write(int item, int index, String name, Content content) throws IOException {
		Path target = output.resolve(name);
		Path folder = target.getParent();
		if (!folders.contains(folder)) {
			make(folder);
			folders.add(folder);
		}
		Path part = folder.resolve(PART_PREFIX + item + (index == 0 ? "" : "-" + index) + PART_SUFFIX);
		FileChannel file = open(part);
		try {
			channel.start(file);
			content.writeTo(channel);
			Part written = new Part(part, target, name, channel.finish(), channel.bytes());
			close(file);
			return written;
		}
		catch (Throwable e) {
			close(file);
			delete(part);
			throw e;
		}
	}

	private void make(Path folder) throws IOException {
		try {
			Files.createDirectories(folder);
		}
		catch (IOException e) {
			for (Path path = folder; !path.equals(output); path = path.getParent())
				if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path)) throw new IOException(TAKEN);
			throw new OutputException("The output", e);
		}
	}

	private static FileChannel open(Path part) throws OutputException {
		try {
			return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
		}
		catch (IOException e) {
			throw new OutputException("The output", e);
		}
	}

	/** A file system over the network may tell only now that the disk is full. */
	private static void close(FileChannel file) throws OutputException {
		try {
			file.close();
		}
		catch (IOException e) {
			throw new OutputException("The output", e);
		}
	}

	private static void delete(Path part) throws OutputException {
		try {
			Files.deleteIfExists(part);
		}
		catch (IOException e) {
			throw new OutputException("The output", e);
		}
	}

	/** The item whose temporary file this is, {@link #SET}, or -1 if it is none of ours. */
	static int itemOfPart(Path file) {
		Matcher name = PART.matcher(file.getFileName().toString());
		return name.matches() ? Integer.parseInt(name.group(1)) : -1;
	}
}
