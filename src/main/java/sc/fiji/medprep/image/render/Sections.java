package sc.fiji.medprep.image.render;

import sc.fiji.medprep.image.DisplayRange;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.Volume;

/** Planes through a volume, resampled in millimetres of the patient whatever the direction of its slices. */
public final class Sections {
	private final Geometry geometry;
	private final Sampler sampler;
	private final double[] min = new double[3], max = new double[3];
	private final double finest;

	/**
	 * @param v which of the volumes, from 0
	 * @throws IllegalArgumentException with a sentence if its voxels have no volume
	 */
	public Sections(Volume volume, int v) {
		geometry = volume.geometry();
		if (!(Math.abs(geometry.determinant()) > 0) || !Double.isFinite(geometry.determinant())) throw new IllegalArgumentException("The voxels of the image have no size in some direction, so no plane can be drawn through it.");
		sampler = new Sampler(volume, v);
		Volume.Shape shape = volume.shape();
		for (int axis = 0; axis < 3; axis++) {
			min[axis] = Double.POSITIVE_INFINITY;
			max[axis] = Double.NEGATIVE_INFINITY;
		}
		for (int corner = 0; corner < 8; corner++) {
			double[] place = geometry.toPatient((corner & 1) * shape.width() - 0.5, (corner >> 1 & 1) * shape.height() - 0.5, (corner >> 2) * shape.depth() - 0.5);
			for (int axis = 0; axis < 3; axis++) {
				min[axis] = Math.min(min[axis], place[axis]);
				max[axis] = Math.max(max[axis], place[axis]);
			}
		}
		finest = Math.min(geometry.spacing(0), Math.min(geometry.spacing(1), geometry.spacing(2)));
	}

	/** Least coordinates of the box along the patient's axes that the volume fits into, LPS millimetres. */
	public double[] min() {
		return min.clone();
	}

	/** Greatest coordinates of that box. */
	public double[] max() {
		return max.clone();
	}

	/** The place in the middle of the volume. */
	public double[] middle() {
		return new double[] {(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2};
	}

	/** The smallest distance of voxels, millimetres. */
	double finest() {
		return finest;
	}

	/** The plane through a place, of the whole volume. */
	public Section section(Plane plane, double[] through, double step) {
		double across = max[plane.across()] - min[plane.across()], along = max[plane.along()] - min[plane.along()];
		int width = Math.max(1, (int) Math.ceil(across / step)), height = Math.max(1, (int) Math.ceil(along / step));
		double[] corner = through.clone();
		corner[plane.across()] = (plane.acrossSign() > 0 ? min : max)[plane.across()] + plane.acrossSign() * step / 2;
		corner[plane.along()] = (plane.downSign() > 0 ? min : max)[plane.along()] + plane.downSign() * step / 2;
		return new Section(plane, corner, step, width, height);
	}

	/** The real value at a place; NaN outside of the volume. */
	public double value(double[] place) {
		double[] index = geometry.toIndex(place[0], place[1], place[2]);
		return sampler.at(Math.rint(index[0]), Math.rint(index[1]), Math.rint(index[2]));
	}

	/** Draws a plane, black outside of the volume. */
	public Picture draw(Section section, DisplayRange range) {
		Picture picture = Picture.filled(section.width(), section.height(), 0);
		double[] origin = index(section.place(0, 0)), right = index(section.place(1, 0)), down = index(section.place(0, 1));
		for (int axis = 0; axis < 3; axis++) {
			right[axis] -= origin[axis];
			down[axis] -= origin[axis];
		}
		for (int y = 0, at = 0; y < section.height(); y++) {
			for (int x = 0; x < section.width(); x++, at++) {
				double i = origin[0] + x * right[0] + y * down[0], j = origin[1] + x * right[1] + y * down[1], k = origin[2] + x * right[2] + y * down[2];
				picture.rgb()[at] = sampler.isColor() ? sampler.color(i, j, k) : Shades.grey(sampler.at(i, j, k), range);
			}
		}
		return picture;
	}

	private double[] index(double[] place) {
		return geometry.toIndex(place[0], place[1], place[2]);
	}
}
