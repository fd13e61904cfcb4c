package sc.fiji.medprep.curate.quality;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.render.Montage;
import sc.fiji.medprep.image.render.Png;

/** Small pictures of series. */
final class Thumbnail {
	private static final int SIZE = 96;

	private Thumbnail() {}

	/**
	 * The slice in the middle of the first volume as PNG, or the one nearest to it that is not blank.
	 *
	 * @param blank whether a plane is not worth showing
	 * @return of at most 96 pixels along its longer side; only pixels, no text
	 */
	static byte[] of(PlaneSource planes, boolean[] blank) throws IOException {
		int depth = planes.shape().depth(), middle = depth / 2, best = middle;
		for (int k = 0; k < depth; k++) if (!blank[k] && (blank[best] || Math.abs(k - middle) < Math.abs(best - middle))) best = k;
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		Png.write(Montage.thumbnail(planes.plane(best), planes.shape(), planes.values(), best, planes.geometry().spacing(0), planes.geometry().spacing(1), SIZE), png);
		return png.toByteArray();
	}
}
