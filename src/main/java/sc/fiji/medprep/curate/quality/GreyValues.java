package sc.fiji.medprep.curate.quality;

/** What the histogram of a frame says: no pixel is looked at again. */
final class GreyValues {
	/** Sums over the pixels of real values above nothing (n, x, x squared, x ln x), from which the EFC of a volume can be made, too. */
	double sum, squares, logs;
	private final Levels levels;
	/** Real value above nothing of level 0, and from level to level. */
	private final double low, step;

	/**
	 * @param low and step real value above nothing of level 0, and from level to level
	 */
	GreyValues(Levels levels, double low, double step) {
		this.levels = levels;
		this.low = low;
		this.step = step;
		for (int level = levels.least; level <= levels.most; level++) {
			int n = levels.histogram[level];
			if (n == 0) continue;
			double value = Math.max(0, real(level));
			sum += n * value;
			squares += n * value * value;
			if (value > 0) logs += n * value * Math.log(value);
		}
	}

	double real(double level) {
		return low + step * level;
	}

	void measure(double[] to) {
		double total = 0, square = 0, entropy = 0;
		int different = 0, all = -1, any = 0;
		for (int level = levels.least; level <= levels.most; level++) {
			int n = levels.histogram[level];
			if (n == 0) continue;
			double value = real(level);
			total += n * value;
			square += n * value * value;
			entropy -= n * Math.log((double) n / levels.count);
			different++;
			int stored = (int) levels.stored(level);
			all &= stored;
			any |= stored;
		}
		double mean = total / levels.count;
		to[Measure.MEAN.ordinal()] = mean;
		to[Measure.SD.ordinal()] = Math.sqrt(Math.max(0, square / levels.count - mean * mean));
		to[Measure.EFC.ordinal()] = efc(levels.count, sum, squares, logs);
		to[Measure.GREY_LEVELS.ordinal()] = different;
		to[Measure.ENTROPY.ordinal()] = entropy / levels.count / Math.log(2);
		// steps of real values have no bits
		if (levels.step == 1) to[Measure.USED_BITS.ordinal()] = Integer.bitCount((all ^ any) & ownBits());
		to[Measure.CLIPPED_LOW.ordinal()] = (double) levels.histogram[levels.least] / levels.count;
		to[Measure.CLIPPED_HIGH.ordinal()] = (double) levels.histogram[levels.most] / levels.count;
	}

	/** Those that the values need, with one for the sign. */
	private int ownBits() {
		int least = (int) levels.stored(levels.least), most = (int) levels.stored(levels.most);
		int bits = 32 - Integer.numberOfLeadingZeros(Math.max(least < 0 ? ~least : least, most < 0 ? ~most : most)) + (least < 0 ? 1 : 0);
		return bits >= 32 ? -1 : (1 << bits) - 1;
	}

	/**
	 * {@code sum(x/b * ln(x/b)) / (sqrt(n) * ln(1/sqrt(n)))} with b the root of the sum of squares.
	 *
	 * @return NaN if all values are 0
	 */
	static double efc(double n, double sum, double squares, double logs) {
		double b = Math.sqrt(squares);
		return b > 0 && n > 1 ? (logs - Math.log(b) * sum) / b / (Math.sqrt(n) * Math.log(1 / Math.sqrt(n))) : Double.NaN;
	}

	/** Median real value of the levels from one up to, without, another; NaN if there is none. */
	double median(int from, int to) {
		int first = Math.max(from, levels.least), end = Math.min(to, levels.most + 1);
		long n = 0, seen = 0;
		for (int level = first; level < end; level++) n += levels.histogram[level];
		for (int level = first; level < end; level++) {
			seen += levels.histogram[level];
			if (2 * seen >= n && n > 0) return real(level);
		}
		return Double.NaN;
	}

	/** Number, mean and mean square of the real values from a level on. */
	double[] moments(int from) {
		double n = 0, total = 0, square = 0;
		for (int level = from; level <= levels.most; level++) {
			double value = real(level);
			n += levels.histogram[level];
			total += levels.histogram[level] * value;
			square += levels.histogram[level] * value * value;
		}
		return new double[] {n, total / n, square / n};
	}
}
