package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;

/**
 * Reads headers of NIfTI-1 (nifti1.h), NIfTI-2 (nifti2.h) and of Analyze 7.5, from which they come. Where the voxels lie is
 * what the sform says if its code is above zero, else the qform, else what pixdim says, with the finding that nothing better
 * is known. Of Analyze, the assumption of SPM is made that columns go to the left and rows to the front of the patient, around
 * the origin that SPM writes or else the center of the image; that is a finding as well.
 */
final class NiftiReader {
	/** Bytes of a file that are enough for {@link #of}. */
	static final int LONGEST = 544;
	/** Part by which a step may differ from another that is the same. */
	private static final double SAME_STEP = 1e-4;
	private static final int FIRST = 348, SECOND = 540, SPATIAL_UNIT = 7, TIME_UNIT = 0x38;

	private final ByteBuffer header;
	private final boolean second;
	private final String magic;

	private NiftiReader(ByteBuffer header) {
		this.header = header;
		second = header.getInt(0) == SECOND;
		int at = second ? 4 : 344;
		magic = new String(header.array(), at, 3, StandardCharsets.ISO_8859_1);
	}

	/** A header, if the bytes begin with one in either byte order. */
	static Optional<NiftiReader> of(byte[] start) {
		for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
			ByteBuffer header = ByteBuffer.wrap(start).order(order);
			if (start.length >= FIRST && header.getInt(0) == FIRST || start.length >= SECOND && header.getInt(0) == SECOND) return Optional.of(new NiftiReader(header));
		}
		return Optional.empty();
	}

	private boolean isAnalyze() {
		return !second && !magic.equals("n+1") && !magic.equals("ni1");
	}

	/** Whether the voxels stand in the same file. */
	boolean holdsVoxels() {
		return magic.equals(second ? "n+2" : "n+1");
	}

	/** Where the voxels begin. */
	long voxelStart() throws IOException {
		double start = second ? header.getLong(168) : header.getFloat(108);
		// Analyze has a negative number if each volume begins at a multiple of it
		if (!(start >= 0 && start < 1L << 40)) throw new IOException("The header does not say where the voxels begin; the file is damaged.");
		return holdsVoxels() ? Math.max((long) start, second ? SECOND + 4 : FIRST + 4) : (long) start;
	}

	StoredImage image() throws IOException {
		long[] size = new long[8];
		long dimensions = dimension(0);
		if (dimensions < 1 || dimensions > 7) throw new IOException("The header gives no possible size of the image; the file is damaged.");
		for (int i = 1; i < 8; i++) size[i] = i <= dimensions ? dimension(i) : 1;
		boolean several = size[4] > 1 && size[5] > 1 || size[6] > 1 || size[7] > 1;
		if (several) throw new IOException("The image has more than four dimensions; extract the part that is needed with another program.");
		Volume.Shape shape = StoredImage.shape(size[1], size[2], size[3], Math.multiplyExact(Math.max(size[4], 1), Math.max(size[5], 1)));
		short code = header.getShort(second ? 12 : 70);
		PixelType type = type(code);
		int samples = type == PixelType.RGB ? code == 2304 ? 4 : 3 : 1;
		Optional<Geometry> placed = isAnalyze() ? Optional.empty() : placed();
		Geometry geometry = placed.orElseGet(() -> isAnalyze() ? analyze(shape) : unplaced());
		Axis axis = shape.count() == 1 ? Axis.NONE : size[5] > 1 ? Axis.of(Axis.Kind.CHANNEL) : times(shape.count());
		return new StoredImage(shape, values(type), geometry, axis, header.order(), samples, StoredImage.findings(placed.isPresent()));
	}

	private long dimension(int i) {
		return second ? header.getLong(16 + 8 * i) : header.getShort(40 + 2 * i);
	}

	private double number(int at, int atSecond) {
		return second ? header.getDouble(atSecond) : header.getFloat(at);
	}

	private PixelType type(short code) throws IOException {
		return switch (code) {
			case 2 -> PixelType.UINT8;
			case 4 -> PixelType.INT16;
			case 8 -> PixelType.INT32;
			case 16 -> PixelType.FLOAT32;
			case 64 -> PixelType.FLOAT64;
			case 128 -> {
				if (isAnalyze()) throw new IOException("Colours in Analyze files stand in an order that programs do not agree on; write the image as NIfTI.");
				yield PixelType.RGB;
			}
			case 2304 -> PixelType.RGB;
			// the numbers between 128 and 256 are those of SPM in Analyze files
			case 256, 130 -> PixelType.INT8;
			case 512, 132 -> PixelType.UINT16;
			case 768, 136 -> PixelType.UINT32;
			case 32, 1792, 2048 -> throw new IOException("The image has complex numbers, which are not read; write magnitude and phase as images of their own.");
			case 1024, 1280 -> throw new IOException("The image has integers of 64 bits, which are not read; write it with 32 bits or as floating point numbers.");
			case 1536 -> throw new IOException("The image has floating point numbers of 128 bits, which are not read; write it with 64 bits.");
			default -> throw new IOException("The header has an unknown code for the type of the voxels; the file is damaged, or is of a kind that is not read.");
		};
	}

	private Volume.Values values(PixelType type) {
		double slope = number(112, 176), intercept = isAnalyze() ? 0 : number(116, 184);
		boolean scaled = type != PixelType.RGB && slope != 0 && Double.isFinite(slope) && Double.isFinite(intercept);
		double high = number(124, 192), low = number(128, 200);
		boolean shown = high > low && Double.isFinite(high - low);
		return new Volume.Values(type, List.of(scaled ? new Rescale(slope, intercept) : Rescale.NONE), "", shown ? (low + high) / 2 : Double.NaN, shown ? high - low : Double.NaN);
	}

	private int units() {
		return isAnalyze() ? 0 : second ? header.getInt(500) : header.get(123);
	}

	private double millimetres() {
		return switch (units() & SPATIAL_UNIT) {
			case 1 -> 1000;
			case 3 -> 1e-3;
			default -> 1;
		};
	}

	/** Millimetres from voxel to voxel along an axis, from 1; never zero. */
	private double step(int axis) {
		double step = Math.abs(number(76 + 4 * axis, 104 + 8 * axis)) * millimetres();
		return step > 0 && Double.isFinite(step) ? step : 1;
	}

	/** What sform or qform say, if one says something that can be. */
	private Optional<Geometry> placed() {
		double scale = millimetres();
		int qform = second ? header.getInt(344) : header.getShort(252), sform = second ? header.getInt(348) : header.getShort(254);
		if (sform > 0) {
			Geometry geometry = sform();
			if (isPossible(geometry)) return Optional.of(geometry);
		}
		if (qform > 0) {
			double[] q = new double[6];
			for (int i = 0; i < 6; i++) q[i] = number(256 + 4 * i, 352 + 8 * i);
			Quaternion quaternion = new Quaternion(q[0], q[1], q[2], number(76, 104) < 0 ? -1 : 1);
			Geometry geometry = quaternion.geometry(new double[] {step(1), step(2), step(3)}, new double[] {scale * q[3], scale * q[4], scale * q[5]});
			if (isPossible(geometry)) return Optional.of(geometry);
		}
		return Optional.empty();
	}

	private Geometry sform() {
		double[] ras = new double[12];
		for (int i = 0; i < 12; i++) ras[i] = millimetres() * number(280 + 4 * i, 400 + 8 * i);
		return Geometry.ofRas(ras);
	}

	/** With axes along the patient's, as pixdim says; in the directions of an sform without a code, if its steps are the same. */
	private Geometry unplaced() {
		Geometry sform = sform();
		boolean same = isPossible(sform);
		for (int axis = 0; axis < 3; axis++) same &= Math.abs(sform.spacing(axis) - step(axis + 1)) <= SAME_STEP * step(axis + 1);
		Geometry geometry = same ? sform : Geometry.ofRas(new double[] {step(1), 0, 0, 0, 0, step(2), 0, 0, 0, 0, step(3), 0});
		return geometry.withoutPatient();
	}

	private static boolean isPossible(Geometry geometry) {
		double[] origin = geometry.origin();
		return Double.isFinite(geometry.determinant()) && geometry.determinant() != 0 && Double.isFinite(origin[0] + origin[1] + origin[2]);
	}

	private Geometry analyze(Volume.Shape shape) {
		double[] origin = new double[3];
		int[] size = {shape.width(), shape.height(), shape.depth()};
		boolean known = false;
		// SPM writes the voxel of the origin, from 1, where Analyze has the name of the person who made the image
		for (int i = 0; i < 3; i++) known |= header.getShort(253 + 2 * i) != 0;
		for (int i = 0; i < 3; i++) known &= Math.abs(header.getShort(253 + 2 * i)) <= 2 * size[i];
		for (int i = 0; i < 3; i++) origin[i] = known ? header.getShort(253 + 2 * i) - 1 : (size[i] - 1) / 2d;
		double x = step(1), y = step(2), z = step(3);
		return Geometry.ofRas(new double[] {0 - x, 0, 0, x * origin[0], 0, y, 0, 0 - y * origin[1], 0, 0, z, 0 - z * origin[2]});
	}

	private Axis times(int count) {
		double second = switch (units() & TIME_UNIT) {
			case 16 -> 1e-3;
			case 24 -> 1e-6;
			// hertz, parts per million, radians per second
			case 32, 40, 48 -> Double.NaN;
			default -> 1;
		};
		if (Double.isNaN(second)) return Axis.of(Axis.Kind.OTHER);
		double step = number(92, 136) * second, start = isAnalyze() ? 0 : number(136, 216) * second;
		if (!(step > 0) || !Double.isFinite(step + start)) return Axis.of(Axis.Kind.TIME);
		return StoredImage.times(start, step, count);
	}
}
