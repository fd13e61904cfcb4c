package sc.fiji.medprep.curate.quality;

import java.util.Arrays;

/** Statistics that a few wrong values do not move. */
final class Robust {
	private static final double MAD = 1.4826, MEAN_DEVIATION = 1.2533;

	private Robust() {}

	/** NaN of none. */
	static double median(double[] values) {
		if (values.length == 0) return Double.NaN;
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	/** The standard deviation around a center, by the median of the distances; where more than half are equal, by their mean. */
	static double spread(double[] values, double center) {
		double[] distances = Arrays.stream(values).map(value -> Math.abs(value - center)).toArray();
		double spread = MAD * median(distances);
		return spread > 0 ? spread : MEAN_DEVIATION * Arrays.stream(distances).average().orElse(Double.NaN);
	}
}
