package sc.fiji.medprep.curate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.image.StoredVolume;

/** What keeps the images of a series from being sound volumes, each with the images where it is. */
final class SeriesNotes {
	private SeriesNotes() {}

	static List<Note> of(List<ImageSeries> all) {
		List<Note> notes = new ArrayList<>();
		for (ImageSeries series : all) {
			Set<SeriesFinding> told = new java.util.HashSet<>();
			for (StoredVolume volume : series.volumes())
				for (SeriesFinding finding : volume.findings()) {
					// those about the whole series stand at each of its volumes
					String rule = rule(finding.kind());
					if (rule.isEmpty() || !finding.files().isEmpty() && !told.add(finding)) continue;
					notes.add(new Note(rule, tag(finding.kind()), finding.message(), items(finding, volume)));
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

	/** Those that the finding names; of slices that are missing those beside the gap; else the first of the volume. */
	private static List<Integer> items(SeriesFinding finding, StoredVolume volume) {
		if (!finding.files().isEmpty()) return finding.files();
		Set<Integer> beside = new TreeSet<>();
		List<SliceSource> planes = volume.sources();
		for (int i = 0; i < planes.size(); i++) {
			if (planes.get(i) != SliceSource.NONE) continue;
			for (int at = i; at >= 0; at--) if (planes.get(at) != SliceSource.NONE && beside.add(planes.get(at).file())) break;
			for (int at = i; at < planes.size(); at++) if (planes.get(at) != SliceSource.NONE && beside.add(planes.get(at).file())) break;
		}
		if (beside.isEmpty()) beside.add(Collections.min(volume.files().stream().map(DicomSource::number).toList()));
		return List.copyOf(beside);
	}
}
