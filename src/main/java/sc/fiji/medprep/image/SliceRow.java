package sc.fiji.medprep.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import sc.fiji.medprep.image.SeriesFinding.Kind;

/**
 * A row of parallel slices: the index k of each along i cross j, and the geometry that follows from their positions alone.
 *
 * @param places k of each slice; numbers that are left out are slices that are missing
 * @param depth number of places
 */
record SliceRow(int[] places, int depth, Geometry geometry, List<SeriesFinding> findings) {
	/** Positions are written with few decimals. Distances that differ by less than this, in millimetres or relatively, are the same. */
	private static final double TOLERANCE = 0.02, RELATIVE_TOLERANCE = 1e-3;
	/** Ratio of the shift in the plane to the distance from which slices are called tilted: 0.06 degrees. */
	private static final double LEAST_TILT = 1e-3;

	/**
	 * @param form of a slice
	 * @param positions of the slices, in ascending order along the normal; none twice
	 */
	static SliceRow of(FrameForm form, double[][] positions) {
		Orientation orientation = form.orientation();
		double[] normal = orientation.normal();
		int slices = positions.length;
		if (slices == 1) return new SliceRow(new int[1], 1, geometry(form, single(form, normal), positions[0]), List.of());
		double[] gaps = new double[slices - 1];
		for (int i = 0; i < gaps.length; i++) gaps[i] = Geometry.dot(positions[i + 1], normal) - Geometry.dot(positions[i], normal);
		List<SeriesFinding> findings = new ArrayList<>();
		int[] places = places(gaps, findings);
		// Segmentations leave out frames in which nothing is marked.
		if (form.segment() > 0) findings.removeIf(finding -> finding.kind() == Kind.MISSING_SLICE);
		int depth = places[slices - 1] + 1;
		double[] step = new double[3];
		for (int axis = 0; axis < 3; axis++) step[axis] = (positions[slices - 1][axis] - positions[0][axis]) / (depth - 1);
		Geometry geometry = geometry(form, step, positions[0]);
		double distance = Geometry.dot(step, normal), tolerance = Math.max(TOLERANCE, RELATIVE_TOLERANCE * distance);
		double aside = 0;
		for (int i = 0; i < slices; i++) aside = Math.max(aside, inPlane(positions[i], geometry.toPatient(0, 0, places[i]), normal));
		if (aside > tolerance) findings.add(finding(Kind.IRREGULAR_SPACING, "Slices lie up to %.2f mm beside the line through the first and the last one", aside));
		double shear = geometry.shear();
		if (shear > LEAST_TILT * distance && shear * (depth - 1) > tolerance) {
			findings.add(finding(Kind.GANTRY_TILT, "Each slice is shifted by %.3f mm in its plane against the one before (tilt of %.2f degrees)", shear, Math.toDegrees(Math.atan2(shear, distance))));
		}
		return new SliceRow(places, depth, geometry, findings);
	}

	/** A single slice has no distance to others, so the header is believed. */
	private static double[] single(FrameForm form, double[] normal) {
		double distance = form.between() > 0 ? form.between() : form.thickness() > 0 ? form.thickness() : 1;
		return new double[] {normal[0] * distance, normal[1] * distance, normal[2] * distance};
	}

	private static Geometry geometry(FrameForm form, double[] step, double[] origin) {
		double[] i = form.orientation().i(), j = form.orientation().j();
		for (int axis = 0; axis < 3; axis++) {
			i[axis] *= form.columnSpacing();
			j[axis] *= form.rowSpacing();
		}
		return Geometry.of(i, j, step, origin);
	}

	private static double inPlane(double[] a, double[] b, double[] normal) {
		double[] way = {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
		double along = Geometry.dot(way, normal);
		return Math.sqrt(Math.max(0, Geometry.dot(way, way) - along * along));
	}

	private static int[] places(double[] gaps, List<SeriesFinding> findings) {
		double[] sorted = gaps.clone();
		Arrays.sort(sorted);
		double least = sorted[0], most = sorted[sorted.length - 1], median = sorted[sorted.length / 2];
		int[] even = new int[gaps.length + 1];
		for (int i = 0; i < even.length; i++) even[i] = i;
		if (most - median <= tolerance(median) && median - least <= tolerance(median)) return even;
		int[] places = new int[even.length];
		int missing = 0, between = 0;
		for (int i = 0; i < gaps.length; i++) {
			long steps = Math.round(gaps[i] / least);
			if (Math.abs(gaps[i] - steps * least) > steps * tolerance(least) || missing + steps - 1 > even.length) {
				findings.add(finding(Kind.IRREGULAR_SPACING, "Distances between slices vary from %.3f to %.3f mm (median %.3f mm)", least, most, median));
				return even;
			}
			if (steps > 1 && missing == 0) between = i + 1;
			missing += (int) steps - 1;
			places[i + 1] = places[i] + (int) steps;
		}
		String rest = String.format(Locale.ROOT, ", at a distance of %.3f mm, the first behind slice %d of %d that are there", least, between, even.length);
		findings.add(new SeriesFinding(Kind.MISSING_SLICE, (missing == 1 ? "1 slice is missing" : missing + " slices are missing") + rest, List.of()));
		return places;
	}

	private static double tolerance(double distance) {
		return Math.max(TOLERANCE, RELATIVE_TOLERANCE * distance);
	}

	private static SeriesFinding finding(Kind kind, String sentence, Object... numbers) {
		return new SeriesFinding(kind, String.format(Locale.ROOT, sentence, numbers), List.of());
	}
}
