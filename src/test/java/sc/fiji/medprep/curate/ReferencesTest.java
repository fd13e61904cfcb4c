package sc.fiji.medprep.curate;

import static org.junit.Assert.assertEquals;
import static sc.fiji.medprep.curate.MadeSet.header;
import static sc.fiji.medprep.curate.MadeSet.slice;
import static sc.fiji.medprep.curate.MadeSet.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** References from one file to another, and segmentations against the images that they are of. */
public class ReferencesTest {
	private static final String RTSTRUCT = "1.2.840.10008.5.1.4.1.1.481.3";

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private MadeSet set;

	@Before
	public void makeSet() throws IOException {
		set = new MadeSet(temporary.getRoot().toPath()).withoutPixels().series(4);
	}

	private static DataSet reference(String sopClass, String instance) {
		DataSet item = new DataSet();
		text(item, Tag.REFERENCED_SOP_CLASS_UID, VR.UI, sopClass);
		text(item, Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, instance);
		return item;
	}

	/** A selection of key images, with the hierarchy of evidence. */
	private static DataSet selection(String study, String series, DataSet... references) {
		DataSet root = new DataSet(), ofSeries = new DataSet(), ofStudy = new DataSet();
		header(root, MadeSet.KO, "KO", "2.25.900", "2.25.9");
		text(ofSeries, Tag.SERIES_INSTANCE_UID, VR.UI, series);
		ofSeries.put(Element.sequence(Tag.REFERENCED_SOP_SEQUENCE, List.of(references)));
		text(ofStudy, Tag.STUDY_INSTANCE_UID, VR.UI, study);
		ofStudy.put(Element.sequence(Tag.REFERENCED_SERIES_SEQUENCE, List.of(ofSeries)));
		return root.put(Element.sequence(0x0040A375, List.of(ofStudy)));
	}

	private void assertFound(String rule, Integer... items) throws IOException {
		assertEquals(Map.of(rule, List.of(items)), set.find());
	}

	@Test
	public void references_to_what_is_there_give_no_finding() throws Exception {
		set.add(selection("2.25.1", "2.25.2", reference(MadeSet.CT, "2.25.1001"), reference(MadeSet.CT, "2.25.1004")));
		assertEquals(Map.of(), set.find());
	}

	@Test
	public void a_reference_that_leads_nowhere_counts_by_what_depends_on_it() throws Exception {
		set.add(selection("2.25.1", "2.25.2", reference(MadeSet.CT, "2.25.1001"), reference(MadeSet.CT, "2.25.1999")));
		assertFound("set.reference.dangling", 5);
		assertEquals("1 of 2 instances that it refers to are not in the set.", set.message("set.reference.dangling", 5));
		makeOther().add(selection("2.25.1", "2.25.77", reference(MadeSet.CT, "2.25.1998"), reference(MadeSet.CT, "2.25.1999")));
		assertFound("set.reference.dangling", 5);
		assertEquals("2 of 2 instances that it refers to are not in the set; of their series nothing is.", set.message("set.reference.dangling", 5));
		makeOther().add(selection("2.25.77", "2.25.78", reference(MadeSet.CT, "2.25.1999")));
		assertFound("set.reference.other_study", 5);
		makeOther().change(2, slice -> slice.put(Element.sequence(Tag.REFERENCED_IMAGE_SEQUENCE, List.of(reference(MadeSet.CT, "2.25.1999")))));
		assertFound("set.reference.context", 2);
	}

	private MadeSet makeOther() throws IOException {
		return set = new MadeSet(temporary.newFolder().toPath()).withoutPixels().series(4);
	}

	@Test
	public void a_reference_that_says_something_else_than_the_file_is_an_error() throws Exception {
		set.add(selection("2.25.1", "2.25.2", reference("1.2.840.10008.5.1.4.1.1.4", "2.25.1003")));
		assertFound("set.reference.sop_class", 5);
		assertEquals("The SOP class stated for item 3 is not the one of that file.", set.message("set.reference.sop_class", 5));
		makeOther().add(selection("2.25.1", "2.25.22", reference(MadeSet.CT, "2.25.1003")));
		assertFound("set.reference.hierarchy", 5);
		DataSet frame = reference(MadeSet.CT, "2.25.1003");
		text(frame, Tag.REFERENCED_FRAME_NUMBER, VR.IS, "2");
		makeOther().add(selection("2.25.1", "2.25.2", frame));
		assertFound("set.reference.frame", 5);
	}

