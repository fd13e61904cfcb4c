package sc.fiji.medprep.curate.quality;

import java.util.Arrays;

import sc.fiji.medprep.image.Geometry;

/**
 * What changes from volume to volume of a time series. Volumes are given one after the other, of each the same slices in the same
 * order. The mask is the foreground of the first volume; the centre of gravity is that of what is above the threshold of its slice there. For one thread.
 */
final class TimeCourse {
	private final Geometry geometry;
	private final int width, height;
	/** By slice that is looked at; real values above nothing, sums and sums of squares of what differs from the first volume. */
	private final float[][] first, last;
	private final double[][] sums, squares;
	private final boolean[][] mask;
	/** Real values above nothing from which on the foreground begins. */
	private final double[] floors;
	private int volumes;
	private double difference, differences, moved;
	private long inMask;
	private final double[] gravity = new double[4];
	private double[] before;

	/** @param slices how many of a volume are looked at */
	TimeCourse(Geometry geometry, int width, int height, int slices) {
		this.geometry = geometry;
		this.width = width;
		this.height = height;
		first = new float[slices][];
		last = new float[slices][];
		sums = new double[slices][];
		squares = new double[slices][];
		mask = new boolean[slices][0];
		floors = new double[slices];
	}

	/**
	 * Takes a slice; one that the first volume lacks is left out.
	 *
	 * @param slot number among those that are looked at
	 * @param k index in the volume
	 * @param low real value above nothing of level 0
	 * @param step real value from level to level
	 * @param threshold first level of the foreground; used of the first volume
	 */
	void add(int slot, int k, Levels levels, double low, double step, int threshold) {
		if (volumes > 0 && first[slot] == null) return;
		int pixels = width * height;
		float[] values = new float[pixels];
		for (int i = 0; i < pixels; i++) values[i] = levels.out != null && levels.out[i] ? 0 : (float) (low + step * (levels.values[i] & 0xFFFF));
		if (volumes == 0) {
			first[slot] = values;
			sums[slot] = new double[pixels];
			squares[slot] = new double[pixels];
			mask[slot] = new boolean[pixels];
			floors[slot] = low + step * threshold;
			for (int i = 0; i < pixels; i++) if ((levels.values[i] & 0xFFFF) >= threshold && (levels.out == null || !levels.out[i])) mask[slot][i] = true;
		}
		else change(slot, values);
		gravity(slot, k, values);
		last[slot] = values;
	}

	private void change(int slot, float[] values) {
		float[] start = first[slot], previous = last[slot];
		for (int i = 0; i < values.length; i++) {
			if (!mask[slot][i]) continue;
			double step = values[i] - previous[i], since = values[i] - start[i];
			difference += step * step;
			inMask++;
			sums[slot][i] += since;
			squares[slot][i] += since * since;
		}
	}

	private void gravity(int slot, int k, float[] values) {
		for (int y = 0, at = 0; y < height; y++) {
			double sum = 0, sumX = 0;
			for (int x = 0; x < width; x++, at++) {
				double above = values[at] - floors[slot];
				if (above <= 0) continue;
				sum += above;
				sumX += above * x;
			}
			gravity[0] += sumX;
			gravity[1] += sum * y;
			gravity[2] += sum * k;
			gravity[3] += sum;
		}
	}

	/** To be called after the slices of each volume. */
	void endVolume() {
		double[] place = geometry.toPatient(gravity[0] / gravity[3], gravity[1] / gravity[3], gravity[2] / gravity[3]);
		if (volumes > 0) {
			if (inMask > 0) differences += Math.sqrt(difference / inMask);
			moved += Math.sqrt(Math.pow(place[0] - before[0], 2) + Math.pow(place[1] - before[1], 2) + Math.pow(place[2] - before[2], 2));
		}
		before = place;
		Arrays.fill(gravity, 0);
		difference = 0;
		inMask = 0;
		volumes++;
	}

	void measure(double[] to) {
		if (volumes < 3) return;
		int n = 0;
		for (boolean[] plane : mask) for (boolean in : plane) if (in) n++;
		double[] ratios = new double[n], means = new double[n];
		n = 0;
		for (int slot = 0; slot < mask.length; slot++) {
			for (int i = 0; i < mask[slot].length; i++) {
				if (!mask[slot][i]) continue;
				double mean = sums[slot][i] / volumes, variance = squares[slot][i] / volumes - mean * mean;
				means[n] = first[slot][i] + mean;
				ratios[n++] = variance > 0 ? means[n - 1] / Math.sqrt(variance) : Double.POSITIVE_INFINITY;
			}
		}
		to[Measure.DVARS.ordinal()] = 100 * differences / (volumes - 1) / Robust.median(means);
		to[Measure.TSNR.ordinal()] = Robust.median(ratios);
		to[Measure.DISPLACEMENT.ordinal()] = moved / (volumes - 1);
	}
}
