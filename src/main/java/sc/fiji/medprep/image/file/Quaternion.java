package sc.fiji.medprep.image.file;

import sc.fiji.medprep.image.Geometry;

/**
 * The orientation of an image as NIfTI-1 has it in its qform (nifti1.h, method 2): a rotation and whether the slices go
 * against it.
 *
 * @param b with c and d the vector part of a unit quaternion whose first part is not negative
 * @param factor 1, or -1 if columns, rows and slices are left-handed
 */
record Quaternion(double b, double c, double d, int factor) {
	/** A voxel of an image may be this part of a voxel off, at most, where the qform puts it. */
	private static final double TOLERANCE = 0.01;

	/** The rotation that is nearest to a geometry; it cannot hold a shear. */
	static Quaternion of(Geometry geometry) {
		double[] ras = geometry.ras();
		int factor = geometry.determinant() < 0 ? -1 : 1;
		double[] x = unit(ras[0], ras[4], ras[8]), z = unit(Geometry.cross(x, new double[] {ras[1], ras[5], ras[9]})), y = Geometry.cross(z, x);
		double m00 = x[0], m10 = x[1], m20 = x[2], m01 = y[0], m11 = y[1], m21 = y[2], m02 = z[0], m12 = z[1], m22 = z[2];
		double trace = m00 + m11 + m22 + 1;
		double a, b, c, d;
		if (trace > 0.5) {
			a = Math.sqrt(trace) / 2;
			b = (m21 - m12) / (4 * a);
			c = (m02 - m20) / (4 * a);
			d = (m10 - m01) / (4 * a);
		}
		else if (m00 >= m11 && m00 >= m22) {
			b = Math.sqrt(1 + m00 - m11 - m22) / 2;
			a = (m21 - m12) / (4 * b);
			c = (m01 + m10) / (4 * b);
			d = (m02 + m20) / (4 * b);
		}
		else if (m11 >= m22) {
			c = Math.sqrt(1 + m11 - m00 - m22) / 2;
			a = (m02 - m20) / (4 * c);
			b = (m01 + m10) / (4 * c);
			d = (m12 + m21) / (4 * c);
		}
		else {
			d = Math.sqrt(1 + m22 - m00 - m11) / 2;
			a = (m10 - m01) / (4 * d);
			b = (m02 + m20) / (4 * d);
			c = (m12 + m21) / (4 * d);
		}
		return a < 0 ? new Quaternion(0 - b, 0 - c, 0 - d, factor) : new Quaternion(b, c, d, factor);
	}

	/**
	 * @param spacing in millimetres along columns, rows and slices
	 * @param ras where the first voxel lies, as NIfTI counts (RAS)
	 */
	Geometry geometry(double[] spacing, double[] ras) {
		double rest = 1 - (b * b + c * c + d * d), norm = rest < 1e-7 ? 1 / Math.sqrt(b * b + c * c + d * d) : 1;
		double a = rest < 1e-7 ? 0 : Math.sqrt(rest), x = b * norm, y = c * norm, z = d * norm;
		double i = spacing[0], j = spacing[1], k = factor * spacing[2];
		return Geometry.ofRas(new double[] {
			(a * a + x * x - y * y - z * z) * i, 2 * (x * y - a * z) * j, 2 * (x * z + a * y) * k, ras[0],
			2 * (x * y + a * z) * i, (a * a + y * y - x * x - z * z) * j, 2 * (y * z - a * x) * k, ras[1],
			2 * (x * z - a * y) * i, 2 * (y * z + a * x) * j, (a * a + z * z - x * x - y * y) * k, ras[2]});
	}

	/** Whether all voxels of an image lie where this orientation puts them. */
	boolean holds(Geometry geometry, int width, int height, int depth) {
		double[] spacing = {geometry.spacing(0), geometry.spacing(1), geometry.spacing(2)}, ras = geometry.ras();
		Geometry other = geometry(spacing, new double[] {ras[3], ras[7], ras[11]});
		double most = TOLERANCE * Math.min(spacing[0], Math.min(spacing[1], spacing[2]));
		for (int corner = 1; corner < 8; corner++) {
			double i = (corner & 1) * (width - 1), j = (corner >> 1 & 1) * (height - 1), k = (corner >> 2) * (depth - 1);
			double[] here = geometry.toPatient(i, j, k), there = other.toPatient(i, j, k);
			for (int axis = 0; axis < 3; axis++) if (!(Math.abs(here[axis] - there[axis]) <= most)) return false;
		}
		return true;
	}

	private static double[] unit(double... v) {
		double length = Geometry.length(v);
		return new double[] {v[0] / length, v[1] / length, v[2] / length};
	}
}
