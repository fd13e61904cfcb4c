package sc.fiji.medprep.image;

/**
 * Where the voxels of a volume lie in the patient: an affine map from the index (column i, row j, slice k; integers are
 * centres of voxels) to millimetres in LPS. Immutable.
 */
public final class Geometry {
	/** Row-major 3x4: columns are the steps along i, j and k in millimetres, then the place of voxel (0,0,0). */
	private final double[] matrix;
	private final boolean inPatient;

	private Geometry(double[] matrix, boolean inPatient) {
		this.matrix = matrix;
		this.inPatient = inPatient;
	}

	/**
	 * @param iStep from one column to the next, along a row; of length 3, like the others
	 * @param jStep from one row to the next
	 * @param kStep from one slice to the next
	 * @param origin centre of the first voxel
	 */
	public static Geometry of(double[] iStep, double[] jStep, double[] kStep, double[] origin) {
		double[] matrix = new double[12];
		for (int row = 0; row < 3; row++) {
			matrix[4 * row] = iStep[row];
			matrix[4 * row + 1] = jStep[row];
			matrix[4 * row + 2] = kStep[row];
			matrix[4 * row + 3] = origin[row];
		}
		return new Geometry(matrix, true);
	}

	/** Axes along the patient's, for images that do not say where they lie. */
	public static Geometry ofSpacing(double x, double y, double z) {
		return of(new double[] {x, 0, 0}, new double[] {0, y, 0}, new double[] {0, 0, z}, new double[3]).withoutPatient();
	}

	/** The same steps, of an image that does not say where it lies in the patient. */
	public Geometry withoutPatient() {
		return new Geometry(matrix, false);
	}

	/** The same steps, in the patient if another geometry is: that which this one was made from. */
	public Geometry inPatientAs(Geometry other) {
		return new Geometry(matrix, other.inPatient);
	}

	/** Whether the millimetres are those of the patient; else they are good for lengths alone, and directions mean nothing. */
	public boolean isInPatient() {
		return inPatient;
	}

	/** From the affine of NIfTI, whose first two axes go the other way (RAS); its row-major first three rows, 12 numbers. */
	public static Geometry ofRas(double[] ras) {
		return new Geometry(mirrored(ras), true);
	}

	/** The affine as NIfTI has it (RAS), the row-major first three rows. */
	public double[] ras() {
		return mirrored(matrix);
	}

	private static double[] mirrored(double[] matrix) {
		double[] other = matrix.clone();
		// 0 - x and not -x: no negative zeros
		for (int i = 0; i < 8; i++) other[i] = 0 - other[i];
		return other;
	}

	/** The step along an axis: 0 = i, 1 = j, 2 = k; 3 gives the origin. */
	public double[] column(int axis) {
		return new double[] {matrix[axis], matrix[4 + axis], matrix[8 + axis]};
	}

	public double[] origin() {
		return column(3);
	}

	/** The place of an index, which need not be whole, in LPS millimetres. */
	public double[] toPatient(double i, double j, double k) {
		double[] place = new double[3];
		for (int row = 0; row < 3; row++) place[row] = matrix[4 * row] * i + matrix[4 * row + 1] * j + matrix[4 * row + 2] * k + matrix[4 * row + 3];
		return place;
	}

	/** The index of a place in LPS millimetres. Not a number if the map has no inverse. */
	public double[] toIndex(double x, double y, double z) {
		double[] from = {x - matrix[3], y - matrix[7], z - matrix[11]};
		double[] i = column(0), j = column(1), k = column(2);
		double determinant = determinant();
		return new double[] {dot(from, cross(j, k)) / determinant, dot(from, cross(k, i)) / determinant, dot(from, cross(i, j)) / determinant};
	}

	/** Positive if i, j and k are right-handed. Its amount is the volume of a voxel in cubic millimetres. */
	public double determinant() {
		return dot(column(0), cross(column(1), column(2)));
	}

	/** Length of the step along an axis in millimetres. */
	public double spacing(int axis) {
		return length(column(axis));
	}

	/** Unit vector at right angles to the slices: i cross j. */
	public double[] normal() {
		double[] normal = cross(column(0), column(1));
		double length = length(normal);
		return new double[] {normal[0] / length, normal[1] / length, normal[2] / length};
	}

	/** How far a step from slice to slice leads aside in the plane, in millimetres; 0 without gantry tilt. */
	double shear() {
		double[] k = column(2), normal = normal();
		double along = dot(k, normal);
		return length(new double[] {k[0] - along * normal[0], k[1] - along * normal[1], k[2] - along * normal[2]});
	}

	/** The geometry of the same volume whose index along an axis runs the other way. */
	public Geometry reversed(int axis, int size) {
		double[] other = matrix.clone();
		for (int row = 0; row < 3; row++) {
			other[4 * row + 3] += (size - 1) * matrix[4 * row + axis];
			other[4 * row + axis] = 0 - matrix[4 * row + axis];
		}
		return new Geometry(other, inPatient);
	}

	/** Largest difference of any of the 12 numbers. */
	public double difference(Geometry other) {
		double most = 0;
		for (int i = 0; i < 12; i++) most = Math.max(most, Math.abs(matrix[i] - other.matrix[i]));
		return most;
	}

	/** The scalar product of two vectors. */
	public static double dot(double[] a, double[] b) {
		return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
	}

	/** The vector product of two vectors. */
	public static double[] cross(double[] a, double[] b) {
		return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
	}

	public static double length(double[] a) {
		return Math.sqrt(dot(a, a));
	}
}