	@Test
	public void a_reference_to_another_patient_is_an_error() throws Exception {
		DataSet other = selection("2.25.1", "2.25.2", reference(MadeSet.CT, "2.25.1003"));
		text(other, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.11");
		text(other, Tag.PATIENT_ID, VR.LO, "P2");
		set.add(other);
		assertFound("set.reference.patient", 5);
	}

	@Test
	public void structures_must_lie_in_the_frame_of_reference_of_their_images() throws Exception {
		for (String frame : new String[] {"2.25.3", "2.25.33"}) {
			makeOther();
			DataSet root = new DataSet(), space = new DataSet(), study = reference("1.2.840.10008.3.1.2.3.1", "2.25.1"), series = new DataSet();
			header(root, RTSTRUCT, "RTSTRUCT", "2.25.900", "2.25.9");
			text(series, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.2");
			series.put(Element.sequence(0x30060016, List.of(reference(MadeSet.CT, "2.25.1001"), reference(MadeSet.CT, "2.25.1002"))));
			study.put(Element.sequence(0x30060014, List.of(series)));
			text(space, Tag.FRAME_OF_REFERENCE_UID, VR.UI, frame);
			space.put(Element.sequence(Tag.RT_REFERENCED_STUDY_SEQUENCE, List.of(study)));
			root.put(Element.sequence(Tag.REFERENCED_FRAME_OF_REFERENCE_SEQUENCE, List.of(space)));
			set.add(root);
			assertEquals(frame.equals("2.25.3") ? Map.of() : Map.of("set.reference.frame_of_reference", List.of(5)), set.find());
		}
	}

	/** A segmentation of the second and third slice, each with one frame of one segment. */
	private static DataSet segmentation() {
		DataSet root = new DataSet(), segment = new DataSet(), measures = new DataSet(), orientation = new DataSet(), shared = new DataSet();
		header(root, MadeSet.SEG, "SEG", "2.25.900", "2.25.9");
		text(root, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.3");
		text(root, Tag.NUMBER_OF_FRAMES, VR.IS, "2");
		root.putInts(Tag.ROWS, VR.US, MadeSet.SIZE).putInts(Tag.COLUMNS, VR.US, MadeSet.SIZE);
		root.put(Element.sequence(Tag.SEGMENT_SEQUENCE, List.of(segment.putInts(Tag.SEGMENT_NUMBER, VR.US, 1))));
		text(measures, Tag.PIXEL_SPACING, VR.DS, "0.5\\0.5");
		text(orientation, Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "1\\0\\0\\0\\1\\0");
		shared.put(Element.sequence(Tag.PIXEL_MEASURES_SEQUENCE, List.of(measures)));
		shared.put(Element.sequence(Tag.PLANE_ORIENTATION_SEQUENCE, List.of(orientation)));
		root.put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(shared)));
		root.put(Element.sequence(Tag.DIMENSION_INDEX_SEQUENCE, List.of(dimension(Tag.REFERENCED_SEGMENT_NUMBER), dimension(Tag.IMAGE_POSITION_PATIENT))));
		List<DataSet> frames = new ArrayList<>();
		for (int i = 0; i < 2; i++) frames.add(frame(i + 1, 2 * (i + 2), "2.25.100" + (i + 2)));
		return root.put(Element.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames));
	}

	private static DataSet dimension(int tag) {
		return new DataSet().put(Element.bytes(Tag.DIMENSION_INDEX_POINTER, VR.AT, new byte[] {(byte) (tag >> 16), (byte) (tag >> 24), (byte) tag, (byte) (tag >> 8)}));
	}

