package sc.fiji.medprep.synthesize.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * A body of ellipsoids, in millimetres in the patient's axes: x to the left, y to the back, z to the head. Where several
 * overlap, the last one counts.
 */
public final class Phantom {
	/** What an ellipsoid consists of. */
	public enum Tissue {
		AIR, SKIN, MUSCLE, BONE, FLUID, GREY_MATTER, WHITE_MATTER, EYE, LUNG, ORGAN, LESION
	}

	private record Ellipsoid(double x, double y, double z, double rx, double ry, double rz, Tissue tissue) {
		boolean contains(double px, double py, double pz) {
			// most are told by one difference
			double dz = pz - z, dx = px - x;
			if (dz > rz || -dz > rz || dx > rx || -dx > rx) return false;
			double u = dx / rx, v = (py - y) / ry, w = dz / rz;
			return u * u + v * v + w * w <= 1;
		}
	}

	private final List<Ellipsoid> ellipsoids = new ArrayList<>();
	private final double scale;
	private Ellipsoid lesion;

	private Phantom(double scale) {
		this.scale = scale;
	}

	private Phantom add(double x, double y, double z, double rx, double ry, double rz, Tissue tissue) {
		ellipsoids.add(new Ellipsoid(x * scale, y * scale, z * scale, rx * scale, ry * scale, rz * scale, tissue));
		return this;
	}

	private Phantom both(double x, double y, double z, double rx, double ry, double rz, Tissue tissue) {
		return add(x, y, z, rx, ry, rz, tissue).add(-x, y, z, rx, ry, rz, tissue);
	}

	private Phantom lesion(double x, double y, double z, double radius) {
		add(x, y, z, radius, radius, radius, Tissue.LESION);
		lesion = ellipsoids.get(ellipsoids.size() - 1);
		return this;
	}

	/**
	 * A head with a face: nose, eyes, ears, chin, skull, brain with ventricles and a lesion. The origin is the middle of the
	 * skull.
	 *
	 * @param scale 1 for an adult
	 * @param nose length of the nose in mm
	 * @param lesionX where the lesion is, in mm to the left
	 */
	public static Phantom head(double scale, double nose, double lesionX) {
		Phantom head = new Phantom(scale);
		head.add(0, 18, -125, 52, 55, 70, Tissue.SKIN).add(0, 18, -125, 46, 49, 70, Tissue.MUSCLE);
		head.add(0, -35, -62, 58, 58, 66, Tissue.SKIN).add(0, -35, -62, 50, 50, 58, Tissue.MUSCLE);
		head.add(0, -76, -112, 20, 18, 15, Tissue.SKIN).both(81, 5, -25, 7, 17, 27, Tissue.SKIN);
		head.add(0, -92, -38, 11, 10 + nose, 16, Tissue.SKIN).add(0, -90, -18, 7, 12, 22, Tissue.SKIN);
		head.add(0, 0, 0, 78, 97, 95, Tissue.SKIN).add(0, 0, 0, 72, 91, 89, Tissue.BONE).add(0, 0, 0, 66, 85, 83, Tissue.FLUID);
		head.add(0, 2, 2, 63, 81, 78, Tissue.GREY_MATTER).add(0, 2, 4, 54, 71, 66, Tissue.WHITE_MATTER).both(12, 0, 10, 6, 28, 10, Tissue.FLUID);
		head.add(0, 38, -72, 14, 14, 60, Tissue.BONE).add(0, 40, -72, 6, 6, 60, Tissue.FLUID);
		head.add(0, -62, -98, 34, 26, 9, Tissue.BONE).add(0, -52, -98, 26, 24, 10, Tissue.MUSCLE).add(0, -72, -48, 9, 20, 16, Tissue.AIR);
		head.both(31, -78, -22, 15, 17, 15, Tissue.SKIN).both(31, -80, -22, 12, 12, 12, Tissue.EYE);
		return head.lesion(lesionX, 22, 24, 13);
	}

	/** A chest with lungs, heart, liver, spine and a lesion in a lung. The origin is its middle. */
	public static Phantom torso(double scale, double lesionX) {
		Phantom torso = new Phantom(scale);
		torso.add(0, 0, 0, 165, 110, 400, Tissue.SKIN).add(0, 0, 0, 150, 96, 400, Tissue.MUSCLE);
		torso.both(70, -5, 40, 58, 75, 120, Tissue.LUNG).add(20, -25, 10, 45, 42, 55, Tissue.ORGAN).add(-55, -5, -110, 85, 75, 75, Tissue.ORGAN);
		torso.add(0, 70, 0, 20, 20, 400, Tissue.BONE).add(0, 84, 0, 8, 8, 400, Tissue.FLUID).add(0, -92, 40, 18, 6, 90, Tissue.BONE);
		return torso.lesion(lesionX, 10, 45, 16);
	}

	/** What is at a point. */
	public Tissue at(double x, double y, double z) {
		for (int i = ellipsoids.size() - 1; i >= 0; i--) {
			if (ellipsoids.get(i).contains(x, y, z)) return ellipsoids.get(i).tissue();
		}
		return Tissue.AIR;
	}

	/** Middle of the lesion, then its radius. */
	public double[] lesion() {
		return new double[] {lesion.x(), lesion.y(), lesion.z(), lesion.rx()};
	}
}
