package sc.fiji.medprep.image;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.DoubleStream;

import sc.fiji.medprep.image.Volume.Values;

/** Between which real values an image is shown from black to white; {@code min < max}. */
public record DisplayRange(double min, double max) {
	private static final int SAMPLES_PER_PLANE = 8000;
	private static final double BLACK = 0.005, WHITE = 0.995;

	/** The window that the values name (PS3.3 C.11.2.1.2), else all but the outermost half percents of some planes in the middle. */
	public static DisplayRange of(Volume volume) {
		int depth = volume.shape().depth();
		DoubleStream samples = DoubleStream.empty();
		for (int k : new int[] {depth / 4, depth / 2, depth - 1 - depth / 4}) samples = DoubleStream.concat(samples, samples(volume.values(), k, volume.planes().get(k)));
		return of(volume.values(), samples);
	}

	/** The same, looking at one plane only. */
	public static DisplayRange of(Values values, int index, Object plane) {
		return of(values, samples(values, index, plane));
	}

	private static DoubleStream samples(Values values, int index, Object plane) {
		Voxels voxels = Voxels.of(values.type(), plane);
		Rescale rescale = values.rescale(index);
		int length = Array.getLength(plane), step = 1 + length / SAMPLES_PER_PLANE;
		return DoubleStream.iterate(0, at -> at < length, at -> at + step).map(at -> rescale.real(voxels.stored((int) at))).filter(Double::isFinite);
	}

	private static DisplayRange of(Values values, DoubleStream samples) {
		double center = values.windowCenter(), width = values.windowWidth();
		if (width > 0 && Double.isFinite(width) && Double.isFinite(center)) return new DisplayRange(center - width / 2, center + width / 2);
		if (values.type() == PixelType.RGB) return new DisplayRange(0, 255);
		double[] sorted = samples.toArray();
		Arrays.sort(sorted);
		if (sorted.length == 0) return new DisplayRange(0, 1);
		double min = sorted[(int) (BLACK * (sorted.length - 1))], max = sorted[(int) Math.ceil(WHITE * (sorted.length - 1))];
		// a picture that is nearly all background
		if (min == max) max = sorted[sorted.length - 1];
		return new DisplayRange(min, max > min ? max : min + 1);
	}
}
