package sc.fiji.medprep.convert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import sc.fiji.medprep.batch.GroupStep;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.StoredVolume;

/**
 * Images that share files, and all their files.
 *
 * @param items in ascending order
 */
record ImageGroup(List<Integer> items, List<Planned> images) implements GroupStep.Group {
	/**
	 * An image to be written.
	 *
	 * @param name without its ending; {@link Names#LEFT_OUT} if it is not written
	 * @param bids null in a flat layout
	 * @param echoTimes of both echoes in seconds, for a difference of phases; else empty
	 * @param subject whose image it is
	 * @param left items that belong to it but are not in it, and the finding that says so
	 */
	record Planned(StoredVolume volume, String name, BidsName bids, double[] echoTimes, Subjects.Subject subject, SortedMap<Integer, SeriesFinding> left) {
		/** In ascending order, without those that are left out. */
		List<Integer> items() {
			return volume.files().stream().map(DicomSource::number).sorted().toList();
		}
	}

	/** Of the items that are in no volume, those that findings of a volume are about. */
	static SortedMap<Integer, SeriesFinding> left(StoredVolume volume, Set<Integer> inNone) {
		SortedMap<Integer, SeriesFinding> left = new TreeMap<>();
		for (SeriesFinding finding : volume.findings())
			for (int item : finding.files())
				if (inNone.remove(item)) left.put(item, finding);
		return left;
	}

	/** Groups in the order of their first items. An item without an image is a group of its own. */
	static List<ImageGroup> of(Collection<Integer> items, List<Planned> images) {
		// each item leads to one of its group with a lower number, the first leads to itself
		SortedMap<Integer, Integer> leads = new TreeMap<>();
		for (int item : items) leads.put(item, item);
		for (Planned image : images) {
			int other = image.items().get(0);
			List<Integer> all = new ArrayList<>(image.items());
			all.addAll(image.left.keySet());
			for (int item : all) {
				int a = first(leads, item), b = first(leads, other);
				leads.put(Math.max(a, b), Math.min(a, b));
			}
		}
		SortedMap<Integer, ImageGroup> groups = new TreeMap<>();
		for (int item : leads.keySet()) groups.computeIfAbsent(first(leads, item), f -> new ImageGroup(new ArrayList<>(), new ArrayList<>())).items.add(item);
		for (Planned image : images) groups.get(first(leads, image.items().get(0))).images.add(image);
		return List.copyOf(groups.values());
	}

	private static int first(SortedMap<Integer, Integer> leads, int item) {
		int at = item;
		while (leads.get(at) != at) {
			// halves the way for those who come later
			leads.put(at, leads.get(leads.get(at)));
			at = leads.get(at);
		}
		return at;
	}
}
