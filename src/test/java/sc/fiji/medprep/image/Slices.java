package sc.fiji.medprep.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.SeriesFinding.Kind;

/** Made-up images of 6 x 4 pixels of 16 bits. The first pixel of a frame says which one it is, the others count up from it. */
final class Slices {
	static final String CT = "1.2.840.10008.5.1.4.1.1.2", MR = "1.2.840.10008.5.1.4.1.1.4", ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1";
	static final int COLUMNS = 6, ROWS = 4, PIXELS = COLUMNS * ROWS;
	static final String AXIAL = "1\\0\\0\\0\\1\\0";

	private Slices() {}

	/** A slice of a series; its pixels begin with 100 times its instance number. */
	static DataSet slice(String sopClass, String modality, int instance, double x, double y, double z) {
		DataSet slice = new DataSet();
		text(slice, Tag.SOP_CLASS_UID, VR.UI, sopClass);
		text(slice, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.1000" + instance);
		text(slice, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.1");
		text(slice, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.2");
		text(slice, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.3");
		text(slice, Tag.PATIENT_ID, VR.LO, "made up");
		text(slice, Tag.MODALITY, VR.CS, modality);
		text(slice, Tag.IMAGE_TYPE, VR.CS, "ORIGINAL\\PRIMARY\\AXIAL");
		text(slice, Tag.SERIES_NUMBER, VR.IS, "7");
		text(slice, Tag.INSTANCE_NUMBER, VR.IS, Integer.toString(instance));
		text(slice, Tag.SLICE_THICKNESS, VR.DS, "9");
		text(slice, Tag.IMAGE_ORIENTATION_PATIENT, VR.DS, AXIAL);
		text(slice, Tag.PIXEL_SPACING, VR.DS, "0.5\\0.75");
		position(slice, x, y, z);
		pixels(slice, 100 * instance);
		return slice;
	}

	static DataSet ct(int instance, double z) {
		return slice(CT, "CT", instance, -10, -20, z);
	}

	static DataSet mr(int instance, double z) {
		return slice(MR, "MR", instance, -10, -20, z);
	}

	static DataSet text(DataSet in, int tag, VR vr, String value) {
		return in.put(Element.ascii(tag, vr, value));
	}

	static void position(DataSet in, double x, double y, double z) {
		text(in, Tag.IMAGE_POSITION_PATIENT, VR.DS, x + "\\" + y + "\\" + z);
	}

	/** Puts frames whose pixels begin with the given values. */
	static void pixels(DataSet in, int... first) {
		in.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1).putInts(Tag.ROWS, VR.US, ROWS).putInts(Tag.COLUMNS, VR.US, COLUMNS);
		text(in, Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2");
		in.putInts(Tag.BITS_ALLOCATED, VR.US, 16).putInts(Tag.BITS_STORED, VR.US, 16).putInts(Tag.HIGH_BIT, VR.US, 15).putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0);
		byte[] bytes = new byte[2 * PIXELS * first.length];
		for (int i = 0; i < PIXELS * first.length; i++) {
			int value = first[i / PIXELS] + i % PIXELS;
			bytes[2 * i] = (byte) value;
			bytes[2 * i + 1] = (byte) (value >> 8);
		}
		in.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, bytes));
		if (first.length > 1) text(in, Tag.NUMBER_OF_FRAMES, VR.IS, Integer.toString(first.length));
	}

	/** The same images, changed. */
	interface Change {
		void to(DataSet slice);
	}

	static DataSet with(DataSet slice, Change change) {
		change.to(slice);
		return slice;
	}

	static DicomSource source(int number, DataSet dataSet) {
		return new DicomSource() {
			@Override
			public int number() {
				return number;
			}

			@Override
			public DicomFile open() {
				return new DicomFile(null, new DataSet(), dataSet, TransferSyntax.EXPLICIT_LITTLE, List.of());
			}
		};
	}

	/** The series of images that are numbered from 1. */
	static List<ImageSeries> series(List<DataSet> images) {
		SeriesAssembler assembler = new SeriesAssembler();
		for (int i = 0; i < images.size(); i++) add(assembler, source(i + 1, images.get(i)));
		return assembler.series();
	}

	static void add(SeriesAssembler assembler, DicomSource source) {
		try (DicomFile file = source.open()) {
			assembler.add(source, file);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	static List<StoredVolume> volumes(List<DataSet> images) {
		List<StoredVolume> volumes = new ArrayList<>();
		for (ImageSeries series : series(images)) volumes.addAll(series.volumes());
		return volumes;
	}

	static List<StoredVolume> volumes(DataSet... images) {
		return volumes(Arrays.asList(images));
	}

	static List<Kind> kinds(StoredVolume volume) {
		return volume.findings().stream().map(SeriesFinding::kind).toList();
	}

	/** The first stored values of all planes. */
	static int[] firsts(StoredVolume volume) throws IOException {
		Volume loaded = volume.load(2);
		return loaded.planes().stream().mapToInt(plane -> Short.toUnsignedInt(((short[]) plane)[0]) - loaded.values().type().offset()).toArray();
	}
}
