package sc.fiji.medprep.curate.quality;

import java.util.Arrays;

/** What the 3 x 3 neighbours of each pixel say: noise by the Laplacian, smoothness and entropy by differences, and flat places. For one thread. */
final class Neighbours {
	/** Norm of the Laplacian [1 -2 1; -2 4 -2; 1 -2 1], and median of the absolute of the normal distribution. */
	private static final double NORM = 6, MEDIAN_OF_NORMAL = 0.674_489_75;

	private final int width, height;
	private final int[] laplacians = new int[Levels.COUNT], gradients = new int[Levels.COUNT], flats = new int[Levels.COUNT];
	private final int[][] second;
	private long inside, foreground, sum, sumX, sumY, squareX, squareY, columns, rows;

	Neighbours(int width, int height) {
		this.width = width;
		this.height = height;
		second = new int[3][width];
	}

	/** @param threshold first level of the foreground */
	void look(Levels levels, int threshold) {
		Arrays.fill(laplacians, 0);
		Arrays.fill(gradients, 0);
		Arrays.fill(flats, 0);
		inside = foreground = sum = sumX = sumY = squareX = squareY = columns = rows = 0;
		short[] values = levels.values;
		for (int y = 0; y < height; y++) {
			int[] last = second[y % 3];
			for (int x = 1, at = y * width + 1; x < width - 1; x++, at++) last[x] = (values[at - 1] & 0xFFFF) - 2 * (values[at] & 0xFFFF) + (values[at + 1] & 0xFFFF);
			differences(levels, y);
			if (y >= 2) row(levels, y - 1, second[(y + 1) % 3], second[(y + 2) % 3], last, threshold);
		}
	}

	private void row(Levels levels, int y, int[] above, int[] here, int[] below, int threshold) {
		short[] values = levels.values;
		for (int x = 1, at = y * width + 1; x < width - 1; x++, at++) {
			if (levels.out != null && isNearPadding(levels.out, at)) continue;
			int laplacian = Math.abs(above[x] - 2 * here[x] + below[x]), level = values[at] & 0xFFFF;
			inside++;
			sum += laplacian;
			if (level >= threshold) {
				foreground++;
				laplacians[Math.min(laplacian, Levels.COUNT - 1)]++;
			}
			else if (laplacian == 0 && isFlat(values, at)) flats[level]++;
		}
	}

	private boolean isNearPadding(boolean[] out, int at) {
		return out[at] || out[at - 1] || out[at + 1] || out[at - width] || out[at - width - 1] || out[at - width + 1] || out[at + width] || out[at + width - 1] || out[at + width + 1];
	}

	private boolean isFlat(short[] values, int at) {
		short value = values[at];
		return values[at - 1] == value && values[at + 1] == value && values[at - width] == value && values[at + width] == value
			&& values[at - width - 1] == value && values[at - width + 1] == value && values[at + width - 1] == value && values[at + width + 1] == value;
	}

	/** Differences to the right and down. */
	private void differences(Levels levels, int y) {
		short[] values = levels.values;
		boolean[] out = levels.out;
		boolean down = y < height - 1;
		for (int x = 0, at = y * width; x < width - 1; x++, at++) {
			if (out != null && (out[at] || out[at + 1] || down && out[at + width])) continue;
			int value = values[at] & 0xFFFF;
			long dx = (values[at + 1] & 0xFFFF) - value, dy = down ? (values[at + width] & 0xFFFF) - value : 0;
			squareX += dx * dx;
			sumX += dx;
			columns++;
			if (!down) continue;
			squareY += dy * dy;
			sumY += dy;
			rows++;
			gradients[(int) Math.min(Math.abs(dx) + Math.abs(dy), Levels.COUNT - 1)]++;
		}
	}

	/** Share of the pixels that were looked at whose 3 x 3 neighbourhood has one value, the most frequent one below the foreground. */
	double flatShare() {
		return inside == 0 ? Double.NaN : (double) flats[flatLevel()] / inside;
	}

	/** The level of the flat background. */
	int flatLevel() {
		int most = 0;
		for (int level = 1; level < flats.length; level++) if (flats[level] > flats[most]) most = level;
		return most;
	}

	/** Mean of the absolute Laplacian as noise, in levels, without flat background. */
	double meanNoise(boolean withoutFlat) {
		long n = withoutFlat ? inside - flats[flatLevel()] : inside;
		return n == 0 ? Double.NaN : Math.sqrt(Math.PI / 2) * sum / NORM / n;
	}

	/** Median of the absolute Laplacian of the foreground as noise, in levels; whole numbers stand for half a level around them. */
	double medianNoise() {
		if (foreground == 0) return Double.NaN;
		double half = foreground / 2.0;
		long before = 0;
		int level = 0;
		while (before + laplacians[level] < half) before += laplacians[level++];
		double part = (half - before) / laplacians[level], median = level == 0 ? part / 2 : level - 0.5 + part;
		return median / NORM / MEDIAN_OF_NORMAL;
	}

	/** @param variance of the levels */
	double fwhm(double variance) {
		return (fwhm(variance, columns, sumX, squareX) + fwhm(variance, rows, sumY, squareY)) / 2;
	}

	private static double fwhm(double variance, double n, double sum, double squares) {
		double correlation = 1 - (squares / n - sum / n * (sum / n)) / (2 * variance);
		return correlation > 0 && correlation < 1 ? Math.sqrt(-2 * Math.log(2) / Math.log(correlation)) : correlation <= 0 ? 0 : Double.NaN;
	}

	/** Entropy of the shares that pixels have of the sum of all absolute gradients, / its greatest value. */
	double gradientEntropy() {
		double total = 0, logs = 0;
		for (int gradient = 1; gradient < gradients.length; gradient++) {
			if (gradients[gradient] == 0) continue;
			total += (double) gradients[gradient] * gradient;
			logs += (double) gradients[gradient] * gradient * Math.log(gradient);
		}
		return total > 0 && rows > 1 ? (Math.log(total) - logs / total) / Math.log(rows) : Double.NaN;
	}
}
