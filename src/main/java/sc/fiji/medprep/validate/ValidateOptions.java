package sc.fiji.medprep.validate;

import sc.fiji.medprep.batch.BatchOptions;

/**
 * All settings of a validation, the same for dialog, macro, terminal and report.
 *
 * @param batch where from and how many workers; without an output folder
 * @param pixels whether the frames are decoded and held against the header
 * @param strict whether the strict reading of the standard counts
 */
public record ValidateOptions(BatchOptions batch, boolean pixels, boolean strict) {}
