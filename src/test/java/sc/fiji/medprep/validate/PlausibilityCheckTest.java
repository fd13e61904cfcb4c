package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

public class PlausibilityCheckTest {
	private static final PlausibilityCheck CHECK = new PlausibilityCheck(LocalDate.of(2026, 1, 1));

	private static void assertFound(String expected, int tag, VR vr, String... values) throws IOException {
		for (String value : values) assertEquals(value, expected.isEmpty() ? List.of() : List.of(expected + " " + Tag.toString(tag)), found(Checked.image().put(Element.ascii(tag, vr, value))));
	}

	private static List<String> found(DataSet dataSet) throws IOException {
		return Checked.dataSet(CHECK, dataSet);
	}

	@Test
	public void right_image_is_clean() throws IOException {
		assertEquals(List.of(), found(Checked.image()));
	}

	@Test
	public void distances_are_greater_than_zero() throws IOException {
		assertFound("", Tag.PIXEL_SPACING, VR.DS, "0.5\\0.5");
		assertFound("plausible.spacing", Tag.PIXEL_SPACING, VR.DS, "0\\0", "0.5\\0");
		assertFound("plausible.negative", Tag.SLICE_THICKNESS, VR.DS, "-1");
		assertFound("plausible.zero", Tag.SLICE_THICKNESS, VR.DS, "0", "0.0");
		assertFound("plausible.negative", Tag.SPACING_BETWEEN_SLICES, VR.DS, "-1");
		DataSet nuclear = Checked.image().put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, "1.2.840.10008.5.1.4.1.1.20")).put(Element.ascii(Tag.MODALITY, VR.CS, "NM")).put(Element.ascii(Tag.SPACING_BETWEEN_SLICES, VR.DS, "-1"));
		assertEquals(List.of(), found(nuclear));
	}

	@Test
	public void quantities_are_in_their_range() throws IOException {
		for (int tag : new int[] {Tag.REPETITION_TIME, Tag.ECHO_TIME, 0x00180060, 0x00181152}) assertFound("plausible.negative", tag, tag == 0x00181152 ? VR.IS : VR.DS, "-5");
		assertFound("plausible.negative", Tag.FRAME_TIME, VR.DS, "-0.1");
		assertFound("plausible.range", 0x00101030, VR.DS, "0", "1000");
		assertFound("", 0x00101030, VR.DS, "70", "");
		assertFound("plausible.range", 0x00101020, VR.DS, "180");
		assertFound("plausible.range", 0x00180093, VR.DS, "101", "-1");
		assertFound("plausible.slope", Tag.RESCALE_SLOPE, VR.DS, "0");
		assertFound("", Tag.RESCALE_SLOPE, VR.DS, "-1");
	}

	@Test
	public void numbers_are_finite() throws IOException {
		assertEquals(List.of("plausible.not_finite (0018,9089)"), found(Checked.image().put(Element.bytes(0x00189089, VR.FD, new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xF8, 0x7F}))));
	}

	@Test
	public void orientation_is_two_unit_vectors_at_right_angles() throws IOException {
		assertFound("", Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "1\\0\\0\\0\\1\\0", "0.7071\\0.7071\\0\\-0.7071\\0.7071\\0");
		assertFound("plausible.orientation.unit", Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "0\\0\\0\\0\\0\\0", "1\\1\\0\\0\\0\\1", "1\\0\\0\\0\\0.99\\0");
		assertFound("plausible.orientation.orthogonal", Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "1\\0\\0\\1\\0\\0", "1\\0\\0\\0.01\\0.99995\\0");
		assertFound("plausible.position", Tag.IMAGE_POSITION_PATIENT, VR.DS, "0\\0\\1e5");
		DataSet item = new DataSet().put(Element.ascii(Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "1\\0\\0\\1\\0\\0"));
		assertEquals(List.of("plausible.orientation.orthogonal (0020,9116)>(0020,0037)"), found(Checked.image().put(Element.sequence(Tag.PLANE_ORIENTATION_SEQUENCE, List.of(item)))));
		byte[] two = new byte[24];
		two[7] = 0x40;
		assertEquals(List.of("plausible.direction (0018,9089)"), found(Checked.image().put(Element.bytes(Tag.DIFFUSION_GRADIENT_ORIENTATION, VR.FD, two))));
	}

	@Test
	public void window_is_as_wide_as_its_function_needs() throws IOException {
		assertFound("plausible.window.width", Tag.WINDOW_WIDTH, VR.DS, "0", "0.5", "-3");
		assertFound("", Tag.WINDOW_WIDTH, VR.DS, "1");
		DataSet exact = Checked.image().put(Element.ascii(Tag.VOI_LUT_FUNCTION, VR.CS, "SIGMOID"));
		assertEquals(List.of(), found(exact.put(Element.ascii(Tag.WINDOW_WIDTH, VR.DS, "0.5"))));
		assertEquals(List.of("plausible.window.width (0028,1051)"), found(exact.put(Element.ascii(Tag.WINDOW_WIDTH, VR.DS, "0"))));
		assertEquals(List.of("plausible.window.count (0028,1051)"), found(Checked.image().put(Element.ascii(Tag.WINDOW_WIDTH, VR.DS, "5\\6")).put(Element.ascii(Tag.WINDOW_CENTER, VR.DS, "5"))));
	}

	@Test
	public void dates_are_in_their_order() throws IOException {
		assertFound("plausible.date.order", Tag.SERIES_DATE, VR.DA, "20200101");
		assertFound("", Tag.SERIES_DATE, VR.DA, "20200301", "20200228");
		assertFound("plausible.date.future", Tag.SERIES_DATE, VR.DA, "20270101");
		assertEquals(List.of("plausible.date.old (0008,0020)"), found(Checked.image().put(Element.ascii(Tag.STUDY_DATE, VR.DA, "18000101"))));
		DataSet shifted = Checked.image().put(Element.ascii(Tag.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, VR.CS, "MODIFIED"));
		assertEquals(List.of(), found(shifted.put(Element.ascii(Tag.STUDY_DATE, VR.DA, "21800506"))));
	}

	@Test
	public void birth_and_age_fit_the_examination() throws IOException {
		assertFound("", Tag.PATIENT_BIRTH_DATE, VR.DA, "19500101", "20200229");
		assertFound("plausible.birth.after_study", Tag.PATIENT_BIRTH_DATE, VR.DA, "20200601");
		assertFound("plausible.birth.old", Tag.PATIENT_BIRTH_DATE, VR.DA, "18500101");
		assertEquals(List.of("plausible.birth.future (0010,0030)", "plausible.birth.after_study (0010,0030)"), found(Checked.image().put(Element.ascii(Tag.PATIENT_BIRTH_DATE, VR.DA, "20300101"))));
		DataSet born = Checked.image().put(Element.ascii(Tag.PATIENT_BIRTH_DATE, VR.DA, "19700301"));
		for (String right : List.of("049Y", "050Y", "600M")) assertEquals(right, List.of(), found(born.put(Element.ascii(Tag.PATIENT_AGE, VR.AS, right))));
		for (String wrong : List.of("030Y", "052Y", "049M", "000D")) assertEquals(wrong, List.of("plausible.age (0010,1010)"), found(born.put(Element.ascii(Tag.PATIENT_AGE, VR.AS, wrong))));
	}

	@Test
	public void modality_is_one_of_the_sop_class() throws IOException {
		assertFound("plausible.modality", Tag.MODALITY, VR.CS, "MR", "OT");
	}

	@Test
	public void laterality_is_a_side_and_told_of_paired_parts() throws IOException {
		assertFound("plausible.laterality.value", Tag.LATERALITY, VR.CS, "X", "B");
		assertFound("plausible.laterality.value", Tag.IMAGE_LATERALITY, VR.CS, "X");
		assertFound("", Tag.IMAGE_LATERALITY, VR.CS, "B");
		assertFound("", Tag.BODY_PART_EXAMINED, VR.CS, "CHEST");
		assertEquals(List.of("plausible.laterality.missing (0020,0060)"), found(Checked.image().put(Element.ascii(Tag.BODY_PART_EXAMINED, VR.CS, "KNEE"))));
		assertEquals(List.of("plausible.laterality.contradiction (0020,0062)"), found(Checked.image().put(Element.ascii(Tag.LATERALITY, VR.CS, "L")).put(Element.ascii(Tag.IMAGE_LATERALITY, VR.CS, "R"))));
	}

	@Test
	public void frame_times_ratios_ranges_and_zones_agree_with_what_is_around() throws IOException {
		assertFound("plausible.frame_times", Tag.FRAME_TIME_VECTOR, VR.DS, "0\\5");
		assertFound("plausible.aspect_ratio.unneeded", Tag.PIXEL_ASPECT_RATIO, VR.IS, "1\\1");
		assertEquals(List.of("plausible.aspect_ratio (0028,0034)"), found(Checked.image().put(Element.ascii(Tag.PIXEL_ASPECT_RATIO, VR.IS, "2\\1")).put(Element.ascii(Tag.PIXEL_SPACING, VR.DS, "1\\1"))));
		assertEquals(List.of("plausible.pixel_range (0028,0107)"), found(Checked.image().putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.US, 5).putInts(Tag.LARGEST_IMAGE_PIXEL_VALUE, VR.US, 4)));
		assertFound("plausible.zone", Tag.TIMEZONE_OFFSET_FROM_UTC, VR.SH, "0500", "+2500", "-0000", "CET");
		assertFound("", Tag.TIMEZONE_OFFSET_FROM_UTC, VR.SH, "-0500", "+0000");
	}
}
