package sc.fiji.medprep.deidentify;

import java.nio.file.Path;

import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.deidentify.subject.SubjectRecorder;

/**
 * All settings of a de-identification run, the same for dialog, macro, terminal and report.
 *
 * @param batch where from, where to, how many workers
 * @param keyFile file of the study key; null for one that the run keeps in its private folder
 * @param profile what is removed and what stays
 * @param pixelRisk what happens to content that the profile cannot clean
 * @param subjectList table of the user's own pseudonyms; null for none
 * @param recorder hears who became whom, such as a vault
 */
public record DeidentifyOptions(BatchOptions batch, Path keyFile, Profile profile, PixelRisk pixelRisk, Path subjectList, SubjectRecorder recorder) {
	/** Without a list of subjects and without a vault. */
	public DeidentifyOptions(BatchOptions batch, Path keyFile, Profile profile, PixelRisk pixelRisk) {
		this(batch, keyFile, profile, pixelRisk, null, SubjectRecorder.NONE);
	}
}