	private static DataSet frame(int index, double z, String source) {
		DataSet frame = new DataSet(), position = new DataSet(), segment = new DataSet(), content = new DataSet(), derivation = new DataSet();
		text(position, Tag.IMAGE_POSITION_PATIENT, VR.DS, "-6\\-6\\" + z);
		frame.put(Element.sequence(Tag.PLANE_POSITION_SEQUENCE, List.of(position)));
		frame.put(Element.sequence(Tag.SEGMENT_IDENTIFICATION_SEQUENCE, List.of(segment.putInts(Tag.REFERENCED_SEGMENT_NUMBER, VR.US, 1))));
		frame.put(Element.sequence(Tag.FRAME_CONTENT_SEQUENCE, List.of(content.putInts(Tag.DIMENSION_INDEX_VALUES, VR.UL, 1, index))));
		derivation.put(Element.sequence(Tag.SOURCE_IMAGE_SEQUENCE, List.of(reference(MadeSet.CT, source))));
		return frame.put(Element.sequence(0x00089124, List.of(derivation)));
	}

	private static DataSet frameOf(DataSet segmentation, int number) {
		return segmentation.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).get(number);
	}

	private static DataSet in(DataSet frame, int sequence) {
		return frame.items(sequence).get(0);
	}

	@Test
	public void a_segmentation_that_fits_its_images_gives_no_finding() throws Exception {
		set.add(segmentation());
		assertEquals(Map.of(), set.find());
	}

	@Test
	public void a_segmentation_on_another_grid_or_beside_the_planes_is_found() throws Exception {
		DataSet other = segmentation();
		other.putInts(Tag.ROWS, VR.US, 2 * MadeSet.SIZE);
		text(in(in(other, Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE), Tag.PIXEL_MEASURES_SEQUENCE), Tag.PIXEL_SPACING, VR.DS, "0.25\\0.5");
		set.add(other);
		assertFound("set.seg.grid", 5);
		assertEquals("The segmentation has rows or columns and pixel spacing of its own, not that of the images it is of, such as item 2.", set.message("set.seg.grid", 5));
		DataSet moved = segmentation();
		text(in(frameOf(moved, 1), Tag.PLANE_POSITION_SEQUENCE), Tag.IMAGE_POSITION_PATIENT, VR.DS, "-6\\-6\\7");
		makeOther().add(moved);
		assertFound("set.seg.plane", 5);
		DataSet elsewhere = segmentation();
		text(elsewhere, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.33");
		makeOther().add(elsewhere);
		assertFound("set.reference.frame_of_reference", 5);
	}

	@Test
	public void segments_frames_and_dimensions_that_do_not_fit_are_found() throws Exception {
		DataSet made = segmentation();
		in(frameOf(made, 1), Tag.SEGMENT_IDENTIFICATION_SEQUENCE).putInts(Tag.REFERENCED_SEGMENT_NUMBER, VR.US, 2);
		in(frameOf(made, 1), Tag.FRAME_CONTENT_SEQUENCE).putInts(Tag.DIMENSION_INDEX_VALUES, VR.UL, 2, 2);
		set.add(made);
		assertFound("set.seg.unknown_segment", 5);
		made = segmentation();
		in(made, Tag.SEGMENT_SEQUENCE).putInts(Tag.SEGMENT_NUMBER, VR.US, 3);
		makeOther().add(made);
		assertEquals(Map.of("set.seg.segment_number", List.of(5), "set.seg.unknown_segment", List.of(5), "set.seg.empty_segment", List.of(5)), set.find());
		made = segmentation();
		in(frameOf(made, 1), Tag.FRAME_CONTENT_SEQUENCE).putInts(Tag.DIMENSION_INDEX_VALUES, VR.UL, 1, 1);
		makeOther().add(made);
		assertEquals(Map.of("set.seg.dimension_index", List.of(5), "set.seg.dimension_order", List.of(5)), set.find());
		made = segmentation();
		in(frameOf(made, 1), Tag.FRAME_CONTENT_SEQUENCE).putInts(Tag.DIMENSION_INDEX_VALUES, VR.UL, 1);
		makeOther().add(made);
		assertFound("set.seg.dimension_index", 5);
		made = segmentation();
		text(made, Tag.NUMBER_OF_FRAMES, VR.IS, "3");
		makeOther().add(made);
		assertFound("set.seg.frames", 5);
	}

	@Test
	public void slices_without_pixel_data_and_other_objects_are_part_of_the_set() throws Exception {
		DataSet bare = slice(7);
		bare.remove(Tag.PIXEL_DATA);
		set.add(bare);
		assertEquals(Map.of(), set.find());
	}
}
