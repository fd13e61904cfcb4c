package sc.fiji.medprep.image.write;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Voxels;
import sc.fiji.medprep.image.write.DerivedOptions.Form;
import sc.fiji.medprep.image.write.DerivedOptions.Packing;
import sc.fiji.medprep.standard.Dictionary;

/** Volumes whose values or grid are others than those of their source. */
public class ChangedVolumeTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private StoredVolume ct() throws IOException {
		return Derived.volume(Oracle.corpusFiles("dicom/faults/series/s00_base"), 0);
	}

	private Path write(Volume volume, StoredVolume source, Form form) throws IOException {
		return Derived.write(DerivedSeries.of(volume, source, Derived.options(form, Packing.EXPLICIT)), temporary.getRoot().toPath());
	}

	private static Volume floats(Volume volume, double factor, double summand) {
		List<Object> planes = new ArrayList<>();
		for (int p = 0; p < volume.shape().planes(); p++) {
			float[] plane = new float[volume.shape().width() * volume.shape().height()];
			Voxels voxels = Voxels.of(volume.values().type(), volume.plane(p));
			for (int i = 0; i < plane.length; i++) plane[i] = (float) (factor * volume.values().rescale(p).real(voxels.stored(i)) + summand);
			planes.add(plane);
		}
		return new Volume(volume.shape(), Volume.Values.of(PixelType.FLOAT32), volume.geometry(), volume.axis(), planes, List.of(), List.of());
	}

	@Test
	public void real_numbers_on_the_steps_of_the_source_come_back_as_the_integers_they_were() throws IOException, InterruptedException {
		StoredVolume source = ct();
		Volume volume = source.load(2);
		for (Form form : Form.values()) {
			Path folder = write(floats(volume, 1, 0), source, form);
			Derived.assertSame(form.name(), volume, Derived.volume(Derived.files(folder), 0).load(2));
			Derived.assertValid(folder, false, List.of());
		}
	}

	@Test
	public void other_real_numbers_are_off_by_half_a_step_at_most() throws IOException, InterruptedException {
		StoredVolume source = ct();
		Volume changed = floats(source.load(2), 0.7713, 0.123);
		for (Form form : Form.values()) {
			DerivedSeries series = DerivedSeries.of(changed, source, Derived.options(form, Packing.EXPLICIT));
			Path folder = Derived.write(series, temporary.getRoot().toPath());
			Volume back = Derived.volume(Derived.files(folder), 0).load(2);
			double worst = 0;
			for (int p = 0; p < back.shape().planes(); p++) {
				Voxels expected = Voxels.of(PixelType.FLOAT32, changed.plane(p)), actual = Voxels.of(back.values().type(), back.plane(p));
				for (int i = 0; i < back.shape().width() * back.shape().height(); i++) worst = Math.max(worst, Math.abs(back.values().rescale(p).real(actual.stored(i)) - expected.stored(i)));
			}
			assertTrue(worst + " > " + series.mostError(), worst > 0 && worst <= series.mostError() * (1 + 1e-6) && series.mostError() < 0.1);
			Derived.assertValid(folder, false, List.of());
		}
	}

	@Test
	public void another_grid_gets_a_place_of_its_own_and_the_headers_of_the_nearest_slices() throws IOException, InterruptedException {
		StoredVolume source = ct();
		Geometry old = source.geometry();
		double[] i = old.column(0), j = old.column(1), k = old.column(2);
		for (int axis = 0; axis < 3; axis++) {
			i[axis] *= 2;
			j[axis] *= 3;
			k[axis] *= 0.4;
		}
		Volume.Shape shape = new Volume.Shape(20, 10, 25, 1);
		List<Object> planes = new ArrayList<>();
		for (int p = 0; p < 25; p++) {
			short[] plane = new short[200];
			for (int at = 0; at < 200; at++) plane[at] = (short) (PixelType.INT16.offset() + 3 * p - at);
			planes.add(plane);
		}
		Volume resampled = new Volume(shape, new Volume.Values(PixelType.INT16, List.of(new Rescale(1, 0)), "HU", 40, 400), Geometry.of(i, j, k, old.toPatient(3.25, 4.5, 0.1)), Axis.NONE, planes, List.of(), List.of());
		for (Form form : Form.values()) {
			Path folder = write(resampled, source, form);
			Volume back = Derived.volume(Derived.files(folder), 0).load(2);
			assertEquals(0, back.geometry().difference(resampled.geometry()), 1e-6);
			Derived.assertSame(form.name(), new Volume(shape, resampled.values(), back.geometry(), Axis.NONE, planes, List.of(), List.of()), back);
			Derived.assertValid(folder, false, List.of());
		}
	}

	@Test
	public void the_same_again_is_the_same_and_another_value_or_setting_makes_another_series() throws IOException {
		StoredVolume source = ct();
		Volume volume = source.load(2);
		Path first = write(volume, source, Form.SLICES), again = write(volume, source, Form.SLICES);
		for (Path file : Derived.files(first)) assertEquals(-1, Files.mismatch(file, again.resolve(file.getFileName())));
		((short[]) volume.plane(5))[77]++;
		assertNotEquals(uid(first), uid(write(volume, source, Form.SLICES)));
		assertNotEquals(uid(first), uid(write(source.load(2), source, Form.ENHANCED)));
		assertNotEquals(uid(first), uid(source.first().open().dataSet()));
	}

	private static String uid(Path folder) throws IOException {
		try (DicomFile file = DicomFile.read(Derived.files(folder).get(0), Dictionary.instance())) {
			return uid(file.dataSet());
		}
	}

	private static String uid(DataSet dataSet) {
		return dataSet.string(Tag.SERIES_INSTANCE_UID).orElseThrow();
	}

	@Test
	public void volumes_that_cannot_be_images_of_the_source_are_refused_with_a_sentence() throws IOException {
		StoredVolume source = ct();
		Volume volume = source.load(2);
		Geometry old = volume.geometry();
		Geometry skewed = Geometry.of(old.column(0), new double[] {0.3, 0.6, 0}, old.column(2), old.origin());
		Volume other = new Volume(volume.shape(), volume.values(), skewed, Axis.NONE, volume.planes(), List.of(), List.of());
		assertThrows(IOException.class, () -> DerivedSeries.of(other, source, Derived.options(Form.SLICES, Packing.EXPLICIT)));
	}
}
