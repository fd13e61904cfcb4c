package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.curate.quality.Likeness;

/**
 * Images that are nearly the same as others, by their perceptual hashes. Those that are alike have a key in common, so images are
 * sorted by each of their keys in turn and only those with the same one are compared. Copies of one acquisition are told wherever
 * they are; what only looks alike, as neighbouring slices do, in other patients or splits only.
 */
final class NearTwins {
	/** Of a key so many bits are sorted by; below them stands the number of the image. */
	private static final int KEY_BITS = 36, NUMBER_BITS = 64 - KEY_BITS;
	/** Of images with the same key at most so many are compared with each other; more are blurred pictures of nothing. */
	private static final int MOST_COMPARED = 500;
	/** An image that has so many is like a thousand others of a scan that hardly changes: they are not counted further. */
	static final int MOST_ENTERED = 30;

	/** In millimetres, the sum of three directions. */
	private static final double SAME_PLACE = 0.03;

	private final Index index;
	/** Of each image the row in the index. */
	private long[] rows;
	/** Of each image how many are nearly the same, by how far they are apart. */
	private byte[][] entered;
	/** By key, and then image: the run in which it was compared with others, counted from 1. */
	private final List<int[]> runs = new ArrayList<>();

	private record Image(int number, long file, int frame, int item, byte[] look, byte[] pixels, String split, String patient, String study, String family, String instance) {}

	NearTwins(Index index) {
		this.index = index;
	}

	/** Enters them into the table of twins. */
	void run() throws IOException {
		String condition = Twins.COMPARED + " AND i.look IS NOT NULL";
		int count = (int) Math.min(1 << NUMBER_BITS, index.number("SELECT count(*) FROM image i JOIN file f ON f.id = i.file WHERE " + condition));
		rows = new long[count];
		entered = new byte[Sameness.values().length][count];
		long[] sorted = new long[count];
		int[] keys = {1};
		for (int k = 0; k < keys[0]; k++) {
			int key = k;
			int[] at = {0};
			index.each("SELECT i.rowid, i.look FROM image i JOIN file f ON f.id = i.file WHERE " + condition + " ORDER BY i.rowid", row -> {
				if (at[0] == count) return;
				long[] all = Likeness.keys(row.getBytes(2));
				keys[0] = all.length;
				rows[at[0]] = row.getLong(1);
				sorted[at[0]] = all[key] << NUMBER_BITS | at[0];
				at[0]++;
			});
			Arrays.sort(sorted);
			compareRuns(sorted);
		}
	}

	private void compareRuns(long[] sorted) throws IOException {
		long number = (1L << NUMBER_BITS) - 1;
		int[] run = new int[sorted.length];
		int runNumber = 0;
		for (int start = 0; start < sorted.length;) {
			int end = start + 1;
			while (end < sorted.length && end - start < MOST_COMPARED && sorted[end] >>> NUMBER_BITS == sorted[start] >>> NUMBER_BITS) end++;
			int[] images = new int[end - start];
			runNumber++;
			for (int i = start; i < end; i++) run[images[i - start] = (int) (sorted[i] & number)] = runNumber;
			compareAll(images);
			start = end;
		}
		runs.add(run);
	}

	private Image image(int number) throws IOException {
		Image[] image = new Image[1];
		index.each("SELECT f.id, i.frame, f.item, i.look, i.pixels, " + Twins.PLACES + Twins.FROM + " WHERE i.rowid = ?",
			of -> image[0] = new Image(number, of.getLong(1), of.getInt(2), of.getInt(3), of.getBytes(4), of.getBytes(5), of.getString(6), of.getString(7), of.getString(8), of.getString(9), of.getString(10)), rows[number]);
		return image[0];
	}

	private void compareAll(int[] numbers) throws IOException {
		Image[] images = new Image[numbers.length];
		for (int a = 0; a < images.length; a++) {
			for (int b = a + 1; b < images.length; b++) {
				if (wereCompared(numbers[a], numbers[b])) continue;
				if (images[a] == null) images[a] = image(numbers[a]);
				if (images[b] == null) images[b] = image(numbers[b]);
				compare(images[a], images[b]);
			}
		}
	}

	/** Whether two images have had an earlier key in common. */
	private boolean wereCompared(int a, int b) {
		for (int[] run : runs) {
			if (run[a] == run[b]) return true;
		}
		return false;
	}

	private void compare(Image a, Image b) throws IOException {
		if (a.file == b.file || a.instance.equals(b.instance) || Arrays.equals(a.pixels, b.pixels)) return;
		boolean splits = !a.split.isEmpty() && !b.split.isEmpty() && !a.split.equals(b.split), patients = !a.patient.equals(b.patient) && !a.study.equals(b.study);
		if (isKnown(a, b, splits ? Sameness.NEAR_IN_SPLIT : null) && isKnown(a, b, patients ? Sameness.NEAR_IN_PATIENT : Sameness.NEAR)) return;
		Likeness likeness = Likeness.of(a.look, b.look);
		if (likeness == Likeness.DIFFERENT || likeness == Likeness.ALIKE && !splits && !patients) return;
		if (splits) enter(a, b, Sameness.NEAR_IN_SPLIT);
		if (patients) enter(a, b, Sameness.NEAR_IN_PATIENT);
		else if (!a.family.equals(b.family) || isElsewhere(a, b)) enter(a, b, Sameness.NEAR);
	}

	/** Whether both are known to lie at different places: images of one place in a series are those of a time course, or told as such. */
	private boolean isElsewhere(Image a, Image b) throws IOException {
		return index.number("SELECT count(*) FROM plane p JOIN plane q WHERE p.file = ? AND p.frame = ? AND q.file = ? AND q.frame = ? AND abs(p.x - q.x) + abs(p.y - q.y) + abs(p.z - q.z) > " + SAME_PLACE, a.file, a.frame, b.file, b.frame) > 0;
	}

	/** Whether there is no more to say of two images, however alike they are. */
	private boolean isKnown(Image a, Image b, Sameness apart) {
		return apart == null || entered[apart.ordinal()][a.number] >= MOST_ENTERED && entered[apart.ordinal()][b.number] >= MOST_ENTERED;
	}

	private void enter(Image a, Image b, Sameness apart) throws IOException {
		enterOne(a, b, apart);
		enterOne(b, a, apart);
	}

	private void enterOne(Image of, Image other, Sameness apart) throws IOException {
		byte[] counts = entered[apart.ordinal()];
		if (counts[of.number] < MOST_ENTERED) {
			counts[of.number]++;
			Twins.enter(index, of.item, apart, other.item, 1);
		}
	}
}
