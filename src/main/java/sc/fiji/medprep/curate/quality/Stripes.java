package sc.fiji.medprep.curate.quality;

import java.util.Arrays;

/** Looks for a single frequency in the profiles of rows and of columns, as stripes make it that are parallel to one of them. */
final class Stripes {
	/** Lower frequencies are the object's. */
	private static final int LOWEST_PART = 16;
	private static final int NEIGHBOURS = 12, LEAKED = 3, LEAST = 64;

	private Stripes() {}

	/** @return the greatest amplitude / median of those of its neighbours; NaN if the frame is too small */
	static double of(Levels levels) {
		double[] columns = new double[levels.width], rows = new double[levels.height];
		for (int y = 0, at = 0; y < levels.height; y++) {
			long sum = 0;
			for (int x = 0; x < levels.width; x++, at++) {
				int value = levels.out != null && levels.out[at] ? levels.least : levels.values[at] & 0xFFFF;
				columns[x] += value;
				sum += value;
			}
			rows[y] = sum;
		}
		double down = peak(rows), across = peak(columns);
		return Double.isNaN(down) ? across : Double.isNaN(across) ? down : Math.max(down, across);
	}

	/** Of the second differences, with a Hann window over the greatest power of two from the middle. */
	private static double peak(double[] profile) {
		int n = Integer.highestOneBit(Math.max(1, profile.length - 2)), from = (profile.length - n) / 2;
		if (n < LEAST) return Double.NaN;
		double[] real = new double[n], imaginary = new double[n];
		for (int i = 0; i < n; i++) real[i] = (profile[from + i - 1] - 2 * profile[from + i] + profile[from + i + 1]) * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / n));
		transform(real, imaginary);
		double[] amplitude = new double[n / 2];
		for (int f = 0; f < n / 2; f++) amplitude[f] = Math.hypot(real[f], imaginary[f]);
		double most = 0;
		for (int f = n / LOWEST_PART; f < n / 2; f++) {
			double around = median(amplitude, f);
			if (around > 0) most = Math.max(most, amplitude[f] / around);
		}
		return most > 0 ? most : Double.NaN;
	}

	private static double median(double[] amplitude, int f) {
		double[] near = new double[2 * NEIGHBOURS];
		int n = 0;
		for (int g = Math.max(0, f - NEIGHBOURS); g <= Math.min(amplitude.length - 1, f + NEIGHBOURS); g++) if (Math.abs(g - f) >= LEAKED) near[n++] = amplitude[g];
		Arrays.sort(near, 0, n);
		return near[n / 2];
	}

	/** Fast Fourier transform in place (Cooley and Tukey, radix 2). */
	private static void transform(double[] real, double[] imaginary) {
		int n = real.length, bits = Integer.numberOfLeadingZeros(n) + 1;
		for (int i = 0; i < n; i++) {
			int j = Integer.reverse(i) >>> bits;
			if (j <= i) continue;
			double swap = real[i];
			real[i] = real[j];
			real[j] = swap;
		}
		for (int size = 2; size <= n; size *= 2) {
			for (int k = 0; k < size / 2; k++) {
				double cos = Math.cos(-2 * Math.PI * k / size), sin = Math.sin(-2 * Math.PI * k / size);
				for (int a = k; a < n; a += size) {
					int b = a + size / 2;
					double re = real[b] * cos - imaginary[b] * sin, im = real[b] * sin + imaginary[b] * cos;
					real[b] = real[a] - re;
					imaginary[b] = imaginary[a] - im;
					real[a] += re;
					imaginary[a] += im;
				}
			}
		}
	}
}
