package sc.fiji.medprep.curate.quality;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.Dictionary;

public class ImageMeasuresFuzzTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void damaged_files_are_measured_or_refused_and_nothing_else() throws IOException {
		DataSet image = Pictures.image(Pictures.plane(24, 24, Pictures.noisy(Pictures.body(24, 0), 10, 1)), 24, true), shared = new DataSet(), transformation = new DataSet();
		transformation.put(Element.ascii(Tag.RESCALE_INTERCEPT, VR.DS, "-1024")).put(Element.ascii(Tag.RESCALE_SLOPE, VR.DS, "1"));
		shared.put(Element.sequence(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, List.of(transformation)));
		image.put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, List.of(shared))).putInts(Tag.PIXEL_PADDING_VALUE, VR.US, 0).put(Element.ascii(Tag.IN_PLANE_PHASE_ENCODING_DIRECTION, VR.CS, "ROW"));
		image.put(Element.ascii(Tag.IMAGE_TYPE, VR.CS, "ORIGINAL\\PRIMARY\\M"));
		Path file = folder.getRoot().toPath().resolve("image.dcm");
		Pictures.write(image, file);
		byte[] bytes = Files.readAllBytes(file);
		int header = bytes.length - 24 * 24 * 2, measured = 0, refused = 0;
		Random random = new Random(2);
		for (int n = 0; n < 700; n++) {
			byte[] damaged = bytes.clone();
			for (int change = 1 + random.nextInt(3); change > 0; change--) damaged[132 + random.nextInt(header - 132)] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 'A' + random.nextInt(26));
			try (DicomFile dicom = DicomFile.read(ByteSource.of(damaged), Dictionary.instance())) {
				ImageMeasures.of(dicom);
				measured++;
			}
			catch (IOException e) {
				refused++;
			}
		}
		assertTrue(measured + " " + refused, measured > 70 && refused > 70);
	}

	@Test
	public void all_files_of_the_corpus_are_measured_or_refused() throws IOException {
		int measured = 0;
		for (Path file : Oracle.corpusFiles("dicom/pydicom", "dicom/odd")) {
			if (Files.size(file) > 600_000) continue;
			try (DicomFile dicom = DicomFile.read(file, Dictionary.instance())) {
				measured += ImageMeasures.of(dicom).frames().isEmpty() ? 0 : 1;
			}
			catch (IOException e) {
				assertTrue(e.getMessage(), e.getMessage().length() > 20);
			}
		}
		assertTrue("" + measured, measured > 40);
	}
}
