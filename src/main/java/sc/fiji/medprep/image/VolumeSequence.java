package sc.fiji.medprep.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import sc.fiji.medprep.image.SeriesFinding.Kind;

/**
 * The images of one place told apart: volumes one after the other, each with at most one image per slot.
 *
 * @param volumes images by slot; null where there is none
 * @param keys what told them apart; empty if it was the order of the images, or if there is one volume only
 * @param findings what is missing or more than once
 */
record VolumeSequence(List<Frame[]> volumes, List<VolumeKey> keys, List<SeriesFinding> findings) {
	/** That many keys together tell volumes apart, such as weighting and repetition. */
	private static final int MOST_KEYS = 3;

	static VolumeSequence of(Slots slots) {
		if (slots.frames() == slots.size()) return new VolumeSequence(firsts(slots), List.of(), List.of());
		VolumeSequence byKeys = byKeys(slots);
		if (byKeys != null && byKeys.findings.isEmpty()) return byKeys;
		VolumeSequence byOrder = byOrder(slots);
		if (byOrder != null) return byOrder;
		return byKeys == null ? withoutDuplicates(slots) : byKeys;
	}

	/** One volume of the first image of each slot. */
	private static List<Frame[]> firsts(Slots slots) {
		Frame[] volume = new Frame[slots.size()];
		Arrays.setAll(volume, s -> slots.slot(s).get(0));
		return Collections.singletonList(volume);
	}

	/** By the fewest keys that give whole volumes; else by those that give volumes most of which are whole. Null if there are none. */
	private static VolumeSequence byKeys(Slots slots) {
		List<VolumeKey> telling = Arrays.stream(VolumeKey.values()).filter(key -> differs(slots, key)).toList();
		VolumeSequence incomplete = null;
		for (int number = 1; number <= Math.min(MOST_KEYS, telling.size()); number++) {
			for (List<VolumeKey> keys : subsets(telling, number)) {
				Collection<Frame[]> groups = groups(slots, keys);
				if (groups == null) continue;
				long planes = (long) groups.size() * slots.size();
				if (planes == slots.frames()) return new VolumeSequence(sorted(groups, keys), keys, List.of());
				long whole = groups.stream().filter(volume -> Arrays.stream(volume).allMatch(Objects::nonNull)).count();
				if (incomplete == null && slots.usual() > 1 && 2 * whole >= groups.size()) incomplete = new VolumeSequence(sorted(groups, keys), keys, List.of(missing(planes - slots.frames(), groups.size())));
			}
		}
		return incomplete;
	}

	private static SeriesFinding missing(long planes, int volumes) {
		return new SeriesFinding(Kind.INCOMPLETE_VOLUME, "Of " + volumes + " volumes " + planes + (planes == 1 ? " slice is missing" : " slices are missing"), List.of());
	}

	private static boolean differs(Slots slots, VolumeKey key) {
		Object first = key.of(slots.slot(0).get(0));
		for (int s = 0; s < slots.size(); s++) {
			for (Frame frame : slots.slot(s)) {
				if (!key.of(frame).equals(first)) return true;
			}
		}
		return false;
	}

	private static List<List<VolumeKey>> subsets(List<VolumeKey> keys, int size) {
		List<List<VolumeKey>> subsets = new ArrayList<>();
		for (int bits = 1; bits < 1 << keys.size(); bits++) {
			if (Integer.bitCount(bits) != size) continue;
			List<VolumeKey> subset = new ArrayList<>();
			for (int i = 0; i < keys.size(); i++) {
				if ((bits >> i & 1) != 0) subset.add(keys.get(i));
			}
			subsets.add(subset);
		}
		return subsets;
	}

	/** Images with the same values of the keys; null if two of them lie in one slot. */
	private static Collection<Frame[]> groups(Slots slots, List<VolumeKey> keys) {
		Map<List<Object>, Frame[]> groups = new HashMap<>();
		// Keys that change from slice to slice make many volumes, most of which cannot be whole: they are given up early.
		int limit = 2 * slots.frames() / slots.size();
		for (int s = 0; s < slots.size(); s++) {
			for (Frame frame : slots.slot(s)) {
				Frame[] volume = groups.computeIfAbsent(keys.stream().map(key -> key.of(frame)).toList(), values -> new Frame[slots.size()]);
				if (volume[s] != null || groups.size() > limit) return null;
				volume[s] = frame;
			}
		}
		return groups.values();
	}

