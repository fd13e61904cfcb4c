package sc.fiji.medprep.image;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static sc.fiji.medprep.image.Slices.firsts;
import static sc.fiji.medprep.image.Slices.kinds;
import static sc.fiji.medprep.image.Slices.mr;
import static sc.fiji.medprep.image.Slices.text;
import static sc.fiji.medprep.image.Slices.volumes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.SeriesFinding.Kind;

/** Images of the same places, told apart by what scanners write. */
public class VolumeSequenceTest {
	private static final double EXACT = 1e-9;
	private static final int SLICES = 3;

	private interface Mark {
		void put(DataSet slice, int volume, int slicePlace);
	}

	/** Images of volumes one after the other, or slice by slice, shuffled; the instance number counts in that order. */
	private static List<DataSet> images(int volumes, boolean volumeByVolume, Mark mark) {
		List<DataSet> images = new ArrayList<>();
		for (int v = 0; v < volumes; v++) {
			for (int s = 0; s < SLICES; s++) {
				DataSet slice = mr(volumeByVolume ? v * SLICES + s + 1 : s * volumes + v + 1, 4 * s);
				mark.put(slice, v, s);
				Slices.pixels(slice, 100 * v + s);
				images.add(slice);
			}
		}
		Collections.shuffle(images, new Random(5));
		return images;
	}

	private static StoredVolume only(List<DataSet> images) {
		List<StoredVolume> volumes = volumes(images);
		assertEquals(1, volumes.size());
		return volumes.get(0);
	}

	private static void assertWhole(StoredVolume volume, int count) throws IOException {
		assertEquals(List.of(), volume.findings());
		assertEquals(new Volume.Shape(6, 4, SLICES, count), volume.shape());
		int[] firsts = firsts(volume);
		for (int p = 0; p < firsts.length; p++) assertEquals(100 * (p / SLICES) + p % SLICES, firsts[p]);
	}

	@Test
	public void order_alone_tells_volumes_apart_volume_by_volume_or_slice_by_slice() throws IOException {
		for (boolean volumeByVolume : new boolean[] {true, false}) {
			StoredVolume volume = only(images(4, volumeByVolume, (slice, v, s) -> {
				text(slice, Tag.NUMBER_OF_TEMPORAL_POSITIONS, VR.IS, "4");
				text(slice, Tag.REPETITION_TIME, VR.DS, "2500");
			}));
			assertWhole(volume, 4);
			assertEquals(Axis.Kind.TIME, volume.axis().kind());
			assertArrayEquals(new double[] {0, 2.5, 5, 7.5}, volume.axis().values(), EXACT);
		}
	}

	@Test
	public void temporal_positions_decide_against_the_order_of_instances() throws IOException {
		StoredVolume volume = only(images(3, true, (slice, v, s) -> {
			text(slice, Tag.TEMPORAL_POSITION_IDENTIFIER, VR.IS, Integer.toString(v + 1));
			text(slice, Tag.INSTANCE_NUMBER, VR.IS, Integer.toString(v * 31 % 7 + s * 17 % 5 + 40));
			text(slice, Tag.TEMPORAL_RESOLUTION, VR.DS, "1500");
		}));
		assertWhole(volume, 3);
		assertArrayEquals(new double[] {0, 1.5, 3}, volume.axis().values(), EXACT);
	}

	@Test
	public void acquisition_numbers_trigger_times_and_clocks_tell_volumes_apart() throws IOException {
		assertWhole(only(images(3, true, (slice, v, s) -> text(slice, Tag.ACQUISITION_NUMBER, VR.IS, Integer.toString(v + 5)))), 3);
		StoredVolume heart = only(images(3, false, (slice, v, s) -> text(slice, Tag.TRIGGER_TIME, VR.DS, Integer.toString(40 * v + 10))));
		assertWhole(heart, 3);
		assertArrayEquals(new double[] {0, 0.04, 0.08}, heart.axis().values(), EXACT);
		StoredVolume late = only(images(2, true, (slice, v, s) -> {
			// Over midnight.
			text(slice, Tag.ACQUISITION_DATE, VR.DA, v == 0 ? "20240229" : "20240301");
			text(slice, Tag.ACQUISITION_TIME, VR.TM, v == 0 ? "235959.500" : "000001.000000");
		}));
		assertWhole(late, 2);
		assertArrayEquals(new double[] {0, 1.5}, late.axis().values(), 1e-6);
	}

