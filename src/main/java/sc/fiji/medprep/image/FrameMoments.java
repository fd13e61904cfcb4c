package sc.fiji.medprep.image;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/** When and with which weighting the frames of a file were taken. */
final class FrameMoments {
	private static final double SECONDS_OF_DAY = 86_400;
	private static final double[] ZEROS = new double[3];

	private final DataSet root;
	private final int count;
	private final boolean cine, magnetic;
	private final int[] slots, timeSlices, intervals, energies, detectors;
	private final double frameTime;
	private final double[] frameTimes;
	/** Positions in Dimension Index Values that do not tell the place of a frame. */
	private final List<Integer> otherDimensions = new ArrayList<>();
	private final double acquired, content;

	/** @param cine whether the frames of the file differ in nothing that its header tells but in time */
	FrameMoments(DataSet root, int count, boolean cine) {
		this.root = root;
		this.count = count;
		this.cine = cine;
		magnetic = root.string(Tag.MODALITY).orElse("").equals("MR");
		slots = root.ints(Tag.TIME_SLOT_VECTOR);
		timeSlices = root.ints(Tag.TIME_SLICE_VECTOR);
		intervals = root.ints(Tag.RR_INTERVAL_VECTOR);
		energies = root.ints(Tag.ENERGY_WINDOW_VECTOR);
		detectors = root.ints(Tag.DETECTOR_VECTOR);
		frameTime = root.doubleValue(Tag.FRAME_TIME).orElse(Double.NaN);
		frameTimes = root.doubles(Tag.FRAME_TIME_VECTOR);
		for (int i = 1; i < frameTimes.length; i++) frameTimes[i] += frameTimes[i - 1];
		List<DataSet> dimensions = root.items(Tag.DIMENSION_INDEX_SEQUENCE);
		for (int i = 0; i < dimensions.size(); i++) {
			int pointer = dimensions.get(i).intValue(Tag.DIMENSION_INDEX_POINTER).orElse(0);
			if (pointer != Tag.STACK_ID && pointer != Tag.IN_STACK_POSITION_NUMBER && pointer != Tag.IMAGE_POSITION_PATIENT) otherDimensions.add(i);
		}
		acquired = root.contains(Tag.ACQUISITION_TIME) ? seconds(root.date(Tag.ACQUISITION_DATE), root.string(Tag.ACQUISITION_TIME).orElse("")) : dateTime(root.string(Tag.ACQUISITION_DATE_TIME).orElse(""));
		content = seconds(root.date(Tag.CONTENT_DATE), root.string(Tag.CONTENT_TIME).orElse(""));
	}

	FrameMoment moment(FrameHeader header) {
		int frame = header.frame();
		DataSet frameContent = header.in(Tag.FRAME_CONTENT_SEQUENCE), diffusion = header.in(Tag.MR_DIFFUSION_SEQUENCE);
		double frameAcquired = header.isEnhanced() ? dateTime(frameContent.string(Tag.FRAME_ACQUISITION_DATE_TIME).orElse("")) : acquired;
		double frameCreated = header.isEnhanced() ? dateTime(frameContent.string(Tag.FRAME_REFERENCE_DATE_TIME).orElse("")) : content;
		Optional<Diffusion> weighting = magnetic ? Diffusion.of(root, diffusion == root ? List.of(root) : List.of(diffusion, root)) : Optional.empty();
		double[] gradient = weighting.filter(Diffusion::hasGradient).map(Diffusion::gradient).orElse(ZEROS);
		return new FrameMoment(temporal(header, frameContent), acquisition(header, frameContent), frameContent.string(Tag.STACK_ID).orElse(""), trigger(header), reference(header),
			frameAcquired, frameCreated, weighting.map(Diffusion::bValue).orElse(Double.NaN), gradient[0], gradient[1], gradient[2], others(frame, frameContent));
	}

	private int temporal(FrameHeader header, DataSet frameContent) {
		int frame = header.frame();
		if (cine) return frame + 1;
		if (slots.length == count || timeSlices.length == count) {
			int interval = intervals.length == count ? intervals[frame] : 0;
			return (interval << 16) + (slots.length == count ? slots[frame] : timeSlices[frame]);
		}
		OptionalInt index = header.isEnhanced() ? frameContent.intValue(Tag.TEMPORAL_POSITION_INDEX) : OptionalInt.empty();
		return index.isPresent() ? index.getAsInt() : root.intValue(Tag.TEMPORAL_POSITION_IDENTIFIER).orElse(0);
	}

