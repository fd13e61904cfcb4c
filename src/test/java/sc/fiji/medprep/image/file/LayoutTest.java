package sc.fiji.medprep.image.file;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Volume;

public class LayoutTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Slices of each line's volume as DICOM files in a folder of their own. */
	private static final String DICOM = """
		import sys, os, numpy as np
		from pydicom.dataset import Dataset, FileMetaDataset
		from pydicom.uid import generate_uid
		for line in open(sys.argv[1]):
		    folder, raw, numbers = line.rstrip('\\n').split('\\t')
		    i, j, k, origin = np.array([float(v) for v in numbers.split(',')]).reshape(4, 3)
		    voxels = np.fromfile(raw, '<i2').reshape(4, 8, 12)
		    series, study, frame = generate_uid(), generate_uid(), generate_uid()
		    for n in range(4):
		        d = Dataset(); d.file_meta = FileMetaDataset(); d.is_little_endian = True; d.is_implicit_VR = False
		        d.SOPClassUID = d.file_meta.MediaStorageSOPClassUID = '1.2.840.10008.5.1.4.1.1.4'
		        d.SOPInstanceUID = d.file_meta.MediaStorageSOPInstanceUID = generate_uid(); d.file_meta.TransferSyntaxUID = '1.2.840.10008.1.2.1'
		        d.StudyInstanceUID, d.SeriesInstanceUID, d.FrameOfReferenceUID = study, series, frame
		        d.Modality = 'MR'; d.Manufacturer = 'GE MEDICAL SYSTEMS'; d.ImageType = ['ORIGINAL', 'PRIMARY', 'OTHER']; d.SeriesNumber = 1; d.InstanceNumber = n + 1
		        d.PatientName = 'x'; d.PatientID = '1'; d.StudyDate = '20200101'; d.StudyTime = '120000'; d.MRAcquisitionType = '2D'
		        d.ImagePositionPatient = [repr(round(float(v), 6)) for v in origin + n * k]
		        si, sj = np.linalg.norm(i), np.linalg.norm(j)
		        d.ImageOrientationPatient = [repr(round(float(v), 8)) for v in np.concatenate([i / si, j / sj])]
		        d.PixelSpacing = [float(sj), float(si)]; d.SliceThickness = float(np.linalg.norm(k)); d.SpacingBetweenSlices = d.SliceThickness
		        d.SamplesPerPixel = 1; d.PhotometricInterpretation = 'MONOCHROME2'; d.Rows = 8; d.Columns = 12
		        d.BitsAllocated = d.BitsStored = 16; d.HighBit = 15; d.PixelRepresentation = 1; d.PixelData = voxels[n].tobytes()
		        d.save_as('%s/%d.dcm' % (folder, n), write_like_original=False)
		""";

	private static List<Geometry> geometries() {
		List<Geometry> geometries = new ArrayList<>(List.of(SampleImages.OBLIQUE, SampleImages.OBLIQUE.reversed(2, 4)));
		double[][] axes = {{1.5, 0, 0}, {0, 2, 0}, {0, 0, 3}};
		// axial, sagittal and coronal, slices either way
		for (int[] plane : new int[][] {{0, 1, 2}, {1, 2, 0}, {0, 2, 1}}) {
			double[] down = axes[plane[1]].clone();
			if (plane[1] == 2) down[2] = -down[2];
			Geometry geometry = Geometry.of(axes[plane[0]], down, axes[plane[2]], new double[] {-20, -30, 40});
			geometries.add(geometry);
			geometries.add(geometry.reversed(2, 4));
		}
		return geometries;
	}

	@Test
	public void voxels_and_affine_are_those_of_dcm2niix() throws Exception {
		Oracle.require(Oracle.run("/usr/bin/python3", "-c", "import pydicom").status() == 0, "the Python package pydicom");
		List<Volume> volumes = geometries().stream().map(geometry -> SampleImages.random(PixelType.INT16, geometry, 12, 8, 4, 1)).toList();
		StringBuilder list = new StringBuilder();
		for (int n = 0; n < volumes.size(); n++) {
			Path raw = folder.getRoot().toPath().resolve(n + ".raw");
			try (OutputStream out = Files.newOutputStream(raw)) {
				for (Object plane : volumes.get(n).planes()) out.write(PlaneBytes.of(plane, PixelType.INT16));
			}
			List<String> numbers = new ArrayList<>();
			for (int column = 0; column < 4; column++) for (double number : volumes.get(n).geometry().column(column)) numbers.add(Double.toString(number));
			list.append(folder.newFolder("s" + n)).append('\t').append(raw).append('\t').append(String.join(",", numbers)).append('\n');
		}
		Oracle.Run made = Oracle.run("/usr/bin/python3", "-W", "ignore", "-c", DICOM, Files.writeString(folder.getRoot().toPath().resolve("list"), list).toString());
		assertEquals(made.output(), 0, made.status());
		for (int n = 0; n < volumes.size(); n++) {
			Path series = folder.getRoot().toPath().resolve("s" + n);
			Oracle.Run run = Oracle.run("dcm2niix", "-b", "n", "-z", "n", "-f", "out", "-o", series.toString(), series.toString());
			assertTrue(run.output(), Files.exists(series.resolve("out.nii")));
			Volume theirs = ImageFiles.read(series.resolve("out.nii"));
			PlaneSource ours = Layout.DCM2NIIX.of(volumes.get(n));
			assertArrayEquals("geometry " + n, theirs.geometry().ras(), ours.geometry().ras(), 1e-3);
			assertEquals("voxels " + n, SampleImages.digest(theirs), SampleImages.digest(ours));
		}
	}
}
