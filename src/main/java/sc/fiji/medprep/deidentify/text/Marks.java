package sc.fiji.medprep.deidentify.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which characters of a text go, which must stay, and what takes the place of some. */
final class Marks {
	/** What takes the place of a stretch of text. */
	record Replacement(int start, int end, String text) {}

	private static final byte FREE = 0, REMOVED = 1, FIXED = 2;

	private final byte[] state;
	private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
	private final List<Replacement> replacements = new ArrayList<>(0);
	private boolean removed;

	Marks(int length) {
		state = new byte[length];
	}

	/** Marks what is not fixed as removed. */
	void remove(int start, int end, Kind kind) {
		boolean changed = false;
		for (int i = start; i < end; i++) {
			if (state[i] != FREE) continue;
			state[i] = REMOVED;
			changed = true;
		}
		if (!changed) return;
		removed = true;
		kinds.add(kind);
	}

	/** What stands here stays, whatever else is found. */
	void keep(int start, int end) {
		for (int i = start; i < end; i++) {
			if (state[i] == FREE) state[i] = FIXED;
		}
	}

	void replace(int start, int end, String text, Kind kind) {
		replacements.add(new Replacement(start, end, text));
		keep(start, end);
		kinds.add(kind);
	}

	/** True if nothing is decided yet about a stretch of text. */
	boolean isFree(int start, int end) {
		for (int i = start; i < end; i++) {
			if (state[i] != FREE) return false;
		}
		return true;
	}

	boolean isRemoved(int i) {
		return state[i] == REMOVED;
	}

	boolean isAnyRemoved() {
		return removed;
	}

	/** In the order of the text. */
	List<Replacement> replacements() {
		replacements.sort(Comparator.comparingInt(Replacement::start));
		return replacements;
	}

	Set<Kind> kinds() {
		return kinds;
	}
}
