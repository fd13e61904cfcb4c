package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Test;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.report.RuleBook;

/** Types, values and functional groups on data sets made by hand. */
public class ModuleCheckTest {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
	private static final int PIXEL_VALUE_TRANSFORMATION = 0x00289145, PATIENT_WEIGHT = 0x00101030, REQUEST_ATTRIBUTES = 0x00400275;

	private boolean strict;
	private Coverage coverage;

	private List<Finding> check(DataSet dataSet) throws Exception {
		Findings findings = new Findings(RuleBook.of(FileCheck.class), strict);
		new ModuleCheck().check(DicomFile.of(dataSet, TransferSyntax.EXPLICIT_LITTLE, "", ""), findings);
		coverage = findings.coverage();
		return findings.list();
	}

	/** Findings as "rule path". */
	private List<String> found(DataSet dataSet) throws Exception {
		return check(dataSet).stream().map(finding -> (finding.rule() + ' ' + finding.tag()).strip()).toList();
	}

	/** What the change of a clean image is found as, beyond what its template gives. */
	private List<String> newIn(DataSet changed, DataSet template) throws Exception {
		List<String> before = found(template), after = new ArrayList<>(found(changed));
		after.removeAll(before);
		return after;
	}

	/** A CT image with all that the standard asks for. */
	private static DataSet ct() {
		DataSet ct = new DataSet();
		Stream.of("00080020 DA", "00080023 DA", "00080030 TM", "00080033 TM", "00080050 SH", "00080070 LO", "00080090 PN", "00100010 PN", "00100020 LO", "00100030 DA", "00100040 CS", "00180060 DS", "00200010 SH", "00200011 IS",
			"00200012 IS", "00200013 IS", "00201040 LO", "00180050 DS").forEach(line -> ct.put(Element.empty(Integer.parseInt(line.substring(0, 8), 16), VR.valueOf(line.substring(9)))));
		ct.putString(Tag.IMAGE_TYPE, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL").putString(Tag.SOP_CLASS_UID, VR.UI, CT).putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2").putString(Tag.MODALITY, VR.CS, "CT");
		ct.putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.3").putString(Tag.SERIES_INSTANCE_UID, VR.UI, "1.4").putString(Tag.FRAME_OF_REFERENCE_UID, VR.UI, "1.5").putString(Tag.PATIENT_POSITION, VR.CS, "HFS");
		ct.putString(Tag.IMAGE_POSITION_PATIENT, VR.DS, "0", "0", "0").putString(Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "1", "0", "0", "0", "1", "0").putString(Tag.PIXEL_SPACING, VR.DS, "1", "1");
		ct.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1).putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2").putInts(Tag.ROWS, VR.US, 1).putInts(Tag.COLUMNS, VR.US, 1).putInts(Tag.BITS_ALLOCATED, VR.US, 16);
		ct.putInts(Tag.BITS_STORED, VR.US, 16).putInts(Tag.HIGH_BIT, VR.US, 15).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0).putString(Tag.RESCALE_INTERCEPT, VR.DS, "0").putString(Tag.RESCALE_SLOPE, VR.DS, "1");
		ct.putString(Tag.RESCALE_TYPE, VR.LO, "HU").put(Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[2]));
		return ct;
	}

	private static DataSet without(DataSet dataSet, int tag) {
		dataSet.remove(tag);
		return dataSet;
	}

	private static DataSet with(DataSet dataSet, Element element) {
		return dataSet.put(element);
	}

	@Test
	public void a_complete_image_gives_no_finding() throws Exception {
		assertEquals(List.of(), found(ct()));
		assertEquals("CT Image", coverage.object());
		assertTrue(coverage.evaluated() > 30);
	}

	@Test
	public void an_attribute_of_type_1_is_there_with_a_value() throws Exception {
		assertEquals(List.of("type1.missing (0028,0010)"), found(without(ct(), Tag.ROWS)));
		assertEquals(List.of("type1.empty (0028,0010)"), found(with(ct(), Element.empty(Tag.ROWS, VR.US))));
		assertEquals("padding is no value", List.of("type1.empty (0020,000E)"), found(with(ct(), Element.bytes(Tag.SERIES_INSTANCE_UID, VR.UI, new byte[2]))));
	}

	@Test
	public void an_attribute_of_type_2_is_there() throws Exception {
		assertEquals(List.of("type2.missing (0020,0010)"), found(without(ct(), 0x00200010)));
	}

	@Test
	public void an_attribute_of_type_1c_is_there_if_its_condition_is_true() throws Exception {
		assertEquals(List.of("type1c.missing (0028,0006)"), found(ct().putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 3)).stream().filter(line -> line.startsWith("type1c")).toList());
		assertEquals(List.of("type2c.missing (0018,5100)"), found(without(ct(), Tag.PATIENT_POSITION)));
	}

	@Test
	public void what_is_present_though_false_is_one_note_or_when_strict_an_error_each() throws Exception {
		DataSet planar = ct().putInts(Tag.PLANAR_CONFIGURATION, VR.US, 0);
		List<Finding> loose = check(planar);
		assertEquals(List.of("type1c.unneeded"), loose.stream().map(Finding::rule).toList());
		assertEquals("info", loose.get(0).severity().word());
		assertTrue(loose.get(0).message(), loose.get(0).message().contains("PlanarConfiguration"));
		strict = true;
		assertEquals(List.of("type1c.unneeded (0028,0006)"), found(planar));
		assertEquals("error", check(planar).get(0).severity().word());
	}

	@Test
	public void values_are_held_against_the_module_and_never_told() throws Exception {
		List<Finding> findings = check(ct().putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "SECRET"));
		assertEquals(List.of("value.enumerated (0028,0004)"), findings.stream().map(finding -> finding.rule() + ' ' + finding.tag()).toList());
		assertFalse(findings.get(0).message().contains("SECRET"));
		assertEquals(List.of("value.defined_term (0008,0008)"), found(ct().putString(Tag.IMAGE_TYPE, VR.CS, "ORIGINAL", "PRIMARY", "SECRET")));
	}

	@Test
	public void items_are_checked_at_every_level() throws Exception {
		DataSet reference = new DataSet().putString(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, CT);
		DataSet code = new DataSet().putString(Tag.CODE_VALUE, VR.SH, "1").putString(Tag.CODING_SCHEME_DESIGNATOR, VR.SH, "DCM");
		DataSet good = new DataSet().putString(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, CT).putString(Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, "1.6").put(Element.sequence(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, List.of(code)));
		assertEquals(List.of("type1.missing (0008,1140)>(0008,1155)", "type1.missing (0008,1140)[2]>(0040,A170)>(0008,0104)"),
			found(with(ct(), Element.sequence(Tag.REFERENCED_IMAGE_SEQUENCE, List.of(reference, good)))).stream().filter(line -> line.startsWith("type1.")).toList());
	}

	@Test
	public void the_same_in_several_items_is_one_finding() throws Exception {
		DataSet image = with(ct(), Element.sequence(Tag.REFERENCED_IMAGE_SEQUENCE, Stream.generate(DataSet::new).limit(3).toList()));
		Finding finding = check(image).stream().filter(one -> one.tag().endsWith("(0008,1150)")).findFirst().orElseThrow();
		assertTrue(finding.message(), finding.message().endsWith("Found 3 times."));
	}

	@Test
	public void a_module_nobody_asks_for_is_checked_only_if_it_is_there() throws Exception {
		assertEquals(List.of("type1.missing (6004,0010)"), found(overlay(0x6004, 0x0010)));
		assertEquals(List.of(), found(overlay(0x6002, -1)));
	}

	/** An image with an overlay plane that lacks one element. */
	private static DataSet overlay(int group, int missing) {
		DataSet image = ct();
		DataSet plane = new DataSet().putInts(group << 16 | 0x10, VR.US, 1).putInts(group << 16 | 0x11, VR.US, 1).putString(group << 16 | 0x40, VR.CS, "G").putInts(group << 16 | 0x50, VR.SS, 1, 1);
		plane.putInts(group << 16 | 0x100, VR.US, 1).putInts(group << 16 | 0x102, VR.US, 0).put(Element.bytes(group << 16 | 0x3000, VR.OW, new byte[2]));
		for (Element element : plane) {
			if ((element.tag() & 0xFFFF) != missing) image.put(element);
		}
		return image;
	}

	@Test
	public void what_belongs_to_no_module_is_counted_in_one_note() throws Exception {
		DataSet image = ct().putString(0x00041500, VR.CS, "A").putString(Tag.DOSE_UNITS, VR.CS, "GY").putString(0x00091001, VR.LO, "private").putString(Tag.OTHER_PATIENT_IDS, VR.LO, "1");
		List<Finding> findings = check(image);
		assertEquals(List.of("attribute.not_in_object", "attribute.retired"), findings.stream().map(Finding::rule).toList());
		assertTrue(findings.get(0).message(), findings.get(0).message().endsWith("(2): ReferencedFileID, DoseUnits."));
	}

	@Test
	public void a_file_without_a_known_class_says_so() throws Exception {
		assertEquals(List.of("object.class_missing (0008,0016)"), found(new DataSet()));
		assertEquals(List.of("object.unknown (0008,0016)"), found(new DataSet().putString(Tag.SOP_CLASS_UID, VR.UI, "1.2.3")));
		assertEquals(Coverage.NONE, coverage);
	}

	/** An enhanced CT of two frames; its groups only are looked at. */
	private static DataSet enhanced(DataSet shared, DataSet... frames) {
		return new DataSet().putString(Tag.SOP_CLASS_UID, VR.UI, ENHANCED_CT).putString(Tag.IMAGE_TYPE, VR.CS, "ORIGINAL", "PRIMARY", "VOLUME", "NONE").putString(Tag.NUMBER_OF_FRAMES, VR.IS, "2")
			.put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(shared))).put(Element.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, List.of(frames)));
	}

	private static DataSet group(DataSet item, int sequence, DataSet... inside) {
		return item.put(Element.sequence(sequence, List.of(inside)));
	}

	private static DataSet position() {
		return new DataSet().putString(Tag.IMAGE_POSITION_PATIENT, VR.DS, "0", "0", "0");
	}

	private static DataSet frame() {
		return group(group(new DataSet(), Tag.PLANE_POSITION_SEQUENCE, position()), Tag.FRAME_CONTENT_SEQUENCE, new DataSet());
	}

	@Test
	public void a_mandatory_group_is_shared_or_in_every_frame() throws Exception {
		DataSet shared = new DataSet().putString(PATIENT_WEIGHT, VR.DS, "1");
		DataSet template = enhanced(new DataSet(), frame(), frame());
		assertTrue(found(template).contains("group.missing (5200,9230)>(0028,9110)"));
		assertFalse(found(enhanced(group(new DataSet(), Tag.PIXEL_MEASURES_SEQUENCE, new DataSet()), frame(), frame())).contains("group.missing (5200,9230)>(0028,9110)"));
		DataSet half = frame();
		half.remove(Tag.PLANE_POSITION_SEQUENCE);
		assertEquals(List.of("group.missing (5200,9230)[2]>(0020,9113)"), newIn(enhanced(new DataSet(), frame(), half), template));
		assertTrue(found(enhanced(shared, frame(), frame())).contains("attribute.not_in_object"));
	}

	@Test
	public void a_group_stands_in_one_place_and_in_the_right_one() throws Exception {
		DataSet template = enhanced(new DataSet(), frame(), frame());
		assertEquals(List.of("group.twice (5200,9229)>(0020,9113)"), newIn(enhanced(group(new DataSet(), Tag.PLANE_POSITION_SEQUENCE, position()), frame(), frame()), template));
		assertTrue(newIn(enhanced(group(new DataSet(), Tag.FRAME_CONTENT_SEQUENCE, new DataSet()), frame(), frame()), template).contains("group.place (5200,9229)>(0020,9111)"));
	}

	@Test
	public void groups_are_as_many_as_frames_and_shared_in_one_item() throws Exception {
		DataSet template = enhanced(new DataSet(), frame(), frame());
		assertEquals(List.of("group.frames (5200,9230)"), newIn(enhanced(new DataSet(), frame()), template));
		DataSet two = enhanced(new DataSet(), frame(), frame()).put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(new DataSet(), new DataSet())));
		assertTrue(newIn(two, template).contains("group.shared_items (5200,9229)"));
	}

	@Test
	public void a_group_that_is_needed_is_missing_with_and_without_items_of_frames() throws Exception {
		DataSet shared = enhanced(new DataSet(), frame(), frame()).put(Element.sequence(0x00180012, List.of(new DataSet())));
		assertTrue(found(shared).contains("group.missing (5200,9230)>(0018,9341)"));
		DataSet tiled = enhanced(new DataSet()).put(Element.sequence(0x00180012, List.of(new DataSet())));
		assertTrue(found(tiled).contains("group.missing (5200,9229)>(0018,9341)"));
		assertFalse(found(enhanced(new DataSet(), frame(), frame())).contains("group.missing (5200,9230)>(0018,9341)"));
	}

	@Test
	public void attributes_in_groups_have_types_with_the_number_of_the_frame() throws Exception {
		DataSet empty = group(frame(), Tag.PLANE_POSITION_SEQUENCE, new DataSet().put(Element.empty(Tag.IMAGE_POSITION_PATIENT, VR.DS)));
		assertEquals(List.of("type1c.empty (5200,9230)[2]>(0020,9113)>(0020,0032)"), newIn(enhanced(new DataSet(), frame(), empty), enhanced(new DataSet(), frame(), frame())));
		DataSet transformation = new DataSet().putString(Tag.RESCALE_INTERCEPT, VR.DS, "0").putString(Tag.RESCALE_TYPE, VR.LO, "HU");
		assertTrue(found(enhanced(group(new DataSet(), PIXEL_VALUE_TRANSFORMATION, transformation), frame(), frame())).contains("type1.missing (5200,9229)>(0028,9145)>(0028,1053)"));
	}

	@Test
	public void an_empty_sequence_of_type_2_or_3_is_no_error() throws Exception {
		assertEquals(List.of(), found(with(ct(), Element.sequence(0x00081032, List.of()))).stream().filter(line -> line.startsWith("type")).toList());
		assertEquals(List.of(), found(with(ct(), Element.sequence(REQUEST_ATTRIBUTES, List.of()))).stream().filter(line -> line.startsWith("type")).toList());
	}
}
