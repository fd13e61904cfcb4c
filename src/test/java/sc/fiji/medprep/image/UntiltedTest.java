package sc.fiji.medprep.image;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.Test;

public class UntiltedTest {
	/** Planes of a function of the place in the patient, so that a shifted voxel must have the value of its new place. */
	private static Volume tilted(PixelType type, int width, int height, double[] k, int depth) {
		Geometry geometry = Geometry.of(new double[] {0.5, 0, 0}, new double[] {0, 0.5, 0}, k, new double[] {10, 20, 30});
		List<Object> planes = new ArrayList<>();
		for (int slice = 0; slice < depth; slice++) {
			Object plane = type.newPlane(width * height);
			for (int at = 0; at < width * height; at++) {
				double value = value(geometry.toPatient(at % width, at / width, slice));
				if (plane instanceof short[] shorts) shorts[at] = (short) (Math.round(value) + type.offset());
				else ((float[]) plane)[at] = (float) value;
			}
			planes.add(plane);
		}
		Volume.Values values = new Volume.Values(type, List.of(new Rescale(1, type == PixelType.UINT16 ? -1024 : 0)), type == PixelType.FLOAT32 ? "" : "HU", Double.NaN, Double.NaN);
		return new Volume(new Volume.Shape(width, height, depth, 1), values, geometry, Axis.NONE, planes, List.of(), List.of());
	}

	/** Linear, so that linear interpolation is exact. */
	private static double value(double[] place) {
		return 2 * place[0] + 3 * place[1];
	}

	@Test
	public void each_voxel_has_the_value_of_its_place_and_steps_go_along_the_normal() throws Exception {
		for (double[] k : new double[][] {{0, 0.8, 2}, {0, -0.8, 2}, {0.3, -0.7, 2}, {-0.9, 0.1, -2}}) {
			PlaneSource upright = Untilted.of(tilted(PixelType.FLOAT32, 12, 10, k, 6));
			assertEquals(0, upright.geometry().shear(), 1e-12);
			assertEquals(k[2], upright.geometry().column(2)[2], 1e-12);
			int width = upright.shape().width();
			for (int slice = 0; slice < 6; slice++) {
				float[] plane = (float[]) upright.plane(slice);
				int inside = 0;
				for (int at = 0; at < plane.length; at++) {
					if (plane[at] == 0) continue;
					inside++;
					assertEquals(value(upright.geometry().toPatient(at % width, at / width, slice)), plane[at], 1e-4);
				}
				assertTrue("as many voxels as lie between others", inside >= 11 * 9);
			}
		}
	}

	@Test
	public void whole_shifts_keep_every_voxel() throws Exception {
		Volume volume = tilted(PixelType.UINT16, 4, 3, new double[] {0, 1, 2}, 3);
		PlaneSource upright = Untilted.of(volume);
		assertEquals(new Volume.Shape(4, 7, 3, 1), upright.shape());
		for (int slice = 0; slice < 3; slice++) {
			short[] expected = new short[28];
			System.arraycopy(volume.plane(slice, 0), 0, expected, 4 * 2 * slice, 12);
			assertArrayEquals(expected, (short[]) upright.plane(slice));
		}
	}

	@Test
	public void air_surrounds_images_in_Hounsfield_units() throws Exception {
		assertEquals((short) (32768 - 1024), ((short[]) Untilted.of(tilted(PixelType.INT16, 4, 3, new double[] {0, 1, 2}, 3)).plane(0))[27]);
		assertEquals(0, ((short[]) Untilted.of(tilted(PixelType.UINT16, 4, 3, new double[] {0, 1, 2}, 3)).plane(0))[27]);
	}

	@Test
	public void what_is_no_tilt_is_not_resampled() {
		assertThrows(IOException.class, () -> Untilted.of(tilted(PixelType.UINT16, 4, 3, new double[] {0, 1e9, 2}, 3)));
	}
}
