package sc.fiji.medprep.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A volume with its axes in the order and directions of another grid, where they run along the same lines: no value changes, the
 * geometry goes with them. Planes are made when they are asked for.
 */
public final class Reoriented implements PlaneSource {
	/** Cosine of the angle up to which axes run along one line: files of other formats round. */
	private static final double ALONG = 0.9999;

	private final Volume volume;
	/** Axis of the volume along each new axis, and whether it runs the other way. */
	private final int[] from;
	private final boolean[] back;
	private final Volume.Shape shape;
	private final Geometry geometry;
	private final Volume.Values values;

	private Reoriented(Volume volume, int[] from, boolean[] back) {
		this.volume = volume;
		this.from = from;
		this.back = back;
		int[] size = size(volume);
		shape = new Volume.Shape(size[from[0]], size[from[1]], size[from[2]], volume.shape().count());
		Geometry turned = volume.geometry();
		for (int axis = 0; axis < 3; axis++) if (back[axis]) turned = turned.reversed(from[axis], size[from[axis]]);
		geometry = Geometry.of(turned.column(from[0]), turned.column(from[1]), turned.column(from[2]), turned.origin()).inPatientAs(turned);
		values = turned(volume.values());
	}

	/** The volume as it is if its axes do not run along those of the grid. */
	public static PlaneSource like(Volume volume, Geometry grid) {
		int[] from = new int[3];
		boolean[] back = new boolean[3];
		boolean[] taken = new boolean[3];
		for (int axis = 0; axis < 3; axis++) {
			from[axis] = -1;
			for (int old = 0; old < 3; old++) {
				double[] a = grid.column(axis), b = volume.geometry().column(old);
				double cosine = Geometry.dot(a, b) / (Geometry.length(a) * Geometry.length(b));
				if (!(Math.abs(cosine) > ALONG) || taken[old]) continue;
				from[axis] = old;
				back[axis] = cosine < 0;
				taken[old] = true;
				break;
			}
			if (from[axis] < 0) return volume;
		}
		// Slices that have rescales of their own stay slices.
		return from[2] == 2 || volume.values().isUniform() ? new Reoriented(volume, from, back) : volume;
	}

	private static int[] size(Volume volume) {
		return new int[] {volume.shape().width(), volume.shape().height(), volume.shape().depth()};
	}

	private Volume.Values turned(Volume.Values old) {
		if (old.rescales().size() == 1 || old.isUniform()) return new Volume.Values(old.type(), List.of(old.rescale(0)), old.unit(), old.windowCenter(), old.windowWidth());
		List<Rescale> rescales = new ArrayList<>();
		for (int plane = 0; plane < shape.planes(); plane++) {
			int k = plane % shape.depth();
			rescales.add(old.rescale(plane - k + (back[2] ? shape.depth() - 1 - k : k)));
		}
		return new Volume.Values(old.type(), rescales, old.unit(), old.windowCenter(), old.windowWidth());
	}

	@Override
	public Volume.Shape shape() {
		return shape;
	}

	@Override
	public Volume.Values values() {
		return values;
	}

	@Override
	public Geometry geometry() {
		return geometry;
	}

	@Override
	public Axis axis() {
		return volume.axis();
	}

	@Override
	public Object plane(int index) throws IOException {
		int k = index % shape.depth(), v = index / shape.depth();
		int[] size = size(volume), first = new int[3], alongI = new int[3], alongJ = new int[3];
		for (int axis = 0; axis < 3; axis++) first[from[axis]] = back[axis] ? size[from[axis]] - 1 : 0;
		first[from[2]] = back[2] ? size[from[2]] - 1 - k : k;
		alongI[from[0]] = back[0] ? -1 : 1;
		alongJ[from[1]] = back[1] ? -1 : 1;
		Object plane = volume.values().type().newPlane(shape.width() * shape.height());
		for (int j = 0; j < shape.height(); j++) {
			int x = first[0] + j * alongJ[0], y = first[1] + j * alongJ[1], z = first[2] + j * alongJ[2];
			int to = j * shape.width(), at = y * size[0] + x, step = alongI[1] * size[0] + alongI[0];
			if (alongI[2] == 0) Voxels.copy(volume.plane(z, v), at, step, plane, to, shape.width());
			else for (int i = 0; i < shape.width(); i++) System.arraycopy(volume.plane(z + i * alongI[2], v), at, plane, to + i, 1);
		}
		return plane;
	}
}
