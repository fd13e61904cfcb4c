package sc.fiji.medprep.curate.fix;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iods;

/**
 * Writes repaired copies of DICOM files, only of those that need one, and only where a repair is certain not to change what a
 * value means. Long values such as Pixel Data stay byte for byte. Each change is recorded in the private folder, so that
 * {@link Undoer} can write the originals again. A copy has the path of its original below the input folder; since paths
 * identify patients, the tables of the report do not tell it.
 */
public final class Repairer {
	private static final String COMMAND = "curate";

	private final RepairOptions options;

	public Repairer(RepairOptions options) {
		this.options = options;
	}

	/**
	 * Repairs all files, and writes the report folder and the changes file.
	 *
	 * @throws BatchConfigurationException if the run cannot start; the message is one sentence
	 * @throws IOException if an output, the report or the changes file cannot be written any more
	 */
	public RunReport run(Progress progress) throws BatchConfigurationException, IOException {
		Batch batch = new Batch(options.batch());
		SortedMap<String, String> settings = new TreeMap<>();
		settings.put("fix", Repair.words(EnumSet.copyOf(options.repairs())));
		BatchResult result = batch.run(new RepairStep(options.repairs()), COMMAND, settings, progress);
		Tally tally = ChangesFile.write(batch, result);
		SortedMap<String, String> tables = new TreeMap<>();
		tables.put("attributes", Dictionary.instance().edition());
		tables.put("iods", Iods.instance().edition());
		return RunReport.writeWithoutNames(result, tables, List.of(tally.section()), RuleBook.of(Repairer.class));
	}
}
