package sc.fiji.medprep.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import sc.fiji.medprep.image.SeriesFinding.Kind;

/** Makes volumes of images that agree in size, orientation, spacing and kind. */
final class VolumeAssembler {
	/** What images may be divided by if they make no faultless volume together but do so apart. */
	private static final List<Function<FrameMoment, Object>> DIVISIONS = List.of(FrameMoment::stack, FrameMoment::acquisition, FrameMoment::temporal);
	private static final Set<Kind> DIVISIBLE = Set.of(Kind.DUPLICATE_POSITION, Kind.IRREGULAR_SPACING);
	private static final Set<Kind> FAULTS = Set.of(Kind.DUPLICATE_POSITION, Kind.IRREGULAR_SPACING, Kind.MISSING_SLICE, Kind.INCOMPLETE_VOLUME);
	/** Images of one place may lie beside each other by a part of a pixel. */
	private static final double ASIDE_PIXELS = 0.1;
	private static final double SAME_THICKNESS = 1e-3;

	private VolumeAssembler() {}

	/**
	 * @param frames in {@link Slots#ORDER}
	 * @param inherited findings about the series that concern these images
	 */
	static List<StoredVolume> volumes(List<Frame> frames, List<SeriesFinding> inherited) {
		return switch (frames.get(0).form().place()) {
			case IN_PATIENT -> inPatient(frames, inherited);
			case MISSING -> List.of(flat(frames, inherited, new SeriesFinding(Kind.NO_GEOMETRY, "Position, orientation or pixel spacing is missing, so the place of the images in the patient is unknown", numbers(frames))));
			case LOST_IN_MOSAIC -> files(frames, inherited, new SeriesFinding(Kind.MOSAIC_LAYOUT_UNKNOWN, "The header does not tell how many slices the mosaic has, or how far apart they are", numbers(frames)));
			case TILE -> files(frames, inherited, new SeriesFinding(Kind.NOT_A_VOLUME, "The frames are tiles of a slide, which are not put together", List.of()));
			case FLAT -> flat(frames, inherited);
			case AT_DETECTOR -> flat(frames, with(inherited, atDetector()));
			case ALONE -> files(frames, inherited, null);
			case ALONE_AT_DETECTOR -> files(frames, inherited, atDetector());
		};
	}

	private static SeriesFinding atDetector() {
		return new SeriesFinding(Kind.SPACING_AT_DETECTOR, "Pixel spacing is known at the detector only, so lengths in the patient are shorter than they seem", List.of());
	}

	private static List<SeriesFinding> with(List<SeriesFinding> findings, SeriesFinding another) {
		List<SeriesFinding> more = new ArrayList<>(findings);
		if (another != null) more.add(another);
		return more;
	}

	private static List<Integer> numbers(List<Frame> frames) {
		return frames.stream().map(frame -> frame.file().number()).distinct().sorted().toList();
	}

	/** Images of single frames one behind the other, those of several frames each for itself. */
	private static List<StoredVolume> flat(List<Frame> frames, List<SeriesFinding> findings) {
		List<StoredVolume> volumes = new ArrayList<>();
		List<Frame> single = frames.stream().filter(frame -> frame.file().frames == 1).toList();
		if (!single.isEmpty()) volumes.add(flat(single, findings, null));
		volumes.addAll(files(frames.stream().filter(frame -> frame.file().frames > 1).toList(), findings, null));
		return volumes;
	}

	private static List<StoredVolume> files(List<Frame> frames, List<SeriesFinding> inherited, SeriesFinding finding) {
		Map<FileFacts, List<Frame>> files = new LinkedHashMap<>();
		for (Frame frame : frames) files.computeIfAbsent(frame.file(), file -> new ArrayList<>()).add(frame);
		return files.values().stream().map(file -> flat(file, inherited, finding)).toList();
	}

	private static StoredVolume flat(List<Frame> frames, List<SeriesFinding> inherited, SeriesFinding finding) {
		FrameForm form = frames.get(0).form();
		Geometry geometry = Geometry.ofSpacing(form.columnSpacing(), form.rowSpacing(), form.thickness() > 0 ? form.thickness() : 1);
		List<Frame[]> volumes = frames.stream().map(frame -> new Frame[] {frame}).toList();
		boolean cine = frames.get(0).moment().temporal() != frames.get(frames.size() - 1).moment().temporal();
		Axis axis = AxisOf.volumes(new VolumeSequence(volumes, List.of(cine ? VolumeKey.TEMPORAL : VolumeKey.OTHERS), List.of()));
		return new StoredVolume(frames.toArray(Frame[]::new), 1, geometry, axis, described(frames, with(inherited, finding)));
	}

