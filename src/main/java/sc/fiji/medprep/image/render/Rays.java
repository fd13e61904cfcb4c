package sc.fiji.medprep.image.render;

/** Parallel rays through a cube, one per pixel of a picture that holds all of it. Coordinates are grid points. */
final class Rays {
	final int width, height;
	final double[] forward;
	private final double[] corner = new double[3], right, down, size;

	/** @param pixels longest side of the picture */
	Rays(Cube cube, View view, int pixels) {
		right = view.right().clone();
		down = view.down().clone();
		forward = view.forward();
		size = new double[] {cube.nx - 1, cube.ny - 1, cube.nz - 1};
		double wide = extent(view.right()) + 1, high = extent(view.down()) + 1, scale = Math.max(wide, high) / pixels;
		width = Math.max(1, (int) Math.rint(wide / scale));
		height = Math.max(1, (int) Math.rint(high / scale));
		double deep = extent(forward);
		for (int axis = 0; axis < 3; axis++) {
			right[axis] *= scale;
			down[axis] *= scale;
			corner[axis] = size[axis] / 2 - right[axis] * (width - 1) / 2 - down[axis] * (height - 1) / 2 - forward[axis] * deep / 2;
		}
	}

	private double extent(double[] direction) {
		return Math.abs(direction[0]) * size[0] + Math.abs(direction[1]) * size[1] + Math.abs(direction[2]) * size[2];
	}

	double[] start(int x, int y) {
		double[] start = new double[3];
		for (int axis = 0; axis < 3; axis++) start[axis] = corner[axis] + x * right[axis] + y * down[axis];
		return start;
	}

	/** How far along the ray the cube begins and ends; nothing if the first is greater. */
	double[] span(double[] start) {
		double from = 0, to = Double.POSITIVE_INFINITY;
		for (int axis = 0; axis < 3; axis++) {
			if (Math.abs(forward[axis]) < 1e-9) {
				if (start[axis] < -0.5 || start[axis] > size[axis] + 0.5) return new double[] {1, 0};
				continue;
			}
			double a = (-0.5 - start[axis]) / forward[axis], b = (size[axis] + 0.5 - start[axis]) / forward[axis];
			from = Math.max(from, Math.min(a, b));
			to = Math.min(to, Math.max(a, b));
		}
		return new double[] {from, to};
	}
}
