package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.standard.Dictionary;

/**
 * The files that were de-identified, by SOP Instance UID; for boxes of burned-in text, of which a key cannot hold the picture.
 *
 * @param files may be empty
 */
record Originals(Map<String, Path> files) {
	/** The original, to be closed; null if there is none. */
	DicomFile open(String instance) throws IOException {
		Path file = files.get(instance);
		return file == null ? null : DicomFile.read(file, Dictionary.instance());
	}
}
