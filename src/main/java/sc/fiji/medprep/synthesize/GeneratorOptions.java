package sc.fiji.medprep.synthesize;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What synthetic studies are made.
 *
 * @param output new or empty folder for the files
 * @param patients number of patients, at least 1; each has 2 to 4 studies, and four together have every kind of object
 * @param seed what chance begins with: the same seed gives the same bytes
 * @param threads number of patients that are made at the same time; 0 for as many as there are cores
 */
public record GeneratorOptions(Path output, int patients, long seed, int threads) {
	public GeneratorOptions {
		Objects.requireNonNull(output);
	}
}