	private static List<Frame[]> sorted(Collection<Frame[]> volumes, List<VolumeKey> keys) {
		Comparator<Frame[]> order = (a, b) -> 0;
		for (VolumeKey key : keys) order = order.thenComparingDouble(volume -> key.order(first(volume)));
		return volumes.stream().sorted(order.thenComparing(VolumeSequence::first, Slots.ORDER)).toList();
	}

	/** The image of a volume that the scanner counts first. */
	static Frame first(Frame[] volume) {
		return Arrays.stream(volume).filter(Objects::nonNull).min(Slots.ORDER).orElseThrow();
	}

	/**
	 * By the order in which the scanner counts, if that goes either volume by volume or slot by slot, and if there is a reason to
	 * believe that there are several volumes at all: scanners of MR leave it at that, others copy images.
	 */
	private static VolumeSequence byOrder(Slots slots) {
		Frame any = slots.slot(0).get(0);
		if (any.form().temporalPositions() < 2 && !any.file().series.modality().equals("MR")) return null;
		// Volumes of which most is missing are none.
		if (!slots.isEven()) return (long) slots.most() * slots.size() > 2L * slots.frames() ? null : byNumber(slots, slots.most());
		int count = slots.most();
		List<Frame[]> volumes = new ArrayList<>();
		for (int v = 0; v < count; v++) {
			Frame[] volume = new Frame[slots.size()];
			for (int s = 0; s < volume.length; s++) {
				volume[s] = slots.slot(s).get(v);
				if (v > 0 && Slots.COUNTED.compare(slots.slot(s).get(v - 1), volume[s]) == 0) return null;
			}
			volumes.add(volume);
		}
		return areApart(volumes) || areApart(bySlot(slots)) ? new VolumeSequence(volumes, List.of(), List.of()) : null;
	}

	private static List<Frame[]> bySlot(Slots slots) {
		List<Frame[]> groups = new ArrayList<>();
		for (int s = 0; s < slots.size(); s++) groups.add(slots.slot(s).toArray(Frame[]::new));
		groups.sort(Comparator.comparing(VolumeSequence::first, Slots.ORDER));
		return groups;
	}

	/** Whether the last image of each group is counted before the first one of the next. */
	private static boolean areApart(List<Frame[]> groups) {
		for (int i = 1; i < groups.size(); i++) {
			Frame last = Arrays.stream(groups.get(i - 1)).max(Slots.ORDER).orElseThrow();
			if (Slots.COUNTED.compare(last, first(groups.get(i))) >= 0) return false;
		}
		return true;
	}

	/** By Instance Number, where images are missing: if all of a slot have the same remainder, or all of a volume. */
	private static VolumeSequence byNumber(Slots slots, int count) {
		long first = Integer.MAX_VALUE;
		for (int s = 0; s < slots.size(); s++) first = Math.min(first, slots.slot(s).get(0).file().instance);
		Frame[][] volumes = new Frame[count][slots.size()];
		for (boolean volumeByVolume : new boolean[] {true, false}) {
			for (Frame[] volume : volumes) Arrays.fill(volume, null);
			Set<Long> taken = new TreeSet<>();
			boolean fits = true;
			for (int s = 0; s < slots.size() && fits; s++) {
				long place = -1;
				for (Frame frame : slots.slot(s)) {
					long number = frame.file().instance - first, v = volumeByVolume ? number / slots.size() : number % count, at = volumeByVolume ? number % slots.size() : number / count;
					fits &= frame.file().frames == 1 && v < count && (place < 0 || place == at) && volumes[(int) v][s] == null;
					if (!fits) break;
					place = at;
					volumes[(int) v][s] = frame;
				}
				fits &= taken.add(place);
			}
			if (!fits) continue;
			List<Frame[]> there = Arrays.stream(volumes).filter(volume -> Arrays.stream(volume).anyMatch(Objects::nonNull)).toList();
			return new VolumeSequence(there, List.of(), List.of(missing((long) there.size() * slots.size() - slots.frames(), there.size())));
		}
		return null;
	}

	private static VolumeSequence withoutDuplicates(Slots slots) {
		Set<Integer> files = new TreeSet<>();
		int positions = 0;
		for (int s = 0; s < slots.size(); s++) {
			List<Frame> slot = slots.slot(s);
			for (Frame frame : slot.subList(1, slot.size())) files.add(frame.file().number());
			if (slot.size() > 1) positions++;
		}
		String sentence = (positions == 1 ? "At 1 position there are" : "At " + positions + " positions there are") + " several images that nothing tells apart; the first is taken";
		return new VolumeSequence(firsts(slots), List.of(), List.of(new SeriesFinding(Kind.DUPLICATE_POSITION, sentence, List.copyOf(files))));
	}
}
