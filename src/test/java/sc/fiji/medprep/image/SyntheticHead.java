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
	/** Tip of the nose. */
	public static final double[] NOSE = {0, -112, -20};
	public static final double BEAD_HU = 2500;
	private static final double HALF_WIDTH = 85, HALF_LENGTH = 118, HALF_HEIGHT = 115;

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
		Values values = new Values(PixelType.INT16, List.of(Rescale.NONE), "HU", 200, 1000);
		return new Volume(shape, values, geometry, Axis.NONE, planes, List.of(), List.of());
	}

	private static int size(double[] step) {
		double length = Math.sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
		double half = (Math.abs(step[0]) * HALF_WIDTH + Math.abs(step[1]) * HALF_LENGTH + Math.abs(step[2]) * HALF_HEIGHT) / length;
		return (int) Math.ceil(2 * half / length);
	}

	private static int hounsfield(double[] p) {
		double x = p[0], y = p[1], z = p[2];
		if (ball(p, BEAD[0], BEAD[1], BEAD[2], 5, 5, 5)) return (int) BEAD_HU;
		if (ball(p, 14, -4, 18, 6, 22, 9) || ball(p, -14, -4, 18, 6, 22, 9)) return 5;
		if (ball(p, 0, 8, 22, 58, 78, 62) && z > -30) return ball(p, 0, 8, 22, 54, 74, 58) ? 32 : 40;
		if (ball(p, 0, 8, 22, 66, 86, 70) && z > -36) return ball(p, 0, 8, 22, 63, 83, 67) ? 700 : 1200;
		for (int side = -1; side <= 1; side += 2) {
			if (ball(p, 31 * side, -72, -8, 12, 12, 12)) return ball(p, 31 * side, -79, -8, 4, 3, 4) ? 90 : 15;
			if (ball(p, 74 * side, 8, -12, 6, 14, 22)) return 20;
		}
		if (ball(p, 0, -98, -20, 9, 16, 17)) return ball(p, 4, -90, -24, 2.5, 14, 8) || ball(p, -4, -90, -24, 2.5, 14, 8) ? -950 : 30;
		if (ball(p, 0, -55, -62, 14, 18, 6)) return -950;
		if (ball(p, 0, -46, -58, 34, 40, 9) && !ball(p, 0, -40, -58, 28, 36, 12)) return 1300;
		if (ball(p, 0, -20, -60, 55, 66, 42)) return 45;
		if (ball(p, 0, 8, 20, 71, 91, 75)) return 20;
		if (z < -40 && x * x / (48 * 48) + (y - 18) * (y - 18) / (52 * 52) < 1) return x * x + (y - 28) * (y - 28) < 300 ? 600 : 50;
		return -1000;
	}

	private static boolean ball(double[] p, double x, double y, double z, double rx, double ry, double rz) {
		double a = (p[0] - x) / rx, b = (p[1] - y) / ry, c = (p[2] - z) / rz;
		return a * a + b * b + c * c < 1;
	}
}
