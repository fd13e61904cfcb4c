package sc.fiji.medprep.image.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.image.StoredVolume;
import sc.fiji.medprep.image.write.DerivedOptions.Form;
import sc.fiji.medprep.image.write.DerivedOptions.Packing;

/** Volumes written as series and read again. */
public class DerivedSeriesTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private void assertRoundTrip(List<Path> files, int number, Form form, boolean valid) throws IOException, InterruptedException {
		StoredVolume source = Derived.volume(files, number);
		for (Packing packing : Packing.values()) {
			Path folder = Derived.write(DerivedSeries.of(source.planes(), source, Derived.options(form, packing)), temporary.getRoot().toPath());
			Derived.assertSame(form + " " + packing, source.load(2), Derived.volume(Derived.files(folder), 0).load(2));
			if (valid) Derived.assertValid(folder, packing == Packing.DEFLATED, List.of());
		}
	}

	@Test
	public void slices_of_ct_come_back_as_they_were() throws IOException, InterruptedException {
		assertRoundTrip(Oracle.corpusFiles("dicom/faults/series/s00_base"), 0, Form.SLICES, true);
	}

	@Test
	public void ct_comes_back_from_one_file_as_it_was() throws IOException, InterruptedException {
		assertRoundTrip(Oracle.corpusFiles("dicom/faults/series/s00_base"), 0, Form.ENHANCED, true);
	}

	@Test
	public void slices_and_frames_of_mr_come_back_as_they_were() throws IOException, InterruptedException {
		for (String series : List.of("20180918GE/mr_0004", "20180918GE/mr_0007", "20180918Si/mr_0003", "20180918Si/mr_0004")) {
			List<Path> files = Oracle.corpusFiles("conversion/dcm_qa_nih/In/" + series).stream().filter(file -> file.toString().endsWith(".dcm")).toList();
			StoredVolume source = Derived.volume(files, 0);
			System.out.println(series + " " + source.shape() + source.values().type() + source.axis().kind() + source.findings() + source.kind());
			for (Form form : Form.values()) {
				Path folder = Derived.write(DerivedSeries.of(source.planes(), source, Derived.options(form, Packing.RLE)), temporary.getRoot().toPath());
				Derived.assertSame(series + form, source.load(2), Derived.volume(Derived.files(folder), 0).load(2));
				Derived.assertValid(folder, false, files);
			}
		}
	}
}
