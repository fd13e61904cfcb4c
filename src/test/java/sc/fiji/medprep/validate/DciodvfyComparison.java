package sc.fiji.medprep.validate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.batch.CsvReader;

/**
 * Holds what {@code validate} found against {@code dciodvfy -new}, finding by finding: by file, path of tags without numbers of items,
 * and kind. Arguments: a report folder, then a folder for lists of what only one of them found. Prints rows of a Markdown table.
 */
public final class DciodvfyComparison {
	/** Kinds of what dciodvfy says, by the words that tell it; the first that fits counts. */
	private static final String[][] KINDS = {
		{"missing", "Missing attribute for Type"}, {"empty", "Empty attribute (no value)"}, {"empty", "A value is required"}, {"unneeded", "Attribute present when condition unsatisfied"}, {"unneeded", "Shall not be present"},
		{"enumerated", "Unrecognized enumerated value"}, {"meta", "MediaStorage"}, {"meta", "FileMetaInformation"}, {"multiplicity", "Multiplicity"}, {"multiplicity", "multiplicity"}, {"value", "Value invalid for this VR"}, {"value", "Value dubious"},
		{"uid", "UID"}, {"encoding", "read failed"}, {"encoding", "Tags out of order"}, {"encoding", "Value Representation"}, {"encoding", "value representation"}, {"encoding", "Bad Value Length"}, {"private", "rivate"}};
	private static final Pattern TAG = Pattern.compile("\\(([0-9a-f]{4}),([0-9a-f]{4})\\)");
	private static final String LATERALITY = "Laterality, left out of the sum";
	private static final int JUDGED = 100;

	private record Found(int item, String kind, String path, String text) {}

	private final List<Found> theirs = new ArrayList<>(), ours = new ArrayList<>();
	private final Set<String> warned = new HashSet<>();
	private int files, crashes, unknown, unread;

	public static void main(String... arguments) throws IOException, InterruptedException {
		Path report = Path.of(arguments[0]), lists = Path.of(arguments[1]);
		DciodvfyComparison comparison = new DciodvfyComparison();
		comparison.readOurs(report.resolve("findings.csv"));
		comparison.readTheirs(Path.of(report + "-private").resolve("paths.csv"));
		comparison.print(System.out, lists);
	}

	private void readOurs(Path table) throws IOException {
		List<CsvReader.Row> rows = CsvReader.read(Files.readAllBytes(table), "list of findings");
		for (CsvReader.Row row : rows.subList(1, rows.size())) {
			String rule = row.cell(2);
			ours.add(new Found(Integer.parseInt(row.cell(0)), kindOfRule(rule), path(row.cell(3)), row.cell(1) + " " + rule + " " + row.cell(3) + ": " + row.cell(4)));
		}
	}

	private static String kindOfRule(String rule) {
		if (rule.endsWith(".missing")) return "missing";
		if (rule.endsWith(".empty")) return "empty";
		if (rule.endsWith(".unneeded")) return "unneeded";
		return rule.equals("value.enumerated") ? "enumerated" : rule.equals("value.multiplicity") ? "multiplicity" : rule.substring(0, rule.indexOf('.'));
	}

	private static String path(String tags) {
		StringBuilder path = new StringBuilder();
		Matcher tag = TAG.matcher(tags.toLowerCase(Locale.ROOT));
		while (tag.find()) path.append(tag.group());
		return path.toString();
	}

