package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Runs a step over all items of an input, or over groups of them, with several threads. An item or group that fails is refused
 * with a reason and the others go on. What was done is kept in a journal in the private folder: a run that was killed or canceled goes on where it stopped
 * when it is started again in the same way, and its result is the same as if it had not been stopped.
 */
public final class Batch {
	/** What an earlier run left in the report folder, deleted before it is replaced. */
	private static final List<String> REPORT_FILES = List.of("run.json", "items.csv", "findings.csv", "findings.sarif", "series.csv", "dataset.json", "report.html");
	static final String PATHS = "paths.csv";
	private static final String PATHS_PART = OutputWriter.PART_PREFIX + "paths.part", LOCK = "journal.lock";

	private final BatchOptions options;

	public Batch(BatchOptions options) {
		this.options = options;
	}

	/**
	 * Makes the private folder, for its owner only, after checking that no folder lies in another. A job that keeps its key
	 * there calls this before the run.
	 */
	public Path createPrivateFolder() throws BatchConfigurationException {
		Places places = Places.of(options);
		try {
			places.createSecret();
		}
		catch (IOException e) {
			throw new BatchConfigurationException("The private folder cannot be made: " + Reasons.of(e));
		}
		return options.privateFolder();
	}

	/**
	 * A file of the private folder for what a step keeps between runs; made empty, for the owner only, if there is none. See
	 * {@link #createPrivateFolder}.
	 */
	public Path privateFile(String name) throws BatchConfigurationException {
		Path folder = createPrivateFolder();
		try (FileChannel file = Places.of(options).openSecret(name, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
			return folder.resolve(name);
		}
		catch (IOException e) {
			throw new BatchConfigurationException("The private folder cannot be written: " + Reasons.of(e));
		}
	}

	/**
	 * Processes all items that are not yet done.
	 *
	 * @param command name of the command, for the record
	 * @param settings all that has an influence on the outputs, for the record and to tell whether an earlier run can be
	 *            continued; without paths and without secrets
	 * @throws BatchConfigurationException if the run cannot start; nothing has been written then
	 * @throws IOException if the output or the journal cannot be written any more; a later run goes on from there
	 */
	public BatchResult run(Step step, String command, SortedMap<String, String> settings, Progress progress)
		throws BatchConfigurationException, IOException
	{
		return run(new ItemWork(step), command, settings, progress);
	}

	/** As {@link #run(Step, String, SortedMap, Progress)}, group by group. */
	public BatchResult run(GroupStep<?> step, String command, SortedMap<String, String> settings, Progress progress)
		throws BatchConfigurationException, IOException
	{
		return run(new GroupWork<>(step), command, settings, progress);
	}

	private BatchResult run(Work work, String command, SortedMap<String, String> settings, Progress progress)
		throws BatchConfigurationException, IOException
	{
		if (options.threads() < 0) throw new BatchConfigurationException("The number of threads cannot be negative.");
		createPrivateFolder();
		Places places = Places.of(options);
		try (FileChannel lockFile = places.openSecret(LOCK, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE)); FileLock lock = lock(lockFile)) {
			return runLocked(places, work, command, settings, progress);
		}
		catch (FileSystemException e) {
			// its message is a path
			throw new OutputException("The output or the private folder", e);
		}
	}

	private static FileLock lock(FileChannel file) throws IOException, BatchConfigurationException {
		try {
			FileLock lock = file.tryLock();
			if (lock != null) return lock;
		}
		catch (OverlappingFileLockException e) {
			// held by this very process
		}
		throw new BatchConfigurationException("Another run is writing to the same report folder; wait for its end or give another one.");
	}

