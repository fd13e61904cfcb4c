package sc.fiji.medprep.convert;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Diffusion;
import sc.fiji.medprep.image.Geometry;

public class BvalBvecTest {
	private static final double[] AXIAL = {1, 0, 0, 0, 1, 0}, SAGITTAL = {0, 1, 0, 0, 0, -1}, CORONAL = {1, 0, 0, 0, 0, -1}, OBLIQUE = {0.96, 0, -0.28, 0.168, 0.8, 0.576};

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static Axis diffusion(double[] bValues, double[]... gradients) {
		return new Axis(Axis.Kind.DIFFUSION, bValues, gradients);
	}

	@Test
	public void gradients_stand_along_the_axes_of_the_image() {
		Geometry leftHanded = Geometry.of(new double[] {0, 2, 0}, new double[] {0, 0, -2}, new double[] {3, 0, 0}, new double[3]);
		BvalBvec files = BvalBvec.of(diffusion(new double[] {0, 1000, 5}, new double[] {1, 0, 0}, new double[] {0.6, 0, 0.8}, new double[0]), leftHanded).get();
		assertEquals("0 1000 5\n", files.bval());
		assertEquals("0 0 0\n0 -0.8 0\n0 0.6 0\n", files.bvec());
	}

	@Test
	public void first_component_turns_where_the_axes_are_right_handed() {
		BvalBvec files = BvalBvec.of(diffusion(new double[] {700}, new double[] {0.6, 0.48, 0.64}), Geometry.ofSpacing(2, 2, 3)).get();
		assertEquals("-0.6\n0.48\n0.64\n", files.bvec());
	}

	@Test
	public void tilted_slices_do_not_tilt_gradients() {
		Geometry tilted = Geometry.of(new double[] {2, 0, 0}, new double[] {0, -2, 0}, new double[] {0, 1, 3}, new double[3]);
		assertEquals("0\n0\n1\n", BvalBvec.of(diffusion(new double[] {700}, new double[] {0, 0, 1}), tilted).get().bvec());
	}

	@Test
	public void other_series_have_no_such_files() {
		assertTrue(BvalBvec.of(Axis.of(Axis.Kind.TIME, 0, 2), Geometry.ofSpacing(1, 1, 1)).isEmpty());
	}

	@Test
	public void numbers_have_six_digits() {
		assertEquals("1.5e-05 0.000123457 999999 1e+06\n", BvalBvec.of(diffusion(new double[] {0.000015, 0.000123456789, 999999.4, 999999.6}), Geometry.ofSpacing(1, 1, 1)).get().bval());
	}

	private static void text(DataSet image, int group, String creator, int low, VR vr, double... numbers) {
		int block = 0x10;
		while (image.contains(Tag.of(group, block)) && !image.string(Tag.of(group, block)).orElse("").equals(creator)) block++;
		image.putString(Tag.of(group, block), VR.LO, creator);
		image.putString(Tag.of(group, block << 8 | low), vr, Arrays.stream(numbers).mapToObj(number -> vr == VR.IS ? "" + (int) number : "" + number).toArray(String[]::new));
	}

	private static void floats(DataSet image, int group, String creator, int low, VR vr, double... numbers) {
		image.putString(Tag.of(group, 0x10), VR.LO, creator);
		ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
		for (double number : numbers) {
			if (vr == VR.FD) bytes.putDouble(number);
			else bytes.putFloat((float) number);
		}
		image.put(Element.bytes(Tag.of(group, 0x1000 | low), vr, Arrays.copyOf(bytes.array(), bytes.position())));
	}

	private static void ge(DataSet image, double bValue, double[] direction) {
		text(image, 0x43, "GEMS_PARM_01", 0x39, VR.IS, bValue == 0 ? 0 : bValue + 1e9, 8, 0, 0);
		for (int i = 0; i < 3; i++) text(image, 0x19, "GEMS_ACQU_01", 0xBB + i, VR.DS, direction[i]);
		text(image, 0x19, "GEMS_ACQU_01", 0xE0, VR.DS, 3);
	}

	private static void philips(DataSet image, double bValue, double[] direction) {
		floats(image, 0x2001, "Philips Imaging DD 001", 3, VR.FL, bValue);
		for (int i = 0; i < 3; i++) floats(image, 0x2005, "Philips MR Imaging DD 001", 0xB0 + i, VR.FL, direction[i]);
	}

	private static void siemens(DataSet image, double bValue, double[] direction) {
		text(image, 0x19, "SIEMENS MR HEADER", 0x0C, VR.IS, bValue);
		if (bValue > 0) floats(image, 0x19, "SIEMENS MR HEADER", 0x0E, VR.FD, direction);
	}

