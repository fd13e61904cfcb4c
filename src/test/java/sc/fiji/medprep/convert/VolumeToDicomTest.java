package sc.fiji.medprep.convert;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.convert.WriteDicomOptions.Change;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;
import sc.fiji.medprep.image.Voxels;
import sc.fiji.medprep.image.file.ImageFiles;
import sc.fiji.medprep.image.file.Layout;
import sc.fiji.medprep.image.write.DerivedOptions.Form;
import sc.fiji.medprep.image.write.DerivedOptions.Packing;

/** Volumes in files written back with the headers of their series. */
public class VolumeToDicomTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private static final Progress NONE = new Progress() {
		@Override
		public void update(long done, long total) {
			// nobody looks
		}

		@Override
		public boolean isCanceled() {
			return false;
		}
	};

	private static StoredVolume volume(Path folder) throws IOException {
		Volume any = null;
		return SeriesFolder.of(folder, NONE).source(null, any);
	}

	private Path path(String name) {
		return temporary.getRoot().toPath().resolve(name);
	}

	@Test
	public void what_was_converted_comes_back_voxel_by_voxel() throws IOException {
		for (String series : List.of("dicom/faults/series/s00_base", "conversion/dcm_qa_nih/In/20180918GE/mr_0004", "conversion/dcm_qa_nih/In/20180918Si/mr_0003")) {
			Path source = Oracle.corpus(series), output = path(series.substring(series.lastIndexOf('/') + 1));
			Volume expected = volume(source).load(2);
			for (Layout layout : Layout.values()) {
				for (String ending : List.of(".nii.gz", ".nrrd", ".mha")) {
					Path file = path(layout + ending);
					ImageFiles.write(layout.of(expected), file);
					WrittenSeries made = new VolumeToDicom(new WriteDicomOptions(file, source, null, output, Change.DENOISED, Form.SLICES, Packing.RLE, true)).run(NONE);
					assertEquals(series, 0, made.mostError(), 0);
					Volume actual = volume(output).load(2);
					assertEquals(expected.shape(), actual.shape());
					assertEquals(0, expected.geometry().difference(actual.geometry()), 1e-9);
					for (int plane = 0; plane < expected.shape().planes(); plane++) {
						assertEquals(expected.values().rescale(plane), actual.values().rescale(plane));
						assertArrayEquals(series + layout + ending, (short[]) expected.plane(plane), (short[]) actual.plane(plane));
					}
				}
			}
		}
	}

	@Test
	public void nothing_is_replaced_unasked_or_written_into_the_source() throws IOException {
		Path source = Oracle.corpus("dicom/faults/series/s00_base"), file = path("v.nii"), output = temporary.newFolder().toPath();
		ImageFiles.write(volume(source).load(2), file);
		Files.writeString(output.resolve("0001.dcm"), "earlier");
		assertThrows(BatchConfigurationException.class, () -> run(file, source, output, false));
		run(file, source, output, true);
		Files.writeString(output.resolve("notes.txt"), "mine");
		assertThrows(BatchConfigurationException.class, () -> run(file, source, output, true));
		assertThrows(BatchConfigurationException.class, () -> run(file, source, source.resolve("new"), false));
		assertFalse(Files.exists(source.resolve("new")));
	}

	@Test
	public void a_volume_of_another_place_is_taken_only_as_resampled() throws IOException {
		Path source = Oracle.corpus("dicom/faults/series/s00_base"), file = path("moved.nii");
		Volume volume = volume(source).load(2);
		double[] origin = volume.geometry().origin();
		origin[0] += 50;
		Geometry moved = Geometry.of(volume.geometry().column(0), volume.geometry().column(1), volume.geometry().column(2), origin);
		ImageFiles.write(new Volume(volume.shape(), volume.values(), moved, volume.axis(), volume.planes(), List.of(), List.of()), file);
		assertThrows(BatchConfigurationException.class, () -> run(file, source, path("denoised"), false));
		new VolumeToDicom(new WriteDicomOptions(file, source, null, path("resampled"), Change.RESAMPLED, Form.SLICES, Packing.EXPLICIT, false)).run(NONE);
		assertEquals(0, moved.difference(volume(path("resampled")).geometry()), 1e-4);
	}

	@Test
	public void whole_numbers_in_floats_stay_as_they_are_and_others_that_are_no_numbers_are_refused() throws IOException {
		Path source = Oracle.corpus("dicom/faults/series/s00_base"), file = path("floats.nii");
		Volume volume = volume(source).load(2);
		List<Object> planes = new ArrayList<>();
		for (int k = 0; k < volume.shape().planes(); k++) planes.add(new float[volume.shape().width() * volume.shape().height()]);
		((float[]) planes.get(0))[7] = 60000;
		((float[]) planes.get(1))[8] = -5000;
		Volume floats = new Volume(volume.shape(), Volume.Values.of(PixelType.FLOAT32), volume.geometry(), volume.axis(), planes, List.of(), List.of());
		ImageFiles.write(floats, file);
		assertEquals(0, run(file, source, path("whole"), false).mostError(), 0);
		Volume written = volume(path("whole")).load(1);
		assertEquals(60000, written.values().rescale(0).real(Voxels.of(written.values().type(), written.plane(0, 0)).stored(7)), 0);
		assertEquals(-5000, written.values().rescale(1).real(Voxels.of(written.values().type(), written.plane(1, 0)).stored(8)), 0);

		((float[]) planes.get(2))[9] = Float.NaN;
		ImageFiles.write(floats, path("nan.nii"));
		assertThrows(BatchConfigurationException.class, () -> run(path("nan.nii"), source, path("nan"), false));
		assertFalse(Files.exists(path("nan")));
	}

	private static WrittenSeries run(Path file, Path source, Path output, boolean overwrite) throws IOException {
		return new VolumeToDicom(new WriteDicomOptions(file, source, null, output, Change.OTHER, Form.SLICES, Packing.EXPLICIT, overwrite)).run(NONE);
	}
}
