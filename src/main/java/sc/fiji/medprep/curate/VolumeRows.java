package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume.Shape;

/** Keeps of each series what its volumes are like: size and spacing, for the table of series. */
final class VolumeRows {
	/** More volumes than anybody reads of one series; how many there are is kept. */
	private static final int MOST = 16;

	private VolumeRows() {}

	/** Enters the volumes of a family in place of those of an earlier run. */
	static void enter(Index index, Family family, List<ImageSeries> all) throws IOException {
		index.change("DELETE FROM volume WHERE family = ?", family.id());
		int number = 0;
		for (ImageSeries series : all) {
			for (StoredVolume volume : series.volumes()) {
				if (++number > MOST) continue;
				Shape shape = volume.shape();
				index.change("INSERT INTO volume (family, number, size, spacing) VALUES (?, ?, ?, ?)", family.id(), number,
					shape.width() + " x " + shape.height() + (shape.depth() > 1 ? " x " + shape.depth() : "") + (shape.count() > 1 ? " x " + shape.count() : ""), spacing(volume));
			}
		}
		if (number > MOST) index.change("UPDATE volume SET number = ? WHERE family = ? AND number = ?", number, family.id(), MOST);
	}

	/** In millimetres. */
	private static String spacing(StoredVolume volume) {
		Geometry geometry = volume.geometry();
		String plane = millimetres(geometry.spacing(0)) + " x " + millimetres(geometry.spacing(1));
		return volume.isInPatient() && volume.shape().depth() > 1 ? plane + " x " + millimetres(geometry.spacing(2)) : plane;
	}

	private static String millimetres(double distance) {
		return String.format(Locale.ROOT, "%.3f", distance).replaceFirst("\\.?0+$", "");
	}
}
