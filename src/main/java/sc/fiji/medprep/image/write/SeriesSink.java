package sc.fiji.medprep.image.write;

import java.io.IOException;

import sc.fiji.medprep.dicom.DicomFile;

/** Takes the files of a new series, one after the other. */
public interface SeriesSink {
	/**
	 * @param name of the file, without identifiers; no two are the same
	 * @param file to be written during this call; afterwards its pixels may be gone
	 */
	void add(String name, DicomFile file) throws IOException;
}
