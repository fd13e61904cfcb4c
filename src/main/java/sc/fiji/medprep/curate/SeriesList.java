package sc.fiji.medprep.curate;

import static sc.fiji.medprep.curate.DatasetFacts.Field.BODY_PART;
import static sc.fiji.medprep.curate.DatasetFacts.Field.FIELD_STRENGTH;
import static sc.fiji.medprep.curate.DatasetFacts.Field.KVP;
import static sc.fiji.medprep.curate.DatasetFacts.Field.MANUFACTURER;
import static sc.fiji.medprep.curate.DatasetFacts.Field.MODALITY;
import static sc.fiji.medprep.curate.DatasetFacts.Field.MODEL;
import static sc.fiji.medprep.curate.DatasetFacts.Field.SPLIT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import sc.fiji.medprep.batch.CsvWriter;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.curate.DatasetFacts.Field;
import sc.fiji.medprep.image.render.Picture;
import sc.fiji.medprep.report.Block;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.report.Section;
import sc.fiji.medprep.report.WholeFile;

/**
 * The series of the set, each by its number: all of them in {@code series.csv}, the first with small pictures in the report. Sex
 * and age stand at no series: with the rest of a line they could point to somebody.
 */
final class SeriesList {
	private static final int SHOWN = 100;
	private static final Field[] FIELDS = {MODALITY, BODY_PART, MANUFACTURER, MODEL, FIELD_STRENGTH, KVP, SPLIT};
	private static final String FAMILY = "(SELECT family FROM file WHERE item = ? ORDER BY id LIMIT 1)";

	/** @param middle the item whose picture stands for all */
	private record Line(DatasetFacts.Series series, List<String> values, String size, String spacing, long volumes, long errors, long warnings, int middle) {}

	private final Index index;
	private final RuleBook rules;
	private final ShownValues shown;
	private final List<Line> first = new ArrayList<>();
	private long count;

	SeriesList(Index index, RuleBook rules, ShownValues shown) {
		this.index = index;
		this.rules = rules;
		this.shown = shown;
	}

	/** Writes all series into a table of the report folder. */
	void write(DatasetFacts facts, Path csv) throws IOException {
		try (WholeFile file = new WholeFile(csv)) {
			CsvWriter out = new CsvWriter(file.out());
			out.row(Stream.concat(Stream.concat(Stream.of("series", "item", "files", "frames"), Stream.of(FIELDS).map(field -> field.name().toLowerCase(Locale.ROOT))),
				Stream.of("volumes", "size", "spacing", "errors", "warnings")).toArray());
			facts.forEach(series -> {
				Line line = line(series);
				if (first.size() < SHOWN) first.add(line);
				count++;
				out.row(Stream.concat(Stream.concat(Stream.of(series.number(), series.item(), series.files(), series.frames()), line.values.stream()),
					Stream.of(line.volumes, line.size, line.spacing, line.errors, line.warnings)).toArray());
			});
			file.finish();
		}
	}

	private Line line(DatasetFacts.Series series) throws IOException {
		List<String> values = new ArrayList<>();
		for (Field field : FIELDS) values.add(shown.of(series.value(field)));
		String[] volume = {"", ""};
		long[] found = new long[Severity.values().length], volumes = {0};
		index.each("SELECT size, spacing, number FROM volume WHERE family = " + FAMILY + " ORDER BY number", row -> {
			if (volumes[0] == 0) volume[0] = row.getString(1);
			if (volumes[0] == 0) volume[1] = row.getString(2);
			volumes[0] = row.getLong(3);
		}, series.item());
		index.each("SELECT rule, count(*) FROM found WHERE item IN (SELECT item FROM file WHERE family = " + FAMILY + ") GROUP BY rule",
			row -> found[rules.get(row.getString(1)).severity().ordinal()] += row.getLong(2), series.item());
		int middle = (int) index.number("SELECT item FROM file WHERE family = " + FAMILY + " ORDER BY item LIMIT 1 OFFSET ?", series.item(), series.files() / 2);
		return new Line(series, values, volume[0], volume[1], volumes[0], found[Severity.ERROR.ordinal()], found[Severity.WARNING.ordinal()], middle);
	}

	/**
	 * The first series as a table.
	 *
	 * @param privateFolder tells where the files are; null for no pictures
	 */
	Section section(Path privateFolder) throws IOException {
		Thumbnails thumbnails = privateFolder == null ? null : new Thumbnails(privateFolder, first.stream().map(Line::middle).toList());
		List<List<Block.Cell>> rows = new ArrayList<>();
		for (Line line : first) rows.add(cells(line, thumbnails == null ? Optional.empty() : thumbnails.of(line.middle)));
		List<Block> blocks = new ArrayList<>();
		blocks.add(new Block.Paragraph((count > SHOWN ? String.format(Locale.ROOT, "The first %,d of %,d series; all are in series.csv.", SHOWN, count) : "All of them, as in series.csv.")
			+ (thumbnails == null ? "" : " Pictures are those of CT, MR and PET sections only: others may show a name.")));
		blocks.add(new Block.Table(List.of("", "Series", "What", "Files", "Size and spacing", "Made with", "Errors", "Warnings"), rows));
		return new Section("Series", blocks);
	}

	private static List<Block.Cell> cells(Line line, Optional<Picture> picture) {
		DatasetFacts.Series series = line.series;
		String what = joined(" ", line.values.get(0), line.values.get(1)), made = joined(" ", line.values.get(2), line.values.get(3)), strength = unit(line.values.get(4), "T"), tube = unit(line.values.get(5), "kV");
		Block.Cell image = picture.isPresent() ? Block.Image.of(picture.get(), "series " + series.number()) : new Block.Text("");
		String size = joined("; ", line.size, unit(line.spacing, "mm"), line.volumes > 1 ? String.format(Locale.ROOT, "%,d volumes", line.volumes) : "");
		return List.of(image, new Block.Text(String.valueOf(series.number())), new Block.Text(joined("; ", what, line.values.get(6).isEmpty() ? "" : "split " + line.values.get(6))), new Block.Text(String.valueOf(series.files())),
			new Block.Text(size), new Block.Text(joined("; ", made, strength, tube)), new Block.Text(String.valueOf(line.errors)), new Block.Text(String.valueOf(line.warnings)));
	}

	private static String unit(String value, String unit) {
		return value.isEmpty() || value.equals(DatasetFacts.SEVERAL) || value.equals(ShownValues.OTHER) ? "" : value + " " + unit;
	}

	private static String joined(String separator, String... words) {
		return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(separator));
	}
}
