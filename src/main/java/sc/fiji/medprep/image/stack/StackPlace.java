package sc.fiji.medprep.image.stack;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.measure.Calibration;
import sc.fiji.medprep.image.Geometry;

/**
 * The place of an image in the patient, with the size and calibration that it had then. From how these have changed since, and
 * from the positions in the labels of slices, the place of a part of the image can be told. A flip of pixels alone cannot be seen.
 *
 * @param ras the affine
 * @param size numbers of columns, rows and slices
 * @param pixel width, height and depth of a voxel in millimetres
 * @param zero index of the calibrated zero along each axis
 */
record StackPlace(double[] ras, double[] size, double[] pixel, double[] zero) {
	private static final Pattern POSITION = Pattern.compile("^(-?\\d+\\.\\d\\d) mm");
	private static final double CLOSE = 1e-3;

	static StackPlace of(Geometry geometry, ImagePlus image) {
		Calibration now = image.getCalibration();
		return new StackPlace(geometry.ras(), new double[] {image.getWidth(), image.getHeight(), image.getNSlices()},
			new double[] {now.pixelWidth, now.pixelHeight, now.pixelDepth}, new double[] {now.xOrigin, now.yOrigin, now.zOrigin});
	}

	String text() {
		return StackFacts.numbers(Stream.of(ras, size, pixel, zero).flatMapToDouble(Arrays::stream));
	}

	/** @return null if it is none */
	static StackPlace parse(String text) {
		if (text == null) return null;
		try {
			double[] n = Stream.of(text.strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
			if (n.length != 21 || !DoubleStream.of(n).allMatch(Double::isFinite)) return null;
			return new StackPlace(Arrays.copyOf(n, 12), Arrays.copyOfRange(n, 12, 15), Arrays.copyOfRange(n, 15, 18), Arrays.copyOfRange(n, 18, 21));
		}
		catch (NumberFormatException e) {
			return null;
		}
	}

	/** @return null if it is not known any more */
	Geometry geometryOf(ImagePlus image) {
		StackPlace now = of(Geometry.ofRas(ras), image);
		for (int axis = 0; axis < 3; axis++) {
			if (Math.abs(now.pixel[axis] / pixel[axis] - 1) > CLOSE || now.size[axis] > size[axis]) return null;
		}
		double[] first = cut(now);
		double[] slices = slices(image);
		if (first == null || slices == null) return null;
		Geometry whole = Geometry.ofRas(ras);
		double[] k = whole.column(2);
		return Geometry.of(whole.column(0), whole.column(1), new double[] {k[0] * slices[1], k[1] * slices[1], k[2] * slices[1]}, whole.toPatient(first[0], first[1], slices[0])).inPatientAs(whole);
	}

	/** First column and row of a part that was cut out. ImageJ moves the zero when it cuts, and does not when it changes the canvas. */
	private double[] cut(StackPlace now) {
		double x = Math.rint(zero[0] - now.zero[0]), y = Math.rint(zero[1] - now.zero[1]);
		boolean whole = now.size[0] == size[0] && now.size[1] == size[1], moved = x != 0 || y != 0;
		boolean exact = Math.abs(zero[0] - now.zero[0] - x) < CLOSE && Math.abs(zero[1] - now.zero[1] - y) < CLOSE;
		boolean inside = x >= 0 && y >= 0 && x + now.size[0] <= size[0] && y + now.size[1] <= size[1];
		return exact && inside && moved != whole ? new double[] {x, y} : null;
	}

	/** First slice and step of a choice of slices, as their labels tell it. Without labels all slices must be there. */
	private double[] slices(ImagePlus image) {
		int depth = image.getNSlices();
		double[] none = depth == size[2] ? new double[] {0, 1} : null;
		Geometry whole = Geometry.ofRas(ras);
		double apart = whole.determinant() == 0 ? 0 : along(whole, whole.column(2));
		if (Math.abs(apart) < 0.1) return none;
		double[] index = new double[depth];
		for (int i = 0; i < depth; i++) {
			String label = image.getStack().getSliceLabel(image.getStackIndex(1, i + 1, 1));
			Matcher position = POSITION.matcher(label == null ? "" : label);
			if (!position.find()) return none;
			index[i] = Math.rint((Double.parseDouble(position.group(1)) - along(whole, whole.origin())) / apart);
		}
		double step = depth > 1 ? index[1] - index[0] : 1;
		for (int i = 0; i < depth; i++) {
			if (step == 0 || index[i] != index[0] + i * step || index[i] < 0 || index[i] >= size[2]) return null;
		}
		return new double[] {index[0], step};
	}

	private static double along(Geometry geometry, double[] vector) {
		return Geometry.dot(geometry.normal(), vector);
	}
}
