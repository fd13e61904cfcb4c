package sc.fiji.medprep.deidentify.frames;

import java.util.ArrayList;
import java.util.List;

/** Places that are to be blanked. Those that only a frame's sound end proves to be no pixels wait for it. */
final class Ranges {
	private final List<long[]> certain = new ArrayList<>(), pending = new ArrayList<>();

	/** A place that decoders skip, whatever follows. */
	void add(long from, long to) {
		if (to > from) certain.add(new long[] {from, to});
	}

	/** A place that is no pixels if the frame turns out to be sound. */
	void addIfSound(long from, long to) {
		if (to > from) pending.add(new long[] {from, to});
	}

	void frameIsSound() {
		certain.addAll(pending);
		pending.clear();
	}

	void frameIsDamaged() {
		pending.clear();
	}

	List<long[]> certain() {
		return certain;
	}
}
