package sc.fiji.medprep.image.stack;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.plugin.Duplicator;
import ij.plugin.StackReverser;
import ij.process.ByteProcessor;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Volume.Shape;
import sc.fiji.medprep.image.Volume.Values;

public class StacksTest {
	private static final Geometry OBLIQUE = Geometry.of(new double[] {0.5, 0.1, 0}, new double[] {-0.1, 0.5, 0.02}, new double[] {0.01, -0.1, 2.5}, new double[] {-40.25, 17, 103.5});

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Each voxel has its own number as the value in memory. */
	private static Volume volume(PixelType type, Shape shape, Axis axis, Values values) {
		List<Object> planes = new ArrayList<>();
		for (int n = 0, value = 0; n < shape.planes(); n++) {
			Object plane = type.newPlane(shape.width() * shape.height());
			for (int i = 0; i < shape.width() * shape.height(); i++, value++) {
				if (plane instanceof byte[] bytes) bytes[i] = (byte) value;
				if (plane instanceof short[] shorts) shorts[i] = (short) (value + type.offset());
				if (plane instanceof int[] ints) ints[i] = value;
				if (plane instanceof float[] floats) floats[i] = value;
				if (plane instanceof double[] doubles) doubles[i] = value;
			}
			planes.add(plane);
		}
		return new Volume(shape, values, OBLIQUE, axis, planes, List.of(), List.of());
	}

	private static Volume ct(Shape shape) {
		return volume(PixelType.INT16, shape, Axis.NONE, new Values(PixelType.INT16, List.of(new Rescale(2, -1024)), "HU", 40, 400));
	}

	@Test
	public void arrays_are_the_same_both_ways() {
		for (PixelType type : List.of(PixelType.UINT8, PixelType.INT8, PixelType.UINT16, PixelType.INT16, PixelType.FLOAT32, PixelType.RGB)) {
			Volume volume = volume(type, new Shape(4, 3, 5, 2), Axis.of(Axis.Kind.TIME, 0, 2), Values.of(type));
			Volume back = Stacks.volume(Stacks.of(volume, "test"));
			assertEquals(type, back.values().type());
			assertEquals(volume.shape(), back.shape());
			for (int n = 0; n < 10; n++) assertSame(type + " " + n, volume.planes().get(n), back.planes().get(n));
		}
	}

	@Test
	public void imagej_shows_real_values_of_signed_voxels() {
		for (PixelType type : List.of(PixelType.INT8, PixelType.INT16, PixelType.UINT16, PixelType.UINT8)) {
			Volume volume = volume(type, new Shape(4, 3, 1, 1), Axis.NONE, new Values(type, List.of(new Rescale(2, -1024)), "HU", 40, 400));
			ImagePlus image = Stacks.of(volume, "test");
			double expected = type == PixelType.INT8 ? 2 * (1 - 128) - 1024 : 2 * 1 - 1024;
			assertEquals(type.name(), expected, image.getCalibration().getCValue(image.getProcessor().get(1, 0)), 0);
			assertEquals("HU", image.getCalibration().getValueUnit());
			Calibration calibration = image.getCalibration();
			assertEquals(-160, calibration.getCValue(image.getDisplayRangeMin()), type == PixelType.UINT8 || type == PixelType.INT8 ? 1000 : 1);
			assertEquals(List.of(new Rescale(2, -1024)), Stacks.volume(image).values().rescales());
		}
	}

	@Test
	public void signed_16_bit_without_rescale_is_what_imagej_calls_signed() {
		Volume volume = volume(PixelType.INT16, new Shape(2, 2, 1, 1), Axis.NONE, Values.of(PixelType.INT16));
		assertTrue(Stacks.of(volume, "test").getCalibration().isSigned16Bit());
		ImagePlus foreign = IJ.createImage("foreign", "16-bit", 4, 4, 1);
		foreign.getCalibration().setSigned16BitCalibration();
		assertEquals(PixelType.INT16, Stacks.volume(foreign).values().type());
		assertEquals(Rescale.NONE, Stacks.volume(foreign).values().rescale(0));
	}

