package sc.fiji.medprep.deidentify.verify;

import java.nio.file.Path;
import java.util.Objects;

import sc.fiji.medprep.batch.BatchOptions;

/**
 * All settings of a verification, the same for dialog, macro, terminal and report.
 *
 * @param results the de-identified files: a folder, a file, a zip archive or a list file
 * @param originals folder of the originals; null if there are none, then only what can be told without them is
 * @param report folder for the run record; null for one beside the results
 * @param threads number of workers; 0 for as many as there are cores
 * @param overwrite whether the report of an earlier run may be replaced
 * @param uidMapping table with the columns {@code id_old} and {@code id_new}, which original UID became which; null if there is none
 * @param patientMapping the same for Patient IDs
 */
public record VerifyOptions(Path results, Path originals, Path report, int threads, boolean overwrite, Path uidMapping, Path patientMapping) {
	public VerifyOptions {
		Objects.requireNonNull(results);
		if (report == null) report = BatchOptions.beside(results, "-verification");
	}

	BatchOptions batch() {
		return new BatchOptions(results, null, report, threads, overwrite);
	}
}
