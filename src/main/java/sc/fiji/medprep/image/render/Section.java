package sc.fiji.medprep.image.render;

/**
 * A rectangle of a plane through the patient that is made a picture of.
 *
 * @param corner place of the centre of the pixel at the left top, LPS millimetres
 * @param step millimetres from pixel to pixel
 */
public record Section(Plane plane, double[] corner, double step, int width, int height) {
	/** The place of a pixel, which need not be whole, in LPS millimetres. */
	public double[] place(double x, double y) {
		double[] place = corner.clone();
		place[plane.across()] += plane.acrossSign() * step * x;
		place[plane.along()] += plane.downSign() * step * y;
		return place;
	}

	/** The column of a place. */
	public double x(double[] place) {
		return plane.acrossSign() * (place[plane.across()] - corner[plane.across()]) / step;
	}

	/** The row of a place. */
	public double y(double[] place) {
		return plane.downSign() * (place[plane.along()] - corner[plane.along()]) / step;
	}
}
