package sc.fiji.medprep.curate.quality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;

/** Goes through the planes of a volume once, in their order, with one plane in memory but for time series. */
final class VolumeMeter {
	/** Slices that are measured as frames. */
	private static final int MOST_MEASURED = 48;
	/** Voxels of a volume that are followed through time. */
	private static final int MOST_FOLLOWED = 1 << 21;
	/** Share of the slices whose background may be cut out. */
	private static final double MOST_CUT = 0.2;

	private final PlaneSource planes;
	private final Acquisition acquisition;
	private final Volume.Shape shape;
	private final Levels levels;
	private final double nothing;
	/** Of the slices of the first volume that were measured. */
	final List<Measures> slices = new ArrayList<>();
	/** Planes that have one value only. */
	final List<Integer> blank = new ArrayList<>();
	SliceAgreement.Jump jump;
	/** Whether the background was cut out. */
	boolean isCutOut;

	VolumeMeter(PlaneSource planes, Acquisition acquisition) {
		this.planes = planes;
		this.acquisition = acquisition;
		shape = planes.shape();
		levels = new Levels(shape.width(), shape.height());
		nothing = planes.values().unit().equals("HU") ? FrameMeter.AIR_HU : 0;
	}

	/** @param absent whether no file has a plane */
	Measures measure(boolean[] absent) throws IOException {
		double[] to = Measures.none();
		FrameMeter meter = new FrameMeter(shape.width(), shape.height());
		SliceAgreement agreement = new SliceAgreement(shape.width() * shape.height());
		boolean inTime = planes.axis().kind() == Axis.Kind.TIME && shape.count() > 2;
		int stride = (int) Math.ceil((double) shape.width() * shape.height() * shape.depth() / MOST_FOLLOWED), followed = (shape.depth() + stride - 1) / stride;
		TimeCourse course = inTime ? new TimeCourse(planes.geometry(), shape.width(), shape.height(), followed) : null;
		int[] thresholds = new int[shape.depth()];
		for (int v = 0; v < shape.count(); v++) {
			for (int k = 0; k < shape.depth(); k++) {
				int index = v * shape.depth() + k;
				if (absent[index]) {
					if (v == 0) agreement.skip();
					continue;
				}
				boolean follow = inTime && k % stride == 0;
				Object plane = planes.plane(index);
				Rescale rescale = planes.values().rescale(index);
				levels.take(planes.values().type(), plane, acquisition.padLow(), acquisition.padHigh());
				if (levels.least == levels.most) blank.add(index);
				double low = rescale.slope() * levels.low + rescale.intercept() - nothing, step = rescale.slope() * levels.step;
				if (v == 0) {
					agreement.add(levels, low, step);
					if (isMeasured(k) && levels.least < levels.most) slices.add(meter.measure(planes.values().type(), plane, rescale, planes.values().unit(), acquisition));
					if (follow) thresholds[k] = levels.least < levels.most ? Otsu.of(levels).lower() : Levels.COUNT;
				}
				if (follow) course.add(k / stride, k, levels, low, step, thresholds[k]);
			}
			if (inTime) course.endVolume();
		}
		medians(to);
		jump = agreement.jump();
		to[Measure.BLANK_SLICES.ordinal()] = blank.size();
		to[Measure.JUMP.ordinal()] = jump.z();
		to[Measure.INTERLEAVED_SHIFT.ordinal()] = agreement.interleavedShift();
		to[Measure.INTERLEAVED_LEVEL.ordinal()] = agreement.interleavedLevel();
		if (inTime) course.measure(to);
		return new Measures(to);
	}

	/** Evenly spread. */
	private boolean isMeasured(int k) {
		int many = Math.min(MOST_MEASURED, shape.depth());
		return (long) k * many / shape.depth() != (long) (k - 1) * many / shape.depth() || k == 0;
	}

	/** Where the background was cut out of part of the slices, what is left of it says nothing about the volume. */
	private void medians(double[] to) {
		for (Measure measure : Measure.values()) {
			if (!measure.isOfVolume()) to[measure.ordinal()] = Robust.median(slices.stream().mapToDouble(slice -> slice.get(measure)).filter(Double::isFinite).toArray());
		}
		long cut = slices.stream().filter(slice -> slice.get(Measure.FLAT_BACKGROUND) >= FrameMeter.CUT_OUT).count();
		isCutOut = cut > MOST_CUT * slices.size();
		if (!isCutOut) return;
		for (Measure measure : new Measure[] {Measure.AIR_LEVEL, Measure.AIR_NOISE, Measure.SNR_AIR, Measure.FBER, Measure.GHOSTING}) to[measure.ordinal()] = Double.NaN;
		to[Measure.AIR.ordinal()] = 0;
	}
}
