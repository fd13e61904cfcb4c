package sc.fiji.medprep.image.render;

import java.lang.reflect.Array;
import java.util.stream.IntStream;

import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Voxels;

/** Real values of one volume between its voxels, by linear interpolation; of colours, their brightness. */
final class Sampler {
	private final int width, height, depth;
	private final byte[][] bytes;
	private final short[][] shorts;
	private final float[][] floats;
	private final int[][] colors;
	/** From the number in memory to the real value, per plane. */
	private final float[] slopes, intercepts;

	/** @param v which of the volumes, from 0 */
	Sampler(Volume volume, int v) {
		width = volume.shape().width();
		height = volume.shape().height();
		depth = volume.shape().depth();
		PixelType type = volume.values().type();
		Object[] planes = IntStream.range(0, depth).mapToObj(k -> volume.plane(k, v)).toArray();
		bytes = planes[0] instanceof byte[] ? IntStream.range(0, depth).mapToObj(k -> (byte[]) planes[k]).toArray(byte[][]::new) : null;
		shorts = planes[0] instanceof short[] ? IntStream.range(0, depth).mapToObj(k -> (short[]) planes[k]).toArray(short[][]::new) : null;
		colors = type == PixelType.RGB ? IntStream.range(0, depth).mapToObj(k -> (int[]) planes[k]).toArray(int[][]::new) : null;
		floats = bytes == null && shorts == null ? IntStream.range(0, depth).mapToObj(k -> floats(type, planes[k])).toArray(float[][]::new) : null;
		slopes = new float[depth];
		intercepts = new float[depth];
		for (int k = 0; k < depth; k++) {
			Rescale rescale = volume.values().rescale(v * depth + k);
			slopes[k] = (float) rescale.slope();
			intercepts[k] = (float) (rescale.intercept() - rescale.slope() * type.offset());
		}
	}

	private static float[] floats(PixelType type, Object plane) {
		if (plane instanceof float[] same) return same;
		Voxels voxels = Voxels.of(type, plane);
		float[] floats = new float[Array.getLength(plane)];
		for (int i = 0; i < floats.length; i++) floats[i] = (float) voxels.stored(i);
		return floats;
	}

	boolean isColor() {
		return colors != null;
	}

	/** The real value at an index; NaN half a voxel outside of the outermost centres and beyond. */
	float at(double i, double j, double k) {
		if (!isInside(i, j, k)) return Float.NaN;
		double ci = clamp(i, width), cj = clamp(j, height), ck = clamp(k, depth);
		int i0 = (int) ci, j0 = (int) cj, k0 = (int) ck, k1 = Math.min(k0 + 1, depth - 1);
		float fi = (float) (ci - i0), fj = (float) (cj - j0), fk = (float) (ck - k0);
		int right = i0 + 1 < width ? 1 : 0, down = j0 + 1 < height ? width : 0, at = j0 * width + i0;
		float near = inPlane(k0, at, right, down, fi, fj);
		return fk == 0 ? near : near + fk * (inPlane(k1, at, right, down, fi, fj) - near);
	}

	private boolean isInside(double i, double j, double k) {
		return i >= -0.5 && j >= -0.5 && k >= -0.5 && i <= width - 0.5 && j <= height - 0.5 && k <= depth - 0.5;
	}

	private static double clamp(double index, int size) {
		return index < 0 ? 0 : index > size - 1 ? size - 1 : index;
	}

	private float inPlane(int k, int at, int right, int down, float fi, float fj) {
		float a, b, c, d;
		if (shorts != null) {
			short[] plane = shorts[k];
			a = plane[at] & 0xFFFF;
			b = plane[at + right] & 0xFFFF;
			c = plane[at + down] & 0xFFFF;
			d = plane[at + down + right] & 0xFFFF;
		}
		else if (bytes != null) {
			byte[] plane = bytes[k];
			a = plane[at] & 0xFF;
			b = plane[at + right] & 0xFF;
			c = plane[at + down] & 0xFF;
			d = plane[at + down + right] & 0xFF;
		}
		else {
			float[] plane = floats[k];
			a = plane[at];
			b = plane[at + right];
			c = plane[at + down];
			d = plane[at + down + right];
		}
		float top = a + fi * (b - a), bottom = c + fi * (d - c);
		return slopes[k] * (top + fj * (bottom - top)) + intercepts[k];
	}

	/** The colour of the voxel next to an index, of a volume in colours; black outside. */
	int color(double i, double j, double k) {
		if (!isInside(i, j, k)) return 0;
		return colors[(int) Math.rint(clamp(k, depth))][(int) Math.rint(clamp(j, height)) * width + (int) Math.rint(clamp(i, width))] & 0xFFFFFF;
	}
}
