package sc.fiji.medprep.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.image.ImageFolder;
import sc.fiji.medprep.image.ImageSeries;
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
		Optional<ImageFolder> read = ImageFolder.read(folder, Runtime.getRuntime().availableProcessors(), (done, total) -> {
			progress.update(done, total);
			return !progress.isCanceled();
		});
		return new SeriesFolder(read.orElseThrow(() -> new BatchConfigurationException("Stopped by the user.")).series());
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
