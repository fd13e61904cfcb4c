package sc.fiji.medprep.curate.quality;

import java.util.Arrays;
import java.util.Optional;

/**
 * A hash of what a frame looks like, of four parts of 256 bits. The first three are of the frame as it is: <i>structure</i>, the
 * signs of the 256 lowest frequencies of a discrete cosine transform of 64 x 64 means of areas; <i>texture</i>, those of 256
 * higher ones; <i>grain</i>, the signs of the sums of 16 x 16 parts of the frame in its own pixels, added and subtracted like the
 * fields of a chess board: in an image with noise it tells two acquisitions of one thing from two copies of one acquisition. The
 * fourth is the structure of the frame moved and scaled to its centre of gravity and spread, which shifts and cut borders leave as
 * it is. A bit is set above half the median of the absolute coefficients instead of above 0, so that what is symmetric does not
 * depend on noise. Values beyond the 1st and 99th percentile are limited, padding counts as the lowest. For one thread.
 */
final class PerceptualHash {
	/** Bytes of a hash and of each of its parts. */
	static final int PART = 32, LENGTH = 4 * PART;
	private static final int SIZE = 64, BANDS = 32, BITS = 8 * PART, GRID = 16, LEAST_PIXELS = 256;
	private static final double TAIL = 0.01, CUT = 0.25, SPAN = 2.2, LEAST_SPREAD = 2;
	private static final float DEAD = 0.5f;
	/** {@code [u][x]} of the transform. */
	private static final float[][] COSINES = new float[BANDS][SIZE];
	/** The same by {@code x * BANDS + u}. */
	private static final float[] COSINES_TURNED = new float[SIZE * BANDS];
	/** Frequencies {@code u << 8 | v} of the bits of structure, then of texture. */
	private static final int[] FREQUENCIES = new int[2 * BITS];

	static {
		for (int u = 0; u < BANDS; u++) for (int x = 0; x < SIZE; x++) COSINES_TURNED[x * BANDS + u] = COSINES[u][x] = (float) Math.cos(Math.PI * (2 * x + 1) * u / (2 * SIZE));
		int n = 0;
		for (int sum = 1; n < BITS; sum++) for (int u = 0; u <= sum && n < BITS; u++) FREQUENCIES[n++] = u << 8 | sum - u;
		for (int u = GRID; u < BANDS; u++) for (int v = GRID; v < BANDS; v++) FREQUENCIES[n++] = u << 8 | v;
	}

	private final float[] small = new float[SIZE * SIZE], turned = new float[SIZE * SIZE], spectrum = new float[BANDS * BANDS], band = new float[BANDS], row = new float[SIZE], coefficients = new float[BITS], sorted = new float[BITS];
	private final byte[] hash = new byte[LENGTH];
	private Levels levels;
	/** Values at and beyond these are limited. */
	private int low, high;

	/**
	 * @param inverted whether low values are bright
	 * @return empty for a frame that is blank, constant, all padding or too small to look like something
	 */
	Optional<byte[]> of(Levels of, boolean inverted) {
		if (of.count < LEAST_PIXELS || of.least == of.most) return Optional.empty();
		levels = of;
		low = Levels.quantile(of.histogram, of.count, TAIL);
		high = Levels.quantile(of.histogram, of.count, 1 - TAIL);
		if (high <= low) {
			low = of.least;
			high = of.most;
		}
		Arrays.fill(hash, (byte) 0);
		float sign = inverted ? -1 : 1;
		shrink(0, 0, (double) of.width / SIZE, (double) of.height / SIZE);
		transform();
		signs(0, 0, sign);
		signs(1, BITS, sign);
		grain(sign);
		shrinkCentred(inverted);
		transform();
		signs(3, 0, sign);
		return Optional.of(hash.clone());
	}

	private int level(int at) {
		return levels.out != null && levels.out[at] ? low : Math.max(low, Math.min(high, levels.values[at] & 0xFFFF));
	}

	/**
	 * Sums over the cells of the grid; a pixel on the border of two counts for both by what lies in each.
	 *
	 * @param x0 and y0 corner of the grid in pixels, from the corner of the frame; beyond the frame is lowest
	 * @param across and down size of a cell in pixels
	 */
	private void shrink(double x0, double y0, double across, double down) {
		Arrays.fill(small, 0);
		for (int y = Math.max(0, (int) y0); y < levels.height; y++) {
			double top = (y - y0) / down, bottom = (y + 1 - y0) / down;
			if (top >= SIZE) return;
			rowSums(y, x0, across);
			for (int cell = (int) Math.max(0, top); cell < SIZE && cell < bottom; cell++) {
				float weight = (float) (Math.min(bottom, cell + 1) - Math.max(top, cell));
				for (int x = 0, to = cell * SIZE; x < SIZE; x++) small[to++] += weight * row[x];
			}
		}
	}

