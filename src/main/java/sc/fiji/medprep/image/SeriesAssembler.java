package sc.fiji.medprep.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.image.SeriesFinding.Kind;

/**
 * Puts volumes together from the files of a folder: images with one Series Instance UID and Series Number are a series, which is
 * divided into volumes by kind, size, orientation, pixel spacing, echo and frame of reference, and along a fourth axis by time,
 * diffusion weighting and the like. Slices are sorted along i cross j of their orientation (PS3.3 C.7.6.2.1.1), which is the
 * direction of k; their distance is that of their positions, never what the header states. Rows and columns stay as they are.
 * <p>
 * Of each frame a few hundred bytes are kept. Safe for use by several threads.
 */
public final class SeriesAssembler {
	private static final Comparator<SeriesKey> ORDER = Comparator.comparing(SeriesKey::study).thenComparingInt(SeriesKey::number).thenComparing(SeriesKey::series).thenComparing(SeriesKey::patient).thenComparing(SeriesKey::modality);

	private final FrameSurvey survey = new FrameSurvey();
	private final Queue<List<Frame>> files = new ConcurrentLinkedQueue<>();

	/**
	 * Takes what is needed of a file; its pixels are not decoded.
	 *
	 * @param source opens the file again; its number must be that of no other
	 * @param file the same file, which the caller closes
	 * @throws IOException if it is no image, or its pixels cannot be read: one sentence without values of the file
	 */
	public void add(DicomSource source, DicomFile file) throws IOException {
		try {
			files.add(survey.frames(source, file));
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** The series of all files that were added so far, in the order of their studies and numbers. */
	public List<ImageSeries> series() {
		Map<SeriesKey, List<Frame>> byKey = new TreeMap<>(ORDER);
		Map<String, Set<SeriesKey>> byUid = new HashMap<>();
		for (List<Frame> file : files) {
			SeriesKey key = file.get(0).file().series;
			byKey.computeIfAbsent(key, k -> new ArrayList<>()).addAll(file);
			byUid.computeIfAbsent(key.series(), uid -> new HashSet<>()).add(key);
		}
		List<ImageSeries> series = new ArrayList<>();
		byKey.forEach((key, frames) -> {
			long identities = byUid.get(key.series()).stream().map(other -> List.of(other.patient(), other.study(), other.modality())).distinct().count();
			List<SeriesFinding> findings = identities == 1 || key.series().isEmpty() ? List.of()
				: List.of(new SeriesFinding(Kind.MIXED_IDENTITY, "Patient, study or modality differ between images with the same Series Instance UID; they are kept apart", List.of()));
			series.add(ImageSeries.of(key, frames, findings));
		});
		return series;
	}
}
