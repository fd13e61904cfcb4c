package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;

/** DICOM files of one frame, for programs that code and decode them. */
final class CodedFile {
	private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7", INSTANCE = "2.25.309276543210487654321598765432109";
	private static final int PIXEL_DATA = 0x7FE00010;

	private CodedFile() {}

	static PixelFormat grey(int rows, int columns, int stored, boolean signed) {
		return new PixelFormat(rows, columns, 1, stored <= 8 ? 8 : 16, stored, stored - 1, signed, false, "MONOCHROME2", false);
	}

	static PixelFormat colour(int rows, int columns, int stored) {
		return new PixelFormat(rows, columns, 3, stored <= 8 ? 8 : 16, stored, stored - 1, false, false, "RGB", false);
	}

	/** Writes native samples, as {@link Codec.Samples} has them; signed ones are extended to the bits allocated. */
	static Path write(Path file, PixelFormat format, int[] samples) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(samples.length * format.bitsAllocated() / 8).order(ByteOrder.LITTLE_ENDIAN);
		int unused = 32 - format.bitsStored();
		for (int sample : samples) {
			int value = format.signed() ? sample << unused >> unused : sample;
			if (format.bitsAllocated() == 8) bytes.put((byte) value);
			else if (format.bitsAllocated() == 16) bytes.putShort((short) value);
			else bytes.putInt(value);
		}
		Files.deleteIfExists(file);
		DataSet set = header(format);
		set.put(Element.bytes(PIXEL_DATA, VR.OW, bytes.array()));
		DicomFile.of(set, TransferSyntax.EXPLICIT_LITTLE, SECONDARY_CAPTURE, INSTANCE).write(file);
		return file;
	}

	/** Writes one encapsulated frame. */
	static Path write(Path file, PixelFormat format, byte[] frame, String transferSyntax) throws IOException {
		Files.deleteIfExists(file);
		DataSet set = header(format);
		byte[] even = Arrays.copyOf(frame, frame.length + 1 & ~1);
		set.put(new Element(PIXEL_DATA, VR.OB, new Value.Fragments(List.of(new Value.Bulk(ByteSource.of(new byte[0]), 0, 0, ByteOrder.LITTLE_ENDIAN), new Value.Bulk(ByteSource.of(even), 0, even.length, ByteOrder.LITTLE_ENDIAN)))));
		DicomFile.of(set, TransferSyntax.of(transferSyntax).orElseThrow(), SECONDARY_CAPTURE, INSTANCE).write(file);
		return file;
	}

	private static DataSet header(PixelFormat format) {
		DataSet set = new DataSet();
		set.putString(0x00080016, VR.UI, SECONDARY_CAPTURE).putString(0x00080018, VR.UI, INSTANCE).putString(0x00080060, VR.CS, "OT");
		set.putString(0x0020000D, VR.UI, INSTANCE + "1").putString(0x0020000E, VR.UI, INSTANCE + "2");
		set.putInts(0x00280002, VR.US, format.samples()).putString(0x00280004, VR.CS, format.photometric());
		if (format.samples() > 1) set.putInts(0x00280006, VR.US, format.planar() ? 1 : 0);
		set.putInts(0x00280010, VR.US, format.rows()).putInts(0x00280011, VR.US, format.columns());
		set.putInts(0x00280100, VR.US, format.bitsAllocated()).putInts(0x00280101, VR.US, format.bitsStored()).putInts(0x00280102, VR.US, format.highBit());
		set.putInts(0x00280103, VR.US, format.signed() ? 1 : 0);
		return set;
	}

	static PixelFormat format(Path file) throws IOException {
		try (DicomFile dicom = DicomFile.read(file, Dictionary.instance())) {
			DataSet set = dicom.dataSet();
			return new PixelFormat(number(set, 0x00280010), number(set, 0x00280011), number(set, 0x00280002), number(set, 0x00280100), number(set, 0x00280101), number(set, 0x00280102),
				number(set, 0x00280103) == 1, set.intValue(0x00280006).orElse(0) == 1, set.string(0x00280004).orElse(""), false);
		}
	}

	private static int number(DataSet set, int tag) {
		return set.intValue(tag).orElseThrow();
	}

	/** All fragments of a file of one frame, joined. */
	static byte[] frame(Path file) throws IOException {
		try (DicomFile dicom = DicomFile.read(file, Dictionary.instance())) {
			List<Value.Bulk> items = ((Value.Fragments) dicom.dataSet().get(PIXEL_DATA).value()).items();
			ByteArrayOutputStream frame = new ByteArrayOutputStream();
			for (Value.Bulk item : items.subList(1, items.size())) frame.write(item.load());
			return frame.toByteArray();
		}
	}

	/** The native samples of the first frame, interleaved, read as unsigned, masked to the bits stored. */
	static int[] samples(Path file) throws IOException {
		PixelFormat format = format(file);
		int[] samples = new int[format.length()];
		try (DicomFile dicom = DicomFile.read(file, Dictionary.instance())) {
			byte[] bytes = dicom.dataSet().get(PIXEL_DATA).value() instanceof Value.Bulk bulk ? bulk.load() : dicom.dataSet().get(PIXEL_DATA).bytes();
			ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
			int mask = (int) ((1L << format.bitsStored()) - 1), pixels = format.rows() * format.columns();
			for (int i = 0; i < samples.length; i++) {
				int value = format.bitsAllocated() == 8 ? buffer.get() : format.bitsAllocated() == 16 ? buffer.getShort() : buffer.getInt();
				samples[format.planar() ? i % pixels * format.samples() + i / pixels : i] = value & mask;
			}
		}
		return samples;
	}

	/** Decoded samples, read as unsigned. */
	static int[] ints(Codec.Samples samples) {
		if (samples.array() instanceof int[] array) return array;
		int[] ints = new int[samples.array() instanceof byte[] bytes ? bytes.length : ((short[]) samples.array()).length];
		for (int i = 0; i < ints.length; i++) ints[i] = samples.array() instanceof byte[] bytes ? bytes[i] & 0xFF : ((short[]) samples.array())[i] & 0xFFFF;
		return ints;
	}

	static int[] masked(int[] samples, int bits) {
		int[] masked = samples.clone();
		for (int i = 0; i < masked.length; i++) masked[i] &= (int) ((1L << bits) - 1);
		return masked;
	}

	/** Runs a program that must succeed. */
	static void run(Object... command) throws IOException, InterruptedException {
		Oracle.Run run = Oracle.run(Arrays.stream(command).map(Object::toString).toArray(String[]::new));
		assertEquals(run.output(), 0, run.status());
	}
}
