package sc.fiji.medprep.curate.quality;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.file.ImageFiles;

public class FrameMeterTest {
	private static final int SIZE = 256;

	private static Measures body(double sd, long seed) {
		return Pictures.measure(Pictures.plane(SIZE, SIZE, Pictures.noisy(Pictures.body(SIZE, 0), sd, seed)), SIZE, Pictures.ANY);
	}

	private static double get(Measures measures, Measure measure) {
		assertTrue(measure.key(), measures.has(measure));
		return measures.get(measure);
	}

	@Test
	public void noise_of_known_size_is_found_within_5_percent() {
		for (double sd : new double[] {4, 8, 16, 32}) {
			Measures measures = body(sd, 1);
			assertEquals(sd, get(measures, Measure.NOISE), 0.05 * sd + 0.05);
			assertEquals(sd, get(measures, Measure.NOISE_MEAN), 0.1 * sd + 0.5);
			assertEquals(sd, get(measures, Measure.AIR_NOISE), 0.05 * sd + 0.05);
		}
	}

	@Test
	public void signal_and_contrast_to_noise_are_those_that_were_made() {
		Measures measures = body(10, 2);
		assertEquals(90, get(measures, Measure.SNR), 5);
		assertTrue(get(measures, Measure.CNR) > 20);
		assertEquals(2, get(body(5, 2), Measure.SNR) / get(body(10, 2), Measure.SNR), 0.1);
		assertEquals(100, get(measures, Measure.AIR_LEVEL), 1);
	}

	@Test
	public void noise_of_magnitudes_in_the_air_gives_the_signal_to_noise_of_dietrich() {
		Pictures.Field field = (x, y) -> Pictures.body(SIZE, 0).at(x, y) - 100;
		short[] plane = Pictures.plane(SIZE, SIZE, Pictures.rician(field, 12, 4));
		Measures measures = Pictures.measure(plane, SIZE, Pictures.MR);
		double foreground = 0;
		int n = 0, threshold = threshold(plane);
		for (short value : plane) {
			if ((value & 0xFFFF) < threshold) continue;
			foreground += value & 0xFFFF;
			n++;
		}
		assertEquals(foreground / n / 12, get(measures, Measure.SNR_AIR), 0.05 * foreground / n / 12);
		// noise around a level is none of magnitudes
		assertFalse(Pictures.measure(Pictures.plane(SIZE, SIZE, Pictures.noisy(Pictures.body(SIZE, 0), 12, 1)), SIZE, Pictures.MR).has(Measure.SNR_AIR));
	}

	private static int threshold(short[] plane) {
		Levels levels = new Levels(SIZE, SIZE);
		levels.take(PixelType.UINT16, plane, Double.NaN, Double.NaN);
		return Otsu.of(levels).lower();
	}

	@Test
	public void a_background_that_was_cut_out_is_told_and_not_measured() {
		Pictures.Field body = Pictures.noisy(Pictures.body(SIZE, 0), 10, 5);
		Measures masked = Pictures.measure(Pictures.plane(SIZE, SIZE, (x, y) -> Math.hypot(x - 128, y - 128) < 110 ? body.at(x, y) : 0), SIZE, Pictures.MR);
		assertTrue(get(masked, Measure.FLAT_BACKGROUND) > 0.3);
		for (Measure measure : new Measure[] {Measure.AIR_NOISE, Measure.AIR_LEVEL, Measure.FBER, Measure.SNR_AIR, Measure.GHOSTING}) assertFalse(measure.key(), masked.has(measure));
		assertEquals(10, get(masked, Measure.NOISE), 0.5);
		assertEquals(0, get(body(10, 5), Measure.FLAT_BACKGROUND), 0);
	}

	@Test
	public void padding_changes_no_measure_of_the_rest() {
		short[] plane = Pictures.plane(SIZE, SIZE, Pictures.noisy(Pictures.body(SIZE, 0), 10, 6)), padded = plane.clone();
		for (int y = 0; y < 30; y++) for (int x = 0; x < SIZE; x++) padded[y * SIZE + x] = (short) 60_000;
		Measures with = Pictures.measure(padded, SIZE, new Acquisition("OT", 60_000, 60_000, "", true, false));
		short[] rest = java.util.Arrays.copyOfRange(plane, 30 * SIZE, plane.length);
		Measures without = Pictures.measure(rest, SIZE, Pictures.ANY);
		for (Measure measure : new Measure[] {Measure.MEAN, Measure.SD, Measure.EFC, Measure.ENTROPY, Measure.GREY_LEVELS, Measure.NOISE, Measure.NOISE_MEAN, Measure.FWHM, Measure.BLUR, Measure.GRADIENT_ENTROPY, Measure.CLIPPED_HIGH, Measure.SNR, Measure.CNR})
			assertEquals(measure.key(), without.get(measure), get(with, measure), 1e-9 + 0.002 * Math.abs(without.get(measure)));
	}

