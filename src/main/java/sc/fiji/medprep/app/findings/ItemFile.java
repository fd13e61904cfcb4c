package sc.fiji.medprep.app.findings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.FileSource;
import sc.fiji.medprep.standard.Dictionary;

/** Finds the file that an item of a run was, also inside of an archive. */
final class ItemFile {
	private static final String INSIDE = "!/";
	private static final long LARGEST_ENTRY = 1 << 30;

	private ItemFile() {}

	/**
	 * @param path as in {@code paths.csv}
	 * @throws IOException if it is no longer there
	 */
	static DicomSource of(int item, String path) throws IOException {
		Path file = Path.of(path);
		if (Files.isRegularFile(file)) return new FileSource(item, file);
		for (int at = path.indexOf(INSIDE); at >= 0; at = path.indexOf(INSIDE, at + 1)) {
			Path archive = Path.of(path.substring(0, at));
			if (Files.isRegularFile(archive)) return new Entry(item, bytes(archive, path.substring(at + INSIDE.length())));
		}
		throw gone();
	}

	private static byte[] bytes(Path archive, String name) throws IOException {
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			ZipEntry entry = zip.getEntry(name);
			if (entry == null) throw gone();
			try (InputStream in = zip.getInputStream(entry)) {
				byte[] bytes = in.readNBytes((int) LARGEST_ENTRY);
				if (bytes.length == LARGEST_ENTRY) throw new IOException("The entry of the archive is too large to be opened; unpack it first");
				return bytes;
			}
		}
	}

	private static IOException gone() {
		return new IOException("The file is no longer where it was during the run");
	}

	/** A file that was unpacked into memory. */
	private record Entry(int number, byte[] content) implements DicomSource {
		@Override
		public DicomFile open() throws IOException {
			return DicomFile.read(ByteSource.of(content), Dictionary.instance());
		}

		@Override
		public String toString() {
			return "entry " + number;
		}
	}
}
