package sc.fiji.medprep.app.viewer;

import sc.fiji.medprep.image.DisplayRange;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.render.Plane;
import sc.fiji.medprep.image.render.Sections;

/** What three planes have in common: the place where they meet, the window, and which volume of a 4D image they show. */
final class Crosshair {
	private final Volume volume;
	private final Runnable changed;
	private Sections sections;
	private DisplayRange range;
	private double[] place;
	private int index;

	/** @param changed is called after each change */
	Crosshair(Volume volume, Runnable changed) {
		this.volume = volume;
		this.changed = changed;
		reset();
	}

	/** The middle and the window that the image has. */
	void reset() {
		sections = new Sections(volume, index);
		range = DisplayRange.of(volume);
		move(sections.middle());
	}

	Volume volume() {
		return volume;
	}

	Sections sections() {
		return sections;
	}

	DisplayRange range() {
		return range;
	}

	/** In LPS millimetres. */
	double[] place() {
		return place.clone();
	}

	int index() {
		return index;
	}

	/** Whether it is known what is left and what is right. */
	boolean isPlaced() {
		return !SeriesFinding.Kind.NO_GEOMETRY.isAmong(volume.findings());
	}

	/** Goes to a place, but not out of the box around the volume. */
	void move(double[] to) {
		double[] min = sections.min(), max = sections.max();
		place = to.clone();
		for (int axis = 0; axis < 3; axis++) place[axis] = Math.max(min[axis], Math.min(max[axis], place[axis]));
		changed.run();
	}

	/** Goes through a plane by slices of the volume; positive is to the left, to the back or to the head. */
	void step(Plane plane, double slices) {
		Geometry geometry = volume.geometry();
		int axis = plane.through();
		double step = Math.max(Math.abs(geometry.column(0)[axis]), Math.max(Math.abs(geometry.column(1)[axis]), Math.abs(geometry.column(2)[axis])));
		double[] to = place();
		to[axis] += slices * step;
		move(to);
	}

	/** Changes the window by parts of its width. */
	void window(double brighter, double wider) {
		double center = (range.min() + range.max()) / 2, width = range.max() - range.min();
		double half = width * Math.exp(wider) / 2;
		if (!(half > 1e-9 * (1 + Math.abs(center))) || !Double.isFinite(half)) return;
		center -= brighter * width;
		range = new DisplayRange(center - half, center + half);
		changed.run();
	}

	/** Shows another volume of a 4D image. */
	void show(int volumeIndex) {
		index = volumeIndex;
		sections = new Sections(volume, index);
		changed.run();
	}
}
