package sc.fiji.medprep.deidentify;

import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.text.TextCleaner;
import sc.fiji.medprep.dicom.DataSet;

/** Text of one file without what identifies its patient. */
final class Descriptors {
	private final String name;

	Descriptors(TextCleaner cleaner, Profile profile, DataSet original, DateShift shift) {
		name = original.string(0x00100010).orElse("");
	}

	/** Text that people wrote, with the words that the profile lets stay. */
	String cleaned(String text) {
		return withoutKnown(text);
	}

	/** Text that stays by rule, without what is known to identify this patient. */
	String withoutKnown(String text) {
		return name.isEmpty() ? text : text.replace(name, "");
	}
}
