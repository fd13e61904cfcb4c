package sc.fiji.medprep.deidentify.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import sc.fiji.medprep.batch.Check;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.batch.Verdict;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomException;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.standard.Iods;
import sc.fiji.medprep.standard.ProfileOption;

/**
 * Looks at a de-identified file as it was written: it is read again, its rows and claims are checked, and all its bytes are
 * searched for what identifies the patient of the original. Serves one file.
 */
public final class OutputCheck implements Check {
	private final DataSet original;
	private final Set<ProfileOption> options;
	private final Predicate<String> made;
	private final Collection<Identifier> identifiers;

	/**
	 * Takes the identifying values from the original, whose source may be closed afterwards.
	 *
	 * @param options of the profile that were applied
	 * @param made true for a value that de-identification with the same key makes, such as a pseudonym or a UID: what was
	 *            de-identified before has such values and keeps them
	 */
	public OutputCheck(DataSet original, Set<ProfileOption> options, Predicate<String> made) {
		this.original = original;
		this.options = options;
		this.made = made;
		identifiers = new IdentifyingValues(options, made).add(original).values();
	}

	@Override
	public Verdict of(ByteSource written) throws IOException {
		List<Finding> findings = new ArrayList<>();
		try (DicomFile file = DicomFile.read(written, Dictionary.instance())) {
			findings.addAll(new Residue(identifiers, options).in(file, written));
			findings.addAll(ofTable(file.dataSet(), original, options, made));
		}
		catch (DicomException e) {
			findings.add(new Finding(Severity.ERROR, "verify.unreadable", "", "What was written cannot be read again."));
		}
		for (Finding finding : findings) {
			if (finding.severity() == Severity.ERROR) return new Verdict("The output did not pass its check: " + finding.message(), findings);
		}
		return new Verdict("", findings);
	}

	/** @param applied null to go by what the file claims */
	static List<Finding> ofTable(DataSet written, DataSet original, Set<ProfileOption> applied, Predicate<String> made) {
		Claims claims = new Claims(written, original);
		TableCheck table = new TableCheck(applied == null ? claims.options() : applied, made, Iods.instance().ofSopClass(written.string(Tag.SOP_CLASS_UID).orElse("")).orElse(null));
		List<Finding> findings = new ArrayList<>(table.check(written, original));
		findings.addAll(claims.check(applied, table));
		return findings;
	}
}