	private int acquisition(FrameHeader header, DataSet frameContent) {
		OptionalInt number = header.isEnhanced() ? frameContent.intValue(Tag.FRAME_ACQUISITION_NUMBER) : OptionalInt.empty();
		return number.isPresent() ? number.getAsInt() : root.intValue(Tag.ACQUISITION_NUMBER).orElse(0);
	}

	private double trigger(FrameHeader header) {
		return header.isEnhanced() ? header.number(Tag.CARDIAC_SYNCHRONIZATION_SEQUENCE, Tag.NOMINAL_CARDIAC_TRIGGER_DELAY_TIME) : root.doubleValue(Tag.TRIGGER_TIME).orElse(Double.NaN);
	}

	private double reference(FrameHeader header) {
		int frame = header.frame();
		if (cine && frameTimes.length == count) return frameTimes[frame];
		if (cine) return frame * frameTime;
		// The offset is in seconds, all others are in milliseconds.
		if (header.isEnhanced()) return 1000 * header.number(Tag.TEMPORAL_POSITION_SEQUENCE, Tag.TEMPORAL_POSITION_TIME_OFFSET);
		return root.doubleValue(Tag.FRAME_REFERENCE_TIME).orElse(Double.NaN);
	}

	private List<Integer> others(int frame, DataSet frameContent) {
		List<Integer> others = new ArrayList<>();
		if (!otherDimensions.isEmpty()) {
			int[] values = frameContent.ints(Tag.DIMENSION_INDEX_VALUES);
			for (int dimension : otherDimensions) others.add(dimension < values.length ? values[dimension] : 0);
		}
		if (energies.length == count) others.add(energies[frame]);
		if (detectors.length == count) others.add(detectors[frame]);
		return List.copyOf(others);
	}

	/** Seconds of a DT value: YYYYMMDDHHMMSS.FFFFFF&ZZXX, of which the zone is the same within a series; NaN if it is none. */
	private static double dateTime(String text) {
		if (text.isEmpty()) return Double.NaN;
		String local = text.replaceFirst("[+-]\\d{4}$", "");
		if (local.length() < 10 || !local.chars().limit(8).allMatch(c -> c >= '0' && c <= '9')) return Double.NaN;
		int month = Integer.parseInt(local.substring(4, 6)), day = Integer.parseInt(local.substring(6, 8));
		// Without a day that exists, the time of day still orders the images of one.
		boolean valid = month >= 1 && month <= 12 && day >= 1 && day <= LocalDate.of(Integer.parseInt(local.substring(0, 4)), month, 1).lengthOfMonth();
		return seconds(valid ? Optional.of(LocalDate.of(Integer.parseInt(local.substring(0, 4)), month, day)) : Optional.empty(), local.substring(8));
	}

	/** Digits with one point at most. A plain loop, since this is done for every file. */
	private static boolean isNumber(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c < '0' || c > '9') && (c != '.' || text.indexOf('.') < i)) return false;
		}
		return true;
	}

	/** Seconds of a TM value on a day, HHMMSS.FFFFFF or the old HH:MM:SS; NaN if it is none. */
	private static double seconds(Optional<LocalDate> date, String time) {
		String digits = time.replace(":", "").strip();
		int point = digits.indexOf('.');
		String whole = point < 0 ? digits : digits.substring(0, point);
		if (whole.isEmpty() || whole.length() > 6 || whole.length() % 2 != 0 || !isNumber(digits)) return Double.NaN;
		double seconds = 0;
		for (int at = 0, unit = 3600; at < whole.length(); at += 2, unit /= 60) seconds += unit * Integer.parseInt(whole.substring(at, at + 2));
		if (point >= 0 && point < digits.length() - 1) seconds += Double.parseDouble("0" + digits.substring(point));
		return seconds + date.map(day -> day.toEpochDay() * SECONDS_OF_DAY).orElse(0.0);
	}
}
