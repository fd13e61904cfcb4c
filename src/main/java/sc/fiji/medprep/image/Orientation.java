package sc.fiji.medprep.image;

/** Directions of rows (i) and columns (j) of an image: Image Orientation (Patient), made unit vectors. */
record Orientation(double ix, double iy, double iz, double jx, double jy, double jz) {
	/** As the standard asks for unit vectors at right angles; what is farther from it than rounding is no orientation. */
	private static final double LENGTH_TOLERANCE = 1e-2, ANGLE_TOLERANCE = 2e-3;

	/** The orientation of six numbers, or null if they are none. */
	static Orientation of(double[] six) {
		if (six.length != 6) return null;
		double[] i = {six[0], six[1], six[2]}, j = {six[3], six[4], six[5]};
		double lengthOfI = Geometry.length(i), lengthOfJ = Geometry.length(j);
		// Written so that NaN fails.
		if (!(Math.abs(lengthOfI - 1) <= LENGTH_TOLERANCE && Math.abs(lengthOfJ - 1) <= LENGTH_TOLERANCE && Math.abs(Geometry.dot(i, j)) <= ANGLE_TOLERANCE)) return null;
		return new Orientation(i[0] / lengthOfI, i[1] / lengthOfI, i[2] / lengthOfI, j[0] / lengthOfJ, j[1] / lengthOfJ, j[2] / lengthOfJ);
	}

	double[] i() {
		return new double[] {ix, iy, iz};
	}

	double[] j() {
		return new double[] {jx, jy, jz};
	}

	/** i cross j, a unit vector. */
	double[] normal() {
		double[] normal = Geometry.cross(i(), j());
		double length = Geometry.length(normal);
		return new double[] {normal[0] / length, normal[1] / length, normal[2] / length};
	}

	/** Largest difference of any of the six numbers. */
	double difference(Orientation o) {
		double i = Math.max(Math.abs(ix - o.ix), Math.max(Math.abs(iy - o.iy), Math.abs(iz - o.iz)));
		return Math.max(i, Math.max(Math.abs(jx - o.jx), Math.max(Math.abs(jy - o.jy), Math.abs(jz - o.jz))));
	}
}
