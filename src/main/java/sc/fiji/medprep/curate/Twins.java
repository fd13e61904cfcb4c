package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.dicom.Tag;

/**
 * Images whose pixels are those of others, frame by frame, under another SOP Instance UID: in the same series, in another series,
 * study or patient, or in another split. Blank frames and segmentations are left out, which are alike for good reasons.
 */
final class Twins {
	private static final int NAMED = 3;
	/** Where two images may be one for good reasons the farthest apart counts. */
	private enum Apart {
		SPLIT("set.split.pixels", "Its pixels are also in another split: they are those of %s."),
		PATIENT("set.pixels.in_patients", "The pixels are those of %s, which is said to be another patient."),
		STUDY("set.pixels.in_studies", "The pixels are those of %s in another study of the patient."),
		SERIES("set.pixels.in_series", "The pixels are those of %s in another series of the study."),
		INSTANCE("set.pixels.in_instances", "The pixels are those of %s of the same series.");

		private final String rule, message;

		Apart(String rule, String message) {
			this.rule = rule;
			this.message = message;
		}
	}

	private static final String WHO = "CASE WHEN p.PatientID <> '' THEN p.PatientID WHEN p.PatientName <> '' THEN p.PatientName ELSE s.StudyInstanceUID END";

	private final Index index;
	private final Found found;

	/** An image with the same pixels, and what it belongs to, from the outside in. */
	private record Image(long file, int item, List<String> places) {
		/** @return null if both belong to the same things, down to the instance */
		Apart from(Image other) {
			for (Apart apart : Apart.values()) {
				String a = places.get(apart.ordinal()), b = other.places.get(apart.ordinal());
				if (!a.equals(b) && !(apart == Apart.SPLIT && (a.isEmpty() || b.isEmpty()))) return apart;
			}
			return null;
		}
	}

	Twins(Index index, Found found) {
		this.index = index;
		this.found = found;
	}

	void run() throws IOException {
		index.change("DELETE FROM twin");
		index.each("SELECT pixels FROM image i JOIN file f ON f.id = i.file WHERE blank = 0 AND f.sop_class NOT IN " + SegmentationCheck.SEGMENTATIONS + " GROUP BY pixels HAVING count(DISTINCT file) > 1",
			row -> compare(row.getBytes(1)));
		tell();
	}

	private void compare(byte[] pixels) throws IOException {
		List<Image> images = new ArrayList<>();
		index.each("SELECT DISTINCT f.id, f.item, f.split, " + WHO + ", s.StudyInstanceUID, f.family, coalesce(f.sop, -f.id) FROM image i JOIN file f ON f.id = i.file JOIN series r ON r.id = f.series JOIN study s ON s.id = r.study JOIN patient p ON p.id = s.patient"
			+ " WHERE i.pixels = ? AND f.sop_class NOT IN " + SegmentationCheck.SEGMENTATIONS + " ORDER BY f.item", row -> images.add(new Image(row.getLong(1), row.getInt(2), List.of(row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7)))), pixels);
		// the first of each thing that images belong to stand for all
		for (Apart apart : Apart.values()) {
			Map<String, Image> firsts = new LinkedHashMap<>();
			for (Image image : images) firsts.putIfAbsent(image.places.get(apart.ordinal()), image);
			if (firsts.size() < 2) continue;
			Map<String, Long> counts = new HashMap<>();
			for (Image image : images) counts.merge(image.places.get(apart.ordinal()), 1L, Long::sum);
			boolean told = false;
			for (Image image : images) told |= enter(image, apart, firsts, images.size() - counts.get(image.places.get(apart.ordinal())));
			if (told && apart != Apart.SPLIT) return;
		}
	}

	private boolean enter(Image image, Apart apart, Map<String, Image> firsts, long others) throws IOException {
		int named = 0;
		for (Image other : firsts.values()) {
			if (image.from(other) != apart) continue;
			index.change("INSERT OR IGNORE INTO twin (item, apart, other, others) VALUES (?, ?, ?, ?)", image.item, apart.ordinal(), other.item, others);
			if (++named == NAMED) break;
		}
		return named > 0;
	}

	/** One finding for all frames of an image. */
	private void tell() throws IOException {
		index.each("SELECT item, apart, max(others), count(*) FROM twin GROUP BY item, apart ORDER BY item, apart", row -> {
			List<Integer> named = new ArrayList<>();
			index.each("SELECT other FROM twin WHERE item = ? AND apart = ? ORDER BY other LIMIT " + NAMED, other -> named.add(other.getInt(1)), row.getInt(1), row.getInt(2));
			Apart apart = Apart.values()[row.getInt(2)];
			found.add(row.getInt(1), apart.rule, Tag.PIXEL_DATA, String.format(apart.message, Found.names(named, Math.max(row.getLong(3), row.getLong(4)))));
		});
	}
}
