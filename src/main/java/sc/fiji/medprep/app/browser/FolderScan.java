package sc.fiji.medprep.app.browser;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.FileSource;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesAssembler;
import sc.fiji.medprep.image.StoredVolume;

/**
 * What the headers below a folder say about series.
 *
 * @param files how many were read
 * @param leftOut how many of them are no DICOM images, or none that can be read
 */
public record FolderScan(List<SeriesEntry> entries, int files, int leftOut) {
	private static final int MILLIS_BETWEEN_LOOKS = 50;

	/**
	 * Reads the headers of all files of a folder with all below it, or of one file.
	 *
	 * @return null if it was cancelled
	 * @throws IOException if the folder cannot be read
	 */
	public static FolderScan of(Path input, int threads, Progress progress) throws IOException {
		List<Path> paths = paths(input, progress);
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
			while (!workers.awaitTermination(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS) && !progress.isCanceled()) progress.update(done.get(), paths.size());
			if (progress.isCanceled()) return null;
			for (Future<?> reader : readers) reader.get();
			progress.update(done.get(), paths.size());
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException e) {
			throw CommandFailure.of(e.getCause());
		}
		finally {
			next.set(paths.size());
			workers.shutdownNow();
		}
		return new FolderScan(entries(assembler.series()), paths.size(), leftOut.get());
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

	private static List<Path> paths(Path input, Progress progress) throws IOException {
		if (!Files.exists(input)) throw CommandFailure.usage("The input does not exist.");
		List<Path> paths = new ArrayList<>();
		Files.walkFileTree(input, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				if (attributes.isRegularFile() || Files.isRegularFile(file)) paths.add(file);
				return progress.isCanceled() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
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

	private static List<SeriesEntry> entries(List<ImageSeries> all) {
		List<SeriesEntry> entries = new ArrayList<>();
		Set<String> studies = new LinkedHashSet<>();
		boolean unique = all.stream().mapToInt(ImageSeries::number).filter(number -> number > 0).distinct().count() == all.size();
		for (ImageSeries series : all) {
			studies.add(series.studyUid());
			int part = 1;
			for (StoredVolume volume : series.volumes()) {
				String key = !unique ? "#" + (entries.size() + 1) : series.volumes().size() == 1 ? "" + series.number() : series.number() + "." + part++;
				entries.add(new SeriesEntry(key, studies.size(), series, volume));
			}
		}
		return entries;
	}

	/**
	 * The series that a macro names.
	 *
	 * @param keys separated by commas; empty for the only one
	 * @throws CommandFailure with the series that there are, if one is not among them or none is named
	 */
	public List<SeriesEntry> named(String keys) {
		if (entries.isEmpty()) throw CommandFailure.usage("There is no DICOM image that can be read in the input, which holds " + counted() + ".");
		if (keys == null || keys.isBlank()) {
			if (entries.size() > 1) throw CommandFailure.usage("The folder holds several series; name one with series=, or more with commas between them: " + list());
			return entries;
		}
		List<SeriesEntry> named = new ArrayList<>();
		for (String key : keys.split(",")) {
			int before = named.size();
			entries.stream().filter(entry -> isNamed(entry, key.strip())).forEach(named::add);
			if (named.size() == before) throw CommandFailure.usage("A series of that number is not in the folder, which holds " + list());
		}
		return named.stream().distinct().toList();
	}

	/** A series of several parts is named by its number with or without that of a part. */
	private boolean isNamed(SeriesEntry entry, String key) {
		return entry.key().equals(key) || entry.key().startsWith(key + ".") || ("#" + (entries.indexOf(entry) + 1)).equals(key);
	}

	/** How many files were read, in words. */
	String counted() {
		return files == 1 ? "1 file" : String.format(Locale.ROOT, "%,d files", files);
	}

	private String list() {
		return entries.stream().map(entry -> entry.key() + " (" + entry.facts() + ")").collect(Collectors.joining("; ")) + ".";
	}
}
