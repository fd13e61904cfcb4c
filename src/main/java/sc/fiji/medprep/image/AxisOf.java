package sc.fiji.medprep.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The fourth axis of a sequence of volumes, by what their images say. */
final class AxisOf {
	/** Times of volumes that differ from multiples of the repetition time by less than this part are those. */
	private static final double SAME_TIME = 0.01;
	private static final double MILLISECONDS = 1000;

	private AxisOf() {}

	static Axis volumes(VolumeSequence sequence) {
		List<Frame[]> volumes = sequence.volumes();
		if (volumes.size() == 1) return Axis.NONE;
		Frame any = VolumeSequence.first(volumes.get(0));
		double[] b = new double[volumes.size()];
		double[][] gradients = new double[b.length][];
		for (int v = 0; v < b.length; v++) {
			FrameMoment moment = VolumeSequence.first(volumes.get(v)).moment();
			b[v] = Double.isNaN(moment.b()) ? 0 : moment.b();
			gradients[v] = new double[] {moment.gx(), moment.gy(), moment.gz()};
		}
		boolean weighted = Arrays.stream(b).anyMatch(value -> value > 0);
		if (weighted && (Arrays.stream(b).distinct().count() > 1 || Arrays.stream(gradients).map(Arrays::toString).distinct().count() > 1)) return new Axis(Axis.Kind.DIFFUSION, b, gradients);
		boolean time = sequence.keys().stream().anyMatch(VolumeKey::isTime) || sequence.keys().isEmpty() && any.form().temporalPositions() > 1
			|| sequence.keys().contains(VolumeKey.FILE) && ascending(volumes, FrameMoment::acquired) != null;
		return time ? Axis.of(Axis.Kind.TIME, times(volumes, any.form())) : Axis.of(Axis.Kind.OTHER);
	}

	/** What vectors of zeros do not tell: that a direction or a b-value is unknown. */
	static Optional<SeriesFinding> withoutDirection(VolumeSequence sequence, Axis axis) {
		if (axis.kind() != Axis.Kind.DIFFUSION) return Optional.empty();
		int unknown = 0;
		for (int v = 0; v < axis.values().length; v++) {
			boolean directed = Geometry.length(axis.gradients()[v]) > 0;
			if (axis.values()[v] > 0 ? !directed : Double.isNaN(VolumeSequence.first(sequence.volumes().get(v)).moment().b())) unknown++;
		}
		if (unknown == 0) return Optional.empty();
		return Optional.of(new SeriesFinding(SeriesFinding.Kind.NO_DIRECTION, "Of " + axis.values().length + " volumes " + unknown + (unknown == 1 ? " has" : " have") + " no b-value or, as means over directions, no gradient direction; zeros stand for them", List.of()));
	}

	/** Seconds from the first volume on; empty if they are unknown. */
	private static double[] times(List<Frame[]> volumes, FrameForm form) {
		double repetition = form.repetitionTime() / MILLISECONDS, resolution = form.temporalResolution() / MILLISECONDS;
		double[] times = ascending(volumes, moment -> moment.trigger() / MILLISECONDS);
		if (times == null) times = ascending(volumes, moment -> moment.reference() / MILLISECONDS);
		if (times == null) {
			times = ascending(volumes, FrameMoment::acquired);
			// Clocks tick in steps of milliseconds or more, scanners repeat exactly.
			if (times != null && repetition > 0 && Math.abs(times[times.length - 1] / (times.length - 1) - repetition) < SAME_TIME * repetition) return multiples(volumes.size(), repetition);
		}
		if (times != null) return times;
		double step = resolution > 0 ? resolution : repetition;
		return step > 0 ? multiples(volumes.size(), step) : new double[0];
	}

	private static double[] multiples(int count, double step) {
		double[] times = new double[count];
		for (int v = 0; v < count; v++) times[v] = v * step;
		return times;
	}

	/** The least time of each volume, from the first on; null if they are unknown or do not ascend. */
	private static double[] ascending(List<Frame[]> volumes, ToDoubleFunction<FrameMoment> time) {
		double[] times = volumes.stream().mapToDouble(volume -> Arrays.stream(volume).filter(Objects::nonNull).mapToDouble(frame -> time.applyAsDouble(frame.moment())).min().orElse(Double.NaN)).toArray();
		double start = times[0];
		for (int v = 0; v < times.length; v++) {
			if (!(Double.isFinite(times[v]) && (v == 0 || times[v] > times[v - 1] + start))) return null;
			times[v] -= start;
		}
		return times;
	}
}
