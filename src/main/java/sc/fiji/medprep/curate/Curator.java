package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.OutputException;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.report.Section;
import sc.fiji.medprep.standard.Dictionary;

/**
 * Holds the files of a set against each other and tells what does not fit: identifiers that two things share, attributes that
 * disagree, slices that are missing, images that are there twice, references that lead nowhere. What is known of the files is
 * kept in an index in the private folder, so a later run reads only what has changed. Nothing is written but the report.
 */
public final class Curator {
	private static final String COMMAND = "curate";

	private final CurateOptions options;

	public Curator(CurateOptions options) {
		this.options = options;
	}

	/**
	 * Looks at the input and writes the report folder.
	 *
	 * @throws BatchConfigurationException if the run cannot start; the message is one sentence
	 * @throws IOException if the report or the index cannot be written any more
	 */
	public RunReport run(Progress progress) throws BatchConfigurationException, IOException {
		Splits splits = Splits.read(options.splits());
		Batch batch = new Batch(options.batch());
		SortedMap<String, String> settings = new TreeMap<>();
		settings.put("pixels", String.valueOf(options.pixels()));
		settings.put("splits", splits.fingerprint());
		try (Index index = Index.open(batch.privateFile(Index.NAME))) {
			RuleBook rules = RuleBook.of(Curator.class);
			BatchResult result = batch.run(new CurateStep(options, splits, index, rules), COMMAND, settings, progress);
			List<Section> sections = result.isCanceled() ? List.of() : describe(batch, result, index, rules, !splits.isEmpty());
			SortedMap<String, String> tables = new TreeMap<>();
			tables.put("attributes", Dictionary.instance().edition());
			return RunReport.write(result, tables, sections, rules);
		}
	}

	/** Writes what is about the set as a whole. */
	private List<Section> describe(Batch batch, BatchResult result, Index index, RuleBook rules, boolean splits) throws IOException {
		try {
			Files.createDirectories(result.options().report());
			DatasetFacts facts = new DatasetFacts(index);
			ShownValues shown = new ShownValues(index);
			SeriesList series = new SeriesList(index, rules, shown);
			series.write(facts, result.options().report().resolve("series.csv"));
			Manifest.write(batch, result);
			DatasetReport report = new DatasetReport(facts, shown, splits);
			report.write(result.options().report().resolve("dataset.json"), result.software());
			List<Section> sections = new ArrayList<>(report.sections());
			if (splits) sections.add(new Section("What leaks between splits", new SplitLeaks(index, shown).blocks()));
			if (options.pixels()) sections.add(new QualityOverview(index, shown).section());
			sections.add(series.section(options.pixels() ? result.options().privateFolder() : null));
			return sections;
		}
		catch (FileSystemException e) {
			// its message is a path
			throw new OutputException("The report", e);
		}
	}
}
