package sc.fiji.medprep.curate.quality;

import java.util.Arrays;

/** Ghosts of half a field of view along phase encoding, as MRIQC's ghost to signal ratio (Giannelli et al., J Appl Clin Med Phys 11:3237, 2010). */
final class Ghosting {
	/** Share of the pixels that each part of the background needs. */
	private static final double LEAST_PART = 0.01;
	private final int width, height;
	private final boolean[] inside;
	private final int[] top, bottom;

	Ghosting(int width, int height) {
		this.width = width;
		this.height = height;
		inside = new boolean[width * height];
		top = new int[width];
		bottom = new int[width];
	}

	/**
	 * Mean of the background where the object would be if it were shifted, less that of the other background, / a level.
	 *
	 * @param threshold first level of the foreground; the object is all between foreground in its row and in its column
	 * @param alongRows whether phase encoding runs along the rows (ROW)
	 * @param nothing level of no signal
	 * @param signal level of the object
	 * @return NaN if the object leaves too little background
	 */
	double ratio(Levels levels, int threshold, boolean alongRows, double nothing, double signal) {
		fill(levels, threshold);
		long ghost = 0, ghosts = 0, other = 0, others = 0;
		for (int y = 0, at = 0; y < height; y++) {
			int row = alongRows ? y : (y + height / 2) % height;
			for (int x = 0; x < width; x++, at++) {
				if (inside[at] || levels.out != null && levels.out[at]) continue;
				int value = levels.values[at] & 0xFFFF;
				if (inside[row * width + (alongRows ? (x + width / 2) % width : x)]) {
					ghost += value;
					ghosts++;
				}
				else {
					other += value;
					others++;
				}
			}
		}
		double least = LEAST_PART * width * height;
		if (ghosts < least || others < least || !(signal > nothing)) return Double.NaN;
		return ((double) ghost / ghosts - (double) other / others) / (signal - nothing);
	}

	private void fill(Levels levels, int threshold) {
		Arrays.fill(top, height);
		Arrays.fill(bottom, -1);
		for (int y = 0, at = 0; y < height; y++) {
			for (int x = 0; x < width; x++, at++) {
				if ((levels.values[at] & 0xFFFF) < threshold) continue;
				top[x] = Math.min(top[x], y);
				bottom[x] = y;
			}
		}
		for (int y = 0; y < height; y++) {
			int left = 0, right = width - 1, row = y * width;
			while (left < width && (levels.values[row + left] & 0xFFFF) < threshold) left++;
			while (right > left && (levels.values[row + right] & 0xFFFF) < threshold) right--;
			// one pixel more, for what is soft at the edge
			for (int x = 0; x < width; x++) inside[row + x] = x >= left - 1 && x <= right + 1 && left < width && y >= top[x] - 1 && y <= bottom[x] + 1;
		}
	}
}
