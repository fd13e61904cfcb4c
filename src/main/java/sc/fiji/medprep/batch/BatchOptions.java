package sc.fiji.medprep.batch;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a batch reads and writes.
 *
 * @param input a folder, a file, a zip archive or a list file
 * @param output folder for the outputs; null for a run that writes none, which needs a report folder
 * @param report folder for the run record; null for {@code <output>-report} beside the output
 * @param threads number of workers; 0 for as many as there are cores
 * @param overwrite whether what an earlier run with other settings has written may be replaced
 */
public record BatchOptions(Path input, Path output, Path report, int threads, boolean overwrite) {
	public BatchOptions {
		Objects.requireNonNull(input);
		if (report == null) report = beside(Objects.requireNonNull(output), "-report");
	}

	/**
	 * The folder beside the report that holds what must not be handed on: which input each item was, the journal, keys. See
	 * {@link Batch#createPrivateFolder()}.
	 */
	public Path privateFolder() {
		return beside(report, "-private");
	}

	/**
	 * Checks the places of the run, and that a file which the run writes lies neither in the input, which is only read, nor in
	 * the output or the report, which are handed on; links are followed.
	 *
	 * @param what starts the sentence, as in "The vault"
	 */
	public void checkApart(Path file, String what) throws BatchConfigurationException {
		Places.of(this).checkApart(file, what);
	}

	/** The path beside a folder with its name and a suffix. */
	public static Path beside(Path folder, String suffix) {
		// "out/.." or "." have no name of their own to add to
		Path named = folder.endsWith(".") || folder.endsWith("..") ? folder.toAbsolutePath().normalize() : folder;
		Path name = named.getFileName();
		return name == null ? named.resolve("medprep" + suffix) : named.resolveSibling(name + suffix);
	}
}
