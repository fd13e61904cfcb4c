package sc.fiji.medprep.deidentify.files;

import java.util.List;

import sc.fiji.medprep.deidentify.subject.Subject;

/** Takes what identifies a patient out of free text. */
@FunctionalInterface
public interface TextCleaning {
	/**
	 * The text that may stay; empty if none.
	 *
	 * @param subject the patient, whose dates move by the shift; null if unknown, and then dates go unless all are kept
	 * @param known names, numbers and labels that are known to identify the patient of this file
	 */
	String cleaned(String text, Subject subject, List<String> known);
}