	private static void united(DataSet image, double bValue, double[] direction) {
		floats(image, 0x65, "Image Private Header", 9, VR.FD, bValue);
		if (bValue > 0) floats(image, 0x65, "Image Private Header", 0x37, VR.FD, direction);
	}

	private static void standard(DataSet image, double bValue, double[] direction) {
		image.put(number(Tag.DIFFUSION_B_VALUE, bValue)).putString(Tag.DIFFUSION_DIRECTIONALITY, VR.CS, bValue == 0 ? "NONE" : "DIRECTIONAL");
		if (bValue > 0) image.put(number(Tag.DIFFUSION_GRADIENT_ORIENTATION, direction));
	}

	private static Element number(int tag, double... numbers) {
		ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
		for (double number : numbers) bytes.putDouble(number);
		return Element.bytes(tag, VR.FD, bytes.array());
	}

	private static void canon(DataSet image, double bValue, double[] direction) {
		image.put(number(Tag.DIFFUSION_B_VALUE, bValue));
		image.putString(Tag.IMAGE_COMMENTS, VR.LT, bValue == 0 ? "b=0" : String.format("b=%.0f(%.3f,%.3f,%.3f)", bValue, direction[0], direction[1], direction[2]));
	}

	@Test
	public void siemens_agrees_with_dcm2niix() throws Exception {
		for (double[] orientation : List.of(AXIAL, SAGITTAL, CORONAL, OBLIQUE)) assertAgrees("SIEMENS", orientation, 2, "COL", BvalBvecTest::siemens);
		assertAgrees("SIEMENS", OBLIQUE, -2, "ROW", BvalBvecTest::siemens);
	}

	@Test
	public void philips_agrees_with_dcm2niix() throws Exception {
		for (double[] orientation : List.of(AXIAL, SAGITTAL, CORONAL, OBLIQUE)) assertAgrees("Philips Medical Systems", orientation, 2, "COL", BvalBvecTest::philips);
		assertAgrees("Philips Medical Systems", SAGITTAL, -2, "ROW", BvalBvecTest::philips);
	}

	@Test
	public void ge_agrees_with_dcm2niix() throws Exception {
		for (String phase : List.of("COL", "ROW")) {
			for (double step : new double[] {2, -2}) {
				for (double[] orientation : List.of(AXIAL, SAGITTAL, CORONAL, OBLIQUE)) assertAgrees("GE MEDICAL SYSTEMS", orientation, step, phase, BvalBvecTest::ge);
			}
		}
	}

	@Test
	public void united_imaging_agrees_with_dcm2niix() throws Exception {
		for (double[] orientation : List.of(AXIAL, OBLIQUE)) assertAgrees("UIH", orientation, 2, "COL", BvalBvecTest::united);
	}

	@Test
	public void canon_agrees_with_dcm2niix() throws Exception {
		for (double[] orientation : List.of(AXIAL, SAGITTAL, CORONAL, OBLIQUE)) assertAgrees("CANON_MEC", orientation, 2, "COL", BvalBvecTest::canon);
	}

	@Test
	public void attributes_of_the_standard_agree_with_dcm2niix() throws Exception {
		for (double[] orientation : List.of(AXIAL, OBLIQUE)) assertAgrees("SIEMENS", orientation, 2, "COL", BvalBvecTest::standard);
	}

	private void assertAgrees(String maker, double[] orientation, double step, String phase, DiffusionSeries.Weighting weighting) throws Exception {
		Path input = folder.newFolder().toPath(), output = folder.newFolder().toPath();
		List<DataSet> volumes = DiffusionSeries.write(input, maker, orientation, step, phase, weighting);
		String printed = Oracle.run("dcm2niix", "-b", "y", "-z", "n", "-f", "dwi", "-o", output.toString(), input.toString()).output();
		String what = maker + " " + Arrays.toString(orientation) + " " + step + " " + phase + "\n" + printed;
		Geometry geometry = NiftiHeader.of(output.resolve("dwi.nii")).geometry();
		double[] bValues = new double[volumes.size()];
		double[][] gradients = new double[volumes.size()][];
		for (int v = 0; v < bValues.length; v++) {
			Diffusion diffusion = Diffusion.of(volumes.get(v), 1).get();
			bValues[v] = diffusion.bValue();
			gradients[v] = diffusion.gradient();
		}
		BvalBvec files = BvalBvec.of(diffusion(bValues, gradients), geometry).get();
		assertTrue(what, Files.exists(output.resolve("dwi.bval")));
		assertArrayEquals(what, numbers(Files.readString(output.resolve("dwi.bval"))), numbers(files.bval()), 0);
		assertArrayEquals(what + files.bvec() + Files.readString(output.resolve("dwi.bvec")), numbers(Files.readString(output.resolve("dwi.bvec"))), numbers(files.bvec()), 2e-5);
	}

	private static double[] numbers(String text) {
		return Stream.of(text.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
	}
}
