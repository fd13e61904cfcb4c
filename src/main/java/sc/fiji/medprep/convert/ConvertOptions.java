package sc.fiji.medprep.convert;

import java.nio.file.Path;

import sc.fiji.medprep.batch.BatchOptions;

/**
 * All settings of a conversion, the same for dialog, macro, terminal and report.
 *
 * @param batch where from, where to, how many workers
 * @param layout how files are named and laid out
 * @param onFinding what happens to a series that may give a geometrically wrong volume
 * @param tilt what happens to slices of a tilted gantry
 * @param freeText whether names of protocols and other words that people typed may stand in names and sidecars of patients
 *            whose identity has not been removed
 * @param mapping file that says what series are called in BIDS, see {@link BidsMapping}; null for guesses only
 */
public record ConvertOptions(BatchOptions batch, Layout layout, OnFinding onFinding, Tilt tilt, boolean freeText, Path mapping) {
	/** How outputs are laid out. */
	public enum Layout {
		/** All in one folder, named by subject and series. */
		FLAT,
		/** Brain Imaging Data Structure. */
		BIDS
	}

	/** What happens to a volume with a finding that it may be geometrically wrong. */
	public enum OnFinding {
		/** Nothing is written of it. */
		REFUSE,
		/** It is written with the finding in its sidecar, and the finding is an error of the run. */
		ANNOTATE
	}

	/** What happens to slices that are shifted against each other along their plane. */
	public enum Tilt {
		/** Voxels stay as they are; the sform is sheared and the qform says nothing. */
		KEEP,
		/** Slices are shifted to an orthogonal grid. */
		RESAMPLE
	}
}
