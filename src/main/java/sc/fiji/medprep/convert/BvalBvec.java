package sc.fiji.medprep.convert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;

/**
 * The two text files of FSL that go with a diffusion series: b-values in s/mm2 in one row, gradients in three rows with one
 * column per volume, relative to the axes of the image. FSL takes the first component the other way where the axes of the
 * image are right-handed in patient space (https://fsl.fmrib.ox.ac.uk/fsl/docs, "What conventions do the bvecs use?").
 */
record BvalBvec(String bval, String bvec) {
	private static final MathContext PRINTED = new MathContext(6);
	private static final int MOST_ZEROS = 5;

	/**
	 * @param geometry as the image is written, with the order of rows and slices that the file has
	 * @return empty if the volumes are not told apart by their diffusion weighting
	 */
	static Optional<BvalBvec> of(Axis axis, Geometry geometry) {
		if (axis.kind() != Axis.Kind.DIFFUSION) return Optional.empty();
		double[] normal = geometry.normal();
		boolean rightHanded = geometry.determinant() > 0;
		// The normal, not the step to the next slice, which gantry tilt shears.
		double[][] along = {unit(geometry.column(0), rightHanded ? -1 : 1), unit(geometry.column(1), 1), unit(normal, rightHanded ? 1 : -1)};
		String bvec = Arrays.stream(along).map(direction -> IntStream.range(0, axis.values().length).mapToObj(v -> text(component(axis, v, direction))).collect(Collectors.joining(" ")) + "\n")
			.collect(Collectors.joining());
		return Optional.of(new BvalBvec(Arrays.stream(axis.values()).mapToObj(BvalBvec::text).collect(Collectors.joining(" ")) + "\n", bvec));
	}

	private static double component(Axis axis, int volume, double[] direction) {
		if (volume >= axis.gradients().length || axis.gradients()[volume].length != 3 || axis.values()[volume] == 0) return 0;
		return Geometry.dot(axis.gradients()[volume], direction);
	}

	private static double[] unit(double[] step, int sign) {
		double length = sign * Geometry.length(step);
		return new double[] {step[0] / length, step[1] / length, step[2] / length};
	}

	/** Six digits, as "%g" of C prints. */
	private static String text(double number) {
		if (!Double.isFinite(number)) return "0";
		BigDecimal rounded = new BigDecimal(number).round(PRINTED).stripTrailingZeros();
		boolean plain = rounded.signum() == 0 || rounded.precision() - rounded.scale() > 1 - MOST_ZEROS && rounded.precision() - rounded.scale() <= PRINTED.getPrecision();
		return plain ? rounded.toPlainString() : String.format(Locale.ROOT, "%se%+03d", rounded.movePointLeft(rounded.precision() - rounded.scale() - 1).toPlainString(), rounded.precision() - rounded.scale() - 1);
	}
}
