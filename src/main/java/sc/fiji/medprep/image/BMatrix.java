package sc.fiji.medprep.image;

import java.util.Optional;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/** A symmetric b-matrix in patient coordinates, in s/mm2: upper triangle, row by row. */
record BMatrix(double xx, double xy, double xz, double yy, double yz, double zz) {
	/** A smaller part of the weighting along the main axis is no single direction. */
	private static final double MOSTLY = 0.8;
	private static final int ROUNDS = 50;

	static Optional<BMatrix> of(DataSet item) {
		double[] all = new double[6];
		int[] tags = {Tag.DIFFUSION_B_VALUE_XX, Tag.DIFFUSION_B_VALUE_XY, Tag.DIFFUSION_B_VALUE_XZ, Tag.DIFFUSION_B_VALUE_YY, Tag.DIFFUSION_B_VALUE_YZ, Tag.DIFFUSION_B_VALUE_ZZ};
		for (int i = 0; i < 6; i++) all[i] = item.doubleValue(tags[i]).orElse(Double.NaN);
		return of(all);
	}

	/** @param values xx, xy, xz, yy, yz, zz; empty if they are other than six finite numbers */
	static Optional<BMatrix> of(double[] values) {
		if (values.length != 6) return Optional.empty();
		for (double value : values) {
			if (!Double.isFinite(value)) return Optional.empty();
		}
		return Optional.of(new BMatrix(values[0], values[1], values[2], values[3], values[4], values[5]));
	}

	double trace() {
		return xx + yy + zz;
	}

	/** The main axis by powers of the matrix; of length 0 if there is no single one. Which way it points is not known. */
	double[] direction() {
		double[] axis = xx >= yy && xx >= zz ? new double[] {xx, xy, xz} : yy >= zz ? new double[] {xy, yy, yz} : new double[] {xz, yz, zz};
		for (int i = 0; i < ROUNDS; i++) {
			double length = Geometry.length(axis);
			if (!(length > 0)) return Diffusion.NO_GRADIENT;
			axis = times(axis[0] / length, axis[1] / length, axis[2] / length);
		}
		return Geometry.length(axis) >= MOSTLY * trace() ? axis : Diffusion.NO_GRADIENT;
	}

	private double[] times(double x, double y, double z) {
		return new double[] {xx * x + xy * y + xz * z, xy * x + yy * y + yz * z, xz * x + yz * y + zz * z};
	}
}
