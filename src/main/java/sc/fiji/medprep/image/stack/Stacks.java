package sc.fiji.medprep.image.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.DisplayRange;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Volume.Shape;
import sc.fiji.medprep.image.Volume.Values;
import sc.fiji.medprep.image.Voxels;

/**
 * Shows volumes as images of ImageJ, and images of ImageJ as volumes, on the same arrays: what one changes, the other sees.
 * Only what ImageJ has no type for (whole numbers of 32 bits, floats of 64 bits, values whose scale differs from slice to
 * slice) is copied into real values of 32-bit float. Nothing that could identify a patient goes into the image.
 */
public final class Stacks {
	private static final String MILLIMETRE = "mm", SECOND = "s", NO_UNIT = "Gray Value";

	private Stacks() {}

	/** Shows a volume: millimetres, real values, window, 4D as a hyperstack. It opens no window on the screen. */
	public static ImagePlus of(Volume volume, String title) {
		Shape shape = volume.shape();
		Shown shown = Shown.of(volume);
		boolean channels = volume.axis().kind() == Axis.Kind.CHANNEL;
		ImageStack stack = new ImageStack(shape.width(), shape.height());
		for (int n = 0; n < shape.planes(); n++) {
			// ImageJ runs through the channels first, we through the slices
			int k = channels ? n / shape.count() : n % shape.depth(), v = channels ? n % shape.count() : n / shape.depth();
			stack.addSlice(label(volume, k, v), shown.planes().get(v * shape.depth() + k));
		}
		ImagePlus image = new ImagePlus(title, stack);
		image.setDimensions(channels ? shape.count() : 1, shape.depth(), channels ? 1 : shape.count());
		image.setOpenAsHyperStack(shape.count() > 1);
		image.setCalibration(calibration(volume, shown));
		StackFacts.of(volume, shown.type()).write(image);
		if (shown.type() != PixelType.RGB) show(image, DisplayRange.of(volume), shown.rescale());
		image.setSlice(channels ? 1 : 1 + shape.depth() / 2);
		return image;
	}

	private static void show(ImagePlus image, DisplayRange range, Rescale rescale) {
		double a = (range.min() - rescale.intercept()) / rescale.slope(), b = (range.max() - rescale.intercept()) / rescale.slope();
		image.setDisplayRange(Math.min(a, b), Math.max(a, b));
	}