	@Test
	public void clipped_shares_are_those_that_were_clipped() {
		Random random = new Random(1);
		short[] plane = Pictures.plane(200, 200, (x, y) -> Math.max(500, Math.min(1500, 1000 + 300 * random.nextGaussian())));
		int low = 0, high = 0;
		for (short value : plane) {
			if (value == 500) low++;
			if (value == 1500) high++;
		}
		Measures measures = Pictures.measure(plane, 200, Pictures.ANY);
		assertEquals(low / 40_000.0, get(measures, Measure.CLIPPED_LOW), 0);
		assertEquals(high / 40_000.0, get(measures, Measure.CLIPPED_HIGH), 0);
		assertEquals(0.0478, get(measures, Measure.CLIPPED_HIGH), 0.004);
	}

	@Test
	public void used_bits_and_grey_levels_are_counted() {
		Measures steps = Pictures.measure(Pictures.plane(64, 64, (x, y) -> 16 * ((int) (x + y) % 64)), 64, Pictures.ANY);
		assertEquals(6, get(steps, Measure.USED_BITS), 0);
		assertEquals(64, get(steps, Measure.GREY_LEVELS), 0);
		assertEquals(6, get(steps, Measure.ENTROPY), 1e-9);
		short[] signed = Pictures.plane(64, 64, (x, y) -> 32768 - 32 + (x + 64 * y) % 64);
		Measures around = new FrameMeter(64, 64).measure(PixelType.INT16, signed, Rescale.NONE, "", Pictures.ANY);
		assertEquals(6, get(around, Measure.USED_BITS), 0);
	}

	@Test
	public void smooth_noise_has_the_width_of_the_curve_that_made_it() {
		for (double fwhm : new double[] {3, 4, 6}) {
			double sigma = fwhm / 2.3548;
			Random random = new Random(7);
			double[] noise = new double[SIZE * SIZE];
			for (int i = 0; i < noise.length; i++) noise[i] = 3000 * random.nextGaussian();
			double[] smooth = gauss(gauss(noise, sigma, 1), sigma, SIZE);
			Measures measures = Pictures.measure(Pictures.plane(SIZE, SIZE, (x, y) -> 10_000 + smooth[(int) y * SIZE + (int) x]), SIZE, Pictures.ANY);
			assertEquals(fwhm, get(measures, Measure.FWHM), 0.03 * fwhm);
		}
	}

	/** Around the torus. */
	private static double[] gauss(double[] values, double sigma, int step) {
		double[] out = new double[values.length];
		for (int i = 0; i < values.length; i++) {
			double sum = 0, weights = 0;
			for (int d = -12; d <= 12; d++) {
				double weight = Math.exp(-d * d / (2 * sigma * sigma));
				int x = i % SIZE, y = i / SIZE;
				int at = step == 1 ? y * SIZE + (x + d + SIZE) % SIZE : (y + d + SIZE) % SIZE * SIZE + x;
				sum += weight * values[at];
				weights += weight;
			}
			out[i] = sum / weights;
		}
		return out;
	}

	@Test
	public void blur_rises_with_blurring_and_noise_falls() {
		short[] sharp = Pictures.plane(SIZE, SIZE, Pictures.noisy(Pictures.body(SIZE, 0), 10, 8));
		double blur = 0, fwhm = 0, noise = 100;
		for (int reach = 0; reach < 4; reach++) {
			Measures measures = Pictures.measure(Pictures.blurred(sharp, SIZE, reach), SIZE, Pictures.ANY);
			assertTrue(get(measures, Measure.BLUR) > blur);
			assertTrue(get(measures, Measure.FWHM) > fwhm);
			assertTrue(get(measures, Measure.NOISE) < noise);
			blur = get(measures, Measure.BLUR);
			fwhm = get(measures, Measure.FWHM);
			noise = get(measures, Measure.NOISE);
		}
	}