	@Test
	public void times_that_differ_from_slice_to_slice_do_not_disturb() throws IOException {
		StoredVolume volume = only(images(3, true, (slice, v, s) -> {
			text(slice, Tag.ACQUISITION_NUMBER, VR.IS, Integer.toString(v + 1));
			text(slice, Tag.ACQUISITION_TIME, VR.TM, "1010" + (10 + 2 * v) + "." + (3 - s) * 100);
			text(slice, Tag.REPETITION_TIME, VR.DS, "2001");
		}));
		assertWhole(volume, 3);
		// The clock agrees with the repetition time, which is more exact.
		assertArrayEquals(new double[] {0, 2.001, 4.002}, volume.axis().values(), EXACT);
	}

	@Test
	public void diffusion_weighting_is_an_axis_with_gradients() throws IOException {
		double[][] gradients = {{0, 0, 0}, {1, 0, 0}, {0, 0.6, 0.8}};
		StoredVolume volume = only(images(3, true, (slice, v, s) -> {
			slice.put(Element.bytes(Tag.DIFFUSION_B_VALUE, VR.FD, doubles(v == 0 ? 0 : 1000)));
			if (v > 0) slice.put(Element.bytes(Tag.DIFFUSION_GRADIENT_ORIENTATION, VR.FD, doubles(gradients[v])));
		}));
		assertWhole(volume, 3);
		assertEquals(Axis.Kind.DIFFUSION, volume.axis().kind());
		assertArrayEquals(new double[] {0, 1000, 1000}, volume.axis().values(), EXACT);
		assertArrayEquals(gradients[2], volume.axis().gradients()[2], EXACT);
		assertEquals(List.of(), volume.findings());
	}

	@Test
	public void a_weighted_volume_without_direction_is_told() throws IOException {
		StoredVolume volume = only(images(3, true, (slice, v, s) -> {
			slice.put(Element.bytes(Tag.DIFFUSION_B_VALUE, VR.FD, doubles(v == 0 ? 0 : 1000 * v)));
			if (v == 1) slice.put(Element.bytes(Tag.DIFFUSION_GRADIENT_ORIENTATION, VR.FD, doubles(1, 0, 0)));
		}));
		assertEquals(List.of(SeriesFinding.Kind.NO_DIRECTION), volume.findings().stream().map(SeriesFinding::kind).toList());
		assertFalse(volume.isRefused());
	}

	static byte[] doubles(double... values) {
		ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		for (double value : values) bytes.putDouble(value);
		return bytes.array();
	}

	@Test
	public void repeated_weighting_needs_the_repetition_too() throws IOException {
		StoredVolume volume = only(images(4, true, (slice, v, s) -> {
			slice.put(Element.bytes(Tag.DIFFUSION_B_VALUE, VR.FD, doubles(v % 2 * 700)));
			if (v % 2 > 0) slice.put(Element.bytes(Tag.DIFFUSION_GRADIENT_ORIENTATION, VR.FD, doubles(1, 0, 0)));
			text(slice, Tag.TEMPORAL_POSITION_IDENTIFIER, VR.IS, Integer.toString(v / 2 + 1));
		}));
		assertWhole(volume, 4);
		assertArrayEquals(new double[] {0, 700, 0, 700}, volume.axis().values(), EXACT);
	}

	@Test
	public void echoes_and_parts_of_complex_numbers_are_volumes_of_their_own() throws IOException {
		List<StoredVolume> volumes = volumes(images(4, true, (slice, v, s) -> {
			text(slice, Tag.ECHO_NUMBERS, VR.IS, Integer.toString(v / 2 + 1));
			text(slice, Tag.ECHO_TIME, VR.DS, Integer.toString(5 * (v / 2 + 1)));
			text(slice, Tag.IMAGE_TYPE, VR.CS, "ORIGINAL\\PRIMARY\\" + (v % 2 == 0 ? "M" : "P"));
			text(slice, Tag.INSTANCE_NUMBER, VR.IS, Integer.toString(s + 1));
		}));
		assertEquals(4, volumes.size());
		for (int v = 0; v < 4; v++) {
			ImageKind kind = volumes.get(v).kind();
			assertEquals(v / 2 + 1, kind.echo());
			assertEquals(5 * (v / 2 + 1), kind.echoTime(), EXACT);
			assertEquals(v % 2 == 0 ? ImageKind.Component.MAGNITUDE : ImageKind.Component.PHASE, kind.component());
			assertEquals(List.of(), volumes.get(v).findings());
			assertArrayEquals(new int[] {100 * v, 100 * v + 1, 100 * v + 2}, firsts(volumes.get(v)));
		}
	}

