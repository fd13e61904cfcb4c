package sc.fiji.medprep.curate.quality;

/**
 * The two thresholds that part grey levels into three classes best (Otsu, IEEE Trans. SMC 9:62, 1979, for several thresholds), of
 * 256 even steps from the least level to the 99.9th percentile. Where one threshold already explains nearly all of the variance, a
 * third class would part the noise: then that threshold is the lower one, and the upper one parts what is above it.
 *
 * @param lower first level of the middle class
 * @param upper first level of the upper class
 */
record Otsu(int lower, int upper) {
	private static final int BINS = 256;
	private static final double TOP = 0.999, TWO_CLASSES = 0.9;

	static Otsu of(Levels levels) {
		int least = levels.least, top = Math.max(least + 1, Levels.quantile(levels.histogram, levels.count, TOP));
		double step = Math.max(1, (top - least + 1.0) / BINS);
		double[] count = new double[BINS + 1], sum = new double[BINS + 1];
		double squares = 0;
		for (int level = least; level <= levels.most; level++) {
			int bin = (int) Math.min(BINS - 1, (level - least) / step);
			count[bin + 1] += levels.histogram[level];
			sum[bin + 1] += (double) levels.histogram[level] * bin;
			squares += (double) levels.histogram[level] * bin * bin;
		}
		for (int bin = 1; bin <= BINS; bin++) {
			count[bin] += count[bin - 1];
			sum[bin] += sum[bin - 1];
		}
		double mean = sum[BINS] / count[BINS], total = squares / count[BINS] - mean * mean;
		int single = split(count, sum, 0);
		double bright = count[BINS] - count[single], apart = sum[single] / count[single] - (sum[BINS] - sum[single]) / bright;
		boolean two = bright > 0 && count[single] * bright * apart * apart > TWO_CLASSES * total * count[BINS] * count[BINS];
		int[] thresholds = two ? new int[] {single, split(count, sum, single)} : thresholds(count, sum);
		return new Otsu((int) Math.ceil(least + thresholds[0] * step), (int) Math.ceil(least + thresholds[1] * step));
	}

	/** The bin from which on the levels above a bin are parted best in two; counts and sums are those of all bins before one. */
	private static int split(double[] count, double[] sum, int from) {
		double best = -1;
		int at = Math.min(from + 1, BINS);
		for (int b = from + 1; b < BINS; b++) {
			double dark = count[b] - count[from], bright = count[BINS] - count[b];
			if (dark == 0 || bright == 0) continue;
			double apart = (sum[b] - sum[from]) * (sum[b] - sum[from]) / dark + (sum[BINS] - sum[b]) * (sum[BINS] - sum[b]) / bright;
			if (apart <= best) continue;
			best = apart;
			at = b;
		}
		return at;
	}

	private static int[] thresholds(double[] count, double[] sum) {
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
		return new int[] {lower, upper};
	}
}