	@Test
	public void a_ghost_of_known_strength_is_found_along_phase_encoding_only() {
		Pictures.Field small = (x, y) -> 800 * (Math.hypot((x - 128) / 60, (y - 128) / 40) < 1 ? 1 : 0);
		for (double part : new double[] {0, 0.05, 0.2}) {
			Random random = new Random(9);
			short[] plane = Pictures.plane(SIZE, SIZE, (x, y) -> Math.hypot(small.at(x, y) + part * small.at(x, (y + 128) % SIZE) + 4 * random.nextGaussian(), 4 * random.nextGaussian()));
			assertEquals(part, get(Pictures.measure(plane, SIZE, Pictures.MR), Measure.GHOSTING), 0.015);
			Measures across = Pictures.measure(plane, SIZE, new Acquisition("MR", Double.NaN, Double.NaN, "ROW", true, false));
			// the ghost lies in what it is compared with
			assertTrue(get(across, Measure.GHOSTING) < 0.005);
			assertFalse(Pictures.measure(plane, SIZE, Pictures.ANY).has(Measure.GHOSTING));
		}
	}

	@Test
	public void stripes_stand_out() {
		Pictures.Field body = Pictures.noisy(Pictures.body(SIZE, 0), 10, 10);
		double without = get(body(10, 10), Measure.STRIPES);
		double with = get(Pictures.measure(Pictures.plane(SIZE, SIZE, (x, y) -> body.at(x, y) + 20 + 15 * Math.cos(2 * Math.PI * 61 * x / SIZE)), SIZE, Pictures.ANY), Measure.STRIPES);
		assertTrue(without + " " + with, without < 8 && with > 25);
	}

	@Test
	public void hounsfield_units_count_from_air() {
		short[] plane = Pictures.plane(SIZE, SIZE, Pictures.noisy((x, y) -> Math.hypot(x - 128, y - 128) < 80 ? 1064 : 24, 10, 11));
		Measures measures = new FrameMeter(SIZE, SIZE).measure(PixelType.UINT16, plane, new Rescale(1, -1024), "HU", new Acquisition("CT", Double.NaN, Double.NaN, "", true, false));
		assertEquals(-1000, get(measures, Measure.AIR_LEVEL), 1);
		assertEquals(104, get(measures, Measure.SNR), 6);
		Measures doubled = new FrameMeter(SIZE, SIZE).measure(PixelType.UINT16, plane, new Rescale(2, -1048), "HU", new Acquisition("CT", Double.NaN, Double.NaN, "", true, false));
		assertEquals(20, get(doubled, Measure.NOISE), 1);
	}

	@Test
	public void all_types_of_pixels_measure_alike() {
		short[] words = Pictures.plane(SIZE, SIZE, Pictures.noisy(Pictures.body(SIZE, 0), 10, 12));
		Measures expected = Pictures.measure(words, SIZE, Pictures.ANY);
		float[] floats = new float[words.length];
		double[] doubles = new double[words.length];
		int[] ints = new int[words.length];
		for (int i = 0; i < words.length; i++) {
			floats[i] = ints[i] = words[i] & 0xFFFF;
			doubles[i] = 1e-6 * floats[i];
		}
		FrameMeter meter = new FrameMeter(SIZE, SIZE);
		for (Measures same : List.of(meter.measure(PixelType.INT32, ints, Rescale.NONE, "", Pictures.ANY), meter.measure(PixelType.FLOAT32, floats, Rescale.NONE, "", Pictures.ANY))) {
			assertEquals(expected.toMap().keySet(), same.toMap().keySet());
			same.toMap().forEach((key, value) -> assertEquals(key, expected.toMap().get(key), value, 1e-9 * Math.abs(value)));
		}
		Measures small = meter.measure(PixelType.FLOAT64, doubles, Rescale.NONE, "", Pictures.ANY);
		assertEquals(1e-6 * expected.get(Measure.NOISE), small.get(Measure.NOISE), 1e-7);
		assertEquals(expected.get(Measure.SNR), small.get(Measure.SNR), 1);
	}

