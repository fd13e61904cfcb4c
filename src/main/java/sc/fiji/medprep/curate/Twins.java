package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.dicom.Tag;

/**
 * Images whose decoded pixels are those of others, frame by frame, under another SOP Instance UID: in the same series, in another
 * series, study or patient, or in another split. Blank frames and segmentations are left out, which are alike for good reasons.
 */
final class Twins {
	private static final int NAMED = 3;
	/** Who a patient is if nobody has given a number. */
	private static final String WHO = "CASE WHEN p.PatientID <> '' THEN p.PatientID WHEN p.PatientName <> '' THEN p.PatientName ELSE s.StudyInstanceUID END";
	static final String FROM = " FROM image i JOIN file f ON f.id = i.file JOIN series r ON r.id = f.series JOIN study s ON s.id = r.study JOIN patient p ON p.id = s.patient";
	/** What an image belongs to, in the order of {@link Sameness}. */
	static final String PLACES = "f.split, " + WHO + ", s.StudyInstanceUID, f.family, coalesce(f.sop, -f.id)";
	static final String COMPARED = "i.blank = 0 AND f.sop_class NOT IN " + SegmentationCheck.SEGMENTATIONS;

	private final Index index;

	/** @param places what it belongs to, from the outside in */
	private record Image(int item, List<String> places) {
		String place(Sameness apart) {
			return places.get(apart.ordinal());
		}
	}

	Twins(Index index) {
		this.index = index;
	}

	/** Enters them into the table of twins. */
	void run() throws IOException {
		index.each("SELECT i.pixels FROM image i JOIN file f ON f.id = i.file WHERE " + COMPARED + " GROUP BY i.pixels HAVING count(DISTINCT i.file) > 1", row -> compare(row.getBytes(1)));
	}

	private void compare(byte[] pixels) throws IOException {
		List<Image> images = new ArrayList<>();
		index.each("SELECT DISTINCT f.item, " + PLACES + FROM + " WHERE i.pixels = ? AND " + COMPARED + " ORDER BY f.item",
			row -> images.add(new Image(row.getInt(1), List.of(row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6)))), pixels);
		compare(images.stream().filter(image -> !image.place(Sameness.SPLIT).isEmpty()).toList(), Sameness.SPLIT);
		if (compare(images, Sameness.PATIENT)) return;
		// what has the same UID inside a patient is told with the UID
		Map<String, Image> instances = new LinkedHashMap<>();
		for (Image image : images) instances.putIfAbsent(image.place(Sameness.INSTANCE), image);
		for (Sameness apart : List.of(Sameness.STUDY, Sameness.SERIES, Sameness.INSTANCE)) if (compare(List.copyOf(instances.values()), apart)) return;
	}

	/** Whether the images belong to several things of a kind. Each is told the first images of other things. */
	private boolean compare(List<Image> images, Sameness apart) throws IOException {
		Map<String, Image> firsts = new LinkedHashMap<>();
		Map<String, Long> counts = new HashMap<>();
		for (Image image : images) {
			firsts.putIfAbsent(image.place(apart), image);
			counts.merge(image.place(apart), 1L, Long::sum);
		}
		if (firsts.size() < 2) return false;
		for (Image image : images) {
			int named = 0;
			for (Image other : firsts.values()) {
				if (other.place(apart).equals(image.place(apart))) continue;
				enter(index, image.item, apart, other.item, images.size() - counts.get(image.place(apart)));
				if (++named == NAMED) break;
			}
		}
		return true;
	}

	/** @param others how many there are in all */
	static void enter(Index index, int item, Sameness apart, int other, long others) throws IOException {
		index.change("INSERT OR IGNORE INTO twin (item, apart, other, others) VALUES (?, ?, ?, ?)", item, apart.ordinal(), other, others);
	}

	/** One finding for all frames of an image. Where a copy is elsewhere its neighbours look the same there, too, which is not told again. */
	static void tell(Index index, Found found) throws IOException {
		String told = "SELECT 1 FROM twin copy WHERE copy.item = twin.item AND (copy.apart, twin.apart) IN (VALUES (" + Sameness.PATIENT.ordinal() + ", " + Sameness.NEAR_IN_PATIENT.ordinal() + "), (" + Sameness.SPLIT.ordinal() + ", "
			+ Sameness.NEAR_IN_SPLIT.ordinal() + "))";
		index.each("SELECT item, apart, max(others), count(*) FROM twin WHERE NOT EXISTS (" + told + ") GROUP BY item, apart ORDER BY item, apart", row -> {
			List<Integer> named = new ArrayList<>();
			index.each("SELECT other FROM twin WHERE item = ? AND apart = ? ORDER BY other LIMIT " + NAMED, other -> named.add(other.getInt(1)), row.getInt(1), row.getInt(2));
			Sameness apart = Sameness.values()[row.getInt(2)];
			boolean many = apart.compareTo(Sameness.INSTANCE) > 0 && row.getInt(4) >= NearTwins.MOST_ENTERED;
			found.add(row.getInt(1), apart.rule(), Tag.PIXEL_DATA, apart.message(many ? Found.many(named) : Found.names(named, Math.max(row.getLong(3), row.getLong(4)))));
		});
	}
}
