package sc.fiji.medprep.curate.quality;

import java.util.Arrays;

import sc.fiji.medprep.image.PixelType;

/**
 * A plane as grey levels of 16 bits, whatever its type, and how often each occurs: exact for integers whose range fits, real
 * values and wider integers in 65536 even steps, colours by their luminance (ITU-R BT.601) in 256. Padding and what is no
 * number is left out of everything. One object is filled for plane after plane of one size. For one thread.
 */
final class Levels {
	static final int COUNT = 1 << 16;

	final int width, height;
	/** Unsigned. Not to be changed, since it may be the array of the plane. */
	short[] values;
	/** Of the pixels that are not left out. */
	final int[] histogram = new int[COUNT];
	/** Pixels that are left out; null if none is. */
	boolean[] out;
	/** Pixels that are not left out. */
	int count;
	/** Stored value of level 0, and stored values from level to level. */
	double low, step;
	/** The lowest and highest level that occurs; 0 if none does. */
	int least, most;

	private final short[] own;
	private final boolean[] mask;

	Levels(int width, int height) {
		this.width = width;
		this.height = height;
		own = new short[width * height];
		mask = new boolean[width * height];
	}

	/**
	 * Takes a plane.
	 *
	 * @param padLow and padHigh stored values that are padding, both included; NaN without
	 */
	void take(PixelType type, Object plane, double padLow, double padHigh) {
		out = null;
		values = own;
		step = 1;
		low = -type.offset();
		Arrays.fill(histogram, 0);
		if (plane instanceof short[] shorts) values = shorts;
		else if (plane instanceof byte[] bytes) for (int i = 0; i < own.length; i++) own[i] = (short) (bytes[i] & 0xFF);
		else if (plane instanceof int[] ints) {
			if (type == PixelType.RGB) luminance(ints);
			else integers(ints, type == PixelType.INT32 ? -1L : 0xFFFFFFFFL, padLow, padHigh);
		}
		else if (plane instanceof float[] floats) floats(floats, padLow, padHigh);
		else doubles((double[]) plane, padLow, padHigh);
		count(type, padLow, padHigh);
	}

	private void luminance(int[] colours) {
		for (int i = 0; i < own.length; i++) {
			int colour = colours[i];
			own[i] = (short) ((299 * (colour >> 16 & 0xFF) + 587 * (colour >> 8 & 0xFF) + 114 * (colour & 0xFF) + 500) / 1000);
		}
	}

	private void integers(int[] ints, long bits, double padLow, double padHigh) {
		double[] real = new double[ints.length];
		for (int i = 0; i < ints.length; i++) real[i] = ints[i] & bits;
		doubles(real, padLow, padHigh);
	}

	private void floats(float[] floats, double padLow, double padHigh) {
		double[] real = new double[floats.length];
		for (int i = 0; i < floats.length; i++) real[i] = floats[i];
		doubles(real, padLow, padHigh);
	}

	private void doubles(double[] real, double padLow, double padHigh) {
		double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
		boolean whole = true;
		for (int i = 0; i < real.length; i++) {
			double value = real[i];
			boolean leave = mask[i] = !Double.isFinite(value) || value >= padLow && value <= padHigh;
			if (leave) {
				out = mask;
				continue;
			}
			if (value < min) min = value;
			if (value > max) max = value;
			whole &= value == Math.rint(value);
		}
		low = min <= max ? min : 0;
		step = whole && max - min < COUNT || !(max > min) ? 1 : (max - min) / (COUNT - 1);
		for (int i = 0; i < real.length; i++) own[i] = mask[i] ? 0 : (short) (int) ((real[i] - low) / step + 0.5);
	}

	private void count(PixelType type, double padLow, double padHigh) {
		if (out != null) {
			for (int i = 0; i < values.length; i++) if (!out[i]) histogram[values[i] & 0xFFFF]++;
		}
		else {
			for (short value : values) histogram[value & 0xFFFF]++;
			boolean direct = type.bytes() <= 2;
			if (direct && padLow <= padHigh) pad((int) Math.max(0, padLow - low), (int) Math.min(COUNT - 1, padHigh - low));
		}
		count = 0;
		least = most = 0;
		for (int level = 0; level < COUNT; level++) {
			if (histogram[level] == 0) continue;
			if (count == 0) least = level;
			most = level;
			count += histogram[level];
		}
	}

	private void pad(int from, int to) {
		int padded = 0;
		for (int level = from; level <= to; level++) {
			padded += histogram[level];
			histogram[level] = 0;
		}
		if (padded == 0) return;
		for (int i = 0; i < values.length; i++) mask[i] = (values[i] & 0xFFFF) >= from && (values[i] & 0xFFFF) <= to;
		out = mask;
	}

	/** The stored value of a level. */
	double stored(double level) {
		return low + step * level;
	}

	/** The level below or at which a share of the pixels is, as a histogram has them. */
	static int quantile(int[] histogram, long count, double share) {
		long wanted = Math.max(1, (long) Math.ceil(share * count)), seen = 0;
		for (int level = 0; level < histogram.length; level++) {
			seen += histogram[level];
			if (seen >= wanted) return level;
		}
		return histogram.length - 1;
	}
}
