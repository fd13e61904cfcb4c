package sc.fiji.medprep.validate;

import java.io.IOException;

import sc.fiji.medprep.dicom.DicomFile;

/** One kind of look at a file. Has no state: one instance serves all files and threads. */
interface FileCheck {
	/**
	 * Adds what is wrong.
	 *
	 * @throws IOException if the file cannot be read any more; what is damaged is a finding, not an exception
	 */
	void check(DicomFile file, Findings findings) throws IOException;
}
