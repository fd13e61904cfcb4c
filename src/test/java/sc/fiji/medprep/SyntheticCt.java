package sc.fiji.medprep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;

/**
 * Made-up CT slices of a noisy cylinder with a made-up patient: the example study of the documentation and the input of
 * benchmarks. Arguments of {@link #main}: folder, number of slices, rows and columns.
 */
public final class SyntheticCt {
	private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
	/** A random number below 2.25, to which the last five digits of each UID are added. */
	private static final String UID_ROOT = "2.25.309276543210487654321598765432109";
	private static final int STUDY = 90_001, SERIES = 90_002, FRAME_OF_REFERENCE = 90_003;

	private SyntheticCt() {}

	public static void main(String... arguments) throws IOException {
		int slices = Integer.parseInt(arguments[1]), size = Integer.parseInt(arguments[2]);
		for (int slice = 1; slice <= slices; slice++) write(Path.of(arguments[0]).resolve(String.format("IM%05d", slice)), slice, size);
	}

	/** Writes one slice in Explicit VR Little Endian; the same arguments give the same bytes. */
	public static void write(Path file, int slice, int size) throws IOException {
		Files.createDirectories(file.getParent());
		try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
			DicomFile.of(slice(slice, size), TransferSyntax.EXPLICIT_LITTLE, CT_IMAGE, uid(slice)).write(out);
		}
	}

	private static String uid(int number) {
		return UID_ROOT + String.format("%05d", number);
	}

	private static DataSet slice(int slice, int size) {
		DataSet ct = new DataSet();
		ct.putString(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 100");
		ct.putString(0x00080008, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
		ct.putString(Tag.SOP_CLASS_UID, VR.UI, CT_IMAGE);
		ct.putString(Tag.SOP_INSTANCE_UID, VR.UI, uid(slice));
		for (int date : new int[] {0x00080020, 0x00080021, 0x00080022, 0x00080023}) ct.putString(date, VR.DA, "20240229");
		for (int time : new int[] {0x00080030, 0x00080031, 0x00080032, 0x00080033}) ct.putString(time, VR.TM, "101112");
		ct.putString(0x00080050, VR.SH, "A-0815");
		ct.putString(0x00080060, VR.CS, "CT");
		ct.putString(0x00080070, VR.LO, "MedPrep");
		ct.putString(0x00080080, VR.LO, "Example Hospital");
		ct.putString(0x00080090, VR.PN, "Example^Physician");
		ct.putString(0x00081030, VR.LO, "CT of Jane Example");
		ct.putString(0x0008103E, VR.LO, "Axial 1 mm");
		ct.putString(0x00081070, VR.PN, "Example^Operator");
		ct.putString(0x00081090, VR.LO, "Synthetic CT");
		ct.putString(0x00100010, VR.PN, "Example^Jane");
		ct.putString(0x00100020, VR.LO, "EX-4711");
		ct.putString(0x00100030, VR.DA, "19700101");
		ct.putString(0x00100040, VR.CS, "F");
		ct.putString(0x00101010, VR.AS, "054Y");
		ct.putString(0x00180050, VR.DS, "1");
		ct.putString(0x00180060, VR.DS, "120");
		ct.putString(0x00181020, VR.LO, "1.0");
		ct.putString(0x00181030, VR.LO, "Abdomen");
		ct.putString(0x00185100, VR.CS, "HFS");
		ct.putString(0x0020000D, VR.UI, uid(STUDY));
		ct.putString(0x0020000E, VR.UI, uid(SERIES));
		ct.putString(0x00200010, VR.SH, "S1");
		ct.putString(0x00200011, VR.IS, "2");
		ct.putString(0x00200012, VR.IS, "1");
		ct.putString(0x00200013, VR.IS, Integer.toString(slice));
		ct.putString(0x00200032, VR.DS, "-" + size / 2, "-" + size / 2, Integer.toString(slice));
		ct.putString(0x00200037, VR.DS, "1", "0", "0", "0", "1", "0");
		ct.putString(0x00200052, VR.UI, uid(FRAME_OF_REFERENCE));
		ct.put(Element.empty(0x00201040, VR.LO));
		ct.putInts(0x00280002, VR.US, 1);
		ct.putString(0x00280004, VR.CS, "MONOCHROME2");
		ct.putInts(0x00280010, VR.US, size);
		ct.putInts(0x00280011, VR.US, size);
		ct.putString(0x00280030, VR.DS, "1", "1");
		ct.putInts(0x00280100, VR.US, 16);
		ct.putInts(0x00280101, VR.US, 16);
		ct.putInts(0x00280102, VR.US, 15);
		ct.putInts(0x00280103, VR.US, 1);
		ct.putString(0x00281050, VR.DS, "40");
		ct.putString(0x00281051, VR.DS, "400");
		ct.putString(0x00281052, VR.DS, "-1024");
		ct.putString(0x00281053, VR.DS, "1");
		ct.putString(0x00090010, VR.LO, "MEDPREP EXAMPLE");
		ct.putString(0x00091001, VR.LO, "Private note on Jane Example");
		return ct.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, cylinder(slice, size)));
	}

	/** Stored values of 1024 + HU: air, a cylinder of water and noise of 20 HU. */
	private static byte[] cylinder(int slice, int size) {
		ByteBuffer pixels = ByteBuffer.allocate(2 * size * size).order(ByteOrder.LITTLE_ENDIAN);
		Random random = new Random(slice);
		double radius = 0.4 * size;
		for (int y = 0; y < size; y++) {
			for (int x = 0; x < size; x++) {
				boolean inside = Math.hypot(x - size / 2.0, y - size / 2.0) < radius;
				pixels.putShort((short) ((inside ? 1024 : 24) + random.nextInt(41) - 20));
			}
		}
		return pixels.array();
	}
}
