package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Progress;

/**
 * Writes studies of patients who do not exist, with identifiers in all places where such have been seen, and says what has to
 * be true of their de-identified copies. The same options give the same bytes and the same questions in the same order.
 */
public final class StudyGenerator {
	private static final String FILES = "dicom";

	private final GeneratorOptions options;

	public StudyGenerator(GeneratorOptions options) {
		this.options = options;
	}

	/**
	 * Makes the studies in the folder {@code dicom} of the output, and the answer key beside it.
	 *
	 * @throws BatchConfigurationException if there is something in the output folder, or an option is out of range
	 * @throws IOException if the output cannot be written
	 */
	public GeneratedStudies run(Progress progress) throws BatchConfigurationException, IOException {
		prepareOutput();
		try (AnswerKeyWriter key = new AnswerKeyWriter(options.output())) {
			GeneratedStudies made = make(check -> add(key, check), progress);
			if (!progress.isCanceled()) key.finish();
			return made;
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private static void add(AnswerKeyWriter key, Check check) {
		try {
			key.add(check);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/**
	 * Makes the studies in the folder {@code dicom} of the output, without an answer key.
	 *
	 * @param key is given each question, on this thread; all about an instance follow each other
	 * @throws BatchConfigurationException if there is something in the output folder, or an option is out of range
	 * @throws IOException if the output cannot be written
	 */
	GeneratedStudies run(Consumer<Check> key, Progress progress) throws BatchConfigurationException, IOException {
		prepareOutput();
		return make(key, progress);
	}

	private GeneratedStudies make(Consumer<Check> key, Progress progress) throws IOException {
		int threads = options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
		ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, options.patients()));
		try {
			return collect(workers, 2 * threads, key, progress);
		}
		finally {
			workers.shutdownNow();
			awaitEnd(workers);
		}
	}

	/** Those that are at work end at their next file, which does not appear. */
	private static void awaitEnd(ExecutorService workers) {
		try {
			workers.awaitTermination(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void prepareOutput() throws IOException {
		if (options.patients() < 1) throw new BatchConfigurationException("The number of patients is at least 1.");
		if (options.threads() < 0) throw new BatchConfigurationException("The number of threads cannot be negative.");
		Path output = options.output();
		if (Files.exists(output) && !Files.isDirectory(output)) throw new BatchConfigurationException("The output is a file; give a new folder.");
		if (Files.isDirectory(output)) {
			try (Stream<Path> files = Files.list(output)) {
				if (files.findAny().isPresent()) throw new BatchConfigurationException("The output folder is not empty; give another folder.");
			}
		}
		Files.createDirectories(output.resolve(FILES));
	}

	/** Hands on what the workers have made, patient by patient; only a few patients are under way at a time. */
	private GeneratedStudies collect(ExecutorService workers, int ahead, Consumer<Check> key, Progress progress) throws IOException {
		GeneratedStudies all = new GeneratedStudies(options.output(), 0, 0, 0, 0, 0, 0);
		Deque<Future<Workshop>> underWay = new ArrayDeque<>();
		int begun = 0;
		for (int done = 0; done < options.patients() && !progress.isCanceled(); done++) {
			for (; begun < options.patients() && underWay.size() < ahead; begun++) {
				int number = begun;
				underWay.add(workers.submit(() -> make(number)));
			}
			Workshop made = result(underWay.remove());
			made.checks().forEach(key);
			all = all.plus(made.result());
			progress.update(done + 1L, options.patients());
		}
		return all;
	}

	private Workshop make(int number) throws IOException {
		Workshop workshop = new Workshop(options.output().resolve(FILES), options.seed(), number);
		new Curriculum(workshop).run();
		return workshop;
	}

	private static Workshop result(Future<Workshop> future) throws IOException {
		try {
			return future.get();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", e);
		}
		catch (ExecutionException e) {
			if (e.getCause() instanceof IOException failure) throw failure;
			if (e.getCause() instanceof UncheckedIOException failure) throw failure.getCause();
			if (e.getCause() instanceof Error error) throw error;
			throw (RuntimeException) e.getCause();
		}
	}
}
