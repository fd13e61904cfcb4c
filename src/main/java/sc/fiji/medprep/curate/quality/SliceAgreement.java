package sc.fiji.medprep.curate.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How slices that lie side by side agree: correlation with the next and the one after it, of all pixels; padding counts as the
 * mean. Slices are given one after the other. For one thread.
 */
final class SliceAgreement {
	/** Fewer pairs have no typical agreement. */
	private static final int LEAST_PAIRS = 8, AROUND = 4;
	/** Differences of logarithms smaller than this are of no account in any volume. */
	private static final double LEAST_SPREAD = 0.15;
	/** 1 - correlation below this is equality. */
	private static final double EQUAL = 1e-7;
	/** Slices with less of the spread of the typical one hold too little to agree about. */
	private static final double LEAST_CONTENT = 0.1;

	/**
	 * The pair that agrees least for its place.
	 *
	 * @param after index of the slice before it; -1 if there are too few
	 * @param z robust z of the logarithm of 1 - correlation
	 */
	record Jump(int after, double z) {}

	private final short[][] last;
	private final double[][] moments = new double[3][];
	private final List<Double> means = new ArrayList<>(), spreads = new ArrayList<>(), next = new ArrayList<>(), second = new ArrayList<>();

	SliceAgreement(int pixels) {
		last = new short[3][pixels];
	}

	/**
	 * Takes a slice.
	 *
	 * @param step real value from level to level
	 * @param low real value above nothing of level 0
	 */
	void add(Levels levels, double low, double step) {
		int n = means.size();
		short[] own = last[n % 3];
		System.arraycopy(levels.values, 0, own, 0, own.length);
		double mean = 0;
		for (int level = levels.least; level <= levels.most; level++) mean += (double) levels.histogram[level] * level;
		mean /= Math.max(1, levels.count);
		if (levels.out != null) for (int i = 0; i < own.length; i++) if (levels.out[i]) own[i] = (short) Math.rint(mean);
		moments[n % 3] = moments(own);
		means.add(levels.count == 0 ? Double.NaN : low + step * mean);
		spreads.add(Math.abs(step) * moments[n % 3][1]);
		if (n >= 1) next.add(distance(n, n - 1));
		if (n >= 2) second.add(distance(n, n - 2));
	}

	/** A slice that no file has. */
	void skip() {
		int n = means.size();
		moments[n % 3] = new double[] {0, 0};
		means.add(Double.NaN);
		spreads.add(0.0);
		if (n >= 1) next.add(Double.NaN);
		if (n >= 2) second.add(Double.NaN);
	}

	private static double[] moments(short[] values) {
		long sum = 0;
		double squares = 0;
		for (short value : values) sum += value & 0xFFFF;
		double mean = (double) sum / values.length;
		for (short value : values) squares += ((value & 0xFFFF) - mean) * ((value & 0xFFFF) - mean);
		return new double[] {mean, Math.sqrt(squares / values.length)};
	}

	/** 1 - correlation; NaN with a blank slice. */
	private double distance(int a, int b) {
		double[] of = moments[a % 3], and = moments[b % 3];
		if (of[1] == 0 || and[1] == 0) return Double.NaN;
		short[] first = last[a % 3], other = last[b % 3];
		long sum = 0;
		for (int i = 0; i < first.length; i++) sum += (long) (first[i] & 0xFFFF) * (other[i] & 0xFFFF);
		return Math.max(0, 1 - ((double) sum / first.length - of[0] * and[0]) / (of[1] * and[1]));
	}

	/** Correlation of a slice with the next, less than 1; NaN if one is blank. */
	double distance(int after) {
		return next.get(after);
	}

	Jump jump() {
		double typical = Robust.median(spreads.stream().mapToDouble(spread -> spread).filter(spread -> spread > 0).toArray());
		double[] logs = new double[next.size()], rest = new double[next.size()];
		for (int i = 0; i < logs.length; i++) {
			boolean holds = spreads.get(i) > LEAST_CONTENT * typical && spreads.get(i + 1) > LEAST_CONTENT * typical;
			logs[i] = holds ? Math.log(Math.max(EQUAL, next.get(i))) : Double.NaN;
		}
		for (int i = 0; i < logs.length; i++) rest[i] = logs[i] - around(logs, i);
		double[] known = Arrays.stream(rest).filter(Double::isFinite).toArray();
		if (known.length < LEAST_PAIRS) return new Jump(-1, Double.NaN);
		double spread = Math.max(LEAST_SPREAD, Robust.spread(known, 0));
		int worst = -1;
		for (int i = 0; i < rest.length; i++) if (Double.isFinite(rest[i]) && (worst < 0 || rest[i] > rest[worst])) worst = i;
		return new Jump(worst, rest[worst] / spread);
	}

	/** Median of the pairs nearest to one, without it; a replaced slice spoils two of them. */
	private static double around(double[] logs, int at) {
		double[] near = new double[2 * AROUND];
		int n = 0;
		for (int i = Math.max(0, at - AROUND); i <= Math.min(logs.length - 1, at + AROUND); i++) if (i != at && Double.isFinite(logs[i])) near[n++] = logs[i];
		return n < AROUND ? Double.NaN : Robust.median(Arrays.copyOf(near, n));
	}

	/** Median distance of neighbours / of second neighbours; NaN of few. */
	double interleavedShift() {
		double[] one = finite(next), two = finite(second);
		return two.length < LEAST_PAIRS ? Double.NaN : Robust.median(one) / Math.max(EQUAL, Robust.median(two));
	}

	/** How much brighter even slices are than odd ones, / the mean of all; NaN of few. */
	double interleavedLevel() {
		double[] apart = new double[Math.max(0, means.size() - 2)];
		for (int i = 1; i < means.size() - 1; i++) apart[i - 1] = (i % 2 == 0 ? 1 : -1) * (means.get(i) - (means.get(i - 1) + means.get(i + 1)) / 2);
		double[] known = Arrays.stream(apart).filter(Double::isFinite).toArray(), all = finite(means);
		return known.length < LEAST_PAIRS ? Double.NaN : Math.abs(Robust.median(known)) / Math.abs(Arrays.stream(all).average().orElse(Double.NaN));
	}

	private static double[] finite(List<Double> values) {
		return values.stream().mapToDouble(value -> value).filter(Double::isFinite).toArray();
	}
}
