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
 * @param nearDistance two images count as near duplicates if at most so many of the 256 bits of their perceptual hashes
 *            differ; -1 to look for none
 */
public record CurateOptions(BatchOptions batch, boolean pixels, Path splits, int nearDistance) {
	/** Enough for another compression or a few changed pixels, less than between neighbouring slices with noise. */
	public static final int NEAR = 4;
	/** More bits than this are no likeness. */
	public static final int FARTHEST = 16;

	public CurateOptions {
		if (nearDistance < -1 || nearDistance > FARTHEST) throw new IllegalArgumentException("The distance of near duplicates is -1 to " + FARTHEST);
	}
}
