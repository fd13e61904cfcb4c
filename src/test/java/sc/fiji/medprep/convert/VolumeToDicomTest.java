package sc.fiji.medprep.convert;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.convert.WriteDicomOptions.Change;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.Volume;
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

	private static void run(Path file, Path source, Path output, boolean overwrite) throws IOException {
		new VolumeToDicom(new WriteDicomOptions(file, source, null, output, Change.OTHER, Form.SLICES, Packing.EXPLICIT, overwrite)).run(NONE);
	}
}