	private static Calibration calibration(Volume volume, Shown shown) {
		Geometry geometry = volume.geometry();
		Calibration calibration = new Calibration();
		calibration.pixelWidth = geometry.spacing(0);
		calibration.pixelHeight = geometry.spacing(1);
		calibration.pixelDepth = geometry.spacing(2);
		calibration.setUnit(MILLIMETRE);
		// The place of the first voxel along each axis: the patient's own coordinates if the axes are.
		calibration.xOrigin = -along(geometry, 0);
		calibration.yOrigin = -along(geometry, 1);
		calibration.zOrigin = -along(geometry, 2);
		double[] times = volume.axis().values();
		if (volume.axis().kind() == Axis.Kind.TIME && times.length > 1) {
			calibration.frameInterval = (times[times.length - 1] - times[0]) / (times.length - 1);
			calibration.setTimeUnit(SECOND);
		}
		Rescale rescale = shown.rescale();
		if (!rescale.equals(Rescale.NONE)) {
			calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] {rescale.intercept(), rescale.slope()}, volume.values().unit().isEmpty() ? NO_UNIT : volume.values().unit());
		}
		else if (!volume.values().unit().isEmpty()) calibration.setValueUnit(volume.values().unit());
		return calibration;
	}

	private static double along(Geometry geometry, int axis) {
		double spacing = geometry.spacing(axis);
		return spacing == 0 ? 0 : 0.0 + Geometry.dot(geometry.origin(), geometry.column(axis)) / (spacing * spacing);
	}

	private static String label(Volume volume, int k, int v) {
		Axis axis = volume.axis();
		String of4d = axis.values().length > v ? String.format(Locale.ROOT, "%s %.6g %s", axis.kind().name().toLowerCase(Locale.ROOT), axis.values()[v], axis.kind().unit()).strip() : "";
		if (SeriesFinding.Kind.NO_GEOMETRY.isAmong(volume.findings())) return of4d.isEmpty() ? null : of4d;
		double[] place = volume.geometry().toPatient(0, 0, k), normal = volume.geometry().normal();
		String slice = hundredths(Geometry.dot(place, normal)) + " mm";
		return of4d.isEmpty() ? slice : slice + ", " + of4d;
	}

	/** With two decimals. By hand, because there are as many labels as slices, and the first one waits for what formats numbers. */
	private static String hundredths(double millimetres) {
		if (!Double.isFinite(millimetres)) return Double.toString(millimetres);
		long rounded = Math.round(Math.abs(millimetres) * 100);
		return (millimetres < 0 && rounded > 0 ? "-" : "") + rounded / 100 + (rounded % 100 < 10 ? ".0" : ".") + rounded % 100;
	}

	/** What a step of the geometry of {@link #volume} is: "mm", also where the image is calibrated in another length; else its own unit, such as "pixel". */
	public static String lengthUnit(ImagePlus image) {
		return StackFacts.unit(image);
	}

	/**
	 * The volume that an image shows, on its arrays (those of a virtual stack are read). Its place in the patient is known if
	 * the image, or the one it was cut or scaled from, came from {@link #of}; else it has the finding NO_GEOMETRY.
	 *
	 * @throws IllegalArgumentException with a sentence if it has no pixels
	 */
	public static Volume volume(ImagePlus image) {
		ImageStack stack = image.getStack();
		if (stack.getSize() == 0 || image.getWidth() == 0) throw new IllegalArgumentException("The image has no pixels.");
		int channels = image.getNChannels(), depth = image.getNSlices(), frames = image.getNFrames();
		Shape shape = new Shape(image.getWidth(), image.getHeight(), depth, channels * frames);
		List<Object> planes = new ArrayList<>();
		for (int v = 0; v < shape.count(); v++) {
			for (int k = 0; k < depth; k++) planes.add(stack.getPixels(image.getStackIndex(1 + v % channels, 1 + k, 1 + v / channels)));
		}
		StackFacts facts = StackFacts.read(image);
		return new Volume(shape, values(image, facts), facts.geometry(), facts.axis(), planes, List.of(), facts.findings());
	}

	private static Values values(ImagePlus image, StackFacts facts) {
		PixelType type = facts.type();
		Calibration calibration = image.getCalibration();
		Rescale rescale = Rescale.NONE;
		if (calibration.getFunction() == Calibration.STRAIGHT_LINE) {
			double[] line = calibration.getCoefficients();
			rescale = new Rescale(line[1], line[0] + line[1] * type.offset());
		}
		String unit = NO_UNIT.equals(calibration.getValueUnit()) ? "" : calibration.getValueUnit();
		if (type == PixelType.RGB) return Values.of(type);
		double a = rescale.real(image.getDisplayRangeMin() - type.offset()), b = rescale.real(image.getDisplayRangeMax() - type.offset());
		return new Values(type, List.of(rescale), unit, (a + b) / 2, Math.abs(b - a));
	}

	/**
	 * The planes of a volume in a type that ImageJ has.
	 *
	 * @param rescale from the value in memory to the real one
	 */
	record Shown(PixelType type, List<Object> planes, Rescale rescale) {
		static Shown of(Volume volume) {
			Values values = volume.values();
			PixelType type = values.type();
			Rescale first = values.rescale(0);
			boolean shared = switch (type) {
				case RGB -> true;
				case UINT8, INT8, UINT16, INT16 -> values.isUniform() && first.slope() != 0;
				// ImageJ has no scale for floats
				case FLOAT32 -> values.isUniform() && first.equals(Rescale.NONE);
				case UINT32, INT32, FLOAT64 -> false;
			};
			if (shared) return new Shown(type, volume.planes(), type == PixelType.RGB ? Rescale.NONE : new Rescale(first.slope(), first.intercept() - first.slope() * type.offset()));
			return new Shown(PixelType.FLOAT32, IntStream.range(0, volume.planes().size()).parallel().mapToObj(i -> (Object) real(volume, i)).toList(), Rescale.NONE);
		}

		/** A plane as real values, for what ImageJ cannot scale. */
		private static float[] real(Volume volume, int index) {
			Rescale rescale = volume.values().rescale(index);
			Voxels voxels = Voxels.of(volume.values().type(), volume.planes().get(index));
			float[] real = new float[volume.shape().width() * volume.shape().height()];
			for (int i = 0; i < real.length; i++) real[i] = (float) rescale.real(voxels.stored(i));
			return real;
		}
	}
}
