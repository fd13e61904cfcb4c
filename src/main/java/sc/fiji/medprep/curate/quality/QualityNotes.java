package sc.fiji.medprep.curate.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import sc.fiji.medprep.image.SliceSource;

/** What of the measures of a volume is worth a word. The limits are beyond what sound volumes of the tests have. */
final class QualityNotes {
	private static final double CLIPPED = 0.01, GHOSTS = 0.1, STRIPES = 10, JUMP = 7, SHIFT = 1.25, LEVEL = 0.04, DVARS = 10, DISPLACEMENT = 0.5;
	/** Median air of a CT in HU. */
	private static final double AIR_FROM = -1200, AIR_TO = -600, LEAST_AIR = 0.1;
	private static final int FEW_LEVELS = 256, BITS_OF_FEW = 8, NO_GREYS = 16;
	/** Their values are no greys. */
	private static final Set<String> NO_PICTURES = Set.of("SEG", "RTSTRUCT", "PR", "KO", "SR", "REG", "RTDOSE");

	private final List<QualityNote> notes = new ArrayList<>();
	private final Measures measures;

	private QualityNotes(Measures measures) {
		this.measures = measures;
	}

	/** @param sources of the planes; none of those that no file has */
	static List<QualityNote> of(VolumeMeter meter, Measures measures, Acquisition acquisition, List<SliceSource> sources) {
		QualityNotes notes = new QualityNotes(measures);
		if (NO_PICTURES.contains(acquisition.modality())) return List.of();
		notes.blank(meter, sources);
		if (measures.get(Measure.GREY_LEVELS) > NO_GREYS) {
			notes.values(meter, acquisition);
			notes.artefacts(meter, sources);
		}
		return notes.notes;
	}

	private void blank(VolumeMeter meter, List<SliceSource> sources) {
		if (meter.blank.isEmpty()) return;
		int blank = meter.blank.size();
		add("set.quality.blank_slice", (blank == 1 ? "A slice is" : blank + " slices are") + " blank: all pixels have one value", meter.blank.stream().map(index -> sources.get(index).file()).distinct().toList());
	}

	private void values(VolumeMeter meter, Acquisition acquisition) {
		if (meter.isCutOut) add("set.quality.flat_background", "The background was cut out, as of masked, defaced or padded images, so it is not measured", List.of());
		if (measures.get(Measure.CLIPPED_HIGH) > CLIPPED) add("set.quality.clipped", "The greatest value is that of " + percent(Measure.CLIPPED_HIGH) + " of the pixels, as where values were cut off", List.of());
		if (measures.get(Measure.GREY_LEVELS) <= FEW_LEVELS && measures.get(Measure.USED_BITS) > BITS_OF_FEW) add("set.quality.few_levels", "A slice has no more grey values than 8 bits can hold, though spread over more bits", List.of());
		double air = measures.get(Measure.AIR_LEVEL);
		if (acquisition.isCt() && measures.get(Measure.AIR) >= LEAST_AIR && (air < AIR_FROM || air > AIR_TO)) add("set.quality.air_level", "The air around the object is far from -1000 HU, so the rescale may be wrong", List.of());
	}

	private void artefacts(VolumeMeter meter, List<SliceSource> sources) {
		if (measures.get(Measure.GHOSTING) > GHOSTS) add("set.quality.ghosting", "The background along phase encoding has " + percent(Measure.GHOSTING) + " of the signal, as of ghosts", List.of());
		if (measures.get(Measure.STRIPES) > STRIPES) add("set.quality.stripes", "Rows or columns have one frequency far above its neighbours, as of stripes", List.of());
		if (measures.get(Measure.JUMP) > JUMP) {
			int after = meter.jump.after();
			add("set.quality.jump", "Two neighbouring slices agree far less than those around them, as where one is missing or of another volume", List.of(sources.get(after).file(), sources.get(after + 1).file()));
		}
		if (measures.get(Measure.INTERLEAVED_SHIFT) > SHIFT) add("set.quality.interleaved", "Slices agree less with the next than with the one after it, as where the patient moved between even and odd slices", List.of());
		else if (measures.get(Measure.INTERLEAVED_LEVEL) > LEVEL) add("set.quality.interleaved", "Even and odd slices differ in brightness by " + percent(Measure.INTERLEAVED_LEVEL), List.of());
		if (measures.get(Measure.DVARS) > DVARS || measures.get(Measure.DISPLACEMENT) > DISPLACEMENT) add("set.quality.motion", "The values change by " + percent(measures.get(Measure.DVARS)) + " and the centre of gravity moves by "
			+ String.format(Locale.ROOT, "%.1f", measures.get(Measure.DISPLACEMENT)) + " mm from volume to volume, as of motion", List.of());
	}

	private String percent(Measure measure) {
		return percent(100 * measures.get(measure));
	}

	private static String percent(double value) {
		return String.format(Locale.ROOT, value < 10 ? "%.1f %%" : "%.0f %%", value);
	}

	private void add(String rule, String message, List<Integer> files) {
		notes.add(new QualityNote(rule, message, files));
	}
}