	@Test
	public void echoes_that_are_not_counted_are_counted_by_their_times() {
		List<StoredVolume> volumes = volumes(images(2, true, (slice, v, s) -> text(slice, Tag.ECHO_TIME, VR.DS, v == 0 ? "9.2" : "4.6")));
		assertEquals(2, volumes.size());
		assertEquals(1, volumes.get(0).kind().echo());
		assertEquals(4.6, volumes.get(0).kind().echoTime(), EXACT);
		assertEquals(2, volumes.get(1).kind().echo());
	}

	@Test
	public void an_aborted_acquisition_is_incomplete() throws IOException {
		for (boolean marked : new boolean[] {true, false}) {
			List<DataSet> images = images(3, true, (slice, v, s) -> {
				if (marked) text(slice, Tag.TEMPORAL_POSITION_IDENTIFIER, VR.IS, Integer.toString(v + 1));
				text(slice, Tag.NUMBER_OF_TEMPORAL_POSITIONS, VR.IS, "3");
			});
			images.removeIf(slice -> slice.intValue(Tag.INSTANCE_NUMBER).orElse(0) == 8);
			StoredVolume volume = only(images);
			assertEquals(List.of(Kind.INCOMPLETE_VOLUME), kinds(volume));
			assertArrayEquals(new int[] {0, 1, 2, 100, 101, 102, 200, 0, 202}, firsts(volume));
		}
	}

	@Test
	public void images_in_no_order_are_not_told_apart() {
		int[][] instances = {{1, 2, 5}, {4, 3, 6}};
		StoredVolume volume = only(images(2, true, (slice, v, s) -> text(slice, Tag.INSTANCE_NUMBER, VR.IS, Integer.toString(instances[v][s]))));
		assertEquals(List.of(Kind.DUPLICATE_POSITION), kinds(volume));
	}

	@Test
	public void a_number_that_stands_twice_at_one_position_does_not_tell_apart() {
		List<DataSet> images = new ArrayList<>();
		for (int i = 0; i < 6; i++) images.add(text(Slices.ct(i + 1, 5 * (i % 3)), Tag.ACQUISITION_NUMBER, VR.IS, i < 4 ? "1" : "2"));
		assertEquals(List.of(Kind.DUPLICATE_POSITION), kinds(only(images)));
	}

	@Test
	public void a_slice_that_is_missing_from_all_volumes_is_a_missing_slice() throws IOException {
		List<DataSet> images = images(2, true, (slice, v, s) -> {
			text(slice, Tag.ACQUISITION_NUMBER, VR.IS, Integer.toString(v + 1));
			Slices.position(slice, -10, -20, s == 2 ? 12 : 4 * s);
		});
		StoredVolume volume = only(images);
		assertEquals(List.of(Kind.MISSING_SLICE), kinds(volume));
		assertArrayEquals(new int[] {0, 1, 0, 2, 100, 101, 0, 102}, firsts(volume));
	}

	@Test
	public void acquisitions_that_overlap_are_volumes_of_their_own() {
		List<DataSet> images = new ArrayList<>();
		for (int i = 0; i < 4; i++) images.add(text(Slices.ct(i + 1, 5 * i), Tag.ACQUISITION_NUMBER, VR.IS, "1"));
		for (int i = 0; i < 6; i++) images.add(text(Slices.ct(i + 5, 15 + 5 * i), Tag.ACQUISITION_NUMBER, VR.IS, "2"));
		List<StoredVolume> volumes = volumes(images);
		assertEquals(2, volumes.size());
		assertEquals(4, volumes.get(0).shape().depth());
		assertEquals(6, volumes.get(1).shape().depth());
		for (StoredVolume volume : volumes) assertEquals(List.of(), volume.findings());
	}
}
