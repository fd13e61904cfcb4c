package sc.fiji.medprep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.SyntheticHead;
import sc.fiji.medprep.image.Volume;

/** A made-up study of the head of nobody as DICOM files, for windows and screenshots: several series, one with a gap, one inverted. */
public final class HeadStudy {
	public static final String PATIENT = "Example^Jane";
	private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2", UID_ROOT = "2.25.30927654321048765432159876543210";

	private HeadStudy() {}

	/** Series 2 axial, 3 sagittal, 4 axial with a missing slice and 5 coronal in MONOCHROME1. */
	public static void write(Path folder, double pixel) throws IOException {
		double[] left = {pixel, 0, 0}, back = {0, pixel, 0}, feet = {0, 0, -pixel}, head = {0, 0, pixel};
		write(folder, SyntheticHead.of(left, back, head), 2, "Head axial", "MONOCHROME2", k -> true);
		write(folder, SyntheticHead.of(back, feet, left), 3, "Head sagittal", "MONOCHROME2", k -> true);
		write(folder, SyntheticHead.of(left, back, new double[] {0, 0, 2 * pixel}), 4, "Head axial, thick", "MONOCHROME2", k -> k != 12);
		write(folder, SyntheticHead.of(left, feet, back), 5, "Head coronal, inverted", "MONOCHROME1", k -> true);
	}

	private static void write(Path folder, Volume volume, int series, String description, String photometric, IntPredicate isThere) throws IOException {
		Files.createDirectories(folder);
		for (int k = 0; k < volume.shape().depth(); k++) {
			if (!isThere.test(k)) continue;
			DataSet slice = slice(volume, series, description, photometric, k);
			try (FileChannel out = FileChannel.open(folder.resolve(String.format("IM%d%04d", series, k)), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
				DicomFile.of(slice, TransferSyntax.EXPLICIT_LITTLE, CT_IMAGE, uid(series, k + 1)).write(out);
			}
		}
	}

	private static String uid(int series, int instance) {
		return UID_ROOT + series + String.format("%04d", instance);
	}

	private static String[] decimals(double... numbers) {
		return DoubleStream.of(numbers).mapToObj(number -> String.format(Locale.ROOT, "%.4f", number)).collect(Collectors.toList()).toArray(String[]::new);
	}

	private static DataSet slice(Volume volume, int series, String description, String photometric, int k) {
		Geometry geometry = volume.geometry();
		double[] i = geometry.column(0), j = geometry.column(1), place = geometry.toPatient(0, 0, k);
		double columns = geometry.spacing(0), rows = geometry.spacing(1);
		DataSet slice = new DataSet();
		slice.putString(0x00080008, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
		slice.putString(Tag.SOP_CLASS_UID, VR.UI, CT_IMAGE);
		slice.putString(Tag.SOP_INSTANCE_UID, VR.UI, uid(series, k + 1));
		slice.putString(0x00080060, VR.CS, "CT");
		slice.putString(0x0008103E, VR.LO, description);
		slice.putString(0x00100010, VR.PN, PATIENT);
		slice.putString(0x00100020, VR.LO, "EX-4711");
		slice.putString(0x0020000D, VR.UI, uid(1, 0));
		slice.putString(0x0020000E, VR.UI, uid(series, 0));
		slice.putString(0x00200011, VR.IS, Integer.toString(series));
		slice.putString(0x00200013, VR.IS, Integer.toString(k + 1));
		slice.putString(0x00200032, VR.DS, decimals(place));
		slice.putString(0x00200037, VR.DS, decimals(i[0] / columns, i[1] / columns, i[2] / columns, j[0] / rows, j[1] / rows, j[2] / rows));
		slice.putString(0x00200052, VR.UI, uid(1, 1));
		slice.putInts(0x00280002, VR.US, 1);
		slice.putString(0x00280004, VR.CS, photometric);
		slice.putInts(0x00280010, VR.US, volume.shape().height());
		slice.putInts(0x00280011, VR.US, volume.shape().width());
		slice.putString(0x00280030, VR.DS, decimals(rows, columns));
		slice.putInts(0x00280100, VR.US, 16);
		slice.putInts(0x00280101, VR.US, 16);
		slice.putInts(0x00280102, VR.US, 15);
		slice.putInts(0x00280103, VR.US, 1);
		slice.putString(0x00281050, VR.DS, "40");
		slice.putString(0x00281051, VR.DS, "400");
		slice.putString(0x00281052, VR.DS, "0");
		slice.putString(0x00281053, VR.DS, "1");
		slice.putString(0x00281054, VR.LO, "HU");
		return slice.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, bytes((short[]) volume.plane(k, 0))));
	}

	private static byte[] bytes(short[] plane) {
		ByteBuffer bytes = ByteBuffer.allocate(2 * plane.length).order(ByteOrder.LITTLE_ENDIAN);
		for (short value : plane) bytes.putShort((short) (value - PixelType.INT16.offset()));
		return bytes.array();
	}
}
