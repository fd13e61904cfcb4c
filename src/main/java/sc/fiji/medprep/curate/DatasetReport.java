package sc.fiji.medprep.curate;

import static sc.fiji.medprep.curate.DatasetFacts.Field.AGE;
import static sc.fiji.medprep.curate.DatasetFacts.Field.BODY_PART;
import static sc.fiji.medprep.curate.DatasetFacts.Field.FIELD_STRENGTH;
import static sc.fiji.medprep.curate.DatasetFacts.Field.KVP;
import static sc.fiji.medprep.curate.DatasetFacts.Field.MANUFACTURER;
import static sc.fiji.medprep.curate.DatasetFacts.Field.MODALITY;
import static sc.fiji.medprep.curate.DatasetFacts.Field.MODEL;
import static sc.fiji.medprep.curate.DatasetFacts.Field.SEX;
import static sc.fiji.medprep.curate.DatasetFacts.Field.SPLIT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.curate.DatasetFacts.Count;
import sc.fiji.medprep.curate.DatasetFacts.Field;
import sc.fiji.medprep.report.Block;
import sc.fiji.medprep.report.Section;
import sc.fiji.medprep.report.WholeFile;

/**
 * What the report page says of a set as a whole: how much there is, who and what is in it, and how much of that is not stated.
 * People are counted, never listed; series are called by number.
 */
final class DatasetReport {
	/** Counts below this may point to single people (as in most rules for public statistics). */
	private static final int FEW = 5;
	/** Modalities that have these settings at all. */
	private static final Set<String> WITH_FIELD = Set.of("MR"), WITH_TUBE = Set.of("CT", "CR", "DX", "MG", "XA", "RF", "PX", "IO", "RG");

	/** Version of {@code dataset.json}; see docs/formats.md. */
	static final int VERSION = 1;

	private final DatasetFacts facts;
	private final ShownValues shown;
	private final DatasetFacts.Totals totals;
	private final List<Block.Bar> stated;
	private final List<CrossTable> people, equipment, splits;

	/** @param hasSplits whether a table of splits was given */
	DatasetReport(DatasetFacts facts, ShownValues shown, boolean hasSplits) throws IOException {
		this.facts = facts;
		this.shown = shown;
		totals = facts.totals();
		stated = stated();
		people = people();
		equipment = equipment();
		splits = hasSplits ? splits() : List.of();
	}

	List<Section> sections() {
		List<Section> sections = new ArrayList<>();
		sections.add(new Section("The dataset", size(), new Block.Bars("What is stated, in percent of series", List.of("stated", CrossTable.MISSING), stated, true)));
		sections.add(new Section("Who is in it", blocks("Patients are counted, each once.", people)));
		sections.add(new Section("What it was made with", blocks("Series are counted. Values of which MedPrep cannot be sure that they name no person are called \"" + ShownValues.OTHER + "\".", equipment)));
		if (!splits.isEmpty()) sections.add(new Section("How it is split", blocks("Patients are counted as the table of splits divides them. A patient in two splits is a finding and is counted as \"" + DatasetFacts.SEVERAL + "\".", splits)));
		return sections;
	}

	/** Writes the same for programs. */
	void write(Path json, String software) throws IOException {
		try (WholeFile file = new WholeFile(json)) {
			JsonWriter out = new JsonWriter(file.out());
			out.setIndent("  ");
			out.beginObject().name("format").value("medprep-dataset").name("version").value(VERSION).name("software").value(software);
			out.name("patients").value(totals.patients()).name("studies").value(totals.studies()).name("series").value(totals.series()).name("files").value(totals.files()).name("frames").value(totals.frames());
			out.name("stated").beginArray();
			for (Block.Bar bar : stated) out.beginObject().name("title").value(bar.label()).name("stated").value(bar.counts().get(0)).name("missing").value(bar.counts().get(1)).endObject();
			out.endArray();
			tables(out, "of_patients", people);
			tables(out, "of_series", equipment);
			tables(out, "of_splits", splits);
			out.endObject().flush();
			file.out().write('\n');
			file.finish();
		}
	}

	private static void tables(JsonWriter out, String name, List<CrossTable> tables) throws IOException {
		out.name(name).beginArray();
		for (CrossTable table : tables) table.write(out);
		out.endArray();
	}

