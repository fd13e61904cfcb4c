package sc.fiji.medprep.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.FileSource;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesAssembler;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;

/** The series in a folder, of which one is the source of a volume. */
final class SeriesFolder {
	private final List<ImageSeries> series;

	private SeriesFolder(List<ImageSeries> series) {
		this.series = series;
	}

	/** Reads the headers of all files of a folder with all below it, or of one file; what is no image is passed over. */
	static SeriesFolder of(Path folder, Progress progress) throws IOException {
		List<Path> files;
		try (Stream<Path> walk = Files.walk(folder)) {
			files = walk.filter(Files::isRegularFile).sorted().toList();
		}
		SeriesAssembler assembler = new SeriesAssembler();
		for (int i = 0; i < files.size(); i++) {
			if (progress.isCanceled()) throw new BatchConfigurationException("Stopped by the user.");
			DicomSource source = new FileSource(i + 1, files.get(i));
			try (DicomFile file = source.open()) {
				assembler.add(source, file);
			}
			catch (IOException noImage) {
				continue;
			}
			progress.update(i + 1L, files.size());
		}
		return new SeriesFolder(assembler.series());
	}

	/**
	 * The volume of the source that a volume was made of: of several in a series, the one of the same size and place.
	 *
	 * @param number Series Number; null for the only one
	 */
	StoredVolume source(Integer number, Volume made) throws IOException {
		List<ImageSeries> chosen = series.stream().filter(one -> number == null || one.number() == number).toList();
		if (chosen.isEmpty()) throw new BatchConfigurationException(number == null ? "The source holds no DICOM images; give the folder of the series that the volume was made of."
			: "The source holds no series of that number; give another one.");
		if (chosen.size() > 1) throw new BatchConfigurationException("The source holds " + chosen.size() + " series; say which by series, or give the folder of one.");
		List<StoredVolume> volumes = chosen.get(0).volumes();
		if (volumes.size() > 1) volumes = volumes.stream().filter(volume -> VolumeToDicom.isOf(made, volume)).toList();
		if (volumes.size() != 1) throw new BatchConfigurationException("The series holds several volumes, of which " + (volumes.isEmpty() ? "none" : "more than one") + " has the size and place of the given one; give a folder with the files of one.");
		return volumes.get(0);
	}
}
