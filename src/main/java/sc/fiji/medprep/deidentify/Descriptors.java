package sc.fiji.medprep.deidentify;

import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.dicom.DataSet;

/** Text of one file without what identifies its patient. */
final class Descriptors {
	Descriptors(Profile profile, DataSet original, DateShift shift) {}

	/** Text that people wrote, with the words that the profile lets stay. */
	String cleaned(String text) {
		return text;
	}

	/** Text that stays by rule, without what is known to identify this patient. */
	String withoutKnown(String text) {
		return text;
	}
}
