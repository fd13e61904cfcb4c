package sc.fiji.medprep.image;

import java.io.IOException;
import java.util.Optional;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;

/** A DICOM file that can be opened again when its pixels are needed. Safe for use by several threads. */
public interface DicomSource {
	/** Number of the file in the set that is read, from 1; findings name it. */
	int number();

	/** Reads the header; to be closed by the caller. */
	DicomFile open() throws IOException;

	/**
	 * Opens the bytes that {@link #open} reads, for pixels whose place in them is known; to be closed by the caller.
	 *
	 * @return empty if they are to be had through the header only
	 */
	default Optional<ByteSource> bytes() throws IOException {
		return Optional.empty();
	}
}
