package sc.fiji.medprep.curate.quality;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.SyntheticHead;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.file.ImageFiles;

public class LikenessTest {
	private static final int SIZE = 256;
	private static final short[] ORIGINAL = Pictures.plane(SIZE, SIZE, Pictures.noisy(Pictures.body(SIZE, 0), 12, 1));
	private static final byte[] LOOK = Pictures.look(ORIGINAL, SIZE);

	private static List<byte[]> looks(Path folder) throws IOException {
		List<byte[]> looks = new ArrayList<>();
		for (Path file : Oracle.corpusFiles(folder.toString())) {
			if (file.toString().endsWith(".dcm")) looks.add(Pictures.measures(file).frames().get(0).perceptualHash().orElseThrow());
		}
		return looks;
	}

	private static List<byte[]> looks(Volume volume) {
		List<byte[]> looks = new ArrayList<>();
		Levels levels = new Levels(volume.shape().width(), volume.shape().height());
		PerceptualHash hash = new PerceptualHash();
		for (Object plane : volume.planes()) {
			levels.take(volume.values().type(), plane, Double.NaN, Double.NaN);
			hash.of(levels, false).ifPresent(looks::add);
		}
		return looks;
	}

	/** How many neighbours are different, alike and copies. */
	private static int[] neighbours(List<byte[]> looks) {
		int[] counts = new int[Likeness.values().length];
		for (int i = 0; i + 1 < looks.size(); i++) counts[Likeness.of(looks.get(i), looks.get(i + 1)).ordinal()]++;
		return counts;
	}

	@Test
	public void the_planted_near_duplicate_is_the_only_copy_of_its_series() throws IOException {
		List<byte[]> looks = looks(Path.of("dicom/faults/series/s23_near_duplicate_pixels"));
		List<String> copies = new ArrayList<>();
		for (int a = 0; a < looks.size(); a++) for (int b = a + 1; b < looks.size(); b++) if (Likeness.of(looks.get(a), looks.get(b)) == Likeness.COPY) copies.add(a + " " + b);
		assertEquals(List.of("4 5"), copies);
		// one thing with other noise
		assertEquals(0, neighbours(looks(Path.of("dicom/faults/series/s00_base")))[Likeness.COPY.ordinal()]);
	}

	@Test
	public void neighbouring_slices_of_real_volumes_are_different() throws IOException {
		int pairs = 0;
		for (String name : List.of("headsq_CT", "seg3d_T1", "adi_T1", "adi_T2")) {
			int[] counts = neighbours(looks(ImageFiles.read(Oracle.corpus("heads/" + name + ".nii.gz"))));
			assertEquals(name, 0, counts[1] + counts[2]);
			pairs += counts[0];
		}
		assertTrue(pairs > 470);
	}

	@Test
	public void most_millimetre_slices_of_a_head_without_noise_are_different() {
		int[] counts = neighbours(looks(SyntheticHead.axial(1.5, 1)));
		assertTrue(Arrays.toString(counts), counts[0] > counts[1] + counts[2]);
	}

	@Test
	public void changed_greys_leave_a_copy() {
		assertEquals(Likeness.COPY, Likeness.of(LOOK, Pictures.look(changed(value -> (value - 60) * 255 / 1400), SIZE)));
		assertEquals(Likeness.COPY, Likeness.of(LOOK, Pictures.look(changed(value -> 20 * value + 500), SIZE)));
	}

	private interface Change {
		int of(int value);
	}

	private static short[] changed(Change change) {
		return Pictures.plane(SIZE, SIZE, (x, y) -> change.of(ORIGINAL[(int) y * SIZE + (int) x]));
	}

	@Test
	public void some_changed_pixels_and_little_noise_leave_a_copy_and_more_noise_something_alike() {
		short[] spotted = ORIGINAL.clone();
		Random random = new Random(3);
		for (int i = 0; i < 300; i++) spotted[random.nextInt(spotted.length)] += 1 + random.nextInt(3);
		assertEquals(Likeness.COPY, Likeness.of(LOOK, Pictures.look(spotted, SIZE)));
		assertEquals(Likeness.COPY, Likeness.of(LOOK, Pictures.look(changed(value -> (int) (value + 4 * random.nextGaussian())), SIZE)));
		assertEquals(Likeness.ALIKE, Likeness.of(LOOK, Pictures.look(changed(value -> (int) (value + 30 * random.nextGaussian())), SIZE)));
	}

