package sc.fiji.medprep.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/** Whether the frames of a segmentation, its segments and its dimensions fit each other (PS3.3 C.8.20.2, C.8.20.4, C.7.6.17). */
final class SegmentationNotes {
	private static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4", FRAMES = "(5200,9230)", SEGMENTS = "(0062,0002)>(0062,0004)", INDEX = "(5200,9230)>(0020,9111)>(0020,9157)";

	private final DataSet root;
	private final int item;
	private final List<DataSet> frames;
	private final List<Note> notes = new ArrayList<>();

	private SegmentationNotes(DataSet root, int item) {
		this.root = root;
		this.item = item;
		frames = root.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
	}

	static List<Note> of(DataSet root, int item) {
		// tiles that cover a whole slide need not say so one by one
		boolean tiled = root.string(Tag.DIMENSION_ORGANIZATION_TYPE).orElse("").equals("TILED_FULL");
		if (!root.string(Tag.SOP_CLASS_UID).orElse("").equals(SEGMENTATION) || tiled) return List.of();
		SegmentationNotes notes = new SegmentationNotes(root, item);
		notes.counts();
		notes.segments();
		notes.dimensions();
		return notes.notes;
	}

	private void add(String rule, String tag, String message) {
		notes.add(new Note(rule, tag, message, List.of(item)));
	}

	private void counts() {
		int stated = Math.max(1, root.intValue(Tag.NUMBER_OF_FRAMES).orElse(1));
		if (frames.size() != stated) add("set.seg.frames", FRAMES, "There are functional groups for " + frames.size() + " frames, but Number of Frames is another");
	}

	private void segments() {
		Set<Integer> numbers = new TreeSet<>(), used = new HashSet<>();
		List<DataSet> segments = root.items(Tag.SEGMENT_SEQUENCE);
		for (DataSet segment : segments) numbers.add(segment.intValue(Tag.SEGMENT_NUMBER).orElse(0));
		boolean counted = numbers.size() == segments.size();
		int next = 1;
		for (int number : numbers) counted &= number == next++;
		if (!counted) add("set.seg.segment_number", SEGMENTS, "Segment Numbers are not 1, 2, 3 and so on, each once");
		int unknown = 0;
		DataSet shared = first(root, Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
		for (DataSet frame : frames) {
			DataSet segment = first(frame, Tag.SEGMENT_IDENTIFICATION_SEQUENCE);
			if (segment == null && shared != null) segment = first(shared, Tag.SEGMENT_IDENTIFICATION_SEQUENCE);
			int number = segment == null ? 0 : segment.intValue(Tag.REFERENCED_SEGMENT_NUMBER).orElse(0);
			if (!numbers.contains(number)) unknown++;
			used.add(number);
		}
		if (unknown > 0) add("set.seg.unknown_segment", "(5200,9230)>(0062,000A)>(0062,000B)", unknown + " of " + frames.size() + " frames name no segment of the Segment Sequence");
		long empty = numbers.stream().filter(number -> !used.contains(number)).count();
		if (empty > 0) add("set.seg.empty_segment", SEGMENTS, empty + " of " + segments.size() + " segments have no frame");
	}

	/** An index for each dimension, no two frames with the same, and the same index for the same position. */
	private void dimensions() {
		List<DataSet> dimensions = root.items(Tag.DIMENSION_INDEX_SEQUENCE);
		if (dimensions.isEmpty()) return;
		int wrong = 0, twice = 0;
		Set<List<Integer>> seen = new HashSet<>();
		for (DataSet frame : frames) {
			int[] index = index(frame);
			if (index.length != dimensions.size()) wrong++;
			else if (!seen.add(Arrays.stream(index).boxed().toList())) twice++;
		}
		if (wrong > 0) add("set.seg.dimension_index", INDEX, wrong + " of " + frames.size() + " frames have not one index for each of " + dimensions.size() + " dimensions");
		if (twice > 0) add("set.seg.dimension_index", INDEX, twice + " of " + frames.size() + " frames have the indices of another frame");
		for (int d = 0; d < dimensions.size(); d++) {
			int[] pointer = dimensions.get(d).ints(Tag.DIMENSION_INDEX_POINTER);
			if (pointer.length == 1 && pointer[0] == Tag.IMAGE_POSITION_PATIENT) positions(d);
			if (pointer.length == 1 && pointer[0] == Tag.REFERENCED_SEGMENT_NUMBER) segmentIndex(d);
		}
	}

	private void positions(int dimension) {
		Map<Integer, String> places = new HashMap<>();
		Map<String, Integer> indices = new HashMap<>();
		int wrong = 0;
		for (DataSet frame : frames) {
			DataSet position = first(frame, Tag.PLANE_POSITION_SEQUENCE);
			int[] index = index(frame);
			if (position == null || dimension >= index.length) continue;
			String place = Arrays.toString(position.doubles(Tag.IMAGE_POSITION_PATIENT));
			String other = places.putIfAbsent(index[dimension], place);
			Integer otherIndex = indices.putIfAbsent(place, index[dimension]);
			if (other != null && !other.equals(place) || otherIndex != null && otherIndex != index[dimension]) wrong++;
		}
		if (wrong > 0) add("set.seg.dimension_order", INDEX, "Indices of positions and positions do not belong to each other in " + wrong + " of " + frames.size() + " frames");
	}

	private void segmentIndex(int dimension) {
		Map<Integer, Integer> numbers = new HashMap<>();
		int wrong = 0;
		for (DataSet frame : frames) {
			DataSet segment = first(frame, Tag.SEGMENT_IDENTIFICATION_SEQUENCE);
			int[] index = index(frame);
			if (segment == null || dimension >= index.length) continue;
			int number = segment.intValue(Tag.REFERENCED_SEGMENT_NUMBER).orElse(0);
			Integer other = numbers.putIfAbsent(index[dimension], number);
			if (other != null && other != number) wrong++;
		}
		if (wrong > 0) add("set.seg.dimension_order", INDEX, "One index stands for several segments in " + wrong + " of " + frames.size() + " frames");
	}

	private static int[] index(DataSet frame) {
		DataSet content = first(frame, Tag.FRAME_CONTENT_SEQUENCE);
		return content == null ? new int[0] : content.ints(Tag.DIMENSION_INDEX_VALUES);
	}

	private static DataSet first(DataSet in, int sequence) {
		List<DataSet> items = in.items(sequence);
		return items.isEmpty() ? null : items.get(0);
	}
}