	private Block size() {
		return Block.Table.ofText(List.of("Patients", "Studies", "Series", "Files", "Frames"),
			List.of(List.of(text(totals.patients()), text(totals.studies()), text(totals.series()), text(totals.files()), text(totals.frames()))));
	}

	private static String text(long number) {
		return String.valueOf(number);
	}

	/** How much of what one would count by is not there. */
	private List<Block.Bar> stated() throws IOException {
		List<Block.Bar> bars = new ArrayList<>();
		for (Field field : List.of(SEX, AGE)) bars.add(stated(field.title() + " (of patients)", facts.patients(field)));
		for (Field field : List.of(MODALITY, BODY_PART, MANUFACTURER, MODEL)) bars.add(stated(field.title(), facts.series(field)));
		bars.add(stated(FIELD_STRENGTH.title() + " (of MR)", only(WITH_FIELD, facts.series(FIELD_STRENGTH, MODALITY))));
		bars.add(stated(KVP.title() + " (of X-ray)", only(WITH_TUBE, facts.series(KVP, MODALITY))));
		return bars.stream().filter(bar -> bar.counts().stream().anyMatch(count -> count > 0)).toList();
	}

	private static Block.Bar stated(String label, List<Count> counts) {
		long stated = 0, missing = 0;
		for (Count count : counts) {
			if (count.values().get(0).equals(DatasetFacts.MISSING)) missing += count.count();
			else stated += count.count();
		}
		return Block.Bar.of(label, stated, missing);
	}

	/** Counts by two fields of which the second is a modality that has the first. */
	private static List<Count> only(Set<String> modalities, List<Count> counts) {
		return counts.stream().filter(count -> modalities.contains(count.values().get(1))).toList();
	}

	private List<CrossTable> people() throws IOException {
		List<CrossTable> tables = new ArrayList<>();
		tables.add(patients("Age and sex", AGE, SEX));
		tables.add(patients("Manufacturer and sex", MANUFACTURER, SEX));
		tables.add(patients("Age and manufacturer", AGE, MANUFACTURER));
		return tables;
	}

	private List<CrossTable> equipment() throws IOException {
		List<CrossTable> tables = new ArrayList<>();
		tables.add(table("Body part and modality", facts.series(BODY_PART, MODALITY), false));
		tables.add(table("Manufacturer and modality", facts.series(MANUFACTURER, MODALITY), false));
		tables.add(table("Model and modality", facts.series(MODEL, MODALITY), false));
		if (facts.series(MODALITY).stream().anyMatch(count -> WITH_FIELD.contains(count.values().get(0))))
			tables.add(table("Field strength in T and manufacturer, MR only", withoutModality(only(WITH_FIELD, facts.series(FIELD_STRENGTH, MODALITY, MANUFACTURER))), true));
		if (facts.series(MODALITY).stream().anyMatch(count -> WITH_TUBE.contains(count.values().get(0)))) tables.add(table("Tube voltage in kV and modality, X-ray only", only(WITH_TUBE, facts.series(KVP, MODALITY)), true));
		return tables;
	}

	/** Without the modality, by which they were chosen. */
	private static List<Count> withoutModality(List<Count> counts) {
		return counts.stream().map(count -> new Count(List.of(count.values().get(0), count.values().get(2)), count.count())).toList();
	}

	private List<CrossTable> splits() throws IOException {
		return List.of(patients("Split and sex", SPLIT, SEX), patients("Split and age", SPLIT, AGE), patients("Split and manufacturer", SPLIT, MANUFACTURER));
	}

	private CrossTable patients(String title, Field rows, Field parts) throws IOException {
		return table(title, facts.patients(rows, parts), rows == AGE);
	}

	private CrossTable table(String title, List<Count> counts, boolean ordered) throws IOException {
		return new CrossTable(title, counts, shown, ordered);
	}

	private static List<Block> blocks(String about, List<CrossTable> tables) {
		List<Block> blocks = new ArrayList<>();
		long small = tables.stream().mapToLong(table -> table.small(FEW)).sum();
		blocks.add(new Block.Paragraph(about + (small == 0 ? "" : String.format(Locale.ROOT, " %,d of the numbers are below %d: with other knowledge they may point to single people, so look at them before this report leaves your house.", small, FEW))));
		for (CrossTable table : tables) blocks.addAll(table.blocks());
		return blocks;
	}
}