	private BatchResult runLocked(Places places, Work work, String command, SortedMap<String, String> settings, Progress progress)
		throws BatchConfigurationException, IOException
	{
		checkUnused(places);
		Lister.Listing listing = list(places, progress);
		int count = listing.items().size();
		JournalHeader header = new JournalHeader(software(), command, settings, hash(places.input() + "\n" + listing.sha256()),
			places.output() == null ? "" : hash(places.output().toString()), count, now());
		try (Journal journal = journal(places, header)) {
			Files.move(places.secret().resolve(PATHS_PART), places.secret().resolve(PATHS), StandardCopyOption.ATOMIC_MOVE);
			createOutput(places);
			Resume.Remains remains = new Resume(places, journal).reconcile();
			int threads = Math.max(1, Math.min(options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads(), count));
			Workers workers = new Workers(threads, progress, (long) work.passes() * count);
			boolean complete = work.run(new Work.Run(listing.items(), places, journal, remains, workers, threads));
			if (complete && journal.ended() == null) {
				Review review = new Review(result(places, journal, "", listing, threads), journal, places);
				work.review(review);
				review.apply();
				journal.appendEnd(now());
			}
			return result(places, journal, complete ? journal.ended() : "", listing, threads).counted();
		}
	}

	private BatchResult result(Places places, Journal journal, String ended, Lister.Listing listing, int threads) {
		return new BatchResult(options, journal, places.secret().resolve(Journal.NAME), ended, listing, threads);
	}

	/** Refuses folders that hold something which no journal of ours accounts for. */
	private void checkUnused(Places places) throws IOException, BatchConfigurationException {
		if (options.overwrite()) return;
		try (Journal journal = Journal.open(places)) {
			if (journal != null) return;
		}
		String named = Places.isFilled(places.output()) ? "output" : Places.isFilled(places.report()) ? "report" : null;
		if (named != null)
			throw new BatchConfigurationException("The " + named + " folder is not empty; give another folder, or overwrite=true.");
	}

	private static Lister.Listing list(Places places, Progress progress) throws IOException, BatchConfigurationException {
		Path part = places.secret().resolve(PATHS_PART);
		try (FileChannel table = places.openSecret(PATHS_PART, Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
			Lister.Listing listing = listed(places, table, progress);
			if (listing.items().size() == 0) throw new BatchConfigurationException(listing.links() == 0 ? "The input holds no files."
				: "The input holds no files; links to folders or special files passed over: " + listing.links() + ". Name those folders in a list file.");
			return listing;
		}
		catch (CanceledException e) {
			Files.deleteIfExists(part);
			throw new BatchConfigurationException("The run was canceled before it started.");
		}
		catch (Throwable e) {
			Files.deleteIfExists(part);
			throw e;
		}
	}

	private static Lister.Listing listed(Places places, FileChannel table, Progress progress) throws IOException, BatchConfigurationException {
		try {
			return Lister.list(places, table, progress);
		}
		catch (FileSystemException e) {
			throw new BatchConfigurationException("The input cannot be read: " + Reasons.of(e));
		}
	}

	/** The journal to go on with, or a new one. */
	private Journal journal(Places places, JournalHeader header) throws IOException, BatchConfigurationException {
		Journal old = Journal.open(places);
		if (old != null) {
			List<String> differences = old.header().differences(header);
			if (differences.isEmpty() && !(options.overwrite() && old.ended() != null)) return old;
			try (old) {
				if (!options.overwrite()) {
					Files.deleteIfExists(places.secret().resolve(PATHS_PART));
					throw new BatchConfigurationException("The " + (places.output() == null ? "report" : "output") + " folder holds a run with " + String.join(" and ", differences)
						+ "; give another folder, or overwrite=true.");
				}
				// outputs elsewhere are not touched
				if (old.header().output().equals(header.output())) new Resume(places, old).deleteOutputs();
			}
		}
		new Quarantine(places).clear();
		for (String name : REPORT_FILES) Files.deleteIfExists(places.report().resolve(name));
		return Journal.create(places, header);
	}

	private static void createOutput(Places places) throws BatchConfigurationException {
		if (places.output() == null) return;
		try {
			Files.createDirectories(places.output());
		}
		catch (IOException e) {
			throw new BatchConfigurationException("The output folder cannot be made: " + Reasons.of(e));
		}
		if (!Files.isWritable(places.output())) throw new BatchConfigurationException("The output folder cannot be written; check its permissions.");
	}

	/** Name and version of this program, as in records and data sets. */
	public static String software() {
		String version = Batch.class.getPackage().getImplementationVersion();
		return "MedPrep " + (version == null ? "development" : version);
	}

	private static String hash(String text) {
		MessageDigest digest = Hashes.sha256();
		return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static String now() {
		return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
	}
}
