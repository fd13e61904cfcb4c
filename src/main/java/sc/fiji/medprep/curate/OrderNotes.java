package sc.fiji.medprep.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.image.StoredVolume;

/**
 * What numbers the slices of a series, held against where they lie: Instance Number (0020,0013), Acquisition Number (0020,0012),
 * Slice Location (0020,1041), and Rescale Slope and Intercept, which should be one for a volume.
 */
final class OrderNotes {
	/** In millimetres, and as a share of the length of the volume. */
	private static final double SAME_LOCATION = 0.1, SAME_RELATIVE = 2e-3;
	private static final String INSTANCE = "(0020,0013)", ACQUISITION = "(0020,0012)", LOCATION = "(0020,1041)", RESCALE = "(0028,1053)";

	private final Map<Integer, InstanceFacts> facts;
	private final List<Note> notes = new ArrayList<>();
	/** Rules that were broken in the series: of its volumes the first is told. */
	private final Set<String> told = new HashSet<>();

	private OrderNotes(Map<Integer, InstanceFacts> facts) {
		this.facts = facts;
	}

	/** @param facts of single planes, by item */
	static List<Note> of(List<ImageSeries> all, Map<Integer, InstanceFacts> facts) {
		OrderNotes notes = new OrderNotes(facts);
		notes.numbers();
		for (ImageSeries series : all) {
			notes.told.clear();
			for (StoredVolume volume : series.volumes()) {
				int depth = volume.shape().depth();
				for (int first = 0; first < volume.sources().size(); first += depth) notes.row(volume.sources().subList(first, first + depth));
			}
		}
		return notes.notes;
	}

	/** Instance numbers that stand twice, and gaps between them. */
	private void numbers() {
		TreeMap<Integer, List<Integer>> items = new TreeMap<>();
		for (InstanceFacts of : facts.values()) if (of.instance().isPresent()) items.computeIfAbsent(of.instance().getAsInt(), n -> new ArrayList<>()).add(of.item());
		for (List<Integer> same : items.values()) if (same.size() > 1) notes.add(new Note("set.order.instance_number_twice", INSTANCE, "The Instance Number stands twice in the series", same));
		int before = 0, missing = 0, gaps = 0;
		List<Integer> beside = List.of();
		for (var number : items.entrySet()) {
			long skipped = before == 0 ? 0 : (long) number.getKey() - items.lowerKey(number.getKey()) - 1;
			if (skipped > 0) {
				missing += (int) Math.min(skipped, Integer.MAX_VALUE - missing);
				if (gaps++ == 0) beside = List.of(items.lowerEntry(number.getKey()).getValue().get(0), number.getValue().get(0));
			}
			before++;
		}
		// numbers that were given out sparsely tell nothing
		if (missing > 0 && missing < items.size()) notes.add(new Note("set.order.instance_number_gap", INSTANCE, "Instance Numbers leave out " + missing + ", the first between these items", beside));
	}

	/** The slices of a volume in the order of their positions. */
	private void row(List<SliceSource> planes) {
		List<InstanceFacts> row = new ArrayList<>();
		for (SliceSource plane : planes) {
			InstanceFacts of = plane == SliceSource.NONE ? null : facts.get(plane.file());
			if (of == null || of.plane() == null) {
				if (plane == SliceSource.NONE) continue;
				return;
			}
			row.add(of);
		}
		if (row.size() < 2) return;
		instances(row);
		locations(row);
		differing(row, of -> List.of(of.slope(), of.intercept()), row.get(0).positron() ? "" : "set.geometry.rescale", RESCALE, "Rescale Slope or Intercept is another than in most slices of the volume");
		long acquisitions = row.stream().map(InstanceFacts::acquisition).distinct().count();
		if (acquisitions > 1) tell("set.order.acquisition_number", ACQUISITION, "The slices of a volume have " + acquisitions + " different Acquisition Numbers", List.of(row.get(0).item()));
	}

	private void tell(String rule, String tag, String message, List<Integer> items) {
		if (told.add(rule)) notes.add(new Note(rule, tag, message, items));
	}

	private void instances(List<InstanceFacts> row) {
		if (!row.stream().allMatch(of -> of.instance().isPresent())) return;
		int ups = 0, downs = 0;
		for (int i = 1; i < row.size(); i++) {
			int step = Integer.compare(row.get(i).instance().getAsInt(), row.get(i - 1).instance().getAsInt());
			if (step > 0) ups++;
			if (step < 0) downs++;
		}
		if (ups == 0 || downs == 0) return;
		int wrong = Math.min(ups, downs) > 0 && ups >= downs ? -1 : 1;
		List<Integer> turns = new ArrayList<>();
		for (int i = 1; i < row.size(); i++) if (Integer.compare(row.get(i).instance().getAsInt(), row.get(i - 1).instance().getAsInt()) == wrong) turns.add(row.get(i).item());
		tell("set.order.instance_number", INSTANCE, "Instance Numbers do not follow the positions of the slices; they turn " + turns.size() + (turns.size() == 1 ? " time" : " times"), turns);
	}

	/** Slice Location counts along the normal or along the table, from anywhere, in either direction. */
	private void locations(List<InstanceFacts> row) {
		if (!row.stream().allMatch(of -> of.location().isPresent() && Double.isFinite(of.location().getAsDouble()))) return;
		double[] normal = row.get(0).plane().normal();
		double length = Math.abs(along(row.get(row.size() - 1), normal) - along(row.get(0), normal)), tolerance = SAME_LOCATION + SAME_RELATIVE * length;
		List<Integer> least = null;
		for (double[] direction : new double[][] {normal, {0, 0, 1}, {0, 1, 0}, {1, 0, 0}})
			for (int sign = -1; sign <= 1; sign += 2) {
				List<Integer> off = off(row, direction, sign, tolerance);
				if (least == null || off.size() < least.size()) least = off;
			}
		if (!least.isEmpty()) tell("set.order.slice_location", LOCATION, "Slice Location contradicts the position of the slice", least);
	}

	/** The slices whose difference of location and place is not that of most. */
	private static List<Integer> off(List<InstanceFacts> row, double[] direction, int sign, double tolerance) {
		double[] rest = row.stream().mapToDouble(of -> of.location().getAsDouble() - sign * along(of, direction)).toArray();
		double[] sorted = rest.clone();
		Arrays.sort(sorted);
		double median = sorted[sorted.length / 2];
		List<Integer> off = new ArrayList<>();
		for (int i = 0; i < rest.length; i++) if (Math.abs(rest[i] - median) > tolerance) off.add(row.get(i).item());
		return off;
	}

	private static double along(InstanceFacts of, double[] direction) {
		double[] at = of.plane().position();
		return at[0] * direction[0] + at[1] * direction[1] + at[2] * direction[2];
	}

	private void differing(List<InstanceFacts> row, Function<InstanceFacts, Object> value, String rule, String tag, String message) {
		if (rule.isEmpty()) return;
		Map<Object, List<Integer>> items = new HashMap<>();
		for (InstanceFacts of : row) items.computeIfAbsent(value.apply(of), v -> new ArrayList<>()).add(of.item());
		if (items.size() < 2) return;
		Set<Integer> most = Set.copyOf(items.values().stream().max(Comparator.comparingInt((List<Integer> same) -> same.size()).thenComparing(same -> -same.get(0))).orElseThrow());
		tell(rule, tag, message, row.stream().map(InstanceFacts::item).filter(item -> !most.contains(item)).toList());
	}
}
