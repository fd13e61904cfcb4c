package sc.fiji.medprep.curate.quality;

import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;

/** Measures frames of one size one after the other, in memory that it keeps. For one thread. */
final class FrameMeter {
	/** Real value of no signal in HU. */
	static final double AIR_HU = -1000;
	/** From this share of flat background on, the background was cut out, and measures of air would be wrong. */
	static final double CUT_OUT = 0.02;
	/** Share of the pixels that the air needs. */
	private static final double LEAST_AIR = 0.02;
	/** Mean / standard deviation of the Rayleigh distribution is 1.91; what of it is taken for noise of magnitudes. */
	private static final double RAYLEIGH_FROM = 1.5, RAYLEIGH_TO = 2.4, DIETRICH = 1 / Math.sqrt(2 / (4 - Math.PI)), MAD = 1.4826;

	private static final Measure[] OF_SIGNAL = {Measure.SNR, Measure.SNR_AIR, Measure.CNR, Measure.EFC, Measure.FBER, Measure.GHOSTING};

	final Levels levels;
	/** Of the last frame. */
	GreyValues grey;
	Otsu classes;
	private final Neighbours neighbours;
	private final Air air;
	private final Ghosting ghosting;

	FrameMeter(int width, int height) {
		levels = new Levels(width, height);
		neighbours = new Neighbours(width, height);
		air = new Air(width, height);
		ghosting = new Ghosting(width, height);
	}

	/**
	 * Measures a plane.
	 *
	 * @param unit of real values; HU count from -1000
	 * @return none for a plane that is all padding, nearly none for a blank one
	 */
	Measures measure(PixelType type, Object plane, Rescale rescale, String unit, Acquisition acquisition) {
		double[] to = Measures.none();
		levels.take(type, plane, acquisition.padLow(), acquisition.padHigh());
		grey = null;
		classes = null;
		if (levels.count == 0) return new Measures(to);
		double nothing = unit.equals("HU") ? AIR_HU : 0, slope = rescale.slope() * levels.step;
		grey = new GreyValues(levels, rescale.slope() * levels.low + rescale.intercept() - nothing, slope);
		grey.measure(to);
		to[Measure.MEAN.ordinal()] += nothing;
		if (levels.least == levels.most) return new Measures(to);
		classes = Otsu.of(levels);
		neighbours.look(levels, classes.lower());
		noise(to, Math.abs(slope));
		air(to, Math.abs(slope), nothing, acquisition);
		// what has no zero has no signal
		if (acquisition.isMr() && (!acquisition.magnitude() || grey.real(levels.least) < 0 || grey.real(levels.most) < 0)) for (Measure measure : OF_SIGNAL) to[measure.ordinal()] = Double.NaN;
		to[Measure.BLUR.ordinal()] = Blur.of(levels);
		to[Measure.STRIPES.ordinal()] = Stripes.of(levels);
		return new Measures(to);
	}

	private void noise(double[] to, double slope) {
		double[] foreground = grey.moments(classes.lower());
		double sd = to[Measure.SD.ordinal()] / slope, flat = neighbours.flatShare();
		double noise = neighbours.medianNoise() * slope, signal = grey.median(classes.lower(), Levels.COUNT);
		to[Measure.FOREGROUND.ordinal()] = foreground[0] / levels.count;
		to[Measure.NOISE.ordinal()] = noise;
		to[Measure.NOISE_MEAN.ordinal()] = neighbours.meanNoise(flat >= CUT_OUT) * slope;
		to[Measure.FLAT_BACKGROUND.ordinal()] = flat;
		to[Measure.SNR.ordinal()] = signal > 0 ? signal / noise : Double.NaN;
		to[Measure.CNR.ordinal()] = Math.abs(grey.median(classes.upper(), Levels.COUNT) - grey.median(classes.lower(), classes.upper())) / noise;
		to[Measure.FWHM.ordinal()] = neighbours.fwhm(sd * sd);
		to[Measure.GRADIENT_ENTROPY.ordinal()] = neighbours.gradientEntropy();
	}

	private void air(double[] to, double slope, double nothing, Acquisition acquisition) {
		boolean cutOut = to[Measure.FLAT_BACKGROUND.ordinal()] >= CUT_OUT;
		to[Measure.AIR.ordinal()] = 0;
		if (cutOut) return;
		air.find(levels, classes.lower());
		to[Measure.AIR.ordinal()] = (double) air.count / levels.count;
		if (acquisition.isMr() && (acquisition.phase().equals("ROW") || acquisition.phase().equals("COL"))) {
			double zero = (nothing - grey.real(0)) / slope;
			to[Measure.GHOSTING.ordinal()] = ghosting.ratio(levels, classes.lower(), acquisition.phase().equals("ROW"), zero, (grey.median(classes.lower(), Levels.COUNT) - grey.real(0)) / slope);
		}
		if (air.count < LEAST_AIR * levels.count) return;
		double median = air.median(), noise = MAD * air.medianDistance(median) * slope;
		double n = 0, sum = 0, squares = 0;
		for (int level = levels.least; level <= levels.most; level++) {
			if (air.histogram[level] == 0) continue;
			double value = grey.real(level);
			n += air.histogram[level];
			sum += air.histogram[level] * value;
			squares += air.histogram[level] * value * value;
		}
		double mean = sum / n, sd = Math.sqrt(squares / n - mean * mean);
		double[] foreground = grey.moments(classes.lower());
		to[Measure.AIR_LEVEL.ordinal()] = grey.real(median) + nothing;
		to[Measure.AIR_NOISE.ordinal()] = noise;
		to[Measure.FBER.ordinal()] = squares > 0 ? foreground[2] / (squares / n) : Double.NaN;
		if (acquisition.isMr() && mean / sd > RAYLEIGH_FROM && mean / sd < RAYLEIGH_TO) to[Measure.SNR_AIR.ordinal()] = DIETRICH * foreground[1] / noise;
	}
}
