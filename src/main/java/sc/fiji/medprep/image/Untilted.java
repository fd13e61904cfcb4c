package sc.fiji.medprep.image;

import java.io.IOException;
import java.util.Arrays;

/**
 * An image taken with a tilted gantry on an orthogonal grid: slices stay in their planes, and each is shifted within its plane,
 * by linear interpolation, to where a step along the normal leads. The grid is enlarged so that no slice loses a voxel; what
 * no slice covers is air in images in Hounsfield units, else zero. Planes are made when they are asked for.
 */
public final class Untilted implements PlaneSource {
	private static final double AIR = -1024;
	/** More than this many times the voxels is no tilt of a gantry, which goes to 30 degrees or so. */
	private static final int MOST_GROWTH = 16;

	private final PlaneSource source;
	private final Volume.Shape shape;
	private final Geometry geometry;
	/** Shift from slice to slice, in columns and rows. */
	private final double columns, rows;
	/** Columns and rows added before the first. */
	private final int left, above;

	private Untilted(PlaneSource source) throws IOException {
		this.source = source;
		Geometry tilted = source.geometry();
		double[] i = tilted.column(0), j = tilted.column(1), k = tilted.column(2), normal = tilted.normal();
		double along = Geometry.dot(k, normal);
		double[] step = {along * normal[0], along * normal[1], along * normal[2]}, aside = {k[0] - step[0], k[1] - step[1], k[2] - step[2]};
		columns = Geometry.dot(aside, i) / Geometry.dot(i, i);
		rows = Geometry.dot(aside, j) / Geometry.dot(j, j);
		Volume.Shape old = source.shape();
		double wider = Math.ceil(Math.abs(columns) * (old.depth() - 1)), higher = Math.ceil(Math.abs(rows) * (old.depth() - 1));
		if (!((old.width() + wider) * (old.height() + higher) <= (double) MOST_GROWTH * old.width() * old.height()))
			throw new IOException("The slices are shifted against each other by more than a gantry tilts; keep the shear instead of resampling.");
		if (source.values().type() == PixelType.RGB) throw new IOException("Colours are not resampled; keep the shear instead.");
		left = columns < 0 ? (int) wider : 0;
		above = rows < 0 ? (int) higher : 0;
		shape = new Volume.Shape(old.width() + (int) wider, old.height() + (int) higher, old.depth(), old.count());
		geometry = Geometry.of(i, j, step, tilted.toPatient(0 - left, 0 - above, 0));
	}

	/**
	 * @throws IOException if the image cannot be resampled; one sentence
	 */
	public static PlaneSource of(PlaneSource source) throws IOException {
		return new Untilted(source);
	}

	@Override
	public Volume.Shape shape() {
		return shape;
	}

	@Override
	public Volume.Values values() {
		return source.values();
	}

	@Override
	public Geometry geometry() {
		return geometry;
	}

	@Override
	public Axis axis() {
		return source.axis();
	}

	@Override
	public Object plane(int index) throws IOException {
		int slice = index % shape.depth();
		PixelType type = source.values().type();
		double[] shifted = shifted(doubles(source.plane(index), type), left + slice * columns, above + slice * rows, padding(index));
		return stored(shifted, type);
	}

	/** What is held in memory where there is no image. */
	private double padding(int index) {
		Rescale rescale = source.values().rescale(index);
		double stored = ("HU".equals(source.values().unit()) ? AIR : 0) - rescale.intercept();
		PixelType type = source.values().type();
		double held = (rescale.slope() == 0 ? 0 : stored / rescale.slope()) + type.offset();
		return switch (type) {
			case UINT8, INT8 -> clamped(held, 0, 0xFF);
			case UINT16, INT16 -> clamped(held, 0, 0xFFFF);
			case UINT32 -> clamped(held, 0, 0xFFFFFFFFL);
			case INT32 -> clamped(held, Integer.MIN_VALUE, Integer.MAX_VALUE);
			default -> held;
		};
	}

	private static double clamped(double value, double least, double most) {
		return Math.max(least, Math.min(most, Math.rint(value)));
	}

	/** The plane with its first voxel at a place in the grid. The same four weights hold for all voxels. */
	private double[] shifted(double[] plane, double x, double y, double padding) {
		int width = source.shape().width(), height = source.shape().height();
		double[] out = new double[shape.width() * shape.height()];
		Arrays.fill(out, padding);
		int firstX = (int) Math.ceil(x - 1e-9), firstY = (int) Math.ceil(y - 1e-9);
		double partX = Math.max(0, firstX - x), partY = Math.max(0, firstY - y);
		// the last voxel has no other behind it to interpolate with
		int endX = partX > 0 && width > 1 ? width - 1 : width, endY = partY > 0 && height > 1 ? height - 1 : height;
		double a = (1 - partX) * (1 - partY), b = partX * (1 - partY), c = (1 - partX) * partY, d = partX * partY;
		for (int row = 0; row < endY; row++) {
			int from = row * width, below = row + 1 < height ? from + width : from, to = (firstY + row) * shape.width() + firstX;
			for (int column = 0; column < endX; column++) {
				int next = column + 1 < width ? column + 1 : column;
				out[to + column] = a * plane[from + column] + b * plane[from + next] + c * plane[below + column] + d * plane[below + next];
			}
		}
		return out;
	}

	private static double[] doubles(Object plane, PixelType type) {
		double[] values;
		if (plane instanceof double[] doubles) return doubles;
		if (plane instanceof float[] floats) {
			values = new double[floats.length];
			for (int i = 0; i < values.length; i++) values[i] = floats[i];
		}
		else if (plane instanceof int[] ints) {
			values = new double[ints.length];
			long mask = type == PixelType.UINT32 ? 0xFFFFFFFFL : -1;
			for (int i = 0; i < values.length; i++) values[i] = ints[i] & mask;
		}
		else if (plane instanceof short[] shorts) {
			values = new double[shorts.length];
			for (int i = 0; i < values.length; i++) values[i] = shorts[i] & 0xFFFF;
		}
		else {
			byte[] bytes = (byte[]) plane;
			values = new double[bytes.length];
			for (int i = 0; i < values.length; i++) values[i] = bytes[i] & 0xFF;
		}
		return values;
	}

	private static Object stored(double[] values, PixelType type) {
		Object plane = type.newPlane(values.length);
		switch (type) {
			case FLOAT64 -> System.arraycopy(values, 0, plane, 0, values.length);
			case FLOAT32 -> {
				float[] floats = (float[]) plane;
				for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
			}
			case UINT32, INT32, RGB -> {
				int[] ints = (int[]) plane;
				for (int i = 0; i < ints.length; i++) ints[i] = (int) Math.round(values[i]);
			}
			case UINT16, INT16 -> {
				short[] shorts = (short[]) plane;
				for (int i = 0; i < shorts.length; i++) shorts[i] = (short) Math.round(values[i]);
			}
			case UINT8, INT8 -> {
				byte[] bytes = (byte[]) plane;
				for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) Math.round(values[i]);
			}
		}
		return plane;
	}
}
