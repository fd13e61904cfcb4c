package sc.fiji.medprep.batch;

import java.io.IOException;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.standard.Dictionary;

/**
 * The file that an item of a run was, also inside of an archive.
 *
 * @param path as {@link ItemPaths} gives it
 */
public record ItemFile(int number, String path) implements DicomSource {
	@Override
	public DicomFile open() throws IOException {
		ByteSource bytes = ItemPaths.open(path);
		return DicomFile.read(bytes, bytes, Dictionary.instance());
	}

	/** What a log may hold. */
	@Override
	public String toString() {
		return "item " + number;
	}
}
