package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** Brings an output folder and its journal together after a run that ended in any way. */
final class Resume {
	private final Places places;
	private final Journal journal;
	private final JournalLines lines;

	Resume(Places places, Journal journal) {
		this.places = places;
		this.journal = journal;
		this.lines = journal.lines();
	}

	/**
	 * What there is of an earlier part of the run.
	 *
	 * @param names which items have which output names
	 * @param retried items without a group that are done again because reading them failed
	 */
	record Remains(OutputNames names, BitSet retried) {}

	/** Drops what is half done, no longer there or refused for a reason that may have passed, and returns what remains. */
	Remains reconcile() throws IOException {
		BitSet half = new BitSet(), retried = new BitSet();
		if (journal.ended() == null) deleteParts(half::set);
		for (int item = half.nextSetBit(1); item > 0 && item <= journal.header().items(); item = half.nextSetBit(item + 1)) forget(item);
		for (WrittenFile file : journal.set())
			if (!isThere(places.output().resolve(file.name()), file.bytes())) journal.reopen();
		OutputNames all = claimed();
		boolean forgot = false;
		for (int item = 1; item <= journal.header().items(); item++) {
			ItemResult result = result(item);
			if (result == null) continue;
			if (result.retry()) {
				journal.forget(item);
				if (result.group() == 0) retried.set(item);
			}
			if (!result.files().stream().allMatch(file -> isThere(places.output().resolve(file.name()), file.bytes()))) forget(item);
			if (result.group() > 0 || result.output().isEmpty()) continue;
			if (result.outcome() != Outcome.QUARANTINED && all.owner(OutputNames.Key.of(result.output())) != item) continue;
			if (isThere(places.file(result), result.bytes())) continue;
			journal.forget(item);
			forgot = true;
		}
		return new Remains(forgot ? claimed() : all, retried);
	}

	/** Drops an item, and what was written of the group that begins with it. */
	private void forget(int item) throws IOException {
		ItemResult result = result(item);
		if (result == null) return;
		for (WrittenFile file : result.files()) Files.deleteIfExists(places.output().resolve(file.name()));
		journal.forget(item);
	}

	/** Drops all groups: they may no longer be the same. */
	void forgetGroups() throws IOException {
		for (int item = 1; item <= journal.header().items(); item++) {
			ItemResult result = result(item);
			if (result != null && result.group() > 0) forget(item);
		}
	}

	/** Deletes everything that the journal says was written, and what was half written. */
	void deleteOutputs() throws IOException {
		deleteParts(item -> {});
		TreeSet<Path> folders = new TreeSet<>(Comparator.reverseOrder());
		for (int item = 1; item <= journal.header().items(); item++) {
			ItemResult result = result(item);
			if (result == null || result.outcome() == Outcome.QUARANTINED) continue;
			if (result.group() == 0) deleteOutput(result.output(), folders);
			for (WrittenFile file : result.files()) deleteOutput(file.name(), folders);
		}
		for (WrittenFile file : journal.set()) deleteOutput(file.name(), folders);
		// an inner folder sorts behind the one it lies in
		for (Path folder : folders) {
			try {
				Files.deleteIfExists(folder);
			}
			catch (DirectoryNotEmptyException e) {
				// holds files of others
			}
		}
	}

	private void deleteOutput(String name, Set<Path> folders) throws IOException {
		if (!Product.isPlain(name)) return;
		Path file = places.output().resolve(name);
		Files.deleteIfExists(file);
		for (Path folder = file.getParent(); !folder.equals(places.output()); folder = folder.getParent()) folders.add(folder);
	}

	private OutputNames claimed() throws IOException {
		OutputNames names = new OutputNames(journal.header().items());
		for (int item = 1; item <= journal.header().items(); item++) {
			ItemResult result = result(item);
			if (result != null && result.group() == 0 && !result.output().isEmpty() && result.outcome() != Outcome.QUARANTINED) names.claim(OutputNames.Key.of(result.output()), item);
		}
		return names;
	}

	private ItemResult result(int item) throws IOException {
		return journal.has(item) ? JournalLine.parse(lines.at(journal.starts()[item])) : null;
	}

	private static boolean isThere(Path file, long bytes) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			return attributes.isRegularFile() && attributes.size() == bytes;
		}
		catch (IOException e) {
			return false;
		}
	}

	private void deleteParts(IntConsumer items) throws IOException {
		if (places.output() == null || !Files.isDirectory(places.output())) return;
		Files.walkFileTree(places.output(), new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				int item = OutputWriter.itemOfPart(file);
				if (item >= 0) {
					items.accept(item);
					Files.delete(file);
				}
				return FileVisitResult.CONTINUE;
			}
		});
	}
}
