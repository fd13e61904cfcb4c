package sc.fiji.medprep.deidentify.files;

import java.util.List;

/** Takes what identifies a patient out of free text. */
@FunctionalInterface
public interface TextCleaning {
	/** Lets no text through. */
	TextCleaning NOTHING = (text, known) -> "";

	/**
	 * The text that may stay; empty if none.
	 *
	 * @param known names, numbers and labels that are known to identify the patient of this file
	 */
	String cleaned(String text, List<String> known);
}