	private void readTheirs(Path paths) throws IOException, InterruptedException {
		List<CsvReader.Row> rows = CsvReader.read(Files.readAllBytes(paths), "list of paths");
		for (CsvReader.Row row : rows.subList(1, rows.size())) {
			int item = Integer.parseInt(row.cell(0));
			List<Found> found = new ArrayList<>();
			Process process = new ProcessBuilder("dciodvfy", "-new", row.cell(1)).redirectErrorStream(true).start();
			boolean covered = true, read = true;
			try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
				for (String line = out.readLine(); line != null; line = out.readLine()) {
					if (line.contains("Information Object Not found")) covered = false;
					if (line.contains("dataset read failed")) read = false;
					if (line.startsWith("Warning - ")) warned.add(item + path(line.substring(0, Math.max(10, line.indexOf("> - ") + 1))));
					if (line.startsWith("Error - ")) found.add(new Found(item, kind(line), path(line.substring(0, Math.max(8, line.indexOf("> - ") + 1))), line));
				}
			}
			files++;
			if (process.waitFor() > 128) crashes++;
			else if (!covered) unknown++;
			else if (!read) unread++;
			else theirs.addAll(found);
		}
	}

	private static String kind(String line) {
		// It asks for one, or for none, without looking at the body part.
		if (line.contains("</Laterality(0020,0060)>") && !line.contains("invalid")) return LATERALITY;
		for (String[] kind : KINDS) {
			if (line.contains(kind[1])) return kind[0];
		}
		return "other";
	}

	private void print(PrintStream out, Path lists) throws IOException {
		Set<String> exact = new HashSet<>(), places = new HashSet<>();
		for (Found found : ours) {
			exact.add(found.item + found.kind + found.path);
			places.add(found.item + found.path);
		}
		Map<String, int[]> counts = new TreeMap<>();
		List<String> missed = new ArrayList<>();
		Set<String> seen = new HashSet<>(), toldByThem = new HashSet<>(warned);
		for (Found found : theirs) {
			toldByThem.add(found.item + found.path);
			// the same attribute may be wanted by several modules
			if (!seen.add(found.item + found.kind + found.path)) continue;
			int[] count = counts.computeIfAbsent(found.kind, kind -> new int[3]);
			count[0]++;
			if (exact.contains(found.item + found.kind + found.path)) count[1]++;
			else if (places.contains(found.item + found.path)) count[2]++;
			else if (!found.kind.equals(LATERALITY)) missed.add(found.item + "\t" + found.text);
		}
		out.println("| kind of error | dciodvfy | same place and kind | same place, other kind | not found |");
		out.println("|---|---:|---:|---:|---:|");
		int[] all = new int[3];
		counts.forEach((kind, count) -> {
			for (int i = 0; i < 3 && !kind.equals(LATERALITY); i++) all[i] += count[i];
			row(out, kind, count);
		});
		row(out, "**all**", all);
		out.printf(Locale.ROOT, "%n%d files; dciodvfy crashed on %d, knew no object of %d and could not read %d to the end. Of its errors on the others %.1f %% are found, %.1f %% at the same place with the same kind.%n", files, crashes, unknown, unread,
			100.0 * (all[1] + all[2]) / all[0], 100.0 * all[1] / all[0]);
		List<String> alone = new ArrayList<>();
		Map<String, Integer> rules = new TreeMap<>();
		for (Found found : ours) {
			if (found.text.startsWith("info") || toldByThem.contains(found.item + found.path)) continue;
			alone.add(found.item + "\t" + found.text);
			rules.merge(found.text.split(" ")[1], 1, Integer::sum);
		}
		out.printf(Locale.ROOT, "%d errors and warnings stand where dciodvfy has neither error nor warning.%n", alone.size());
		Files.write(lists.resolve("missed.txt"), missed);
		Files.write(lists.resolve("alone.txt"), alone);
		Collections.shuffle(alone, new Random(1));
		Files.write(lists.resolve("to-judge.txt"), alone.subList(0, Math.min(JUDGED, alone.size())));
		Files.write(lists.resolve("alone-by-rule.txt"), rules.entrySet().stream().map(rule -> rule.getValue() + "\t" + rule.getKey()).toList());
	}

	private static void row(PrintStream out, String kind, int[] count) {
		out.printf(Locale.ROOT, "| %s | %d | %d | %d | %d |%n", kind, count[0], count[1], count[2], count[0] - count[1] - count[2]);
	}
}
