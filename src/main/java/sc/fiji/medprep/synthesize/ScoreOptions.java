package sc.fiji.medprep.synthesize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import sc.fiji.medprep.batch.BatchOptions;

/**
 * What is graded against what.
 *
 * @param input folder that a de-identification tool has written
 * @param key answer key, JSON or SQLite
 * @param original folder of the files that were de-identified, for the pictures of burned-in text; null for the folder
 *            {@code dicom} beside the key, if there is one
 * @param uidMapping CSV of old and new UIDs, or null to find out whose copy each file is
 * @param patientMapping CSV of old and new Patient IDs, or null to find out
 * @param report folder for the scores; null for {@code <input>-score} beside the input
 * @param threads number of workers; 0 for as many as there are cores
 */
public record ScoreOptions(Path input, Path key, Path original, Path uidMapping, Path patientMapping, Path report, int threads) {
	public ScoreOptions {
		Objects.requireNonNull(input);
		Objects.requireNonNull(key);
		if (report == null) report = BatchOptions.beside(input, "-score");
		if (original == null && Files.isDirectory(key.resolveSibling("dicom"))) original = key.resolveSibling("dicom");
		if (threads == 0) threads = Runtime.getRuntime().availableProcessors();
	}
}
