package sc.fiji.medprep.curate.quality;

import java.util.Arrays;

/**
 * Finds the air around an object: squares of 8 x 8 pixels that have no foreground in them or beside them and touch the border of
 * the frame, or padding there, or another such square. So lungs and what is dark in a head are not taken for it. For one thread.
 */
final class Air {
	private static final int SIDE = 8;

	/** Of the levels of the air. */
	final int[] histogram = new int[Levels.COUNT];
	/** Pixels of air. */
	int count;
	private final int across, down;
	private final boolean[] object, air;
	private final int[] queue;

	Air(int width, int height) {
		across = (width + SIDE - 1) / SIDE;
		down = (height + SIDE - 1) / SIDE;
		object = new boolean[across * down];
		air = new boolean[across * down];
		queue = new int[across * down];
	}

	/** @param threshold first level of the foreground */
	void find(Levels levels, int threshold) {
		Arrays.fill(object, false);
		Arrays.fill(air, false);
		Arrays.fill(histogram, 0);
		count = 0;
		for (int y = 0, at = 0; y < levels.height; y++) {
			int row = y / SIDE * across;
			for (int x = 0; x < levels.width; x++, at++) if ((levels.values[at] & 0xFFFF) >= threshold && (levels.out == null || !levels.out[at])) object[row + x / SIDE] = true;
		}
		int waiting = 0;
		for (int square = 0; square < air.length; square++) {
			int x = square % across, y = square / across;
			if ((x == 0 || y == 0 || x == across - 1 || y == down - 1) && isFree(x, y)) {
				air[square] = true;
				queue[waiting++] = square;
			}
		}
		for (int next = 0; next < waiting; next++) {
			int x = queue[next] % across, y = queue[next] / across;
			waiting = reach(x - 1, y, reach(x + 1, y, reach(x, y - 1, reach(x, y + 1, waiting))));
		}
		take(levels, threshold);
	}

	private int reach(int x, int y, int waiting) {
		if (x < 0 || y < 0 || x >= across || y >= down || air[y * across + x] || !isFree(x, y)) return waiting;
		air[y * across + x] = true;
		queue[waiting] = y * across + x;
		return waiting + 1;
	}

	private boolean isFree(int x, int y) {
		for (int v = Math.max(0, y - 1); v <= Math.min(down - 1, y + 1); v++) {
			for (int u = Math.max(0, x - 1); u <= Math.min(across - 1, x + 1); u++) if (object[v * across + u]) return false;
		}
		return true;
	}

	private void take(Levels levels, int threshold) {
		for (int y = 0; y < levels.height; y++) {
			for (int column = 0; column < across; column++) {
				if (!air[y / SIDE * across + column]) continue;
				int at = y * levels.width + column * SIDE, end = y * levels.width + Math.min(levels.width, (column + 1) * SIDE);
				for (; at < end; at++) {
					if (levels.out != null && levels.out[at]) continue;
					histogram[levels.values[at] & 0xFFFF]++;
					count++;
				}
			}
		}
	}

	/** Median level; whole numbers stand for half a level around them. */
	double median() {
		double half = count / 2.0;
		long before = 0;
		int level = 0;
		while (before + histogram[level] < half) before += histogram[level++];
		return level - 0.5 + (half - before) / histogram[level];
	}

	/** Median of the distances to a level. */
	double medianDistance(double center) {
		int least = 0, most = Levels.COUNT - 1;
		while (histogram[least] == 0) least++;
		while (histogram[most] == 0) most--;
		double near = 0, far = most - least + 1;
		for (int step = 0; step < 40; step++) {
			double distance = (near + far) / 2;
			if (below(center + distance, least) - below(center - distance, least) < count / 2.0) near = distance;
			else far = distance;
		}
		return far;
	}

	/** Pixels below a level between whole ones. */
	private double below(double level, int least) {
		int whole = (int) Math.floor(level + 0.5);
		double n = 0;
		for (int i = least; i < Math.min(whole, histogram.length); i++) n += histogram[i];
		return whole >= 0 && whole < histogram.length ? n + histogram[whole] * (level + 0.5 - whole) : n;
	}
}
