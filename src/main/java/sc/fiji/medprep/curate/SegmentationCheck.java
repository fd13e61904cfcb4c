package sc.fiji.medprep.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.dicom.Tag;

/**
 * Segmentations against the images they are of: whether size, spacing and orientation are the same, and whether each frame lies
 * on a plane of them. The standard allows another grid; whoever pairs masks with images slice by slice must know.
 */
final class SegmentationCheck {
	static final String SEGMENTATIONS = "('1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.66.7')";
	/** In millimetres: positions are written with few decimals. */
	private static final double SAME_PLACE = 0.02;

	private final Index index;
	private final Found found;

	private record Place(double x, double y, double z) {
		boolean isAt(Place other) {
			return Math.abs(x - other.x) <= SAME_PLACE && Math.abs(y - other.y) <= SAME_PLACE && Math.abs(z - other.z) <= SAME_PLACE;
		}
	}

	SegmentationCheck(Index index, Found found) {
		this.index = index;
		this.found = found;
	}

	void run() throws IOException {
		index.each("SELECT id, item FROM file WHERE sop_class IN " + SEGMENTATIONS + " ORDER BY item", file -> check(file.getLong(1), file.getInt(2)));
	}

	private void check(long file, int item) throws IOException {
		String sources = "IN (SELECT t.id FROM reference r JOIN file t ON t.sop = r.sop WHERE r.file = ?)";
		List<Integer> first = new ArrayList<>();
		index.each("SELECT item FROM file WHERE id " + sources + " ORDER BY item LIMIT 1", row -> first.add(row.getInt(1)), file);
		Map<Grid, List<Place>> own = planes("= ?", file), source = planes(sources, file);
		if (own.isEmpty() || source.isEmpty()) return;
		List<String> other = new ArrayList<>();
		if (differ(own, source, Grid::isParallel)) other.add("orientation");
		if (differ(own, source, Grid::hasSize)) other.add("rows or columns");
		if (differ(own, source, Grid::hasSpacing)) other.add("pixel spacing");
		if (!other.isEmpty()) {
			found.add(item, "set.seg.grid", Tag.PIXEL_MEASURES_SEQUENCE, "The segmentation has " + String.join(", ", other).replaceAll(", (?!.*,)", " and ") + " of its own, not that of the images it is of, such as item " + first.get(0) + ".");
			return;
		}
		int frames = 0, off = 0;
		List<Place> places = new ArrayList<>();
		source.values().forEach(places::addAll);
		Map<Long, List<Place>> byHeight = new HashMap<>();
		for (Place place : places) byHeight.computeIfAbsent(height(place), h -> new ArrayList<>()).add(place);
		for (List<Place> of : own.values())
			for (Place place : of) {
				frames++;
				if (!isThere(place, byHeight)) off++;
			}
		if (off > 0) found.add(item, "set.seg.plane", Tag.PLANE_POSITION_SEQUENCE, off + " of " + frames + " frames lie at no plane of the images that the segmentation refers to, such as item " + first.get(0) + ".");
	}

	private interface Comparison {
		boolean same(Grid a, Grid b);
	}

	/** Whether a grid of the segmentation has no like among those of the source. */
	private static boolean differ(Map<Grid, List<Place>> own, Map<Grid, List<Place>> source, Comparison comparison) {
		return own.keySet().stream().anyMatch(grid -> source.keySet().stream().noneMatch(other -> comparison.same(grid, other)));
	}

	private Map<Grid, List<Place>> planes(String files, long file) throws IOException {
		Map<Grid, List<Place>> planes = new HashMap<>();
		Map<Long, Grid> grids = new HashMap<>();
		index.each("SELECT * FROM grid WHERE id IN (SELECT grid FROM plane WHERE file " + files + ")", row -> grids.put(row.getLong("id"), Grid.of(row)), file);
		index.each("SELECT grid, x, y, z FROM plane WHERE file " + files, row -> planes.computeIfAbsent(grids.get(row.getLong(1)), g -> new ArrayList<>()).add(new Place(row.getDouble(2), row.getDouble(3), row.getDouble(4))), file);
		return planes;
	}

	/** A number that places have in common that are equal, or that of a neighbour. */
	private static long height(Place place) {
		return (long) Math.floor((place.x + place.y + place.z) / (4 * SAME_PLACE));
	}

	private static boolean isThere(Place place, Map<Long, List<Place>> byHeight) {
		long height = height(place);
		for (long h = height - 1; h <= height + 1; h++)
			for (Place other : byHeight.getOrDefault(h, List.of())) if (place.isAt(other)) return true;
		return false;
	}
}