	@Test
	public void window_and_affine_survive() {
		Volume back = Stacks.volume(Stacks.of(ct(new Shape(4, 3, 5, 1)), "test"));
		assertEquals(0, OBLIQUE.difference(back.geometry()), 1e-12);
		assertEquals(40, back.values().windowCenter(), 1e-9);
		assertEquals(400, back.values().windowWidth(), 1e-9);
		assertEquals("HU", back.values().unit());
		assertEquals(List.of(), back.findings());
	}

	@Test
	public void calibration_is_in_millimetres_of_the_patient() {
		Geometry axial = Geometry.of(new double[] {0.5, 0, 0}, new double[] {0, 0.5, 0}, new double[] {0, 0, 3}, new double[] {-100, -120, 30});
		Volume volume = new Volume(new Shape(2, 2, 1, 1), Values.of(PixelType.UINT8), axial, Axis.NONE, List.of(new byte[4]), List.of(), List.of());
		Calibration calibration = Stacks.of(volume, "test").getCalibration();
		assertEquals("mm", calibration.getUnit());
		assertEquals(-100, calibration.getX(0), 1e-12);
		assertEquals(-119.5, calibration.getY(1), 1e-12);
		assertEquals(33, calibration.getZ(1), 1e-12);
	}

	@Test
	public void types_and_scales_that_imagej_lacks_become_real_floats() {
		Values differing = new Values(PixelType.UINT16, List.of(new Rescale(1, 0), new Rescale(0.5, 10)), "BQML", Double.NaN, Double.NaN);
		ImagePlus image = Stacks.of(volume(PixelType.UINT16, new Shape(2, 2, 2, 1), Axis.NONE, differing), "test");
		assertArrayEquals(new float[] {12, 12.5f, 13, 13.5f}, (float[]) image.getStack().getPixels(2), 0);
		for (PixelType type : List.of(PixelType.INT32, PixelType.UINT32, PixelType.FLOAT64, PixelType.FLOAT32)) {
			Values scaled = new Values(type, List.of(new Rescale(2, 1)), "", Double.NaN, Double.NaN);
			image = Stacks.of(volume(type, new Shape(2, 2, 1, 1), Axis.NONE, scaled), "test");
			assertArrayEquals(new float[] {1, 3, 5, 7}, (float[]) image.getProcessor().getPixels(), 0);
			assertEquals(PixelType.FLOAT32, Stacks.volume(image).values().type());
		}
	}

	@Test
	public void four_dimensions_are_a_hyperstack_in_order() {
		Volume volume = volume(PixelType.UINT16, new Shape(2, 2, 3, 4), new Axis(Axis.Kind.DIFFUSION, new double[] {0, 1000, 1000, 1000}, new double[][] {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}), Values.of(PixelType.UINT16));
		ImagePlus image = Stacks.of(volume, "test");
		assertArrayEquals(new int[] {2, 2, 1, 3, 4}, image.getDimensions());
		assertSame(volume.plane(2, 1), image.getStack().getPixels(image.getStackIndex(1, 3, 2)));
		Axis back = Stacks.volume(image).axis();
		assertEquals(Axis.Kind.DIFFUSION, back.kind());
		assertArrayEquals(volume.axis().values(), back.values(), 0);
		assertArrayEquals(new double[] {0, 1, 0}, back.gradients()[2], 0);
	}

	@Test
	public void channels_come_before_slices() {
		Volume volume = volume(PixelType.UINT8, new Shape(2, 2, 3, 2), Axis.of(Axis.Kind.CHANNEL), Values.of(PixelType.UINT8));
		ImagePlus image = Stacks.of(volume, "test");
		assertArrayEquals(new int[] {2, 2, 2, 3, 1}, image.getDimensions());
		assertSame(volume.plane(2, 1), image.getStack().getPixels(image.getStackIndex(2, 3, 1)));
		assertSame(volume.plane(2, 1), Stacks.volume(image).plane(2, 1));
		assertEquals(Axis.Kind.CHANNEL, Stacks.volume(image).axis().kind());
	}

