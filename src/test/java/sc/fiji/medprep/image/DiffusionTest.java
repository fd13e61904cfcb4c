package sc.fiji.medprep.image;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.dicom.vendor.CsaBytes;

public class DiffusionTest {
	private static Element number(int tag, double... numbers) {
		ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
		for (double number : numbers) bytes.putDouble(number);
		return Element.bytes(tag, VR.FD, bytes.array());
	}

	private static DataSet sequence(DataSet dataSet, int tag, DataSet... items) {
		List<Value.Item> all = new ArrayList<>();
		for (DataSet item : items) all.add(new Value.Item(item, false));
		return dataSet.put(new Element(tag, VR.SQ, new Value.Sequence(all, false)));
	}

	private static DataSet weighted(double bValue, double... gradient) {
		DataSet diffusion = new DataSet().put(number(Tag.DIFFUSION_B_VALUE, bValue)).putString(Tag.DIFFUSION_DIRECTIONALITY, VR.CS, "DIRECTIONAL");
		sequence(diffusion, Tag.DIFFUSION_GRADIENT_DIRECTION_SEQUENCE, new DataSet().put(number(Tag.DIFFUSION_GRADIENT_ORIENTATION, gradient)));
		return sequence(new DataSet(), Tag.MR_DIFFUSION_SEQUENCE, diffusion);
	}

	private static DataSet ge(String bValue, String position, String... direction) {
		DataSet image = new DataSet().putString(Tag.PATIENT_POSITION, VR.CS, position).putString(Tag.IN_PLANE_PHASE_ENCODING_DIRECTION, VR.CS, "COL")
			.putString(Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, "1", "0", "0", "0", "1", "0").putString(0x00430010, VR.LO, "GEMS_PARM_01").putString(0x00431039, VR.IS, bValue, "8", "0", "0").putString(0x00190012, VR.LO, "GEMS_ACQU_01");
		for (int i = 0; i < 3; i++) image.putString(0x001912BB + i, VR.DS, direction[i]);
		return image;
	}

	@Test
	public void each_frame_has_its_own_weighting() {
		DataSet image = sequence(new DataSet(), Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, weighted(1000, 0, 0, 2), weighted(2000, 0, 0.6, 0.8), new DataSet());
		sequence(image, Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, weighted(5, 1, 0, 0));
		assertEquals(1000, Diffusion.of(image, 1).get().bValue(), 0);
		assertArrayEquals(new double[] {0, 0, 1}, Diffusion.of(image, 1).get().gradient(), 0);
		assertArrayEquals(new double[] {0, 0.6, 0.8}, Diffusion.of(image, 2).get().gradient(), 1e-12);
		assertEquals("the shared one", 5, Diffusion.of(image, 3).get().bValue(), 0);
	}

	@Test
	public void images_without_direction_have_no_gradient() {
		DataSet trace = new DataSet().put(number(Tag.DIFFUSION_B_VALUE, 800)).putString(Tag.DIFFUSION_DIRECTIONALITY, VR.CS, "ISOTROPIC").put(number(Tag.DIFFUSION_GRADIENT_ORIENTATION, 1, 0, 0));
		assertFalse(Diffusion.of(trace, 1).get().hasGradient());
		DataSet none = new DataSet().putString(Tag.DIFFUSION_DIRECTIONALITY, VR.CS, "NONE");
		assertEquals(0, Diffusion.of(none, 1).get().bValue(), 0);
		assertTrue(Diffusion.of(new DataSet(), 1).isEmpty());
		assertTrue("no number", Diffusion.of(new DataSet().put(number(Tag.DIFFUSION_B_VALUE, Double.NaN)), 1).isEmpty());
	}

