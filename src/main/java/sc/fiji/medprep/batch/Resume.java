package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
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

	/** Drops what is half done, no longer there or refused for a reason that may have passed, and returns the names of what remains. */
	OutputNames reconcile() throws IOException {
		if (journal.ended() == null) deleteParts(item -> {
			if (item <= journal.header().items()) journal.forget(item);
		});
		OutputNames all = claimed();
		boolean forgot = false;
		for (int item = 1; item <= journal.header().items(); item++) {
			ItemResult result = result(item);
			if (result != null && result.retry()) journal.forget(item);
			if (result == null || result.output().isEmpty()) continue;
			if (result.outcome() != Outcome.QUARANTINED && all.owner(OutputNames.Key.of(result.output())) != item) continue;
			if (isThere(result)) continue;
			journal.forget(item);
			forgot = true;
		}
		return forgot ? claimed() : all;
	}

	/** Deletes everything that the journal says was written, and what was half written. */
	void deleteOutputs() throws IOException {
		deleteParts(item -> {});
		TreeSet<Path> folders = new TreeSet<>(Comparator.reverseOrder());
		for (int item = 1; item <= journal.header().items(); item++) {
			ItemResult result = result(item);
			if (result == null || result.outcome() == Outcome.QUARANTINED || !Product.isPlain(result.output())) continue;
			Path file = places.output().resolve(result.output());
			Files.deleteIfExists(file);
			for (Path folder = file.getParent(); !folder.equals(places.output()); folder = folder.getParent()) folders.add(folder);
		}
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

	private OutputNames claimed() throws IOException {
		OutputNames names = new OutputNames(journal.header().items());
		for (int item = 1; item <= journal.header().items(); item++) {
			ItemResult result = result(item);
			if (result != null && !result.output().isEmpty() && result.outcome() != Outcome.QUARANTINED) names.claim(OutputNames.Key.of(result.output()), item);
		}
		return names;
	}

	private ItemResult result(int item) throws IOException {
		return journal.has(item) ? JournalLine.parse(lines.at(journal.starts()[item])) : null;
	}

	private boolean isThere(ItemResult result) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(places.file(result), BasicFileAttributes.class);
			return attributes.isRegularFile() && attributes.size() == result.bytes();
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
				if (item > 0) {
					items.accept(item);
					Files.delete(file);
				}
				return FileVisitResult.CONTINUE;
			}
		});
	}
}
