package sc.fiji.medprep.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Reoriented;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.file.ImageFiles;
import sc.fiji.medprep.image.write.DerivedSeries;

/**
 * Writes a volume that was made of a DICOM series, and changed, as a new series with the headers of the old one. Axes that run
 * along those of the source are turned back, so that what nobody changed comes back voxel by voxel.
 */
public final class VolumeToDicom {
	/** Corners of one volume lie nearer to each other, in voxels. */
	private static final double SAME_PLACE = 0.5;

	private final WriteDicomOptions options;

	public VolumeToDicom(WriteDicomOptions options) {
		this.options = options;
	}

	/**
	 * The folder appears whole or not at all.
	 *
	 * @throws BatchConfigurationException if a key is wrong, or the volume cannot be written with the headers of the source
	 * @throws IOException if a file cannot be read or written
	 */
	public WrittenSeries run(Progress progress) throws IOException {
		checkPlaces();
		try {
			Volume volume = ImageFiles.read(options.input());
			StoredVolume source = SeriesFolder.of(options.source(), progress).source(options.series(), volume);
			if (source.isRefused()) throw new BatchConfigurationException("The geometry of the source is in doubt (" + source.findings().get(0).kind().word() + "); correct the series first.");
			if (source.isInPatient() && !volume.findings().isEmpty()) throw new BatchConfigurationException("The volume does not say where it lies in the patient; write it with its affine.");
			if (options.change() != WriteDicomOptions.Change.RESAMPLED && source.isInPatient() && !isOf(volume, source)) throw new BatchConfigurationException("The volume has another size or place than the source; if that is meant, say derivation=resampled.");
			PlaneSource voxels = Reoriented.like(volume, source.geometry());
			return write(DerivedSeries.of(voxels, source, options.derived()), progress, voxels.shape().planes());
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
		catch (IOException e) {
			// what is not said by the operating system is a sentence of our own
			throw e.getClass() == IOException.class && e.getMessage() != null ? new BatchConfigurationException(e.getMessage().replaceFirst("\\.?$", ".")) : e;
		}
	}

	private WrittenSeries write(DerivedSeries series, Progress progress, int planes) throws IOException {
		Path output = options.output().toAbsolutePath().normalize();
		Files.createDirectories(output.getParent());
		Path part = Files.createTempDirectory(output.getParent(), ".medprep-");
		int[] files = {0};
		long[] bytes = {0};
		try {
			series.write((name, file) -> {
				if (progress.isCanceled()) throw new BatchConfigurationException("Stopped by the user.");
				file.write(part.resolve(name));
				bytes[0] += Files.size(part.resolve(name));
				progress.update(++files[0], Math.max(files[0], planes));
			});
			if (Files.isDirectory(output)) remove(output);
			Files.move(part, output, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			if (Files.isDirectory(part)) remove(part);
		}
		return new WrittenSeries(options.output(), files[0], bytes[0], series.mostError());
	}

	private void checkPlaces() throws IOException {
		if (!Files.isRegularFile(options.input())) throw new BatchConfigurationException("The input is no file; give a volume (.nii, .nii.gz, .nrrd, .mha).");
		if (!Files.exists(options.source())) throw new BatchConfigurationException("The source does not exist; give the folder of the series that the volume was made of.");
		Path output = real(options.output()), source = real(options.source()), input = real(options.input());
		if (output.startsWith(source) || source.startsWith(output) || input.startsWith(output)) throw new BatchConfigurationException("The output folder lies in the source or around one of the inputs; give it a place of its own.");
		if (!Files.exists(output)) return;
		if (!Files.isDirectory(output)) throw new BatchConfigurationException("The output is a file; give a new folder.");
		try (Stream<Path> there = Files.list(output)) {
			List<Path> files = there.toList();
			if (!files.isEmpty() && !options.overwrite()) throw new BatchConfigurationException("The output folder is not empty; give another folder, or overwrite=true.");
			// Only what looks like an earlier result goes.
			if (!files.stream().allMatch(file -> Files.isRegularFile(file) && file.getFileName().toString().matches("\\d{4,}\\.dcm")))
				throw new BatchConfigurationException("The output folder holds other files than an earlier result, which are not removed; give another folder.");
		}
	}

	private static Path real(Path path) throws IOException {
		Path absolute = path.toAbsolutePath().normalize();
		for (Path existing = absolute; existing != null; existing = existing.getParent()) {
			if (Files.exists(existing)) return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
		}
		return absolute;
	}

	private static void remove(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
		}
	}

	/** Whether a volume has the size and place of one of the source. */
	static boolean isOf(Volume made, StoredVolume source) {
		PlaneSource turned = Reoriented.like(made, source.geometry());
		Volume.Shape a = turned.shape(), b = source.shape();
		if (a.width() != b.width() || a.height() != b.height() || a.depth() != b.depth()) return false;
		for (int corner = 0; corner < 8; corner++) {
			double[] place = turned.geometry().toPatient((corner & 1) * (a.width() - 1), (corner >> 1 & 1) * (a.height() - 1), (corner >> 2) * (a.depth() - 1));
			double[] index = source.geometry().toIndex(place[0], place[1], place[2]);
			for (int axis = 0; axis < 3; axis++) {
				int expected = (corner >> axis & 1) * ((axis == 0 ? a.width() : axis == 1 ? a.height() : a.depth()) - 1);
				if (!(Math.abs(index[axis] - expected) < SAME_PLACE)) return false;
			}
		}
		return true;
	}
}