	private static List<StoredVolume> inPatient(List<Frame> frames, List<SeriesFinding> inherited) {
		StoredVolume whole = together(frames, inherited);
		Set<Kind> faults = faults(whole);
		// Apart, nobody would see what is missing of them.
		if (faults.contains(Kind.INCOMPLETE_VOLUME)) return List.of(whole);
		for (Function<FrameMoment, Object> division : DIVISIONS) {
			// Stacks are meant to be apart; between acquisitions a slice may be missing.
			boolean apart = division == DIVISIONS.get(0) && faults.contains(Kind.MISSING_SLICE)
				// A volume is of one time, even if slices of others lie between its own.
				|| division == DIVISIONS.get(2) && whole.shape().count() == 1;
			if (!apart && faults.stream().noneMatch(DIVISIBLE::contains)) continue;
			Map<Object, List<Frame>> parts = new LinkedHashMap<>();
			for (Frame frame : frames) parts.computeIfAbsent(division.apply(frame.moment()), value -> new ArrayList<>()).add(frame);
			if (parts.size() < 2 || parts.values().stream().anyMatch(part -> part.size() < 2)) continue;
			List<StoredVolume> volumes = parts.values().stream().map(part -> together(part, inherited)).toList();
			if (volumes.stream().allMatch(volume -> volume.shape().depth() > 1 && faults(volume).isEmpty())) return volumes;
		}
		return List.of(whole);
	}

	/** What speaks against stacking the images in this way. */
	private static Set<Kind> faults(StoredVolume volume) {
		Set<Kind> faults = new HashSet<>(volume.findings().stream().map(SeriesFinding::kind).toList());
		faults.retainAll(FAULTS);
		return faults;
	}

	private static StoredVolume together(List<Frame> frames, List<SeriesFinding> inherited) {
		Slots slots = new Slots(frames);
		FrameForm form = frames.get(0).form();
		VolumeSequence sequence = VolumeSequence.of(slots);
		SliceRow row = SliceRow.of(form, slots.positions());
		List<SeriesFinding> findings = new ArrayList<>(inherited);
		findings.addAll(sequence.findings());
		findings.addAll(row.findings());
		double aside = slots.aside();
		if (aside > ASIDE_PIXELS * Math.min(form.rowSpacing(), form.columnSpacing())) {
			findings.add(new SeriesFinding(Kind.IRREGULAR_SPACING, String.format(Locale.ROOT, "Images of one level lie up to %.2f mm beside each other", aside), List.of()));
		}
		Frame[] planes = new Frame[row.depth() * sequence.volumes().size()];
		for (int v = 0; v < sequence.volumes().size(); v++) {
			Frame[] volume = sequence.volumes().get(v);
			for (int s = 0; s < volume.length; s++) planes[v * row.depth() + row.places()[s]] = volume[s];
		}
		Axis axis = AxisOf.volumes(sequence);
		AxisOf.withoutDirection(sequence, axis).ifPresent(findings::add);
		return new StoredVolume(planes, row.depth(), row.geometry(), axis, described(frames, findings));
	}

	/** Adds what is found in the headers of images wherever these lie. */
	private static List<SeriesFinding> described(List<Frame> frames, List<SeriesFinding> inherited) {
		List<SeriesFinding> findings = new ArrayList<>(inherited);
		double[] thickness = frames.stream().mapToDouble(frame -> frame.form().thickness()).filter(Double::isFinite).sorted().toArray();
		if (thickness.length > 0 && thickness[thickness.length - 1] - thickness[0] > SAME_THICKNESS * thickness[thickness.length - 1]) {
			double usual = thickness[thickness.length / 2];
			List<Frame> others = frames.stream().filter(frame -> Math.abs(frame.form().thickness() - usual) > SAME_THICKNESS * usual).toList();
			findings.add(new SeriesFinding(Kind.MIXED_THICKNESS, String.format(Locale.ROOT, "Slices are from %.3f to %.3f mm thick", thickness[0], thickness[thickness.length - 1]), numbers(others)));
		}
		Map<String, List<Frame>> classes = new HashMap<>();
		for (Frame frame : frames) classes.computeIfAbsent(frame.file().sopClass, uid -> new ArrayList<>()).add(frame);
		if (classes.size() > 1) {
			int most = classes.values().stream().mapToInt(List::size).max().orElse(0);
			List<Frame> others = classes.values().stream().filter(images -> images.size() < most).flatMap(List::stream).toList();
			findings.add(new SeriesFinding(Kind.MIXED_SOP_CLASS, "The images are of " + classes.size() + " different SOP classes", numbers(others)));
		}
		Map<String, FileFacts> instances = new HashMap<>();
		Set<Integer> again = new TreeSet<>();
		for (Frame frame : frames) {
			FileFacts first = instances.putIfAbsent(frame.file().sopInstance, frame.file());
			if (first != null && first != frame.file() && !frame.file().sopInstance.isEmpty()) again.addAll(Arrays.asList(first.number(), frame.file().number()));
		}
		if (!again.isEmpty()) findings.add(new SeriesFinding(Kind.DUPLICATE_INSTANCE, again.size() + " files share their SOP Instance UIDs with others", List.copyOf(again)));
		return findings;
	}
}
