package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.deidentify.files.Context;
import sc.fiji.medprep.deidentify.subject.StudyKey;
import sc.fiji.medprep.deidentify.subject.SubjectList;
import sc.fiji.medprep.deidentify.subject.Subjects;
import sc.fiji.medprep.deidentify.text.TextCleaner;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.ConfidentialityTable;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iods;
import sc.fiji.medprep.standard.ProfileOption;
import sc.fiji.medprep.standard.SafePrivate;

/**
 * De-identifies DICOM files after the Basic Application Level Confidentiality Profile (PS3.15 annex E). Patient ID and name
 * become a pseudonym and UIDs become other UIDs, both by a study key, so that what belonged together still does.
 */
public final class Deidentifier {
	private static final String COMMAND = "deidentify";
	private static final String KEY_FILE = "study.key";

	private final DeidentifyOptions options;

	public Deidentifier(DeidentifyOptions options) {
		this.options = options;
	}

	/**
	 * De-identifies the input into the output folder and writes the report folder.
	 *
	 * @throws BatchConfigurationException if the run cannot start; the message is one sentence
	 * @throws IOException if the output or the report cannot be written any more
	 */
	public RunReport run(Progress progress) throws BatchConfigurationException, IOException {
		Batch batch = new Batch(options.batch());
		Path secret = batch.createPrivateFolder();
		StudyKey key = options.keyFile() == null ? StudyKey.readOrCreate(secret.resolve(KEY_FILE)) : StudyKey.read(options.keyFile());
		Profile profile = options.profile();
		SubjectList list = options.subjectList() == null ? null : SubjectList.read(options.subjectList());
		Subjects subjects = subjects(key, list, profile);
		SortedMap<String, String> settings = new TreeMap<>();
		settings.put("pixel_risk", options.pixelRisk().name().toLowerCase(Locale.ROOT));
		settings.put("subjects", list == null ? "none" : list.fingerprint(key));
		profile.putInto(settings);
		settings.put("key_fingerprint", key.fingerprint());
		DeidentifyStep step = new DeidentifyStep(key, subjects, options.recorder(), profile, options.pixelRisk(), method());
		BatchResult result = batch.run(step, COMMAND, settings, progress);
		return RunReport.write(result, tables(), Statement.sections(options, step.tally()));
	}

	/**
	 * What cleaning the header of a single image depends on.
	 *
	 * @param key null to leave out whatever would need one
	 */
	public static Context contextOfImage(Profile profile, StudyKey key) {
		return Descriptors.contextOfFiles(key, subjects(key, null, profile), new TextCleaner(profile.strictness()), profile, method());
	}

	private static Subjects subjects(StudyKey key, SubjectList list, Profile profile) {
		return new Subjects(key, list, profile.leastShift(), profile.mostShift(), profile.has(ProfileOption.RETAIN_MODIFIED_DATES));
	}

	/** A value for De-identification Method (0012,0063), at most 64 characters. */
	private static String method() {
		return Batch.software() + ": PS3.15 2024b+ Basic Profile";
	}

	private static SortedMap<String, String> tables() {
		SortedMap<String, String> tables = new TreeMap<>();
		tables.put("attributes", Dictionary.instance().edition());
		tables.put("confidentiality", ConfidentialityTable.instance().edition());
		tables.put("iods", Iods.instance().edition());
		tables.put("safe_private", SafePrivate.instance().edition());
		return tables;
	}
}
