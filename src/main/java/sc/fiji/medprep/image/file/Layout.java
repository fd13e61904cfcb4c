package sc.fiji.medprep.image.file;

import sc.fiji.medprep.image.PlaneSource;

/** In which order the voxels of an image are written. The geometry is given along, so that each lies where it was. */
public enum Layout {
	/** As they come: of DICOM images, rows from the top to the bottom of the picture. */
	AS_IS,
	/**
	 * As dcm2niix writes what is no mosaic: slices so that columns, rows and slices are right-handed, then rows from the bottom
	 * to the top, which makes the determinant of the affine negative.
	 */
	DCM2NIIX,
	/** Rows from the bottom to the top, slices as they come; so does dcm2niix with Siemens mosaics. */
	ROWS_REVERSED;

	/** The same image in this order; planes are made when asked for. */
	public PlaneSource of(PlaneSource source) {
		return switch (this) {
			case AS_IS -> source;
			case DCM2NIIX -> new Reordered(source, true, source.shape().depth() > 1 && source.geometry().determinant() < 0);
			case ROWS_REVERSED -> new Reordered(source, true, false);
		};
	}
}
