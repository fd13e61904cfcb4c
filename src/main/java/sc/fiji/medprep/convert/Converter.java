package sc.fiji.medprep.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;

/**
 * Converts DICOM series to NIfTI with sidecars in JSON, flat or as a BIDS dataset. Names of files and tables tell nobody's
 * identity: subjects have their Patient ID only where the files say that the identity was removed, else numbers, and who is
 * which stands in the private folder.
 */
public final class Converter {
	private static final String COMMAND = "convert", SUBJECTS = "subjects.csv";

	private final ConvertOptions options;

	public Converter(ConvertOptions options) {
		this.options = options;
	}

	/**
	 * Converts the input into the output folder and writes the report folder.
	 *
	 * @throws BatchConfigurationException if the run cannot start; the message is one sentence
	 * @throws IOException if the output or the report cannot be written any more
	 */
	public RunReport run(Progress progress) throws BatchConfigurationException, IOException {
		if (options.mapping() != null && options.layout() != ConvertOptions.Layout.BIDS) throw new BatchConfigurationException("A mapping is for layout=bids; give that too, or leave the mapping out.");
		BidsMapping mapping = options.mapping() == null ? BidsMapping.NONE : BidsMapping.read(options.mapping());
		Batch batch = new Batch(options.batch());
		Path secret = batch.createPrivateFolder();
		SortedMap<String, String> settings = new TreeMap<>();
		settings.put("layout", word(options.layout()));
		settings.put("on_finding", word(options.onFinding()));
		settings.put("tilt", word(options.tilt()));
		settings.put("free_text", String.valueOf(options.freeText()));
		settings.put("mapping", mapping.fingerprint());
		BatchResult result = batch.run(new ConvertStep(options, mapping, secret.resolve(SUBJECTS)), COMMAND, settings, progress);
		SortedMap<String, String> tables = new TreeMap<>();
		tables.put("attributes", Dictionary.instance().edition());
		return RunReport.write(result, tables, List.of());
	}

	private static String word(Enum<?> choice) {
		return choice.name().toLowerCase(Locale.ROOT);
	}
}
