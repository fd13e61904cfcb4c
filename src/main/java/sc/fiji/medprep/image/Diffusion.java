package sc.fiji.medprep.image;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/**
 * The diffusion weighting of an image.
 *
 * @param bValue in s/mm2
 * @param gradient unit vector in patient coordinates (LPS); of length 0 if the image has no direction, or none is known: b-value
 *            zero, isotropic (trace) images. Its sign means nothing.
 */
public record Diffusion(double bValue, double[] gradient) {
	static final double[] NO_GRADIENT = {};
	private static final String ISOTROPIC = "ISOTROPIC", NONE = "NONE";
	/** Shorter ones are remains of rounding. */
	private static final double SHORTEST = 1e-6;

	/**
	 * What a data set says of a frame: attributes of the standard (PS3.3 C.8.13.5.9, in functional groups or at the top, where
	 * classic images have them), else those of Siemens, GE, Philips, Canon and United Imaging.
	 *
	 * @param frame number of the frame, from 1; 1 also for classic images
	 * @return empty if there is no b-value
	 */
	public static Optional<Diffusion> of(DataSet dataSet, int frame) {
		return of(dataSet, levels(dataSet, frame));
	}

	/** As {@link #of(DataSet, int)}, with the places of the standard attributes known, so that nobody looks for them for each frame. */
	static Optional<Diffusion> of(DataSet dataSet, List<DataSet> levels) {
		Optional<Diffusion> standard = levels.stream().map(Diffusion::standard).filter(Objects::nonNull).findFirst();
		if (standard.isPresent() && (standard.get().hasGradient() || standard.get().bValue == 0)) return standard;
		Optional<Diffusion> vendor = VendorDiffusion.of(dataSet);
		return vendor.isPresent() && (standard.isEmpty() || vendor.get().hasGradient() && sameBValue(vendor.get(), standard.get())) ? vendor : standard;
	}

	/** The makers' own b-values may be rounded. */
	private static boolean sameBValue(Diffusion vendor, Diffusion standard) {
		return Math.abs(vendor.bValue - standard.bValue) <= 0.1 * standard.bValue;
	}

	/** Where the attributes may stand, the nearest first. */
	private static List<DataSet> levels(DataSet dataSet, int frame) {
		List<DataSet> perFrame = dataSet.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE), shared = dataSet.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
		List<DataSet> own = frame >= 1 && frame <= perFrame.size() ? perFrame.get(frame - 1).items(Tag.MR_DIFFUSION_SEQUENCE) : List.of();
		List<DataSet> all = shared.isEmpty() ? List.of() : shared.get(0).items(Tag.MR_DIFFUSION_SEQUENCE);
		return Stream.of(own, all, List.of(dataSet)).flatMap(List::stream).toList();
	}

	private static Diffusion standard(DataSet level) {
		String directionality = level.string(Tag.DIFFUSION_DIRECTIONALITY).orElse("");
		double bValue = level.doubleValue(Tag.DIFFUSION_B_VALUE).orElse(directionality.equals(NONE) ? 0 : Double.NaN);
		if (!isBValue(bValue)) return null;
		if (directionality.equals(ISOTROPIC)) return of(bValue, NO_GRADIENT);
		List<DataSet> directions = level.items(Tag.DIFFUSION_GRADIENT_DIRECTION_SEQUENCE);
		double[] gradient = (directions.isEmpty() ? level : directions.get(0)).doubles(Tag.DIFFUSION_GRADIENT_ORIENTATION);
		if (gradient.length != 3) {
			List<DataSet> matrices = level.items(Tag.DIFFUSION_B_MATRIX_SEQUENCE);
			if (!matrices.isEmpty()) gradient = BMatrix.of(matrices.get(0)).map(BMatrix::direction).orElse(NO_GRADIENT);
		}
		return of(bValue, gradient);
	}

	/** With the gradient made a unit vector, or left out where it says nothing. */
	static Diffusion of(double bValue, double[] gradient) {
		double length = gradient.length == 3 ? Geometry.length(gradient) : 0;
		if (bValue == 0 || !(length > SHORTEST) || length == Double.POSITIVE_INFINITY) return new Diffusion(bValue, NO_GRADIENT);
		// 0 + x: no negative zeros
		return new Diffusion(bValue, new double[] {0 + gradient[0] / length, 0 + gradient[1] / length, 0 + gradient[2] / length});
	}

	static boolean isBValue(double number) {
		return number >= 0 && number < Double.POSITIVE_INFINITY;
	}

	boolean hasGradient() {
		return gradient.length == 3;
	}
}
