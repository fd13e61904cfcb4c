package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/** Hints that files are missing: counts in headers, and objects that were divided into several files (PS3.3 C.7.6.16.2.2.4). */
final class Completeness {
	private Completeness() {}

	/** The parts of divided objects of a series. For one thread. */
	static final class Parts {
		private record Whole(int total, Set<Integer> numbers, List<Integer> items) {}

		private final Map<Long, Whole> wholes = new HashMap<>();
		private int mostImages, images;
		private final List<Integer> items = new ArrayList<>();

		void add(int item, DataSet root) {
			images += Math.max(1, root.intValue(Tag.NUMBER_OF_FRAMES).orElse(1));
			mostImages = Math.max(mostImages, root.intValue(Tag.IMAGES_IN_ACQUISITION).orElse(0));
			items.add(item);
			String uid = root.string(Tag.CONCATENATION_UID).orElse("");
			if (uid.isEmpty()) return;
			Whole whole = wholes.computeIfAbsent(Header.key(uid), u -> new Whole(root.intValue(Tag.IN_CONCATENATION_TOTAL_NUMBER).orElse(0), new HashSet<>(), new ArrayList<>()));
			whole.numbers.add(root.intValue(Tag.IN_CONCATENATION_NUMBER).orElse(0));
			whole.items.add(item);
		}

		List<Note> notes() {
			List<Note> notes = new ArrayList<>();
			for (Whole whole : wholes.values())
				if (whole.total > whole.numbers.size()) notes.add(new Note("set.complete.concatenation", "(0020,9162)", "Of the " + whole.total + " files into which an object was divided there are " + whole.numbers.size(), whole.items));
			if (images < mostImages) notes.add(new Note("set.complete.acquisition", "(0020,1002)", "The header states more Images in Acquisition than the " + images + " of the series", items.subList(0, 1)));
			return notes;
		}
	}

	/** Compares what headers count with what there is. */
	static void counts(Index index, Found found) throws IOException {
		counts(index, found, "SELECT max(CAST(NumberOfSeriesRelatedInstances AS INTEGER)), count(DISTINCT coalesce(f.sop, f.id)), min(f.item) FROM file f JOIN series r ON r.id = f.series WHERE r.SeriesInstanceUID <> '' GROUP BY r.SeriesInstanceUID",
			"set.complete.series", Tag.NUMBER_OF_SERIES_RELATED_INSTANCES, "The header counts more instances of the series than the %d that are there.");
		counts(index, found, "SELECT max(CAST(NumberOfStudyRelatedInstances AS INTEGER)), count(DISTINCT coalesce(f.sop, f.id)), min(f.item) FROM file f JOIN series r ON r.id = f.series JOIN study s ON s.id = r.study WHERE s.StudyInstanceUID <> '' GROUP BY s.StudyInstanceUID",
			"set.complete.study", Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, "The header counts more instances of the study than the %d that are there.");
		counts(index, found, "SELECT max(CAST(NumberOfStudyRelatedSeries AS INTEGER)), count(DISTINCT f.family), min(f.item) FROM file f JOIN series r ON r.id = f.series JOIN study s ON s.id = r.study WHERE s.StudyInstanceUID <> '' GROUP BY s.StudyInstanceUID",
			"set.complete.study", Tag.NUMBER_OF_STUDY_RELATED_SERIES, "The header counts more series of the study than the %d that are there.");
	}

	private static void counts(Index index, Found found, String query, String rule, int tag, String message) throws IOException {
		index.each(query, row -> {
			if (row.getLong(1) > row.getLong(2)) found.add(row.getInt(3), rule, tag, String.format(message, row.getLong(2)));
		});
	}
}
