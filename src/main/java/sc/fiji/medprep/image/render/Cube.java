package sc.fiji.medprep.image.render;

import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.Volume;

/**
 * Real values on an even grid along the patient's axes, coarse enough for quick projections. Outside of the volume is its
 * lowest value.
 */
final class Cube {
	final int nx, ny, nz;
	final float[] values;
	/** Millimetres between grid points. */
	final double step;

	private Cube(int nx, int ny, int nz, double step) {
		this.nx = nx;
		this.ny = ny;
		this.nz = nz;
		this.step = step;
		values = new float[nx * ny * nz];
	}

	/** @param size most points along an axis */
	static Cube of(Volume volume, int v, int size) {
		Sections sections = new Sections(volume, v);
		double[] min = sections.min(), max = sections.max();
		double longest = Math.max(max[0] - min[0], Math.max(max[1] - min[1], max[2] - min[2]));
		double step = Math.max(longest / size, sections.finest());
		Cube cube = new Cube(points(max[0] - min[0], step), points(max[1] - min[1], step), points(max[2] - min[2], step), step);
		cube.fill(new Sampler(volume, v), volume.geometry(), min);
		return cube;
	}

	private static int points(double length, double step) {
		return Math.max(1, (int) Math.ceil(length / step - 1e-6));
	}

	private void fill(Sampler sampler, Geometry geometry, double[] min) {
		double[] origin = geometry.toIndex(min[0] + step / 2, min[1] + step / 2, min[2] + step / 2), ahead = geometry.toIndex(min[0] + 1.5 * step, min[1] + step / 2, min[2] + step / 2);
		double[] right = {ahead[0] - origin[0], ahead[1] - origin[1], ahead[2] - origin[2]};
		float lowest = Float.POSITIVE_INFINITY;
		for (int z = 0, at = 0; z < nz; z++) {
			for (int y = 0; y < ny; y++) {
				double[] start = geometry.toIndex(min[0] + step / 2, min[1] + (y + 0.5) * step, min[2] + (z + 0.5) * step);
				for (int x = 0; x < nx; x++, at++) {
					float value = sampler.at(start[0] + x * right[0], start[1] + x * right[1], start[2] + x * right[2]);
					values[at] = value;
					if (value < lowest) lowest = value;
				}
			}
		}
		if (lowest == Float.POSITIVE_INFINITY) lowest = 0;
		for (int i = 0; i < values.length; i++) if (Float.isNaN(values[i])) values[i] = lowest;
	}

	/** Each point as the mean of itself and its six neighbours, twice as heavy in the middle: noise makes no rough skin. */
	Cube smoothed() {
		Cube smooth = new Cube(nx, ny, nz, step);
		int row = nx, slice = nx * ny;
		for (int z = 0, at = 0; z < nz; z++) {
			for (int y = 0; y < ny; y++) {
				for (int x = 0; x < nx; x++, at++) {
					float sum = 2 * values[at] + values[x > 0 ? at - 1 : at] + values[x < nx - 1 ? at + 1 : at] + values[y > 0 ? at - row : at] + values[y < ny - 1 ? at + row : at]
						+ values[z > 0 ? at - slice : at] + values[z < nz - 1 ? at + slice : at];
					smooth.values[at] = sum / 8;
				}
			}
		}
		return smooth;
	}

	/** The value between points; the grid must hold the place. */
	float at(double x, double y, double z) {
		double cx = clamp(x, nx), cy = clamp(y, ny), cz = clamp(z, nz);
		int x0 = (int) cx, y0 = (int) cy, z0 = (int) cz, at = (z0 * ny + y0) * nx + x0;
		int dx = x0 < nx - 1 ? 1 : 0, dy = y0 < ny - 1 ? nx : 0, dz = z0 < nz - 1 ? nx * ny : 0;
		float fx = (float) (cx - x0), fy = (float) (cy - y0), fz = (float) (cz - z0);
		float a = values[at] + fx * (values[at + dx] - values[at]), b = values[at + dy] + fx * (values[at + dy + dx] - values[at + dy]);
		float c = values[at + dz] + fx * (values[at + dz + dx] - values[at + dz]), d = values[at + dz + dy] + fx * (values[at + dz + dy + dx] - values[at + dz + dy]);
		float near = a + fy * (b - a), far = c + fy * (d - c);
		return near + fz * (far - near);
	}

	private static double clamp(double index, int size) {
		return index < 0 ? 0 : index > size - 1 ? size - 1 : index;
	}
}
