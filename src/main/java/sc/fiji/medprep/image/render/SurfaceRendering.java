package sc.fiji.medprep.image.render;

import java.util.Arrays;

import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.Volume;

/** The surface at which a volume passes a value, such as the skin, lit from above: rays are followed to their first crossing. */
public final class SurfaceRendering {
	/**
	 * What to draw.
	 *
	 * @param volume which of the volumes, from 0
	 * @param level real value of the surface; NaN for the skin: -300 HU in CT, else half of Otsu's threshold
	 * @param size longest side of the picture in pixels
	 */
	public record Options(int volume, View view, double level, int size) {
		public static final Options DEFAULT = new Options(0, View.FRONT, Double.NaN, 400);
	}

	private static final int GRID = 256, BINS = 256, BACKGROUND = 0x101418;
	private static final double SKIN_HU = -300, PART_OF_OTSU = 0.5, REACH = 1.2, AMBIENT = 0.18, DIFFUSE = 0.82, SHINE = 0.18;
	private static final double[] COLOR = {236, 214, 196};
	/** Where the light comes from: right, down and into the picture. */
	private static final double[] LIGHT = {-0.35, -0.45, -0.82};

	private final Cube cube;
	private final View view;
	private final double level;

	private SurfaceRendering(Cube cube, View view, double level) {
		this.cube = cube;
		this.view = view;
		this.level = level;
	}

	public static Picture draw(Volume volume, Options options) {
		Cube cube = Cube.of(volume, options.volume(), GRID).smoothed().smoothed();
		double level = !Double.isNaN(options.level()) ? options.level() : volume.values().unit().equals("HU") ? SKIN_HU : skin(cube.values);
		return new SurfaceRendering(cube, options.view(), level).draw(options.size());
	}

	private Picture draw(int size) {
		Rays rays = new Rays(cube, view, size);
		Picture picture = Picture.filled(rays.width, rays.height, BACKGROUND);
		for (int y = 0, at = 0; y < rays.height; y++) {
			for (int x = 0; x < rays.width; x++, at++) {
				double[] start = rays.start(x, y);
				double t = crossing(start, rays);
				if (t >= 0) picture.rgb()[at] = shade(start[0] + t * rays.forward[0], start[1] + t * rays.forward[1], start[2] + t * rays.forward[2]);
			}
		}
		return picture;
	}

	/** How far along the ray the value first passes the level; -1 if it does not. */
	private double crossing(double[] start, Rays rays) {
		double[] span = rays.span(start), forward = rays.forward;
		float before = Float.NEGATIVE_INFINITY;
		for (double t = span[0]; t <= span[1]; t++) {
			float here = cube.at(start[0] + t * forward[0], start[1] + t * forward[1], start[2] + t * forward[2]);
			if (here >= level) return before == Float.NEGATIVE_INFINITY ? t : t - (here - level) / (here - before);
			before = here;
		}
		return -1;
	}

	private int shade(double x, double y, double z) {
		double gx = cube.at(x - REACH, y, z) - cube.at(x + REACH, y, z), gy = cube.at(x, y - REACH, z) - cube.at(x, y + REACH, z), gz = cube.at(x, y, z - REACH) - cube.at(x, y, z + REACH);
		double length = Math.sqrt(gx * gx + gy * gy + gz * gz);
		double[] outward = length > 0 ? new double[] {gx / length, gy / length, gz / length} : minus(view.forward());
		double right = Geometry.dot(outward, view.right()), down = Geometry.dot(outward, view.down()), into = Geometry.dot(outward, view.forward());
		double diffuse = Math.max(0, right * LIGHT[0] + down * LIGHT[1] + into * LIGHT[2]);
		double light = AMBIENT + DIFFUSE * diffuse, shine = SHINE * Math.pow(diffuse, 24);
		int color = 0;
		for (double part : COLOR) color = color << 8 | (int) Math.min(255, part * light + 255 * shine);
		return color;
	}

	private static double[] minus(double[] a) {
		return new double[] {-a[0], -a[1], -a[2]};
	}

	/** Part of the way from the darkest value to the threshold that parts the values best (Otsu, IEEE Trans. SMC 9:62, 1979). */
	private static double skin(float[] values) {
		float[] sorted = new float[Math.min(values.length, 100_000)];
		for (int i = 0; i < sorted.length; i++) sorted[i] = values[(int) ((long) i * values.length / sorted.length)];
		Arrays.sort(sorted);
		double low = sorted[0], high = sorted[(int) (0.995 * (sorted.length - 1))], width = (high - low) / BINS;
		if (!(width > 0)) return high;
		double[] counts = new double[BINS];
		double sum = 0;
		for (float value : sorted) {
			int bin = (int) Math.min(BINS - 1, (value - low) / width);
			counts[bin]++;
			sum += bin;
		}
		double below = 0, sumBelow = 0, best = -1;
		int threshold = 0;
		for (int bin = 0; bin < BINS - 1; bin++) {
			below += counts[bin];
			sumBelow += bin * counts[bin];
			double above = sorted.length - below;
			if (below == 0 || above == 0) continue;
			double apart = sumBelow / below - (sum - sumBelow) / above, between = below * above * apart * apart;
			if (between > best) {
				best = between;
				threshold = bin + 1;
			}
		}
		return low + PART_OF_OTSU * threshold * width;
	}
}
