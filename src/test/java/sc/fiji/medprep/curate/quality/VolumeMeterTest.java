package sc.fiji.medprep.curate.quality;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;


import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.SliceSource;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;

public class VolumeMeterTest {
	private static final int SIZE = 96;

	private interface Slice {
		Pictures.Field of(int k, int v);
	}

	private static VolumeMeasures measure(int depth, int count, Slice slice) throws IOException {
		return measure(depth, count, slice, Set.of());
	}

	/** Files are numbered from 1 by planes; of some planes there is none. */
	private static VolumeMeasures measure(int depth, int count, Slice slice, Set<Integer> absent) throws IOException {
		List<Object> planes = new ArrayList<>();
		List<SliceSource> sources = new ArrayList<>();
		for (int index = 0; index < depth * count; index++) {
			planes.add(absent.contains(index) ? new short[SIZE * SIZE] : Pictures.plane(SIZE, SIZE, slice.of(index % depth, index / depth)));
			sources.add(absent.contains(index) ? SliceSource.NONE : new SliceSource(index + 1, "", "2.25." + index, 1));
		}
		Axis axis = count > 1 ? Axis.of(Axis.Kind.TIME) : Axis.NONE;
		Volume volume = new Volume(new Volume.Shape(SIZE, SIZE, depth, count), Volume.Values.of(PixelType.UINT16), Geometry.ofSpacing(2, 2, 3), axis, planes, sources, List.of());
		return ImageMeasures.of(volume, sources, Pictures.ANY);
	}

	private static Pictures.Field noisy(int k, int v) {
		return Pictures.noisy(Pictures.body(SIZE, k), 8, 1000 * v + k);
	}

	private static List<String> rules(VolumeMeasures measures) {
		return measures.notes().stream().map(QualityNote::rule).toList();
	}

	@Test
	public void a_sound_volume_has_no_notes() throws IOException {
		assertEquals(List.of(), measure(20, 1, VolumeMeterTest::noisy).notes());
	}

	@Test
	public void a_replaced_slice_is_a_jump_and_its_files_are_named() throws IOException {
		VolumeMeasures measures = measure(20, 1, (k, v) -> k == 7 ? noisy(60, 0) : noisy(k, 0));
		assertEquals(List.of("set.quality.jump"), rules(measures));
		assertTrue(measures.notes().get(0).files().contains(8));
	}

	@Test
	public void slices_left_out_are_a_jump() throws IOException {
		VolumeMeasures measures = measure(20, 1, (k, v) -> noisy(k < 9 ? k : k + 25, 0));
		assertEquals(List.of(9, 10), measures.notes().get(0).files());
	}

	@Test
	public void blank_slices_are_told_but_not_those_that_no_file_has() throws IOException {
		VolumeMeasures measures = measure(12, 1, (k, v) -> k == 4 ? (x, y) -> 17 : noisy(k, 0), Set.of(9));
		assertEquals(List.of("set.quality.blank_slice"), rules(measures));
		assertEquals(List.of(5), measures.notes().get(0).files());
		assertEquals(1, measures.measures().get(Measure.BLANK_SLICES), 0);
	}

	@Test
	public void slices_that_moved_or_shine_by_turns_are_interleaved() throws IOException {
		assertEquals(List.of("set.quality.interleaved"), rules(measure(20, 1, (k, v) -> {
			Pictures.Field field = noisy(k, 0);
			return (x, y) -> k % 2 == 0 ? field.at(x, y) : field.at(x - 4, y);
		})));
		VolumeMeasures shining = measure(20, 1, (k, v) -> {
			Pictures.Field field = noisy(k, 0);
			return (x, y) -> (k % 2 == 0 ? 1.06 : 0.94) * field.at(x, y);
		});
		assertEquals(List.of("set.quality.interleaved"), rules(shining));
		assertEquals(0.12, shining.measures().get(Measure.INTERLEAVED_LEVEL), 0.01);
	}

	@Test
	public void noise_in_time_gives_the_known_dvars_and_signal_to_noise() throws IOException {
		Measures measures = measure(6, 30, (k, v) -> Pictures.noisy((x, y) -> Math.hypot(x - 48, y - 48) < 30 ? 1000 : 50, 20, 100 * v + k)).measures();
		assertEquals(100 * 20 * Math.sqrt(2) / 1000, measures.get(Measure.DVARS), 0.05);
		assertEquals(50, measures.get(Measure.TSNR), 2);
		assertTrue(measures.get(Measure.DISPLACEMENT) < 0.1);
	}

	@Test
	public void an_object_that_drifts_is_moving() throws IOException {
		Slice drifting = (k, v) -> (x, y) -> Math.max(0, 1000 * (1 - Math.hypot(x - 40 - v, y - 48) / 45));
		VolumeMeasures measures = measure(4, 6, drifting);
		assertTrue(rules(measures).contains("set.quality.motion"));
		// one pixel
		assertEquals(2, measures.measures().get(Measure.DISPLACEMENT), 0.1);
		assertFalse(rules(measure(4, 6, (k, v) -> (x, y) -> Math.max(0, 1000 * (1 - Math.hypot(x - 40, y - 48) / 45)))).contains("set.quality.motion"));
	}

	@Test
	public void real_series_have_the_notes_that_fit_them() throws IOException {
		Set<String> rules = new TreeSet<>();
		for (ImageSeries series : Pictures.series(Oracle.corpus("conversion/dcm_qa_nih/In/20180918GE/mr_0004"))) {
			for (StoredVolume volume : series.volumes()) rules.addAll(rules(ImageMeasures.of(volume)));
		}
		// the head was moved on purpose
		assertEquals(Set.of("set.quality.motion"), rules);
		for (ImageSeries series : Pictures.series(Oracle.corpus("dicom/faults/series/s00_base"))) {
			for (StoredVolume volume : series.volumes()) assertEquals(List.of(), ImageMeasures.of(volume).notes());
		}
	}

	@Test
	public void measures_survive_storing() {
		double[] values = Measures.none();
		values[Measure.SNR.ordinal()] = 12.5;
		values[Measure.JUMP.ordinal()] = Double.POSITIVE_INFINITY;
		Measures measures = new Measures(values);
		assertEquals("{snr=12.5}", measures.toString());
		assertEquals(measures.toMap(), Measures.of(measures.toMap()).toMap());
		assertArrayEquals(new double[] {Double.NaN}, new double[] {measures.get(Measure.JUMP)}, 0);
	}
}
