package sc.fiji.medprep.image.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Volume;

/**
 * Reads and writes images in files that are not DICOM: NIfTI-1 and NIfTI-2, NRRD and MetaImage; reads Analyze 7.5. The order of
 * the voxels is that of the file; the geometry says where they lie, in LPS and millimetres whatever the file counts in.
 */
public final class ImageFiles {
	private static final List<String> HEADERS = List.of(".hdr", ".hdr.gz"), VOXELS = List.of(".img", ".img.gz");

	private ImageFiles() {}

	/**
	 * Reads an image into memory. What kind of file it is shows in its first bytes; of an image whose voxels stand in a file of
	 * their own, either may be given for Analyze and NIfTI, the header for others. The transparency of colours is left out.
	 *
	 * @return with the finding {@code NO_GEOMETRY} if the file does not say where the image lies in the patient
	 * @throws IOException if the file is of another kind, damaged, or holds what cannot be read; one sentence without its name
	 */
	public static Volume read(Path file) throws IOException {
		if (!Files.isRegularFile(file)) throw new IOException("There is no such file.");
		Path header = isVoxels(file) ? sibling(file, VOXELS, HEADERS) : file;
		byte[] start = VoxelBytes.start(header, NiftiReader.LONGEST);
		if (NrrdReader.isNrrd(start)) return NrrdReader.read(header);
		if (MetaImageReader.isMetaImage(start)) return MetaImageReader.read(header);
		NiftiReader nifti = NiftiReader.of(start).orElseThrow(() -> new IOException("The file is neither NIfTI, Analyze, NRRD nor MetaImage."));
		Path voxels = nifti.holdsVoxels() ? header : sibling(header, HEADERS, VOXELS);
		return PlaneReader.read(nifti.image(), new VoxelBytes(voxels, 0, VoxelBytes.isGzip(voxels) ? VoxelBytes.Encoding.GZIP : VoxelBytes.Encoding.RAW, nifti.voxelStart()));
	}

	/** Whether the first bytes of a file are those of an image that {@link #read} may read. */
	public static boolean isImage(Path file) throws IOException {
		if (!Files.isRegularFile(file)) return false;
		if (isVoxels(file)) return true;
		byte[] start = VoxelBytes.start(file, NiftiReader.LONGEST);
		return NrrdReader.isNrrd(start) || MetaImageReader.isMetaImage(start) || NiftiReader.of(start).isPresent();
	}

	/** VoxelBytes of Analyze or NIfTI say nothing about themselves; the header beside them does. */
	private static boolean isVoxels(Path file) {
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		if (VOXELS.stream().noneMatch(name::endsWith)) return false;
		try {
			sibling(file, VOXELS, HEADERS);
			return true;
		}
		catch (IOException e) {
			return false;
		}
	}

	/** The file of the same name with another ending. */
	private static Path sibling(Path file, List<String> endings, List<String> others) throws IOException {
		String name = file.getFileName().toString();
		for (String ending : endings) {
			if (!name.toLowerCase(Locale.ROOT).endsWith(ending)) continue;
			String stem = name.substring(0, name.length() - ending.length());
			for (String other : others) {
				for (String written : List.of(other, other.toUpperCase(Locale.ROOT))) {
					Path found = file.resolveSibling(stem + written);
					if (Files.isRegularFile(found)) return found;
				}
			}
		}
		throw new IOException("The voxels of the image are in a file of their own, which is missing; put the .img file beside the .hdr file.");
	}

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
			PlaneSource real = RealValues.of(source);
			switch (format) {
				case NIFTI -> NiftiWriter.write(source, buffered, workers);
				case NIFTI_GZ -> packed(buffered, workers, gzip -> NiftiWriter.write(source, gzip, workers));
				case NRRD -> {
					buffered.write(NrrdWriter.header(real, "gzip"));
					packed(buffered, workers, gzip -> PlaneWriter.write(real, gzip, workers));
				}
				case NRRD_RAW -> {
					buffered.write(NrrdWriter.header(real, "raw"));
					PlaneWriter.write(real, buffered, workers);
				}
				case METAIMAGE -> {
					buffered.write(MetaImageWriter.header(real));
					PlaneWriter.write(real, buffered, workers);
				}
			}
			buffered.flush();
		}
	}

	/** What writes to a stream. */
	private interface Writing {
		void to(OutputStream out) throws IOException;
	}

	private static void packed(OutputStream out, Workers workers, Writing writing) throws IOException {
		ParallelGzip gzip = new ParallelGzip(out, workers, ParallelGzip.DEFAULT_LEVEL);
		writing.to(gzip);
		gzip.finish();
	}
}
