package sc.fiji.medprep.curate;

import java.nio.file.Path;

import sc.fiji.medprep.batch.BatchOptions;

/**
 * All settings of a look at a set, the same for dialog, macro, terminal and report.
 *
 * @param batch where from and how many workers; without an output folder
 * @param pixels whether pixels are decoded: for duplicates by content, near duplicates, quality and thumbnails
 * @param splits table that says which patient, study, series or file is for training, validation or test, see
 *            {@link Splits}; null if there is none
 */
public record CurateOptions(BatchOptions batch, boolean pixels, Path splits) {}
