package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.report.Block;

/** Counts by two fields, as a chart and as a table. What comes late in a long list is added up. */
final class CrossTable {
	static final String MISSING = "missing", OTHERS = "others";
	private static final int MOST_ROWS = 14, MOST_PARTS = 7;

	private final String title;
	private final List<String> rows, parts;
	private final Map<String, Map<String, Long>> counts = new LinkedHashMap<>();

	/**
	 * @param counts of two values each
	 * @param ordered whether the rows are a scale, to be sorted as such; else the most frequent is first
	 */
	CrossTable(String title, List<DatasetFacts.Count> counts, ShownValues shown, boolean ordered) throws IOException {
		this.title = title;
		List<DatasetFacts.Count> named = new ArrayList<>();
		for (DatasetFacts.Count count : counts) named.add(new DatasetFacts.Count(List.of(name(count.values().get(0), shown), name(count.values().get(1), shown)), count.count()));
		rows = names(named, 0, ordered, MOST_ROWS);
		parts = names(named, 1, false, MOST_PARTS);
		for (DatasetFacts.Count count : named) {
			String row = rows.contains(count.values().get(0)) ? count.values().get(0) : OTHERS, part = parts.contains(count.values().get(1)) ? count.values().get(1) : OTHERS;
			this.counts.computeIfAbsent(row, r -> new LinkedHashMap<>()).merge(part, count.count(), Long::sum);
		}
	}

	private static String name(String value, ShownValues shown) throws IOException {
		return value.equals(DatasetFacts.MISSING) ? MISSING : shown.of(value);
	}

	/** The names of an axis, that of what has no value last. */
	private static List<String> names(List<DatasetFacts.Count> counts, int axis, boolean ordered, int most) {
		Map<String, Long> sums = new LinkedHashMap<>();
		for (DatasetFacts.Count count : counts) sums.merge(count.values().get(axis), count.count(), Long::sum);
		List<String> names = sums.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).map(Map.Entry::getKey)
			.filter(name -> !name.equals(MISSING)).collect(Collectors.toCollection(ArrayList::new));
		boolean cut = names.size() > most;
		if (cut) names = new ArrayList<>(names.subList(0, most - 1));
		if (ordered) names.sort(Comparator.comparingDouble(CrossTable::number).thenComparing(Comparator.naturalOrder()));
		if (cut) names.add(OTHERS);
		if (sums.containsKey(MISSING)) names.add(MISSING);
		return names;
	}

	/** The first number of a name such as "40-49"; what has none comes last. */
	private static double number(String name) {
		String digits = name.replaceFirst("^(\\d+(?:\\.\\d+)?).*", "$1");
		return digits.matches("[\\d.]+") ? Double.parseDouble(digits) : Double.MAX_VALUE;
	}

	private long count(String row, String part) {
		return counts.getOrDefault(row, Map.of()).getOrDefault(part, 0L);
	}

	/** How many of the counts are so small that they may point to somebody. */
	long small(long least) {
		return counts.values().stream().flatMap(row -> row.values().stream()).filter(count -> count > 0 && count < least).count();
	}

	void write(JsonWriter out) throws IOException {
		out.beginObject().name("title").value(title);
		names(out, "rows", rows);
		names(out, "columns", parts);
		out.name("counts").beginArray();
		for (String row : rows) {
			out.beginArray();
			for (String part : parts) out.value(count(row, part));
			out.endArray();
		}
		out.endArray().endObject();
	}

	private static void names(JsonWriter out, String name, List<String> names) throws IOException {
		out.name(name).beginArray();
		for (String each : names) out.value(each);
		out.endArray();
	}

	List<Block> blocks() {
		List<Block.Bar> bars = rows.stream().map(row -> new Block.Bar(row, parts.stream().map(part -> count(row, part)).toList())).toList();
		List<String> columns = new ArrayList<>(List.of(""));
		columns.addAll(parts);
		List<List<String>> cells = new ArrayList<>();
		for (String row : rows) {
			List<String> line = new ArrayList<>(List.of(row));
			for (String part : parts) line.add(String.valueOf(count(row, part)));
			cells.add(line);
		}
		return List.of(new Block.Bars(title, parts, bars), new Block.Details(title + ", in numbers", List.of(Block.Table.ofText(columns, cells))));
	}
}
