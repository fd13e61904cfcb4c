package sc.fiji.medprep.curate.quality;

/** The perceptual blur of Crete et al. (Proc. SPIE 6492, 2007): what of the differences of neighbours is left in a mean of nine pixels. */
final class Blur {
	private static final int REACH = 4;

	private Blur() {}

	/** @return 0 sharp to 1 blurred, the greater one of rows and columns; NaN if nothing differs */
	static double of(Levels levels) {
		double across = part(levels, levels.width, levels.height, 1, levels.width), down = part(levels, levels.height, levels.width, levels.width, 1);
		return Double.isNaN(across) ? down : Double.isNaN(down) ? across : Math.max(across, down);
	}

	/** The difference of two neighbours in the mean is that of the values at its ends. */
	private static double part(Levels levels, int length, int lines, int step, int lineStep) {
		short[] values = levels.values;
		boolean[] out = levels.out;
		long all = 0, lost = 0;
		int near = REACH * step, far = (REACH + 1) * step;
		// the pixels of a row lie side by side in memory, so rows are the inner loop for both directions
		int outer = step == 1 ? lines : length - 2 * REACH - 1, inner = step == 1 ? length - 2 * REACH - 1 : lines;
		for (int o = 0; o < outer; o++) {
			int at = step == 1 ? o * lineStep + far : (o + REACH + 1) * step;
			for (int i = 0; i < inner; i++, at++) {
				if (out != null && (out[at] || out[at - step] || out[at + near] || out[at - far])) continue;
				int own = Math.abs((values[at] & 0xFFFF) - (values[at - step] & 0xFFFF)), mean = Math.abs((values[at + near] & 0xFFFF) - (values[at - far] & 0xFFFF));
				all += own;
				// times nine, so that it stays whole
				lost += Math.max(0, 9 * own - mean);
			}
		}
		return all == 0 ? Double.NaN : (9 * all - lost) / (9.0 * all);
	}
}
