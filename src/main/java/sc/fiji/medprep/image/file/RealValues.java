package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.util.List;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;

/**
 * The real values of an image as floating point numbers, for files that cannot hold its rescale: of 32 bits if the stored
 * values have up to 16, else of 64.
 */
final class RealValues implements PlaneSource {
	private final PlaneSource source;
	private final PixelType from, to;

	private RealValues(PlaneSource source) {
		this.source = source;
		from = source.values().type();
		to = from.bytes() <= 2 || from == PixelType.FLOAT32 ? PixelType.FLOAT32 : PixelType.FLOAT64;
	}

	/** The source itself if stored and real values are the same. */
	static PlaneSource of(PlaneSource source) {
		boolean same = source.values().rescales().stream().allMatch(Rescale.NONE::equals);
		return same || source.values().type() == PixelType.RGB ? source : new RealValues(source);
	}

	@Override
	public Volume.Shape shape() {
		return source.shape();
	}

	@Override
	public Volume.Values values() {
		Volume.Values values = source.values();
		return new Volume.Values(to, List.of(Rescale.NONE), values.unit(), values.windowCenter(), values.windowWidth());
	}

	@Override
	public Geometry geometry() {
		return source.geometry();
	}

	@Override
	public Axis axis() {
		return source.axis();
	}

	@Override
	public Object plane(int index) throws IOException {
		Object plane = source.plane(index);
		Rescale rescale = source.values().rescale(index);
		double slope = rescale.slope(), intercept = rescale.intercept() - slope * from.offset();
		return switch (from) {
			case UINT8, INT8 -> real((byte[]) plane, slope, intercept);
			case UINT16, INT16 -> real((short[]) plane, slope, intercept);
			case UINT32, INT32 -> real((int[]) plane, from.isSigned() ? -1 : 0xFFFFFFFFL, slope, intercept);
			case FLOAT32 -> real((float[]) plane, slope, intercept);
			case FLOAT64 -> real((double[]) plane, slope, intercept);
			case RGB -> throw new IllegalStateException("Colours have no rescale");
		};
	}

	private static float[] real(byte[] plane, double slope, double intercept) {
		float[] real = new float[plane.length];
		for (int i = 0; i < real.length; i++) real[i] = (float) (slope * (plane[i] & 0xFF) + intercept);
		return real;
	}

	private static float[] real(short[] plane, double slope, double intercept) {
		float[] real = new float[plane.length];
		for (int i = 0; i < real.length; i++) real[i] = (float) (slope * (plane[i] & 0xFFFF) + intercept);
		return real;
	}

	private static double[] real(int[] plane, long mask, double slope, double intercept) {
		double[] real = new double[plane.length];
		for (int i = 0; i < real.length; i++) real[i] = slope * (plane[i] & mask) + intercept;
		return real;
	}

	private static float[] real(float[] plane, double slope, double intercept) {
		float[] real = new float[plane.length];
		for (int i = 0; i < real.length; i++) real[i] = (float) (slope * plane[i] + intercept);
		return real;
	}

	private static double[] real(double[] plane, double slope, double intercept) {
		double[] real = new double[plane.length];
		for (int i = 0; i < real.length; i++) real[i] = slope * plane[i] + intercept;
		return real;
	}
}
