package sc.fiji.medprep.curate.quality;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.DicomSource;
import sc.fiji.medprep.image.ImageSeries;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.SeriesAssembler;
import sc.fiji.medprep.standard.Dictionary;

/** Made-up planes, and files of the corpus. */
final class Pictures {
	static final Acquisition ANY = new Acquisition("OT", Double.NaN, Double.NaN, "", true, false);
	static final Acquisition MR = new Acquisition("MR", Double.NaN, Double.NaN, "COL", true, false);

	private Pictures() {}

	/** Real values of a place. */
	interface Field {
		double at(double x, double y);
	}

	static short[] plane(int width, int height, Field field) {
		short[] plane = new short[width * height];
		for (int i = 0; i < plane.length; i++) plane[i] = (short) Math.max(0, Math.min(65535, Math.round(field.at(i % width, i / width))));
		return plane;
	}

	/** A soft-edged body with some organs, which differ from slice to slice by z in millimetres. */
	static Field body(int size, double z) {
		double unit = size / 128.0;
		return (x, y) -> {
			double u = (x - size / 2.0) / unit, v = (y - size / 2.0) / unit, value = 0;
			value += 800 * soft(1 - Math.hypot(u / (45 + z / 4), v / 52), 40);
			value += 500 * soft(1 - Math.hypot((u - 18 - z / 3) / 9, (v + 12) / 14), 9);
			value -= 400 * soft(1 - Math.hypot((u + 20) / 12, (v - 8 + z / 3) / 10), 9);
			value += 300 * soft(1 - Math.hypot((u + 4) / 7, (v - 30 + z / 2) / 5), 5);
			return value + 100;
		};
	}

	private static double soft(double inside, double width) {
		return Math.max(0, Math.min(1, 0.5 + inside * width / 2));
	}

	static Field noisy(Field field, double sd, long seed) {
		Random random = new Random(seed);
		return (x, y) -> field.at(x, y) + sd * random.nextGaussian();
	}

	/** Magnitude of a signal with noise in both channels. */
	static Field rician(Field field, double sd, long seed) {
		Random random = new Random(seed);
		return (x, y) -> Math.hypot(field.at(x, y) + sd * random.nextGaussian(), sd * random.nextGaussian());
	}

	static Measures measure(short[] plane, int width, Acquisition acquisition) {
		return new FrameMeter(width, plane.length / width).measure(PixelType.UINT16, plane, Rescale.NONE, "", acquisition);
	}

	static byte[] look(short[] plane, int width) {
		Levels levels = new Levels(width, plane.length / width);
		levels.take(PixelType.UINT16, plane, Double.NaN, Double.NaN);
		return new PerceptualHash().of(levels, false).orElse(null);
	}

	/** Blurred by the mean of squares. */
	static short[] blurred(short[] plane, int width, int reach) {
		int height = plane.length / width;
		return plane(width, height, (x, y) -> {
			double sum = 0;
			int n = 0;
			for (int v = Math.max(0, (int) y - reach); v <= Math.min(height - 1, y + reach); v++)
				for (int u = Math.max(0, (int) x - reach); u <= Math.min(width - 1, x + reach); u++, n++) sum += plane[v * width + u] & 0xFFFF;
			return sum / n;
		});
	}

	/** An image of 16 bits, unsigned unless told. */
	static DataSet image(short[] plane, int width, boolean signed) {
		byte[] bytes = new byte[2 * plane.length];
		for (int i = 0; i < plane.length; i++) {
			bytes[2 * i] = (byte) plane[i];
			bytes[2 * i + 1] = (byte) (plane[i] >> 8);
		}
		return image(bytes, VR.OW, width, plane.length / width, 16, signed, "MONOCHROME2", 1);
	}

	static DataSet image(byte[] bytes, VR vr, int width, int height, int bits, boolean signed, String photometric, int samples) {
		DataSet image = new DataSet();
		image.put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, "1.2.840.10008.5.1.4.1.1.7")).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, "2.25.5")).put(Element.ascii(Tag.MODALITY, VR.CS, "OT"));
		image.put(Element.ascii(Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.1")).put(Element.ascii(Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.2")).put(Element.ascii(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, photometric));
		image.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, samples).putInts(Tag.ROWS, VR.US, height).putInts(Tag.COLUMNS, VR.US, width);
		if (samples > 1) image.putInts(Tag.PLANAR_CONFIGURATION, VR.US, 0);
		image.putInts(Tag.BITS_ALLOCATED, VR.US, bits).putInts(Tag.BITS_STORED, VR.US, bits).putInts(Tag.HIGH_BIT, VR.US, bits - 1).putInts(Tag.PIXEL_REPRESENTATION, VR.US, signed ? 1 : 0);
		return image.put(Element.bytes(Tag.PIXEL_DATA, vr, bytes));
	}

	static FileMeasures measures(DataSet image) throws IOException {
		return ImageMeasures.of(DicomFile.of(image, TransferSyntax.EXPLICIT_LITTLE, "1.2.840.10008.5.1.4.1.1.7", "2.25.5"));
	}

	static FileMeasures measures(Path file) throws IOException {
		try (DicomFile dicom = DicomFile.read(file, Dictionary.instance())) {
			return ImageMeasures.of(dicom);
		}
	}

	static void write(DataSet image, Path file) throws IOException {
		try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			DicomFile.of(image, TransferSyntax.EXPLICIT_LITTLE, "1.2.840.10008.5.1.4.1.1.7", "2.25.5").write(out);
		}
	}

	static List<ImageSeries> series(Path folder) throws IOException {
		SeriesAssembler assembler = new SeriesAssembler();
		List<Path> files;
		try (Stream<Path> walk = Files.walk(folder)) {
			files = walk.filter(path -> path.toString().endsWith(".dcm")).sorted().toList();
		}
		for (int i = 0; i < files.size(); i++) {
			Path file = files.get(i);
			int number = i + 1;
			DicomSource source = new DicomSource() {
				@Override
				public int number() {
					return number;
				}

				@Override
				public DicomFile open() throws IOException {
					return DicomFile.read(file, Dictionary.instance());
				}
			};
			try (DicomFile dicom = source.open()) {
				assembler.add(source, dicom);
			}
		}
		return assembler.series();
	}
}
