package sc.fiji.medprep.image.render;

import java.util.List;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.DisplayRange;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Volume.Shape;

/** Slices of a volume side by side, as they are stored, with the pixels' true proportions. */
public final class Montage {
	/**
	 * What to draw.
	 *
	 * @param volume which of the volumes, from 0
	 * @param columns and rows of slices, spread evenly over the volume without its first and last; fewer are drawn if it has fewer
	 * @param size longest side of a slice in pixels
	 * @param range null for what {@link DisplayRange#of} gives
	 */
	public record Options(int volume, int columns, int rows, int size, DisplayRange range) {
		public static final Options DEFAULT = new Options(0, 5, 4, 160, null);
	}

	private static final int GAP = 2;

	private Montage() {}

	public static Picture draw(Volume volume, Options options) {
		Shape shape = volume.shape();
		int count = Math.min(shape.depth(), options.columns() * options.rows()), columns = Math.min(count, options.columns()), rows = (count + columns - 1) / columns;
		DisplayRange range = options.range() == null ? DisplayRange.of(volume) : options.range();
		Sampler sampler = new Sampler(volume, options.volume());
		Picture all = null;
		for (int n = 0; n < count; n++) {
			int k = count == shape.depth() ? n : (int) ((n + 0.5) * shape.depth() / count);
			Picture slice = slice(volume, sampler, k, options.size(), range);
			if (all == null) all = Picture.filled(columns * (slice.width() + GAP) - GAP, rows * (slice.height() + GAP) - GAP, 0);
			all.draw(slice, n % columns * (slice.width() + GAP), n / columns * (slice.height() + GAP));
		}
		return all;
	}

	private static Picture slice(Volume volume, Sampler sampler, int k, int size, DisplayRange range) {
		return scaled(volume.shape().width(), volume.shape().height(), volume.geometry().spacing(0), volume.geometry().spacing(1), size,
			(i, j) -> sampler.isColor() ? sampler.color(i, j, k) : Shades.grey(sampler.at(i, j, k), range));
	}

	/** A single plane, for lists of images: no more of the series need be read. */
	public static Picture thumbnail(Object plane, Shape shape, Volume.Values values, int index, double pixelWidth, double pixelHeight, int size) {
		Volume.Values its = new Volume.Values(values.type(), List.of(values.rescale(index)), values.unit(), values.windowCenter(), values.windowWidth());
		Shape one = new Shape(shape.width(), shape.height(), 1, 1);
		Volume slice = new Volume(one, its, Geometry.ofSpacing(pixelWidth, pixelHeight, 1), Axis.NONE, List.of(plane), List.of(), List.of());
		return slice(slice, new Sampler(slice, 0), 0, size, DisplayRange.of(slice));
	}

	private interface Shade {
		int at(double i, double j);
	}

	/** Each pixel is the mean of some samples inside it, so that nothing between them is lost when it is made smaller. */
	private static Picture scaled(int columns, int rows, double pixelWidth, double pixelHeight, int size, Shade shade) {
		double wide = columns * (pixelWidth > 0 ? pixelWidth : 1), high = rows * (pixelHeight > 0 ? pixelHeight : 1), longest = Math.max(wide, high);
		int width = Math.max(1, (int) Math.rint(size * wide / longest)), height = Math.max(1, (int) Math.rint(size * high / longest));
		int samples = (int) Math.min(4, Math.max(1, Math.ceil(Math.max((double) columns / width, (double) rows / height))));
		Picture picture = Picture.filled(width, height, 0);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				int red = 0, green = 0, blue = 0;
				for (int s = 0; s < samples * samples; s++) {
					int color = shade.at((x + (s % samples + 0.5) / samples) * columns / width - 0.5, (y + (s / samples + 0.5) / samples) * rows / height - 0.5);
					red += color >> 16 & 0xFF;
					green += color >> 8 & 0xFF;
					blue += color & 0xFF;
				}
				int all = samples * samples;
				picture.rgb()[y * width + x] = red / all << 16 | green / all << 8 | blue / all;
			}
		}
		return picture;
	}
}