	@Test
	public void matrix_gives_the_direction_that_most_of_the_weighting_has() {
		double[] g = {0.36, 0.48, 0.8}, matrix = new double[6];
		int[][] at = {{0, 0}, {0, 1}, {0, 2}, {1, 1}, {1, 2}, {2, 2}};
		for (int i = 0; i < 6; i++) matrix[i] = 1000 * g[at[i][0]] * g[at[i][1]] + (at[i][0] == at[i][1] ? 3 : 0);
		double[] found = Diffusion.of(1, BMatrix.of(matrix).get().direction()).gradient();
		assertEquals(1, Math.abs(g[0] * found[0] + g[1] * found[1] + g[2] * found[2]), 1e-9);
		assertEquals("of a trace image", 0, BMatrix.of(new double[] {300, 0, 0, 300, 0, 300}).get().direction().length);
		assertEquals(0, BMatrix.of(new double[6]).get().direction().length);
		assertTrue(BMatrix.of(new double[] {1, 2, 3, 4, 5, Double.NaN}).isEmpty());
	}

	@Test
	public void header_of_siemens_gives_the_direction_in_the_patient() {
		byte[] header = new CsaBytes(true, 3, "").field("B_value", "IS", "1000").field("DiffusionGradientDirection", "FD", "0.0", "-0.6", "0.8").field("DiffusionDirectionality", "CS", "DIRECTIONAL").bytes();
		DataSet image = new DataSet().putString(0x00290011, VR.LO, "SIEMENS CSA HEADER").put(Element.bytes(0x00291110, VR.OB, header));
		assertArrayEquals(new double[] {0, -0.6, 0.8}, Diffusion.of(image, 1).get().gradient(), 1e-12);
	}

	@Test
	public void marks_and_scales_of_GE_are_undone() {
		assertEquals(1000, Diffusion.of(ge("1000001000", "HFS", "0", "0", "1"), 1).get().bValue(), 0);
		Diffusion scaled = Diffusion.of(ge("2000", "HFS", "0", "0", "0.7071"), 1).get();
		assertEquals(1000, scaled.bValue(), 0);
		assertArrayEquals(new double[] {0, 0, 1}, scaled.gradient(), 1e-12);
	}

	@Test
	public void direction_in_the_frame_of_the_scanner_is_not_guessed_for_other_positions_of_the_patient() {
		assertTrue(Diffusion.of(ge("1000", "HFS", "0", "0", "1"), 1).get().hasGradient());
		assertFalse(Diffusion.of(ge("1000", "FFP", "0", "0", "1"), 1).get().hasGradient());
		assertFalse("no orientation", Diffusion.of(new DataSet().putString(0x00650010, VR.LO, "Image Private Header").put(number(0x00651009, 900)).put(number(0x00651037, 1, 0, 0)), 1).get().hasGradient());
	}

	@Test
	public void whatever_stands_in_the_elements_never_fails() {
		Random random = new Random(4);
		for (int round = 0; round < 20_000; round++) {
			DataSet image = ge("" + random.nextInt(), "HFS", "" + random.nextGaussian(), "" + random.nextLong(), "" + random.nextInt(3));
			byte[] bytes = new byte[random.nextInt(30)];
			random.nextBytes(bytes);
			int[] tags = {0x00431039, 0x001912BB, Tag.IMAGE_ORIENTATION_PATIENT, Tag.DIFFUSION_B_VALUE, Tag.DIFFUSION_GRADIENT_ORIENTATION, Tag.IMAGE_COMMENTS};
			VR[] vrs = {VR.IS, VR.FD, VR.DS, VR.FD, VR.UN, VR.SQ};
			for (int i = 0; i < 2; i++) image.put(Element.bytes(tags[random.nextInt(tags.length)], vrs[random.nextInt(5)], bytes));
			Diffusion.of(image, random.nextInt(3)).ifPresent(diffusion -> assertTrue(diffusion.bValue() >= 0 && (!diffusion.hasGradient() || Math.abs(Geometry.length(diffusion.gradient()) - 1) < 1e-9)));
		}
	}
}
