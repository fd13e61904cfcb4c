package sc.fiji.medprep.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import sc.fiji.medprep.image.FrameForm.Place;
import sc.fiji.medprep.image.SeriesFinding.Kind;

/** Divides the images of a series into those that can lie in one volume. */
final class SeriesSplitter {
	/** Headers are rounded. */
	private static final double SAME_DIRECTION = 1e-4, SAME_SPACING = 1e-3;

	/** Images that are together so far, and what was found when others were taken away from them. */
	private record Group(List<Frame> frames, List<SeriesFinding> findings) {}

	/** What a series is expected to keep to. */
	private record Rule(Kind kind, BiPredicate<FrameForm, FrameForm> same, String what) {}

	private static final List<Rule> RULES = List.of(
		new Rule(Kind.MIXED_FRAME_OF_REFERENCE, (a, b) -> a.frameOfReference().equals(b.frameOfReference()) || a.frameOfReference().isEmpty() || b.frameOfReference().isEmpty(), "frames of reference"),
		new Rule(Kind.MIXED_PIXELS, (a, b) -> a.type() == b.type() && a.photometric().equals(b.photometric()), "kinds of pixels"),
		new Rule(Kind.MIXED_SIZE, (a, b) -> a.rows() == b.rows() && a.columns() == b.columns(), "sizes"),
		new Rule(Kind.MIXED_PIXEL_SPACING, (a, b) -> isSame(a.rowSpacing(), b.rowSpacing()) && isSame(a.columnSpacing(), b.columnSpacing()), "pixel spacings"),
		new Rule(Kind.MIXED_ORIENTATION, (a, b) -> a.orientation().difference(b.orientation()) <= SAME_DIRECTION, "orientations"));

	private SeriesSplitter() {}

	private static boolean isSame(double a, double b) {
		return Math.abs(a - b) <= SAME_SPACING * Math.max(a, b);
	}

	/** The volumes of images with the same series key, in an order that does not depend on that of the images. */
	static List<StoredVolume> volumes(List<Frame> frames, List<SeriesFinding> inherited) {
		List<Frame> sorted = new ArrayList<>(frames);
		sorted.sort(Slots.ORDER);
		List<Integer> copies = Copies.remove(sorted);
		List<SeriesFinding> findings = copies.isEmpty() ? inherited
			: with(inherited, new SeriesFinding(Kind.REPEATED_FILE, (copies.size() == 1 ? "1 file holds the same image as another one and is" : copies.size() + " files hold the same images as others and are") + " left out", copies));
		Map<Object, List<Frame>> kinds = new LinkedHashMap<>();
		for (Frame frame : sorted) kinds.computeIfAbsent(kind(frame.form()), kind -> new ArrayList<>()).add(frame);
		List<StoredVolume> volumes = new ArrayList<>();
		for (List<Frame> kind : kinds.values()) {
			List<Group> groups = List.of(new Group(kind, findings));
			if (kind.get(0).form().place() == Place.IN_PATIENT) {
				for (Rule rule : RULES) groups = groups.stream().flatMap(group -> split(group, rule).stream()).toList();
			}
			for (Group group : groups) volumes.addAll(VolumeAssembler.volumes(group.frames, group.findings));
		}
		return volumes;
	}

	/** Images that differ in this are different on purpose. */
	private static Object kind(FrameForm form) {
		long echo = Double.isNaN(form.echoTime()) ? -1 : Math.round(1000 * form.echoTime());
		List<Object> kind = new ArrayList<>(List.of(form.imageType(), form.component(), form.echo(), echo, form.segment(), form.place()));
		if (form.place() != Place.IN_PATIENT) kind.addAll(List.of(form.type(), form.photometric(), form.rows(), form.columns(), form.rowSpacing(), form.columnSpacing()));
		return kind;
	}

	private static List<Group> split(Group group, Rule rule) {
		// Few forms stand for many frames.
		Map<FrameForm, List<Frame>> known = new HashMap<>();
		List<FrameForm> firsts = new ArrayList<>();
		Map<FrameForm, List<Frame>> parts = new LinkedHashMap<>();
		for (Frame frame : group.frames) {
			List<Frame> part = known.get(frame.form());
			if (part == null) {
				FrameForm first = firsts.stream().filter(form -> rule.same.test(form, frame.form())).findFirst().orElse(null);
				if (first == null) firsts.add(first = frame.form());
				part = parts.computeIfAbsent(first, form -> new ArrayList<>());
				known.put(frame.form(), part);
			}
			part.add(frame);
		}
		if (parts.size() == 1) return List.of(group);
		SeriesFinding finding = finding(List.copyOf(parts.values()), rule);
		return parts.values().stream().map(part -> new Group(part, with(group.findings, finding))).toList();
	}

	private static List<SeriesFinding> with(List<SeriesFinding> findings, SeriesFinding another) {
		List<SeriesFinding> more = new ArrayList<>(findings);
		more.add(another);
		return more;
	}

	private static SeriesFinding finding(List<List<Frame>> parts, Rule rule) {
		List<Frame> largest = parts.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
		int all = parts.stream().mapToInt(List::size).sum();
		if (rule.kind == Kind.MIXED_ORIENTATION && isLocalizer(parts)) {
			return new SeriesFinding(Kind.NOT_A_VOLUME, "The images have " + parts.size() + " orientations, as localizers do; each makes an image of its own", List.of());
		}
		List<Integer> others = parts.stream().filter(part -> part != largest).flatMap(List::stream).map(frame -> frame.file().number()).distinct().sorted().toList();
		return new SeriesFinding(rule.kind, "The series has images of " + parts.size() + " different " + rule.what + "; " + (all - largest.size()) + " of " + all + " differ from the others", others);
	}

	/** What says so, or has at least three orientations with as many images each, as planned views and projections have. */
	private static boolean isLocalizer(List<List<Frame>> parts) {
		List<String> type = parts.get(0).get(0).form().imageType();
		return type.contains("LOCALIZER") || parts.size() >= 3 && parts.stream().allMatch(part -> part.size() == parts.get(0).size());
	}
}
