package sc.fiji.medprep.convert;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.vendor.AscConv;
import sc.fiji.medprep.dicom.vendor.Csa;
import sc.fiji.medprep.dicom.vendor.GeProtocol;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PlaneSource;

/** When each slice of a volume was acquired, in seconds after the first one, in the order of the written slices. */
final class SliceTiming {
	private static final int ASCENDING = 1, DESCENDING = 2, INTERLEAVED = 4;

	/** Times of day have six digits behind the point. */
	private static final double PARTS = 1e6;
	/** Cosine of the angle between the normal and a step to the next slice, which tilt makes smaller. */
	private static final double MOSTLY = 0.7;

	private SliceTiming() {}

	static void write(Header.Source headers, PlaneSource written, String maker, Facts facts) throws IOException {
		Header first = headers.first();
		int depth = written.shape().depth();
		if (depth < 2 || !isAcross(first.numbers(Tag.IMAGE_ORIENTATION_PATIENT), written.geometry()) || !first.string(Tag.MR_ACQUISITION_TYPE).orElse("").equals("2D")) return;
		double[] times = switch (maker) {
			case "Siemens" -> first.strings(Tag.IMAGE_TYPE).contains("MOSAIC") ? ofMosaic(first, written, facts) : byClock(headers, depth);
			case "GE" -> ofGe(headers, depth, facts);
			default -> byClock(headers, depth);
		};
		if (times.length != depth) return;
		for (int k = 0; k < depth; k++) times[k] = Math.round(times[k] * PARTS) / PARTS;
		facts.numbers("SliceTiming", times);
		int atOnce = atOnce(times);
		if (atOnce > 1) facts.number("MultibandAccelerationFactor", atOnce);
	}

	/** Whether the slices that were acquired are those that are written: axes may have been exchanged. */
	private static boolean isAcross(double[] orientation, Geometry written) {
		if (orientation.length != 6) return false;
		double[] step = written.column(2);
		double along = 0;
		for (int i = 0; i < 3; i++) along += step[i] * (orientation[(i + 1) % 3] * orientation[3 + (i + 2) % 3] - orientation[(i + 2) % 3] * orientation[3 + (i + 1) % 3]);
		return Math.abs(along) > MOSTLY * written.spacing(2);
	}

	private static double[] ofMosaic(Header header, PlaneSource written, Facts facts) {
		int depth = written.shape().depth();
		double[] times = Arrays.stream(SiemensFields.mosaicTimes(header)).map(time -> time / 1000).toArray();
		if (times.length == 0) times = SiemensFields.protocol(header).map(protocol -> byProtocol(protocol, depth, facts)).orElse(times);
		double[] normal = Csa.ofImage(header.dataSet()).map(image -> image.numbers("SliceNormalVector")).orElse(new double[0]), step = written.geometry().column(2);
		if (times.length != depth || normal.length != 3) return new double[0];
		return Geometry.dot(normal, step) < 0 ? reversed(times) : times;
	}

	/** Of versions that do not write times: slices one after the other during the repetition time less the pause. */
	private static double[] byProtocol(AscConv protocol, int depth, Facts facts) {
		double repetition = facts.get("RepetitionTime"), pause = facts.json.has("DelayTime") ? facts.get("DelayTime") : 0;
		if (!(repetition > pause)) return new double[0];
		double[] times = switch ((int) protocol.number("sSliceArray.ucMode").orElse(0)) {
			case ASCENDING -> inOrder(depth);
			case DESCENDING -> reversed(inOrder(depth));
			// The second slice is the first one if their number is even.
			case INTERLEAVED -> interleaved(depth, depth % 2 == 0 ? 1 : 0);
			default -> new double[0];
		};
		return scaled(times, (repetition - pause) / depth);
	}

	/** As the protocol says, for one echo planar image after the other. */
	private static double[] ofGe(Header.Source headers, int depth, Facts facts) throws IOException {
		Header first = headers.first();
		Map<String, String> protocol = GeProtocol.of(first.dataSet()).values();
		boolean single = Optional.ofNullable(protocol.get("MBACCEL")).filter(factor -> !factor.matches("[01]?")).isEmpty();
		boolean paused = !protocol.getOrDefault("DELACQNOAV", "0").matches("0(\\.0*)?") && !protocol.getOrDefault("DELACQ", "").equals("Minimum");
		boolean variable = protocol.getOrDefault("IOPT", "").contains("MPhVar");
		double repetition = facts.get("RepetitionTime");
		if (!first.strings(Tag.SCAN_OPTIONS).contains("EPI_GEMS") || !single || paused || variable || !(repetition > 0)) return new double[0];
		double[] times = switch (protocol.getOrDefault("SLICEORDER", "")) {
			case "0" -> inOrder(depth);
			case "1" -> interleaved(depth, 0);
			default -> new double[0];
		};
		// Instances are numbered as slices are prescribed.
		double begin = headers.of(0, 0).number(Tag.INSTANCE_NUMBER).orElse(Double.NaN), end = headers.of(depth - 1, 0).number(Tag.INSTANCE_NUMBER).orElse(Double.NaN);
		if (Double.isNaN(begin - end) || begin == end) return new double[0];
		return scaled(begin < end ? times : reversed(times), repetition / depth);
	}

	/** From the times of the images, if they differ. */
	private static double[] byClock(Header.Source headers, int depth) throws IOException {
		double[] times = new double[depth];
		for (int k = 0; k < depth; k++) times[k] = Moment.acquired(headers.of(k, 0));
		double first = Arrays.stream(times).min().orElse(0), last = Arrays.stream(times).max().orElse(0);
		return last > first ? Arrays.stream(times).map(time -> time - first).toArray() : new double[0];
	}

	/** How many slices share each moment; 1 if it is not the same number for all. */
	private static int atOnce(double[] times) {
		long moments = Arrays.stream(times).distinct().count();
		for (double moment : times) {
			if (Arrays.stream(times).filter(time -> time == moment).count() * moments != times.length) return 1;
		}
		return (int) (times.length / moments);
	}

	private static double[] inOrder(int depth) {
		double[] order = new double[depth];
		for (int k = 0; k < depth; k++) order[k] = k;
		return order;
	}

	/** Every second slice from the first one on, then those between. */
	private static double[] interleaved(int depth, int first) {
		double[] order = new double[depth];
		int turn = 0;
		for (int k = first; k < depth; k += 2) order[k] = turn++;
		for (int k = 1 - first; k < depth; k += 2) order[k] = turn++;
		return order;
	}

	private static double[] scaled(double[] order, double step) {
		return Arrays.stream(order).map(turn -> turn * step).toArray();
	}

	private static double[] reversed(double[] times) {
		double[] other = new double[times.length];
		for (int k = 0; k < times.length; k++) other[k] = times[times.length - 1 - k];
		return other;
	}
}
