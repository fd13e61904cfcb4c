package sc.fiji.medprep.image.render;

import sc.fiji.medprep.image.DisplayRange;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.Volume;

/** One picture of the three planes through a place of the patient: coronal and sagittal, below them axial. */
public final class OrthogonalSlices {
	/**
	 * What to draw.
	 *
	 * @param volume which of the volumes, from 0
	 * @param place where the planes meet, LPS millimetres; null for the middle
	 * @param range null for what {@link DisplayRange#of} gives
	 * @param size longest side of a plane in pixels
	 * @param marks whether crosshair and letters are drawn
	 */
	public record Options(int volume, double[] place, DisplayRange range, int size, boolean marks) {
		public static final Options DEFAULT = new Options(0, null, null, 320, true);
	}

	private static final int GAP = 6, MARGIN = 5, DOT = 2, LETTER_COLOR = 0xFFD75E, CROSS_COLOR = 0x4FC3F7, HOLE = 7;

	private OrthogonalSlices() {}

	public static Picture draw(Volume volume, Options options) {
		Sections sections = new Sections(volume, options.volume());
		double[] min = sections.min(), max = sections.max(), place = options.place() == null ? sections.middle() : options.place();
		double step = Math.max(max[0] - min[0], Math.max(max[1] - min[1], max[2] - min[2])) / options.size();
		DisplayRange range = options.range() == null ? DisplayRange.of(volume) : options.range();
		// no letters where nobody knows what is left
		boolean named = !SeriesFinding.Kind.NO_GEOMETRY.isAmong(volume.findings());
		Picture[] drawn = new Picture[3];
		for (Plane plane : Plane.values()) {
			Section section = sections.section(plane, place, step);
			drawn[plane.ordinal()] = sections.draw(section, range);
			if (options.marks()) mark(drawn[plane.ordinal()], section, place, named);
		}
		Picture axial = drawn[0], coronal = drawn[1], sagittal = drawn[2];
		Picture all = Picture.filled(coronal.width() + GAP + sagittal.width(), coronal.height() + GAP + axial.height(), 0);
		all.draw(coronal, 0, 0);
		all.draw(sagittal, coronal.width() + GAP, 0);
		all.draw(axial, 0, coronal.height() + GAP);
		return all;
	}

	private static void mark(Picture picture, Section section, double[] place, boolean named) {
		int x = (int) Math.rint(section.x(place)), y = (int) Math.rint(section.y(place)), width = picture.width(), height = picture.height();
		// the cross has a hole, so that one sees what it is about
		picture.fill(0, y, x - HOLE, 1, CROSS_COLOR);
		picture.fill(x + HOLE, y, width, 1, CROSS_COLOR);
		picture.fill(x, 0, 1, y - HOLE, CROSS_COLOR);
		picture.fill(x, y + HOLE, 1, height, CROSS_COLOR);
		if (!named) return;
		String letters = section.plane().letters();
		int wide = BitmapFont.WIDTH * DOT, high = BitmapFont.HEIGHT * DOT;
		picture.write(letters.substring(0, 1), MARGIN, (height - high) / 2, DOT, LETTER_COLOR);
		picture.write(letters.substring(1, 2), width - wide - MARGIN, (height - high) / 2, DOT, LETTER_COLOR);
		picture.write(letters.substring(2, 3), (width - wide) / 2, MARGIN, DOT, LETTER_COLOR);
		picture.write(letters.substring(3, 4), (width - wide) / 2, height - high - MARGIN, DOT, LETTER_COLOR);
	}
}
