package sc.fiji.medprep.validate;

import sc.fiji.medprep.batch.BatchOptions;

/**
 * All settings of a validation, the same for dialog, macro, terminal and report.
 *
 * @param batch where from, where the report goes, how many workers; no output folder
 * @param pixels whether pixels are decoded and held against the header, too
 * @param strict whether the standard is read strictly: what may not be present is an error
 */
public record ValidateOptions(BatchOptions batch, boolean pixels, boolean strict) {}
