package sc.fiji.medprep.image.render;

import sc.fiji.medprep.image.DisplayRange;
import sc.fiji.medprep.image.Volume;

/** Maximum intensity projection: each pixel shows the greatest value that a ray through the volume meets. */
public final class Mip {
	/**
	 * What to draw.
	 *
	 * @param volume which of the volumes, from 0
	 * @param range null for all real values that are met
	 * @param size longest side of the picture in pixels
	 */
	public record Options(int volume, View view, DisplayRange range, int size) {
		public static final Options DEFAULT = new Options(0, View.FRONT, null, 400);
	}

	private static final int GRID = 256;

	private Mip() {}

	public static Picture draw(Volume volume, Options options) {
		Cube cube = Cube.of(volume, options.volume(), GRID);
		Rays rays = new Rays(cube, options.view(), options.size());
		double[] forward = rays.forward;
		float[] greatest = new float[rays.width * rays.height];
		float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
		for (int y = 0, at = 0; y < rays.height; y++) {
			for (int x = 0; x < rays.width; x++, at++) {
				double[] start = rays.start(x, y), span = rays.span(start);
				float most = Float.NEGATIVE_INFINITY;
				for (double t = span[0]; t <= span[1]; t++) most = Math.max(most, cube.at(start[0] + t * forward[0], start[1] + t * forward[1], start[2] + t * forward[2]));
				greatest[at] = most;
				if (most > Float.NEGATIVE_INFINITY) low = Math.min(low, most);
				high = Math.max(high, most);
			}
		}
		DisplayRange range = options.range() != null ? options.range() : new DisplayRange(low, high > low ? high : low + 1);
		Picture picture = Picture.filled(rays.width, rays.height, 0);
		for (int i = 0; i < greatest.length; i++) picture.rgb()[i] = Shades.grey(greatest[i], range);
		return picture;
	}
}
