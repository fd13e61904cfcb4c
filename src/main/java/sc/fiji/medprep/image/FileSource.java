package sc.fiji.medprep.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.standard.Dictionary;

/** A DICOM file on a disk. */
public record FileSource(int number, Path path) implements DicomSource {
	@Override
	public DicomFile open() throws IOException {
		return DicomFile.read(path, Dictionary.instance());
	}

	@Override
	public Optional<ByteSource> bytes() throws IOException {
		return Optional.of(ByteSource.of(path));
	}

	/** What a log may hold. */
	@Override
	public String toString() {
		return "file " + number;
	}
}