	@Test
	public void another_acquisition_of_the_same_thing_is_alike_but_no_copy() {
		assertEquals(Likeness.ALIKE, Likeness.of(LOOK, Pictures.look(Pictures.plane(SIZE, SIZE, Pictures.noisy(Pictures.body(SIZE, 0), 12, 2)), SIZE)));
	}

	@Test
	public void another_slice_is_different() {
		assertEquals(Likeness.DIFFERENT, Likeness.of(LOOK, Pictures.look(Pictures.plane(SIZE, SIZE, Pictures.noisy(Pictures.body(SIZE, 5), 12, 2)), SIZE)));
	}

	@Test
	public void shifts_cut_borders_and_other_sizes_are_alike() {
		Pictures.Field field = (x, y) -> ORIGINAL[Math.max(0, Math.min(SIZE - 1, (int) y)) * SIZE + Math.max(0, Math.min(SIZE - 1, (int) x))];
		assertEquals(Likeness.ALIKE, Likeness.of(LOOK, Pictures.look(Pictures.plane(SIZE, SIZE, (x, y) -> field.at(x - 1, y + 1)), SIZE)));
		assertEquals(Likeness.ALIKE, Likeness.of(LOOK, Pictures.look(Pictures.plane(SIZE - 8, SIZE - 8, (x, y) -> field.at(x + 4, y + 4)), SIZE - 8)));
		assertTrue(Likeness.of(LOOK, Pictures.look(Pictures.plane(2 * SIZE, 2 * SIZE, (x, y) -> field.at(x / 2, y / 2)), 2 * SIZE)) != Likeness.DIFFERENT);
		short[] half = Pictures.plane(SIZE / 2, SIZE / 2, (x, y) -> (field.at(2 * x, 2 * y) + field.at(2 * x + 1, 2 * y) + field.at(2 * x, 2 * y + 1) + field.at(2 * x + 1, 2 * y + 1)) / 4);
		assertEquals(Likeness.ALIKE, Likeness.of(LOOK, Pictures.look(half, SIZE / 2)));
	}

	@Test
	public void jpeg_leaves_something_alike() throws IOException {
		BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
		for (int i = 0; i < ORIGINAL.length; i++) picture.getRaster().setSample(i % SIZE, i / SIZE, 0, Math.min(255, ORIGINAL[i] / 6));
		ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
		// its quality is 0.75
		ImageIO.write(picture, "jpeg", jpeg);
		BufferedImage back = ImageIO.read(new ByteArrayInputStream(jpeg.toByteArray()));
		short[] plane = Pictures.plane(SIZE, SIZE, (x, y) -> back.getRaster().getSample((int) x, (int) y, 0));
		assertEquals(Likeness.ALIKE, Likeness.of(LOOK, Pictures.look(plane, SIZE)));
	}

	@Test
	public void what_low_values_are_bright_in_looks_like_its_negative() {
		Levels levels = new Levels(SIZE, SIZE);
		levels.take(PixelType.UINT16, changed(value -> 4000 - value), Double.NaN, Double.NaN);
		assertEquals(Likeness.COPY, Likeness.of(LOOK, new PerceptualHash().of(levels, true).orElseThrow()));
	}

	@Test
	public void blank_and_tiny_frames_look_like_nothing() {
		assertNull(Pictures.look(new short[10_000], 100));
		assertNull(Pictures.look(Pictures.plane(8, 8, (x, y) -> x * y), 8));
	}

	@Test
	public void frames_that_are_not_different_share_a_key() {
		Random random = new Random(9);
		int alike = 0;
		for (int n = 0; n < 400; n++) {
			byte[] other = LOOK.clone();
			for (int bit = random.nextInt(6); bit > 0; bit--) flip(other, random.nextInt(256));
			for (int bit = random.nextInt(4); bit > 0; bit--) flip(other, 768 + random.nextInt(256));
			if (Likeness.of(LOOK, other) == Likeness.DIFFERENT) continue;
			alike++;
			long[] keys = Likeness.keys(LOOK), others = Likeness.keys(other);
			boolean shared = false;
			for (long key : keys) for (long of : others) shared |= key == of;
			assertTrue(shared);
		}
		assertTrue(alike > 100);
	}

	private static void flip(byte[] hash, int bit) {
		hash[bit >> 3] ^= (byte) (0x80 >> (bit & 7));
	}
}
