package sc.fiji.medprep.image;

import static org.junit.Assert.assertEquals;
import static sc.fiji.medprep.image.Slices.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;

/** Made-up series that dcm2niix stacks, too. */
public class SeriesOracleTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Sagittal, coronal and oblique orientations, the last one as scanners round it. */
	private static final List<String> ORIENTATIONS = List.of(Slices.AXIAL, "0\\1\\0\\0\\0\\-1", "1\\0\\0\\0\\0\\-1", "-1\\0\\0\\0\\1\\0", "0.8\\0.6\\0\\-0.36\\0.48\\0.8", "0.998\\0.0523\\0.0349\\-0.0461\\0.9859\\-0.1613");

	private List<Path> written(List<DataSet> images) throws IOException {
		Path in = folder.newFolder().toPath();
		List<Path> files = new ArrayList<>();
		for (DataSet image : images) {
			Path file = in.resolve(files.size() + ".dcm");
			DicomFile.of(image, TransferSyntax.EXPLICIT_LITTLE, image.string(Tag.SOP_CLASS_UID).orElseThrow(), image.string(Tag.SOP_INSTANCE_UID).orElseThrow()).write(file);
			files.add(file);
		}
		return files;
	}

	private void assertAsDcm2niix(String name, List<DataSet> images) throws IOException, InterruptedException {
		List<Path> files = written(images);
		Path out = folder.newFolder().toPath();
		Oracle.Run run = Oracle.run("dcm2niix", "-z", "n", "-b", "n", "-f", "image", "-o", out.toString(), files.get(0).getParent().toString());
		List<Path> theirs;
		try (Stream<Path> list = Files.list(out)) {
			theirs = list.filter(file -> file.toString().endsWith(".nii")).sorted().toList();
		}
		assertEquals(name + run.output(), 1, theirs.size());
		List<ImageSeries> ours = SeriesCorpusTest.series(files);
		assertEquals(name, 1, ours.size());
		assertEquals(name, 1, ours.get(0).volumes().size());
		assertEquals(name, List.of(), ours.get(0).findings());
		Nifti.read(theirs.get(0)).assertSame(name, ours.get(0).volumes().get(0).load(1));
	}

	/** Slices of an orientation at a distance along its normal, which may be negative. */
	private static List<DataSet> stack(String orientation, int slices, double distance) {
		double[] six = Stream.of(orientation.split("\\\\")).mapToDouble(Double::parseDouble).toArray();
		double[] normal = Orientation.of(six).normal();
		List<DataSet> images = new ArrayList<>();
		for (int s = 0; s < slices; s++) {
			double along = s * distance;
			DataSet image = Slices.slice(Slices.MR, "MR", s + 1, rounded(5 + along * normal[0]), rounded(-20 + along * normal[1]), rounded(33 + along * normal[2]));
			text(image, Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, orientation);
			text(image, Tag.MANUFACTURER, VR.LO, "GE MEDICAL SYSTEMS");
			images.add(image);
		}
		return images;
	}

	/** As in a DS value. */
	private static double rounded(double number) {
		return Math.round(number * 1e6) / 1e6;
	}

	@Test
	public void orientations_and_directions() throws Exception {
		for (String orientation : ORIENTATIONS) {
			assertAsDcm2niix(orientation, stack(orientation, 5, 3.3));
			assertAsDcm2niix(orientation + " reversed", stack(orientation, 5, -3.3));
		}
	}

	@Test
	public void single_slices() throws Exception {
		List<DataSet> single = stack(ORIENTATIONS.get(4), 1, 1);
		assertAsDcm2niix("thickness", single);
		text(single.get(0), Tag.SPACING_BETWEEN_SLICES, VR.DS, "11");
		assertAsDcm2niix("spacing", single);
	}

	@Test
	public void volumes_in_time_volume_by_volume_and_slice_by_slice() throws Exception {
		for (boolean volumeByVolume : new boolean[] {true, false}) {
			List<DataSet> images = new ArrayList<>();
			for (int v = 0; v < 3; v++) {
				List<DataSet> volume = stack(ORIENTATIONS.get(5), 4, 3);
				for (int s = 0; s < 4; s++) {
					DataSet image = volume.get(s);
					int instance = volumeByVolume ? 4 * v + s + 1 : 3 * s + v + 1;
					text(image, Tag.INSTANCE_NUMBER, VR.IS, Integer.toString(instance));
					text(image, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.77" + instance);
					text(image, Tag.NUMBER_OF_TEMPORAL_POSITIONS, VR.IS, "3");
					Slices.pixels(image, 1000 * v + 100 * s);
					images.add(image);
				}
			}
			assertAsDcm2niix("volume by volume " + volumeByVolume, images);
		}
	}
}
