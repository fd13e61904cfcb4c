package sc.fiji.medprep.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parallel images sorted into slots: those of one position together, in ascending order along i cross j. */
final class Slots {
	/** Images that are closer along the normal, in millimetres or parts of a pixel, lie at the same position. */
	private static final double SAME = 0.01, SAME_PIXELS = 0.1;

	/** The order in which the scanner counts images; unique but for images of files with the same Instance Number. */
	static final Comparator<Frame> COUNTED = Comparator.comparingInt((Frame frame) -> frame.file().instance).thenComparingInt(Frame::index).thenComparingInt(Frame::tile);
	/** Always the same order, whatever that of the files was. */
	static final Comparator<Frame> ORDER = COUNTED.thenComparingInt(frame -> frame.file().number());

	private final List<List<Frame>> slots = new ArrayList<>();
	private final int frames;

	Slots(List<Frame> frames) {
		this.frames = frames.size();
		FrameForm form = frames.get(0).form();
		double[] normal = form.orientation().normal();
		double same = Math.min(SAME, SAME_PIXELS * Math.min(form.rowSpacing(), form.columnSpacing()));
		List<Frame> sorted = new ArrayList<>(frames);
		sorted.sort(Comparator.comparingDouble((Frame frame) -> frame.along(normal)).thenComparing(ORDER));
		double start = Double.NEGATIVE_INFINITY;
		for (Frame frame : sorted) {
			double at = frame.along(normal);
			if (at - start > same) {
				slots.add(new ArrayList<>());
				start = at;
			}
			slots.get(slots.size() - 1).add(frame);
		}
		for (List<Frame> slot : slots) slot.sort(ORDER);
	}

	/** Number of positions. */
	int size() {
		return slots.size();
	}

	/** Number of images. */
	int frames() {
		return frames;
	}

	/** The images of a position, in {@link #ORDER}. */
	List<Frame> slot(int s) {
		return slots.get(s);
	}

	int most() {
		return slots.stream().mapToInt(List::size).max().orElse(0);
	}

	boolean isEven() {
		return slots.stream().allMatch(slot -> slot.size() == slots.get(0).size());
	}

	/** How many images most positions have. */
	int usual() {
		int[] sizes = slots.stream().mapToInt(List::size).sorted().toArray();
		return sizes[sizes.length / 2];
	}

	/** The position of the first image of each slot. */
	double[][] positions() {
		return slots.stream().map(slot -> slot.get(0).position()).toArray(double[][]::new);
	}

	/** How far images of one slot lie beside each other in their plane, in millimetres. */
	double aside() {
		double most = 0;
		for (List<Frame> slot : slots) {
			double[] first = slot.get(0).position();
			for (Frame frame : slot) most = Math.max(most, Geometry.length(new double[] {frame.x() - first[0], frame.y() - first[1], frame.z() - first[2]}));
		}
		return most;
	}
}
