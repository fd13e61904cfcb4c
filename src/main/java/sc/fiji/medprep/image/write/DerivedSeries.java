package sc.fiji.medprep.image.write;

import java.io.IOException;

import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.StoredVolume;

/**
 * A changed volume as a new series of DICOM images. Each image takes its header from the same slice of the series that the volume
 * was made of, or from the nearest one if the grid has changed; new are UIDs, Series Number (1000 more) and Instance Number, the
 * description of the pixels, and what says that they are derived, of what and how.
 * <p>
 * Integers of at most 16 bits and colours are stored as they are. Other values are stored with the steps of the source if they lie on
 * these, else with 65,535 steps over the range of the series: none is off by more than {@link #mostError}.
 */
public final class DerivedSeries {
	private final Derivation work;

	private DerivedSeries(Derivation work) {
		this.work = work;
	}

	/**
	 * Reads all planes once, because their values decide how they are stored and which UIDs they get.
	 *
	 * @param voxels rows and columns in any direction of the patient, at right angles; one volume or as many as the source has
	 * @param source what the voxels were made of; its headers are carried over
	 * @throws IOException if a plane cannot be read, or the volume cannot be written as images of the kind of the source; one
	 *             sentence without identifiers
	 */
	public static DerivedSeries of(PlaneSource voxels, StoredVolume source, DerivedOptions options) throws IOException {
		Derivation work = Derivation.of(voxels, source, options);
		if (work.isFromMultiFrame() && options.form() == DerivedOptions.Form.SLICES) throw new IOException("The source has several frames in a file, whose slices have no headers of their own; choose the form enhanced");
		return new DerivedSeries(work);
	}

	/** By how much a stored real value may differ from the one in memory, in its unit; 0 if values are stored as they are. */
	public double mostError() {
		return work.form().mostError();
	}

	/**
	 * Writes the files, plane by plane.
	 *
	 * @throws IOException if a plane or a header cannot be read, or the sink fails
	 */
	public void write(SeriesSink sink) throws IOException {
		if (work.isFromMultiFrame()) new MultiFrameFiles(work).write(sink);
		else if (work.options().form() == DerivedOptions.Form.ENHANCED) new LegacyConverted(work).write(sink);
		else new SliceFiles(work).write(sink);
	}
}
