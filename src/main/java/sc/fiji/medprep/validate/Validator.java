package sc.fiji.medprep.validate;

import java.io.IOException;
import java.time.LocalDate;
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
 * Holds DICOM files against the standard, one by one: encoding, values, modules and what cannot be true. Nothing is changed; what
 * breaks the standard is a finding of level error.
 */
public final class Validator {
	private static final String COMMAND = "validate";

	private final ValidateOptions options;

	public Validator(ValidateOptions options) {
		this.options = options;
	}

	/**
	 * Looks at all files and writes the report folder.
	 *
	 * @throws BatchConfigurationException if the run cannot start; the message is one sentence
	 * @throws IOException if the report cannot be written any more
	 */
	public RunReport run(Progress progress) throws BatchConfigurationException, IOException {
		SortedMap<String, String> settings = new TreeMap<>();
		settings.put("pixels", String.valueOf(options.pixels()));
		settings.put("strict", String.valueOf(options.strict()));
		ValidateStep step = new ValidateStep(FileChecks.all(LocalDate.now(), options.pixels()), options.strict());
		BatchResult result = new Batch(options.batch()).run(step, COMMAND, settings, progress);
		SortedMap<String, String> tables = new TreeMap<>();
		tables.put("attributes", Dictionary.instance().edition());
		tables.put("iods", Iods.instance().edition());
		return RunReport.write(result, tables, List.of(CoverageSection.of(result)), RuleBook.of(Validator.class));
	}
}
