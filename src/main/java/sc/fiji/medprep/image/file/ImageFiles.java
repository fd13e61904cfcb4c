package sc.fiji.medprep.image.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;

import sc.fiji.medprep.image.PlaneSource;

/** Reads and writes images in files that are not DICOM. */
public final class ImageFiles {
	private ImageFiles() {}

	/**
	 * Writes an image as the ending of the file's name says, with all processors. The file appears whole or not at all and
	 * takes the place of one that is there.
	 *
	 * @throws IOException if the ending is of no kind that is written, or reading or writing fails
	 */
	public static void write(PlaneSource source, Path file) throws IOException {
		ImageFormat format = ImageFormat.ofName(file.getFileName().toString()).orElseThrow(() -> new IOException("Images are written to files whose names end with "
			+ Arrays.stream(ImageFormat.values()).map(ImageFormat::ending).distinct().collect(Collectors.joining(", ")) + "; choose one of these."));
		Path part = Files.createTempFile(file.toAbsolutePath().getParent(), ".medprep-", ".part");
		try {
			try (OutputStream out = Files.newOutputStream(part)) {
				write(source, format, out, Runtime.getRuntime().availableProcessors());
			}
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(part);
		}
	}

	/**
	 * Writes an image; planes are asked for in order, a few ahead. The bytes do not depend on the number of threads.
	 *
	 * @param out stays open
	 * @param threads that read planes and compress, counting the calling one
	 * @throws IOException if reading or writing fails; what was written then is no image
	 */
	public static void write(PlaneSource source, ImageFormat format, OutputStream out, int threads) throws IOException {
		try (Workers workers = new Workers(threads)) {
			BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
			switch (format) {
				case NIFTI -> NiftiWriter.write(source, buffered, workers);
				case NIFTI_GZ -> {
					ParallelGzip gzip = new ParallelGzip(buffered, workers, ParallelGzip.DEFAULT_LEVEL);
					NiftiWriter.write(source, gzip, workers);
					gzip.finish();
				}
			}
			buffered.flush();
		}
	}
}