	@Test
	public void part_that_was_cut_out_keeps_its_place() {
		ImagePlus image = Stacks.of(ct(new Shape(6, 5, 7, 1)), "test");
		image.setRoi(2, 1, 3, 3);
		ImagePlus cut = new Duplicator().run(image, 3, 6);
		cut.getCalibration().xOrigin -= 2;
		cut.getCalibration().yOrigin -= 1;
		Volume part = Stacks.volume(cut);
		assertEquals(List.of(), part.findings());
		assertArrayEquals(OBLIQUE.toPatient(2, 1, 2), part.geometry().origin(), 1e-9);
		new StackReverser().flipStack(cut);
		assertArrayEquals(OBLIQUE.toPatient(2, 1, 5), Stacks.volume(cut).geometry().origin(), 1e-9);
		assertArrayEquals(OBLIQUE.toPatient(2, 1, 4), Stacks.volume(cut).geometry().toPatient(0, 0, 1), 1e-9);
	}

	@Test
	public void place_that_is_not_known_any_more_is_a_finding() {
		ImagePlus image = Stacks.of(ct(new Shape(6, 5, 7, 1)), "test");
		ImagePlus canvas = new ImagePlus("larger", IJ.createImage("", "16-bit", 8, 5, 7).getStack());
		canvas.copyAttributes(image);
		assertHasNoPlace(canvas);
		image.getCalibration().xOrigin = 5 - image.getCalibration().xOrigin;
		assertHasNoPlace(image);
		assertHasNoPlace(IJ.createImage("foreign", "16-bit", 4, 4, 1));
	}

	private static void assertHasNoPlace(ImagePlus image) {
		assertEquals(SeriesFinding.Kind.NO_GEOMETRY, Stacks.volume(image).findings().get(0).kind());
	}

	@Test
	public void volume_without_a_place_gets_none_on_its_way() {
		SeriesFinding none = new SeriesFinding(SeriesFinding.Kind.NO_GEOMETRY, "No place.", List.of());
		Volume volume = new Volume(new Shape(2, 2, 1, 1), Values.of(PixelType.UINT8), Geometry.ofSpacing(2, 2, 2), Axis.NONE, List.of(new byte[4]), List.of(), List.of(none));
		ImagePlus image = Stacks.of(volume, "test");
		assertNull(image.getStack().getSliceLabel(1));
		assertHasNoPlace(image);
		assertEquals(0, Geometry.ofSpacing(2, 2, 2).difference(Stacks.volume(image).geometry()), 0);
	}

	@Test
	public void place_and_type_survive_saving_as_tiff() {
		ImagePlus image = Stacks.of(ct(new Shape(6, 5, 7, 1)), "test");
		String path = folder.getRoot() + "/saved.tif";
		IJ.saveAsTiff(image, path);
		Volume back = Stacks.volume(IJ.openImage(path));
		assertEquals(List.of(), back.findings());
		assertEquals(0, OBLIQUE.difference(back.geometry()), 1e-9);
		assertEquals(PixelType.INT16, back.values().type());
		assertEquals(new Rescale(2, -1024), back.values().rescale(0));
	}

	@Test
	public void image_has_no_header() {
		ImagePlus image = Stacks.of(ct(new Shape(2, 2, 2, 1)), "series 3 CT");
		assertNull(image.getInfoProperty());
		assertEquals("series 3 CT", image.getTitle());
		assertFalse(image.isHyperStack());
	}

	@Test
	public void calibrations_in_other_lengths_become_millimetres_and_pixels_stay() {
		ImagePlus image = new ImagePlus("", new ByteProcessor(2, 2));
		image.getCalibration().pixelWidth = 250;
		image.getCalibration().setUnit("micron");
		assertEquals(0.25, Stacks.volume(image).geometry().spacing(0), 1e-12);
		assertEquals("mm", Stacks.lengthUnit(image));
		image.getCalibration().setUnit("pixel");
		assertEquals(250, Stacks.volume(image).geometry().spacing(0), 0);
		assertEquals("pixel", Stacks.lengthUnit(image));
	}
}
