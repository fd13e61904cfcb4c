package sc.fiji.medprep.convert;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/** A diffusion series made by hand: four volumes of four slices as classic images. */
final class DiffusionSeries {
	/** Says in the makers' way what the weighting of an image is. */
	interface Weighting {
		void put(DataSet image, double bValue, double[] direction);
	}

	static final double[] B_VALUES = {0, 1000, 1000, 2000};
	static final double[][] DIRECTIONS = {{0, 0, 0}, {0.36, 0.48, 0.8}, {1, 0, 0}, {0, -0.6, 0.8}};
	private static final int SLICES = 4, SIZE = 16;

	private DiffusionSeries() {}

	/**
	 * Writes the images.
	 *
	 * @param orientation six numbers
	 * @param step from one slice to the next along the normal in mm, negative if they run against it
	 * @return the first image of each volume
	 */
	static List<DataSet> write(Path folder, String maker, double[] orientation, double step, String phase, Weighting weighting) throws IOException {
		List<DataSet> firsts = new ArrayList<>();
		double[] n = {orientation[1] * orientation[5] - orientation[2] * orientation[4], orientation[2] * orientation[3] - orientation[0] * orientation[5], orientation[0] * orientation[4] - orientation[1] * orientation[3]};
		for (int v = 0; v < B_VALUES.length; v++) {
			for (int k = 0; k < SLICES; k++) {
				int number = v * SLICES + k + 1;
				DataSet image = new DataSet().putString(Tag.SOP_CLASS_UID, VR.UI, "1.2.840.10008.5.1.4.1.1.4").putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3.4." + number).putString(Tag.MODALITY, VR.CS, "MR")
					.putString(Tag.of(0x8, 8), VR.CS, "ORIGINAL", "PRIMARY", "M", "ND").putString(Tag.MANUFACTURER, VR.LO, maker).putString(Tag.SERIES_DESCRIPTION, VR.LO, "dwi");
				image.putString(Tag.of(0x8, 0x32), VR.TM, String.format("1200%02d", v)).putString(Tag.of(0x8, 0x22), VR.DA, "20200101");
				image.putString(Tag.of(0x18, 0x20), VR.CS, "EP").putString(Tag.of(0x18, 0x22), VR.CS, "EPI_GEMS").putString(Tag.of(0x18, 0x23), VR.CS, "2D").putString(Tag.of(0x18, 0x50), VR.DS, "2").putString(Tag.of(0x18, 0x80), VR.DS, "3000")
					.putString(Tag.of(0x18, 0x81), VR.DS, "80").putString(Tag.IN_PLANE_PHASE_ENCODING_DIRECTION, VR.CS, phase).putString(Tag.PATIENT_POSITION, VR.CS, "HFS");
				image.putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.2.3").putString(Tag.SERIES_INSTANCE_UID, VR.UI, "1.2.3.4").putString(Tag.of(0x20, 0x11), VR.IS, "1").putString(Tag.of(0x20, 0x12), VR.IS, "" + (v + 1))
					.putString(Tag.of(0x20, 0x13), VR.IS, "" + number);
				String[] place = new String[3], axes = new String[6];
				for (int i = 0; i < 3; i++) place[i] = String.format("%.6f", -10.0 + k * step * n[i]);
				for (int i = 0; i < 6; i++) axes[i] = String.format("%.8f", orientation[i]);
				image.putString(Tag.of(0x20, 0x32), VR.DS, place).putString(Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, axes).putString(Tag.FRAME_OF_REFERENCE_UID, VR.UI, "1.2.3.5");
				image.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1).putString(Tag.of(0x28, 4), VR.CS, "MONOCHROME2").putInts(Tag.ROWS, VR.US, SIZE).putInts(Tag.COLUMNS, VR.US, SIZE).putString(Tag.of(0x28, 0x30), VR.DS, "2", "2");
				image.putInts(Tag.BITS_ALLOCATED, VR.US, 16).putInts(Tag.of(0x28, 0x101), VR.US, 12).putInts(Tag.of(0x28, 0x102), VR.US, 11).putInts(Tag.of(0x28, 0x103), VR.US, 0);
				byte[] pixels = new byte[2 * SIZE * SIZE];
				for (int i = 0; i < pixels.length; i += 2) pixels[i] = (byte) (i + 7 * number);
				weighting.put(image, B_VALUES[v], DIRECTIONS[v]);
				image.put(new Element(Tag.PIXEL_DATA, VR.OW, new Value.Bytes(pixels, ByteOrder.LITTLE_ENDIAN)));
				DicomFile.of(image, TransferSyntax.EXPLICIT_LITTLE, "1.2.840.10008.5.1.4.1.1.4", "1.2.3.4." + number).write(folder.resolve(number + ".dcm"));
				if (k == 0) firsts.add(image);
			}
		}
		return firsts;
	}
}
