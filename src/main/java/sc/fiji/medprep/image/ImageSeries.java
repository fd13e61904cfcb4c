package sc.fiji.medprep.image;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A series and the volumes in it. What it says for a browser holds identifiers: UIDs always, and the description may hold
 * whatever somebody typed. They must not go into logs, reports or names of files.
 *
 * @param studyUid Study Instance UID
 * @param seriesUid Series Instance UID
 * @param modality Modality (0008,0060), empty if there is none
 * @param number Series Number, 0 if there is none
 * @param description Series Description, empty if there is none
 * @param images number of frames in all files
 */
public record ImageSeries(String studyUid, String seriesUid, String modality, int number, String description, int images, List<StoredVolume> volumes) {
	public ImageSeries {
		volumes = List.copyOf(volumes);
	}

	static ImageSeries of(SeriesKey key, List<Frame> frames, List<SeriesFinding> findings) {
		FileFacts first = frames.stream().min(Slots.ORDER).orElseThrow().file();
		int images = (int) frames.stream().filter(frame -> frame.tile() <= 0).count();
		List<StoredVolume> volumes = SeriesSplitter.volumes(frames, findings);
		double[] echoes = volumes.stream().mapToDouble(volume -> volume.kind().echoTime()).filter(Double::isFinite).distinct().sorted().toArray();
		// Enhanced images do not count echoes.
		boolean counted = volumes.stream().map(volume -> volume.kind().echo()).distinct().count() >= echoes.length;
		if (echoes.length > 1 && !counted) volumes = volumes.stream().map(volume -> volume.withEchoOf(echoes)).toList();
		return new ImageSeries(key.study(), key.series(), key.modality(), key.number(), first.description, images, volumes.stream().sorted(Comparator.comparingInt(volume -> volume.kind().echo())).toList());
	}

	/** Findings of all volumes, each once. */
	public List<SeriesFinding> findings() {
		Set<SeriesFinding> findings = new LinkedHashSet<>();
		for (StoredVolume volume : volumes) findings.addAll(volume.findings());
		return List.copyOf(findings);
	}

	/** What a log may hold. */
	@Override
	public String toString() {
		return "series " + number + " with " + images + " images in " + volumes.size() + " volumes";
	}
}