	private void rowSums(int y, double x0, double across) {
		Arrays.fill(row, 0);
		float step = (float) (1 / across), left = (float) (Math.max(0, (int) x0) - x0) * step;
		for (int x = Math.max(0, (int) x0), at = y * levels.width + x; x < levels.width && left < SIZE; x++, at++) {
			float value = level(at) - low, right = left + step;
			int cell = (int) left;
			if (left >= 0 && right <= cell + 1) row[cell] += step * value;
			else for (cell = Math.max(0, cell); cell < SIZE && cell < right; cell++) row[cell] += (Math.min(right, cell + 1) - Math.max(left, cell)) * value;
			left = right;
		}
	}

	/** The grid around the centre of gravity of what is not dark. */
	private void shrinkCentred(boolean inverted) {
		double sum = 0, sumX = 0, sumY = 0, sumXx = 0, sumYy = 0;
		int dark = (int) (CUT * (high - low));
		for (int y = 0, at = 0; y < levels.height; y++) {
			long n = 0, nx = 0, nxx = 0;
			for (int x = 0; x < levels.width; x++, at++) {
				int level = level(at);
				long weight = Math.max(0, (inverted ? high - level : level - low) - dark);
				n += weight;
				nx += weight * x;
				nxx += weight * x * x;
			}
			sum += n;
			sumX += nx;
			sumXx += nxx;
			sumY += (double) n * y;
			sumYy += (double) n * y * y;
		}
		double x = sumX / sum, y = sumY / sum;
		double spreadX = Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, sumXx / sum - x * x))), spreadY = Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, sumYy / sum - y * y)));
		shrink(x + 0.5 - SPAN * spreadX, y + 0.5 - SPAN * spreadY, 2 * SPAN * spreadX / SIZE, 2 * SPAN * spreadY / SIZE);
	}

	/** Many sums side by side, which Java does several at a time; each adds its products in the order of x, then y. */
	private void transform() {
		for (int y = 0; y < SIZE; y++) for (int x = 0; x < SIZE; x++) turned[x * SIZE + y] = small[y * SIZE + x];
		for (int u = 0; u < BANDS; u++) {
			Arrays.fill(row, 0);
			for (int x = 0; x < SIZE; x++) add(row, COSINES[u][x], turned, x * SIZE);
			Arrays.fill(band, 0);
			for (int y = 0; y < SIZE; y++) add(band, row[y], COSINES_TURNED, y * BANDS);
			System.arraycopy(band, 0, spectrum, u * BANDS, BANDS);
		}
	}

	private static void add(float[] sums, float factor, float[] of, int from) {
		for (int i = 0; i < sums.length; i++) sums[i] += factor * of[from + i];
	}

	private void signs(int part, int first, float sign) {
		for (int bit = 0; bit < BITS; bit++) {
			int frequency = FREQUENCIES[first + bit];
			float sum = spectrum[(frequency >> 8) * BANDS + (frequency & 0xFF)];
			coefficients[bit] = sign * sum;
			sorted[bit] = Math.abs(sum);
		}
		Arrays.sort(sorted);
		float least = DEAD * sorted[BITS / 2];
		for (int bit = 0; bit < BITS; bit++) if (coefficients[bit] > least) set(part, bit);
	}

	private void set(int part, int bit) {
		hash[part * PART + (bit >> 3)] |= (byte) (0x80 >> (bit & 7));
	}

	/** Each part of the frame has whole pairs of rows and columns, so that its mean says nothing. */
	private void grain(float sign) {
		int across = levels.width / GRID & ~1, down = levels.height / GRID & ~1;
		if (across == 0 || down == 0) return;
		long[] sums = new long[GRID];
		for (int part = 0; part < GRID; part++) {
			Arrays.fill(sums, 0);
			for (int y = part * down; y < (part + 1) * down; y++) {
				for (int column = 0, at = y * levels.width; column < GRID; column++) {
					int sum = 0;
					for (int x = 0; x < across; x += 2, at += 2) sum += level(at) - level(at + 1);
					sums[column] += (y & 1) == 0 ? sum : -sum;
				}
			}
			for (int column = 0; column < GRID; column++) if (sign * sums[column] > 0) set(2, part * GRID + column);
		}
	}
}
