package sc.fiji.medprep.dicom;

import java.util.ArrayList;
import java.util.List;

/** What the parser noted. Of each kind the first few are kept: a file can have as many as it has elements. */
final class Irregularities {
	private static final int MOST_OF_A_KIND = 20;

	private final List<Irregularity> noted = new ArrayList<>(0);
	/** By the ordinals of kinds; null as long as there is nothing. */
	private int[] counts;

	/** What was noted up to now, to go back to. */
	record Mark(int size, int[] counts) {}

	/** Whether one more of a kind would be kept. */
	boolean wants(Irregularity.Kind kind) {
		return counts == null || counts[kind.ordinal()] < MOST_OF_A_KIND;
	}

	void add(Irregularity.Kind kind, String path, long offset) {
		if (counts == null) counts = new int[Irregularity.Kind.values().length];
		counts[kind.ordinal()]++;
		noted.add(new Irregularity(kind, path, offset));
	}

	Mark mark() {
		return new Mark(noted.size(), counts == null ? null : counts.clone());
	}

	/** Forgets what was noted since. */
	void back(Mark mark) {
		if (noted.size() == mark.size) return;
		noted.subList(mark.size, noted.size()).clear();
		counts = mark.counts;
	}

	List<Irregularity> list() {
		return noted;
	}
}
