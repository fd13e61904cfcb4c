package sc.fiji.medprep.curate.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds series whose measures lie far from those of others of the same kind: robust z-scores, (value - median) / (1.4826 *
 * median absolute deviation), within groups of one scanner model and protocol (Iglewicz and Hoaglin, How to Detect and Handle
 * Outliers, 1993).
 */
public final class MeasureOutliers {
	/** Smaller groups have no typical value. */
	static final int LEAST_GROUP = 8;
	private static final double LIMIT = 5;
	/** A spread below this share of the median is of no account: values that are all but equal have no outliers near them. */
	private static final double LEAST_SPREAD = 0.02;
	/** What says how good an image is; the others say what it shows. */
	private static final List<Sense> SENSES = List.of(new Sense(Measure.NOISE, 1, "noisier"), new Sense(Measure.AIR_NOISE, 1, "noisier in the air"), new Sense(Measure.SNR, -1, "lower in signal to noise"),
		new Sense(Measure.SNR_AIR, -1, "lower in signal to noise of the air"), new Sense(Measure.CNR, -1, "lower in contrast to noise"), new Sense(Measure.EFC, 1, "less focused"),
		new Sense(Measure.FBER, -1, "lower in energy against the air"), new Sense(Measure.BLUR, 1, "more blurred"), new Sense(Measure.FWHM, 1, "smoother"), new Sense(Measure.GRADIENT_ENTROPY, 1, "weaker in its edges"),
		new Sense(Measure.CLIPPED_HIGH, 1, "more clipped"), new Sense(Measure.GHOSTING, 1, "more ghosted"), new Sense(Measure.STRIPES, 1, "more striped"), new Sense(Measure.INTERLEAVED_SHIFT, 1, "more interleaved"),
		new Sense(Measure.INTERLEAVED_LEVEL, 1, "more uneven between even and odd slices"), new Sense(Measure.DVARS, 1, "more changing in time"), new Sense(Measure.TSNR, -1, "less stable in time"),
		new Sense(Measure.DISPLACEMENT, 1, "more moving"), new Sense(Measure.MEAN, 0, "brighter or darker"), new Sense(Measure.FOREGROUND, 0, "more or less filled by the object"), new Sense(Measure.AIR_LEVEL, 0, "higher or lower in its air"));

	/**
	 * A series with its measures.
	 *
	 * @param group key of scanner model, protocol and body part; may hold identifiers and is only compared
	 */
	public record Row(long id, String group, Measures measures) {}

	/**
	 * A value that lies far from the others.
	 *
	 * @param members of the group that have the measure
	 * @param median of the group
	 * @param z how many standard deviations from it, by the median absolute deviation
	 * @param sentence what it means, without full stop
	 */
	public record Outlier(long id, Measure measure, double value, int members, double median, double z, String sentence) {}

	/** @param worse 1 if greater values are worse, -1 if lower ones are, 0 if both are odd */
	private record Sense(Measure measure, int worse, String than) {}

	private MeasureOutliers() {}

	/** The outliers to the worse of all groups, the farthest of each series first. */
	public static List<Outlier> of(Iterable<Row> rows) {
		Map<String, List<Row>> groups = new TreeMap<>();
		rows.forEach(row -> groups.computeIfAbsent(row.group(), key -> new ArrayList<>()).add(row));
		List<Outlier> outliers = new ArrayList<>();
		for (List<Row> group : groups.values()) for (Sense sense : SENSES) find(group, sense, outliers);
		outliers.sort(Comparator.comparingLong(Outlier::id).thenComparing(Comparator.comparingDouble((Outlier outlier) -> Math.abs(outlier.z())).reversed()));
		return outliers;
	}

	private static void find(List<Row> group, Sense sense, List<Outlier> to) {
		List<Row> known = group.stream().filter(row -> row.measures().has(sense.measure())).toList();
		if (known.size() < LEAST_GROUP) return;
		double[] values = known.stream().mapToDouble(row -> row.measures().get(sense.measure())).toArray();
		double median = Robust.median(values), spread = Math.max(Robust.spread(values, median), LEAST_SPREAD * Math.abs(median));
		if (!(spread > 0)) return;
		for (int i = 0; i < values.length; i++) {
			double z = (values[i] - median) / spread;
			if (Math.abs(z) < LIMIT || sense.worse() * z < 0) continue;
			to.add(new Outlier(known.get(i).id(), sense.measure(), values[i], values.length, median, z, String.format(Locale.ROOT, "The series is %s than %d others of the same scanner model and protocol: %s is %.4g where their median is %.4g (robust z %.1f)",
				sense.than(), values.length - 1, sense.measure().key(), values[i], median, z)));
		}
	}
}
