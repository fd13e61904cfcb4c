package sc.fiji.medprep.curate.quality;

/**
 * The two thresholds that part grey levels into three classes best (Otsu, IEEE Trans. SMC 9:62, 1979, for several thresholds), of
 * 256 even steps from the least level to the 99.9th percentile.
 *
 * @param lower first level of the middle class
 * @param upper first level of the upper class
 */
record Otsu(int lower, int upper) {
	private static final int BINS = 256;
	private static final double TOP = 0.999;

	static Otsu of(Levels levels) {
		int least = levels.least, top = Math.max(least + 1, Levels.quantile(levels.histogram, levels.count, TOP));
		double step = Math.max(1, (top - least + 1.0) / BINS);
		double[] count = new double[BINS + 1], sum = new double[BINS + 1];
		for (int level = least; level <= levels.most; level++) {
			int bin = (int) Math.min(BINS - 1, (level - least) / step);
			count[bin + 1] += levels.histogram[level];
			sum[bin + 1] += (double) levels.histogram[level] * bin;
		}
		for (int bin = 1; bin <= BINS; bin++) {
			count[bin] += count[bin - 1];
			sum[bin] += sum[bin - 1];
		}
		double best = -1;
		int lower = 1, upper = 2;
		for (int a = 1; a < BINS - 1; a++) {
			if (count[a] == count[a - 1]) continue;
			double dark = sum[a] * sum[a] / count[a];
			for (int b = a + 1; b < BINS; b++) {
				double middle = count[b] - count[a], bright = count[BINS] - count[b];
				if (middle == 0 || bright == 0) continue;
				double apart = dark + (sum[b] - sum[a]) * (sum[b] - sum[a]) / middle + (sum[BINS] - sum[b]) * (sum[BINS] - sum[b]) / bright;
				if (apart <= best) continue;
				best = apart;
				lower = a;
				upper = b;
			}
		}
		return new Otsu((int) Math.ceil(least + lower * step), (int) Math.ceil(least + upper * step));
	}
}
