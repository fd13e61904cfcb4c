package sc.fiji.medprep.image.render;

import sc.fiji.medprep.image.Geometry;

/**
 * From where a patient is looked at.
 *
 * @param right direction in the patient that goes to the right of the picture, LPS, of length 1
 * @param down direction that goes down in the picture, at right angles to it
 */
public record View(double[] right, double[] down) {
	public static final View FRONT = new View(new double[] {1, 0, 0}, new double[] {0, 0, -1});
	public static final View BACK = new View(new double[] {-1, 0, 0}, new double[] {0, 0, -1});
	/** From the left side of the patient, with the nose at the left of the picture. */
	public static final View LEFT = new View(new double[] {0, 1, 0}, new double[] {0, 0, -1});
	public static final View RIGHT = new View(new double[] {0, -1, 0}, new double[] {0, 0, -1});
	/** From above the head, with the nose at the top of the picture. */
	public static final View TOP = new View(new double[] {-1, 0, 0}, new double[] {0, 1, 0});
	public static final View BOTTOM = new View(new double[] {1, 0, 0}, new double[] {0, 1, 0});

	/** The view after a walk around the patient; from the front, positive degrees lead to the patient's left side. */
	public View turned(double degrees) {
		double cos = Math.cos(Math.toRadians(degrees)), sin = Math.sin(Math.toRadians(degrees));
		return new View(turned(right, cos, sin), turned(down, cos, sin));
	}

	private static double[] turned(double[] vector, double cos, double sin) {
		return new double[] {cos * vector[0] - sin * vector[1], sin * vector[0] + cos * vector[1], vector[2]};
	}

	/** Direction into the picture: right cross down. */
	double[] forward() {
		return Geometry.cross(right, down);
	}
}