	@Test
	public void rescale_of_enhanced_images_is_found_in_their_functional_groups() throws IOException {
		short[] plane = Pictures.plane(64, 64, Pictures.noisy((x, y) -> Math.hypot(x - 32, y - 32) < 20 ? 1064 : 24, 10, 11));
		DataSet image = Pictures.image(plane, 64, false), shared = new DataSet(), transformation = new DataSet();
		image.put(Element.ascii(Tag.MODALITY, VR.CS, "CT"));
		transformation.put(Element.ascii(Tag.RESCALE_INTERCEPT, VR.DS, "-1024")).put(Element.ascii(Tag.RESCALE_SLOPE, VR.DS, "1"));
		shared.put(Element.sequence(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, List.of(transformation)));
		image.put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(shared)));
		assertEquals(-1000, Pictures.measures(image).frames().get(0).measures().get(Measure.AIR_LEVEL), 1);
	}

	@Test
	public void parts_of_complex_numbers_have_no_signal_to_noise() {
		Measures phase = Pictures.measure(Pictures.plane(SIZE, SIZE, Pictures.noisy(Pictures.body(SIZE, 0), 10, 1)), SIZE, new Acquisition("MR", Double.NaN, Double.NaN, "COL", false, false));
		assertFalse(phase.has(Measure.SNR) || phase.has(Measure.GHOSTING));
	}

	@Test
	public void real_slices_that_are_made_worse_are_measured_as_worse() throws IOException {
		for (String head : List.of("adi_T1", "adi_T2", "torchio_T2", "headsq_CT")) {
			Volume volume = ImageFiles.read(Oracle.corpus("heads/" + head + ".nii.gz"));
			int width = volume.shape().width(), height = volume.shape().height();
			Levels levels = new Levels(width, height);
			levels.take(volume.values().type(), volume.plane(volume.shape().depth() / 2), Double.NaN, Double.NaN);
			int offset = volume.values().type().offset(), range = Levels.quantile(levels.histogram, levels.count, 0.99) - Levels.quantile(levels.histogram, levels.count, 0.1);
			short[] slice = Pictures.plane(width, height, (x, y) -> (levels.values[(int) y * width + (int) x] & 0xFFFF) - offset);
			double noise = 0, snr = Double.MAX_VALUE, blur = 0;
			for (int n = 0; n < 4; n++) {
				Random random = new Random(n);
				double sd = 0.02 * n * n * range;
				Measures noisy = Pictures.measure(Pictures.plane(width, height, (x, y) -> (slice[(int) y * width + (int) x] & 0xFFFF) + sd * random.nextGaussian()), width, Pictures.ANY);
				assertTrue(head, get(noisy, Measure.NOISE) > noise && get(noisy, Measure.SNR) < snr);
				noise = get(noisy, Measure.NOISE);
				snr = get(noisy, Measure.SNR);
				Measures blurred = Pictures.measure(Pictures.blurred(slice, width, n), width, Pictures.ANY);
				assertTrue(head, get(blurred, Measure.BLUR) > blur);
				blur = get(blurred, Measure.BLUR);
			}
			Measures sharp = Pictures.measure(slice, width, Pictures.ANY);
			Measures moved = Pictures.measure(Pictures.plane(width, height, (x, y) -> (slice[(int) y * width + (int) x] & 0xFFFF) * 0.8 + 0.2 * (slice[((int) y + height / 2) % height * width + (int) x] & 0xFFFF)), width, Pictures.ANY);
			assertTrue(head, get(moved, Measure.EFC) > get(sharp, Measure.EFC));
		}
	}

	@Test
	public void odd_planes_are_measured_without_an_exception() {
		Random random = new Random(13);
		PixelType[] types = PixelType.values();
		for (int n = 0; n < 600; n++) {
			int width = 1 + random.nextInt(n % 7 == 0 ? 200 : 20), height = 1 + random.nextInt(n % 5 == 0 ? 200 : 20), kind = random.nextInt(4);
			PixelType type = types[random.nextInt(types.length)];
			Object plane = type.newPlane(width * height);
			for (int i = 0; i < width * height; i++) {
				int value = kind == 0 ? 0 : kind == 1 ? random.nextInt() : kind == 2 ? random.nextInt(3) : i;
				if (plane instanceof byte[] bytes) bytes[i] = (byte) value;
				else if (plane instanceof short[] shorts) shorts[i] = (short) value;
				else if (plane instanceof int[] ints) ints[i] = value;
				else if (plane instanceof float[] floats) floats[i] = kind == 1 ? Float.intBitsToFloat(value) : value;
				else ((double[]) plane)[i] = kind == 1 ? Double.longBitsToDouble(random.nextLong()) : value;
			}
			FrameMeter meter = new FrameMeter(width, height);
			double pad = random.nextInt(3) - 1;
			Measures measures = meter.measure(type, plane, new Rescale(random.nextInt(5) - 2, random.nextInt(3)), random.nextBoolean() ? "HU" : "", new Acquisition("MR", pad, pad + random.nextInt(2), random.nextBoolean() ? "ROW" : "COL", true, random.nextBoolean()));
			measures.toMap().forEach((key, value) -> assertTrue(key, Double.isFinite(value)));
			new PerceptualHash().of(meter.levels, false);
			assertEquals(PixelHash.LENGTH, new PixelHash().of(type, plane, height, width).length);
		}
	}
}
