package sc.fiji.medprep.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.image.StoredVolume;

/** What keeps the images of a series from being sound volumes, each with the images where it is. */
final class SeriesNotes {
	/** In millimetres, as where volumes are put together. */
	private static final double SAME_DISTANCE = 0.02;

	private SeriesNotes() {}

	/** @param facts of single planes, by item */
	static List<Note> of(List<ImageSeries> all, Map<Integer, InstanceFacts> facts) {
		List<Note> notes = new ArrayList<>();
		for (ImageSeries series : all) {
			// frames in which nothing is marked are left out; see SegmentationCheck
			if (series.modality().equals("SEG")) continue;
			Set<SeriesFinding> told = new HashSet<>();
			for (StoredVolume volume : series.volumes())
				for (SeriesFinding finding : volume.findings()) {
					String rule = rule(finding.kind());
					// those about the whole series stand at each of its volumes
					if (rule.isEmpty() || !finding.files().isEmpty() && !told.add(finding)) continue;
					notes.add(new Note(rule, tag(finding.kind()), finding.message().split(";")[0], items(finding, volume, facts)));
				}
		}
		return notes;
	}

	/** Empty for what is found by other means: identities and copies by questions across all series. */
	private static String rule(SeriesFinding.Kind kind) {
		return switch (kind) {
			case MISSING_SLICE -> "set.geometry.missing_slice";
			case DUPLICATE_POSITION -> "set.geometry.duplicate_position";
			case IRREGULAR_SPACING -> "set.geometry.irregular_spacing";
			case MIXED_ORIENTATION -> "set.geometry.orientation";
			case MIXED_SIZE -> "set.geometry.size";
			case MIXED_PIXEL_SPACING -> "set.geometry.pixel_spacing";
			case MIXED_PIXELS -> "set.geometry.pixel_format";
			case MIXED_THICKNESS -> "set.geometry.slice_thickness";
			case MIXED_SOP_CLASS -> "set.geometry.sop_class";
			case INCOMPLETE_VOLUME -> "set.geometry.incomplete_volume";
			case NO_GEOMETRY -> "set.geometry.unknown_place";
			case MOSAIC_LAYOUT_UNKNOWN -> "set.geometry.mosaic";
			case GANTRY_TILT -> "set.geometry.tilt";
			case NO_DIRECTION -> "set.geometry.diffusion";
			case NOT_A_VOLUME -> "set.geometry.no_volume";
			case SPACING_AT_DETECTOR -> "set.geometry.detector_spacing";
			case MIXED_FRAME_OF_REFERENCE, MIXED_IDENTITY, DUPLICATE_INSTANCE, REPEATED_FILE -> "";
		};
	}

	private static String tag(SeriesFinding.Kind kind) {
		return switch (kind) {
			case MISSING_SLICE, DUPLICATE_POSITION, IRREGULAR_SPACING, INCOMPLETE_VOLUME, NO_GEOMETRY, GANTRY_TILT -> "(0020,0032)";
			case MIXED_ORIENTATION, NOT_A_VOLUME -> "(0020,0037)";
			case MIXED_SIZE -> "(0028,0010)";
			case MIXED_PIXEL_SPACING -> "(0028,0030)";
			case MIXED_PIXELS -> "(0028,0004)";
			case MIXED_THICKNESS -> "(0018,0050)";
			case MIXED_SOP_CLASS -> "(0008,0016)";
			case SPACING_AT_DETECTOR -> "(0018,1164)";
			case NO_DIRECTION -> "(0018,9087)";
			default -> "";
		};
	}

	/** Where it is: at the images that the finding names, beside slices that are missing or too near or far, else at the first image of the volume. */
	private static List<Integer> items(SeriesFinding finding, StoredVolume volume, Map<Integer, InstanceFacts> facts) {
		Set<Integer> items = new TreeSet<>(finding.files());
		if (finding.kind() == SeriesFinding.Kind.DUPLICATE_POSITION) addTwins(items, facts);
		else if (finding.kind() == SeriesFinding.Kind.IRREGULAR_SPACING) addUneven(items, volume.sources(), facts);
		else if (items.isEmpty()) addBesideGaps(items, volume.sources());
		if (items.isEmpty()) items.add(Collections.min(volume.files().stream().map(DicomSource::number).toList()));
		return List.copyOf(items);
	}

	/** Adds the images that lie where others lie. */
	private static void addTwins(Set<Integer> items, Map<Integer, InstanceFacts> facts) {
		Map<List<Double>, List<Integer>> places = new HashMap<>();
		for (InstanceFacts of : facts.values()) if (of.plane() != null) places.computeIfAbsent(Arrays.stream(of.plane().position()).boxed().toList(), p -> new ArrayList<>()).add(of.item());
		for (List<Integer> same : places.values()) if (same.stream().anyMatch(items::contains)) items.addAll(same);
	}

	private static void addUneven(Set<Integer> items, List<SliceSource> planes, Map<Integer, InstanceFacts> facts) {
		List<InstanceFacts> row = planes.stream().map(plane -> facts.get(plane.file())).filter(of -> of != null && of.plane() != null).toList();
		if (row.size() < 3) return;
		double[] gaps = new double[row.size() - 1];
		for (int i = 0; i < gaps.length; i++) gaps[i] = row.get(i + 1).plane().along() - row.get(i).plane().along();
		double[] sorted = gaps.clone();
		Arrays.sort(sorted);
		for (int i = 0; i < gaps.length; i++) {
			if (Math.abs(gaps[i] - sorted[sorted.length / 2]) <= SAME_DISTANCE) continue;
			items.add(row.get(i).item());
			items.add(row.get(i + 1).item());
		}
	}

	private static void addBesideGaps(Set<Integer> items, List<SliceSource> planes) {
		SliceSource before = SliceSource.NONE;
		boolean gap = false;
		for (SliceSource plane : planes) {
			if (plane == SliceSource.NONE) {
				gap = true;
				continue;
			}
			if (gap && before != SliceSource.NONE) items.add(before.file());
			if (gap) items.add(plane.file());
			gap = false;
			before = plane;
		}
		if (gap && before != SliceSource.NONE) items.add(before.file());
	}
}
