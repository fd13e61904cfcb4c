package sc.fiji.medprep.image;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.image.Volume.Shape;
import sc.fiji.medprep.image.Volume.Values;

/**
 * A made-up CT of a head of nobody: skull, brain with ventricles, eyes, a nose at the front, ears, a neck below, and one bright bead in
 * the brain at the left, front and top. Centre of the head is at 0, LPS millimetres.
 */
public final class SyntheticHead {
	public static final double[] BEAD = {35, -45, 40};
	public static final double BEAD_HU = 2500;
	private static final double HALF_WIDTH = 90, HALF_LENGTH = 118, HALF_HEIGHT = 115;

	private SyntheticHead() {}

	/** Axial slices from the feet to the head, rows to the back. */
	public static Volume axial(double pixel, double thickness) {
		return of(new double[] {pixel, 0, 0}, new double[] {0, pixel, 0}, new double[] {0, 0, thickness});
	}

	/** Steps along the three axes that are at right angles to each other, in LPS millimetres. */
	public static Volume of(double[] i, double[] j, double[] k) {
		Shape shape = new Shape(size(i), size(j), size(k), 1);
		double[] origin = new double[3];
		for (int axis = 0; axis < 3; axis++) origin[axis] = -(i[axis] * (shape.width() - 1) + j[axis] * (shape.height() - 1) + k[axis] * (shape.depth() - 1)) / 2;
		Geometry geometry = Geometry.of(i, j, k, origin);
		List<Object> planes = new ArrayList<>();
		for (int z = 0; z < shape.depth(); z++) {
			short[] plane = new short[shape.width() * shape.height()];
			for (int y = 0; y < shape.height(); y++) {
				for (int x = 0; x < shape.width(); x++) plane[y * shape.width() + x] = (short) (hounsfield(geometry.toPatient(x, y, z)) + PixelType.INT16.offset());
			}
			planes.add(plane);
		}
		Values values = new Values(PixelType.INT16, List.of(Rescale.NONE), "HU", 40, 400);
		return new Volume(shape, values, geometry, Axis.NONE, planes, List.of(), List.of());
	}

	private static int size(double[] step) {
		double length = Math.sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
		double half = (Math.abs(step[0]) * HALF_WIDTH + Math.abs(step[1]) * HALF_LENGTH + Math.abs(step[2]) * HALF_HEIGHT) / length;
		return (int) Math.ceil(2 * half / length);
	}

	/** Painted from the outside to the inside; edges are soft over a millimetre. */
	private static int hounsfield(double[] p) {
		double x = p[0], y = p[1], z = p[2], hu = -1000;
		hu = ball(hu, 30, p, 0, 8, 22, 72, 92, 76);
		hu = ball(hu, 30, p, 0, -30, -38, 58, 58, 66);
		if (z < -30) hu += Math.max(0, 45 - hu) * part(1 - Math.sqrt(x * x / (50 * 50) + (y - 20) * (y - 20) / (54 * 54)), 50);
		hu = ball(hu, 25, p, 0, -88, -26, 10, 19, 17);
		for (int side = -1; side <= 1; side += 2) {
			hu = ball(hu, 25, p, 67 * side, 10, -10, 9, 15, 24);
			hu = ball(hu, 15, p, 30 * side, -60, -2, 14, 14, 12);
			hu = ball(hu, -950, p, 4.5 * side, -94, -32, 2.5, 9, 8);
			hu = ball(hu, 60, p, 48 * side, -14, -60, 9, 24, 26);
		}
		hu = ball(hu, 1100, p, 0, 8, 22, 66, 86, 70);
		hu = ball(hu, 500, p, 0, 8, 22, 63, 83, 67);
		hu = ball(hu, 38, p, 0, 8, 22, 59, 79, 63);
		for (int side = -1; side <= 1; side += 2) {
			hu = ball(hu, 30, p, 26 * side, 8, 26, 21, 58, 40);
			hu = ball(hu, 6, p, 12 * side, -2, 22, 6, 30, 9);
			hu = ball(hu, 20, p, 30 * side, -56, -4, 12.5, 12.5, 12.5);
			hu = ball(hu, 95, p, 30 * side, -65, -4, 5, 2.5, 5);
			hu = ball(hu, -950, p, 20 * side, -56, -34, 11, 14, 12);
		}
		hu = ball(hu, -950, p, 0, -20, -56, 10, 12, 20);
		if (z < -62 || Math.abs(y + 44) > 46) hu = ball(hu, 1200, p, 0, -36, -76, 42, 46, 6);
		hu = ball(hu, 55, p, 0, -34, -76, 36, 40, 12);
		if (z < -38) hu += (650 - hu) * part(1 - Math.sqrt(x * x / (15 * 15) + (y - 30) * (y - 30) / (13 * 13)), 13) * (Math.floorMod((int) z, 18) < 3 ? 0.3 : 1);
		hu = ball(hu, BEAD_HU, p, BEAD[0], BEAD[1], BEAD[2], 5, 5, 5);
		return (int) Math.round(hu);
	}

	private static double ball(double before, double hu, double[] p, double x, double y, double z, double rx, double ry, double rz) {
		double a = (p[0] - x) / rx, b = (p[1] - y) / ry, c = (p[2] - z) / rz, square = a * a + b * b + c * c;
		return square > 2 ? before : before + (hu - before) * part(1 - Math.sqrt(square), Math.min(rx, Math.min(ry, rz)));
	}

	/** How much of a voxel lies inside, from how deep its centre does. */
	private static double part(double depth, double radius) {
		return Math.max(0, Math.min(1, depth * radius + 0.5));
	}
}
