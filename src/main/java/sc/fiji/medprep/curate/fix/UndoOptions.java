package sc.fiji.medprep.curate.fix;

import java.nio.file.Path;

import sc.fiji.medprep.batch.BatchOptions;

/**
 * All settings of the way back from repaired files.
 *
 * @param batch where the repaired files are, and where the originals are written; with an output folder
 * @param changes the file {@value ChangesFile#NAME} of the private folder of the repair
 */
public record UndoOptions(BatchOptions batch, Path changes) {}
