package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.IdMapping;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.synthesize.Check.Action;

/**
 * Grades what any de-identification tool has made of a study for which there is an answer key. The checks of the MIDI-B challenge
 * are decided as its validator does, as far as this is possible without reading text in images; docs/formats.md tells the rest.
 */
public final class Scorer {
	private final ScoreOptions options;

	public Scorer(ScoreOptions options) {
		this.options = options;
	}

	/**
	 * Grades all checks and writes the report folder.
	 *
	 * @throws BatchConfigurationException if the folders, the key or a mapping cannot be used
	 * @throws IOException if a file fails while it is read or written
	 */
	public ScoreReport run(Progress progress) throws IOException {
		Instant start = Instant.now();
		checkPlaces();
		Map<String, List<Check>> key = AnswerKey.read(options.key()).instances();
		IdMapping uids = options.uidMapping() == null ? null : IdMapping.read(options.uidMapping(), "UID mapping");
		IdMapping patients = options.patientMapping() == null ? null : IdMapping.read(options.patientMapping(), "patient mapping");
		List<Path> paths = files(options.input());
		List<Path> originalPaths = needsOriginals(key) ? files(options.original()) : List.of();
		Crew crew = new Crew(options.threads(), progress, paths.size() + originalPaths.size() + key.size());

		List<OutputFile> files = index(paths, crew);
		Matching matching = match(key, files, uids);
		Grader grader = new Grader(uidsOf(files), new Originals(originals(originalPaths, crew)));
		Consistency consistency = new Consistency(uids, patients);
		Tally tally = new Tally(key);
		crew.forEach(List.copyOf(key.keySet()), instance -> grade(key.get(instance), matching.copy(instance), grader, consistency, tally));
		consistency.decide((check, verdict) -> tally.add(check, verdict, false));
		return ScoreReport.write(options, tally, matching, files.size(), paths.size() - files.size(), start);
	}

	private void checkPlaces() throws BatchConfigurationException {
		if (!Files.isDirectory(options.input())) throw new BatchConfigurationException("The input is no folder; give the folder that the tool has written.");
		if (options.original() != null && !Files.isDirectory(options.original())) throw new BatchConfigurationException("The folder of the originals does not exist.");
		if (options.threads() < 0) throw new BatchConfigurationException("The number of threads cannot be negative.");
		if (real(options.report()).startsWith(real(options.input()))) throw new BatchConfigurationException("The report folder lies inside the input; give it a place of its own.");
		if (Files.exists(options.report()) && !Files.isDirectory(options.report())) throw new BatchConfigurationException("The report folder is a file; give a folder.");
		if (options.original() != null && real(options.report()).startsWith(real(options.original())))
			throw new BatchConfigurationException("The report folder lies inside the originals; give it a place of its own.");
		// a report of scores may be replaced, that of another command has a run record and tables of its own
		if (Files.exists(options.report().resolve("run.json")) && !Files.exists(options.report().resolve("scores.csv")))
			throw new BatchConfigurationException("The report folder holds the report of another command; give another folder.");
	}

	private static Path real(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException e) {
			return path.toAbsolutePath().normalize();
		}
	}

	private boolean needsOriginals(Map<String, List<Check>> key) {
		return options.original() != null && key.values().stream().flatMap(List::stream).anyMatch(check -> check.action() == Action.PIXELS_HIDDEN);
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
			return walk.filter(Files::isRegularFile).sorted().toList();
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** What the files are; those that are no DICOM are left out. */
	private List<OutputFile> index(List<Path> paths, Crew crew) throws IOException {
		Map<String, OutputFile> found = new ConcurrentHashMap<>();
		crew.forEach(paths, path -> {
			String name = name(path);
			try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
				found.put(name, OutputFile.of(path, name, file));
			}
			catch (DicomException e) {
				// a log or a table, or a file that nobody can use
			}
		});
		return List.copyOf(new TreeMap<>(found).values());
	}

	private String name(Path path) {
		StringBuilder name = new StringBuilder();
		for (Path part : options.input().relativize(path)) name.append(name.isEmpty() ? "" : "/").append(part);
		return name.toString();
	}

	private Matching match(Map<String, List<Check>> key, List<OutputFile> files, IdMapping uids) throws IOException {
		Matching matching = new Matching(key);
		if (uids != null) {
			matching.byMapping(files, uids);
			return matching;
		}
		matching.byIdentity(files);
		if (matching.missing().isEmpty()) return matching;
		Map<OutputFile, Set<Long>> contents = new ConcurrentHashMap<>();
		List<OutputFile> rest = files.stream().filter(file -> !matching.isTaken(file)).toList();
		new Crew(options.threads(), Progress.NONE, 0).forEach(rest, output -> {
			try (DicomFile file = DicomFile.read(output.path(), Dictionary.instance())) {
				contents.put(output, Contents.of(file.dataSet()));
			}
		});
		matching.byContent(rest, contents);
		return matching;
	}

	private static Set<String> uidsOf(List<OutputFile> files) {
		Set<String> uids = new HashSet<>();
		for (OutputFile file : files) uids.addAll(List.of(file.instance(), file.series(), file.study(), file.frameOfReference()));
		return uids;
	}

	private static Map<String, Path> originals(List<Path> paths, Crew crew) throws IOException {
		Map<String, Path> originals = new ConcurrentHashMap<>();
		crew.forEach(paths, path -> {
			try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
				file.dataSet().string(Tag.SOP_INSTANCE_UID).ifPresent(uid -> originals.put(uid, path));
			}
			catch (DicomException e) {
				// nothing that an answer could be about
			}
		});
		return originals;
	}

	private static void grade(List<Check> checks, OutputFile copy, Grader grader, Consistency consistency, Tally tally) throws IOException {
		if (copy == null) {
			for (Check check : checks) tally.add(check, Grader.missing(check), true);
			return;
		}
		consistency.add(checks.get(0), copy);
		try (ByteSource source = ByteSource.of(copy.path()); DicomFile file = DicomFile.read(source, Dictionary.instance())) {
			for (Check check : checks) {
				if (Grader.isOfTheSet(check)) consistency.add(check, grader.value(check, file));
				else tally.add(check, grader.verdict(check, copy, source, file), false);
			}
		}
	}
}
