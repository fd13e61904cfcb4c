package sc.fiji.medprep.deidentify.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.IdMapping;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iods;

/**
 * Verifies de-identified DICOM files, whichever tool made them: values of the originals that are left in their bytes or names,
 * rows of PS3.15 table E.1-1 left undone, claims without a deed, references that lead nowhere. Nothing is changed; a leak is a
 * finding of level error.
 */
public final class Verifier {
	private static final String COMMAND = "verify_deidentification";

	private final VerifyOptions options;

	public Verifier(VerifyOptions options) {
		this.options = options;
	}

	/**
	 * Looks at all results and writes the report folder.
	 *
	 * @throws BatchConfigurationException if the run cannot start; the message is one sentence
	 * @throws IOException if the report cannot be written any more
	 */
	public RunReport run(Progress progress) throws BatchConfigurationException, IOException {
		checkApart();
		IdMapping uids = mapping(options.uidMapping(), "UID mapping"), patients = mapping(options.patientMapping(), "patient mapping");
		Originals originals = new Originals(options.originals() == null ? null : options.originals().toAbsolutePath().normalize(), uids);
		SortedMap<String, String> settings = new TreeMap<>();
		settings.put("originals", originals.fingerprint());
		settings.put("uid_mapping", uids.fingerprint());
		settings.put("patient_mapping", patients.fingerprint());
		BatchResult result = new Batch(options.batch()).run(new VerifyStep(originals, uids, patients), COMMAND, settings, progress);
		return RunReport.write(result, tables(), List.of());
	}

	/** A result that is found among the originals would be compared with itself. */
	private void checkApart() throws IOException {
		if (options.originals() == null || !Files.exists(options.originals()) || !Files.exists(options.results())) return;
		Path results = options.results().toRealPath(), originals = options.originals().toRealPath();
		if (results.startsWith(originals) || originals.startsWith(results))
			throw new BatchConfigurationException("The originals and the de-identified files lie in one another; give each a folder of its own.");
	}

	private static IdMapping mapping(Path table, String what) throws IOException {
		return table == null ? IdMapping.NONE : IdMapping.read(table, what);
	}

	private static SortedMap<String, String> tables() {
		SortedMap<String, String> tables = new TreeMap<>();
		tables.put("attributes", Dictionary.instance().edition());
		tables.put("confidentiality", ConfidentialityTable.instance().edition());
		tables.put("iods", Iods.instance().edition());
		return tables;
	}
}
