package sc.fiji.medprep.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import sc.fiji.medprep.dicom.DicomFile;

/**
 * The series of all DICOM images below a folder. Files are numbered from 1 in the order of their paths.
 *
 * @param files how many were read
 * @param leftOut how many of them are no DICOM images, or none that can be read
 */
public record ImageFolder(List<ImageSeries> series, int files, int leftOut) {
	private static final int MILLIS_BETWEEN_LOOKS = 50;

	/** Is told how far the reading is. */
	@FunctionalInterface
	public interface Watcher {
		/** @return whether to go on */
		boolean watch(long done, long total);
	}

	/**
	 * Reads the headers of all files of a folder with all below it, or of one file. A folder that cannot be read is passed over.
	 *
	 * @return empty if the watcher stopped it
	 * @throws IOException if the folder itself cannot be read
	 */
	public static Optional<ImageFolder> read(Path input, int threads, Watcher watcher) throws IOException {
		List<Path> paths = paths(input, watcher);
		SeriesAssembler assembler = new SeriesAssembler();
		AtomicInteger next = new AtomicInteger(), done = new AtomicInteger(), leftOut = new AtomicInteger();
		ExecutorService workers = Executors.newFixedThreadPool(threads);
		try {
			List<Future<?>> readers = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				readers.add(workers.submit(() -> {
					for (int n = next.getAndIncrement(); n < paths.size(); n = next.getAndIncrement()) {
						if (!add(new FileSource(n + 1, paths.get(n)), assembler)) leftOut.incrementAndGet();
						done.incrementAndGet();
					}
				}));
			}
			workers.shutdown();
			while (!workers.awaitTermination(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
				if (!watcher.watch(done.get(), paths.size())) return Optional.empty();
			}
			for (Future<?> reader : readers) reader.get();
			if (!watcher.watch(done.get(), paths.size())) return Optional.empty();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
		catch (ExecutionException e) {
			if (e.getCause() instanceof Error error) throw error;
			throw new IllegalStateException(e.getCause());
		}
		finally {
			next.set(paths.size());
			workers.shutdownNow();
		}
		return Optional.of(new ImageFolder(assembler.series(), paths.size(), leftOut.get()));
	}

	private static boolean add(FileSource source, SeriesAssembler assembler) {
		try (DicomFile file = source.open()) {
			assembler.add(source, file);
			return true;
		}
		catch (IOException | RuntimeException notAnImage) {
			// one file that nobody foresaw should not hide all the others
			return false;
		}
	}

	private static List<Path> paths(Path input, Watcher watcher) throws IOException {
		List<Path> paths = new ArrayList<>();
		Files.walkFileTree(input, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				if (attributes.isRegularFile() || Files.isRegularFile(file)) paths.add(file);
				return watcher.watch(0, paths.size()) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
				if (file.equals(input)) throw failure;
				return FileVisitResult.CONTINUE;
			}
		});
		Collections.sort(paths);
		return paths;
	}
}
