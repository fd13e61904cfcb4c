package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.util.Arrays;

/** The statistics of the contexts of JPEG-LS (T.87 A.2.1, A.5, A.6): 365 of regular mode and two of interrupted runs. */
final class JpegLsContexts {
	private static final int REGULAR = 365;

	private final int[] a = new int[REGULAR + 2], b = new int[REGULAR], c = new int[REGULAR], n = new int[REGULAR + 2];
	/** How many errors of interrupted runs were negative. */
	private final int[] negative = new int[2];
	private final int step, reset, most;
	private final boolean lossless;

	JpegLsContexts(JpegLsPresets presets, int near) {
		Arrays.fill(a, Math.max(2, (presets.range() + 32) / 64));
		Arrays.fill(n, 1);
		step = 2 * near + 1;
		reset = presets.reset();
		most = 2 * presets.range();
		lossless = near == 0;
	}

	/** Correction of the prediction. */
	int bias(int q) {
		return c[q];
	}

	/** Parameter of the Golomb code: least k with n * 2^k >= a. */
	int k(int q) {
		return k(a[q], n[q]);
	}

	private static int k(int a, int n) {
		int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a));
		return n << k < a ? k + 1 : k;
	}

	/** The prediction error that was mapped to a number (T.87 A.5.2). */
	int error(int q, int k, int mapped) throws IOException {
		if (mapped < 0 || mapped > most) throw JpegLsHeader.damaged();
		int error = mapped >> 1 ^ -(mapped & 1);
		return lossless && k == 0 && 2 * b[q] <= -n[q] ? ~error : error;
	}

	/** T.87 A.6. */
	void update(int q, int error) {
		int sum = b[q] + error * step, count = n[q];
		a[q] += Math.abs(error);
		if (count == reset) {
			a[q] >>= 1;
			sum >>= 1;
			count >>= 1;
		}
		count++;
		if (sum <= -count) {
			sum = Math.max(sum + count, 1 - count);
			if (c[q] > -128) c[q]--;
		}
		else if (sum > 0) {
			sum = Math.min(sum - count, 0);
			if (c[q] < 127) c[q]++;
		}
		b[q] = sum;
		n[q] = count;
	}

	int runK(int kind) {
		int q = REGULAR + kind;
		return k(a[q] + (kind == 1 ? n[q] >> 1 : 0), n[q]);
	}

	/** The error of an interrupted run that was mapped to a number; takes it into the statistics (T.87 A.7.2). */
	int runError(int kind, int k, int mapped) throws IOException {
		if (mapped < 0 || mapped > most) throw JpegLsHeader.damaged();
		int q = REGULAR + kind, number = mapped + kind, amount = number + 1 >> 1;
		boolean odd = (number & 1) != 0;
		int error = (k != 0 || 2 * negative[kind] >= n[q]) == odd ? -amount : amount;
		if (error < 0) negative[kind]++;
		a[q] += mapped + 1 - kind >> 1;
		if (n[q] == reset) {
			a[q] >>= 1;
			n[q] >>= 1;
			negative[kind] >>= 1;
		}
		n[q]++;
		return error;
	}
}
