package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;

/**
 * Writes NIfTI-1 (nifti1.h), or NIfTI-2 (nifti2.h) if the image has more columns, rows, slices or volumes than NIfTI-1 can
 * count. Little endian, in one file. The sform says where the voxels lie, the qform does if it can (no gantry tilt); of
 * images without a place in the patient both have the code 0, and the sform tells in which order rows are counted.
 * Rescales that differ from plane to plane are applied and real values written, as dcm2niix does.
 */
final class NiftiWriter {
	private static final int FIRST = 348, SECOND = 540, NO_EXTENSIONS = 4, MOST_FIRST = Short.MAX_VALUE;
	/** Codes of nifti1.h: coordinates of the scanner; millimetres, with seconds. */
	private static final short SCANNER = 1;
	private static final byte MILLIMETRES = 2, SECONDS = 8;

	private final PlaneSource source;

	private NiftiWriter(PlaneSource source) {
		this.source = source;
	}

	static void write(PlaneSource source, OutputStream out, Workers workers) throws IOException {
		PlaneSource written = fits(source.values()) ? source : RealValues.of(source);
		out.write(new NiftiWriter(written).header());
		PlaneWriter.write(written, out, workers);
	}

	/** Whether a header can hold the rescale. A slope of zero means that there is none. */
	private static boolean fits(Volume.Values values) {
		float slope = (float) values.rescale(0).slope();
		return values.isUniform() && slope != 0 && Float.isFinite(slope) && Float.isFinite((float) values.rescale(0).intercept());
	}

	static short datatype(PixelType type) {
		return switch (type) {
			case UINT8 -> 2;
			case INT16 -> 4;
			case INT32 -> 8;
			case FLOAT32 -> 16;
			case FLOAT64 -> 64;
			case RGB -> 128;
			case INT8 -> 256;
			case UINT16 -> 512;
			case UINT32 -> 768;
		};
	}

	private byte[] header() {
		Volume.Shape shape = source.shape();
		boolean first = Math.max(Math.max(shape.width(), shape.height()), Math.max(shape.depth(), shape.count())) <= MOST_FIRST;
		return first ? first(shape) : second(shape);
	}

	private static ByteBuffer buffer(int size) {
		return ByteBuffer.allocate(size + NO_EXTENSIONS).order(ByteOrder.LITTLE_ENDIAN).putInt(0, size);
	}

	private byte[] first(Volume.Shape shape) {
		ByteBuffer header = buffer(FIRST);
		// what Analyze demands of every header
		header.put(38, (byte) 'r');
		int[] dimensions = dimensions(shape);
		for (int i = 0; i < 8; i++) header.putShort(40 + 2 * i, (short) dimensions[i]);
		PixelType type = source.values().type();
		header.putShort(70, datatype(type)).putShort(72, (short) (8 * type.bytes()));
		Quaternion quaternion = Quaternion.of(source.geometry());
		double[] steps = steps(quaternion);
		for (int i = 0; i < 8; i++) header.putFloat(76 + 4 * i, (float) steps[i]);
		Rescale rescale = source.values().rescale(0);
		header.putFloat(108, FIRST + NO_EXTENSIONS).putFloat(112, (float) rescale.slope()).putFloat(116, (float) rescale.intercept());
		header.put(123, units());
		double[] shown = shown();
		header.putFloat(124, (float) shown[1]).putFloat(128, (float) shown[0]);
		header.putFloat(136, (float) start());
		double[] ras = source.geometry().ras();
		header.putShort(252, qformCode(quaternion, shape)).putShort(254, sformCode());
		double[] qform = {quaternion.b(), quaternion.c(), quaternion.d(), ras[3], ras[7], ras[11]};
		for (int i = 0; i < 6; i++) header.putFloat(256 + 4 * i, (float) qform[i]);
		for (int i = 0; i < 12; i++) header.putFloat(280 + 4 * i, (float) ras[i]);
		header.put(344, "n+1\0".getBytes(StandardCharsets.US_ASCII));
		return header.array();
	}

	private byte[] second(Volume.Shape shape) {
		ByteBuffer header = buffer(SECOND);
		header.put(4, new byte[] {'n', '+', '2', 0, '\r', '\n', 0x1a, '\n'});
		PixelType type = source.values().type();
		header.putShort(12, datatype(type)).putShort(14, (short) (8 * type.bytes()));
		int[] dimensions = dimensions(shape);
		for (int i = 0; i < 8; i++) header.putLong(16 + 8 * i, dimensions[i]);
		Quaternion quaternion = Quaternion.of(source.geometry());
		double[] steps = steps(quaternion);
		for (int i = 0; i < 8; i++) header.putDouble(104 + 8 * i, steps[i]);
		Rescale rescale = source.values().rescale(0);
		header.putLong(168, SECOND + NO_EXTENSIONS).putDouble(176, rescale.slope()).putDouble(184, rescale.intercept());
		double[] shown = shown();
		header.putDouble(192, shown[1]).putDouble(200, shown[0]);
		header.putDouble(216, start());
		double[] ras = source.geometry().ras();
		header.putInt(344, qformCode(quaternion, shape)).putInt(348, sformCode());
		double[] qform = {quaternion.b(), quaternion.c(), quaternion.d(), ras[3], ras[7], ras[11]};
		for (int i = 0; i < 6; i++) header.putDouble(352 + 8 * i, qform[i]);
		for (int i = 0; i < 12; i++) header.putDouble(400 + 8 * i, ras[i]);
		header.putInt(500, units());
		return header.array();
	}

	private static int[] dimensions(Volume.Shape shape) {
		return new int[] {shape.count() > 1 ? 4 : 3, shape.width(), shape.height(), shape.depth(), shape.count(), 1, 1, 1};
	}

	private short qformCode(Quaternion quaternion, Volume.Shape shape) {
		return source.geometry().isInPatient() && quaternion.holds(source.geometry(), shape.width(), shape.height(), shape.depth()) ? SCANNER : 0;
	}

	private short sformCode() {
		return source.geometry().isInPatient() ? SCANNER : 0;
	}

	/** What NIfTI calls pixdim: the factor of the qform, then the steps along the axes. */
	private double[] steps(Quaternion quaternion) {
		Geometry geometry = source.geometry();
		return new double[] {quaternion.factor(), geometry.spacing(0), geometry.spacing(1), geometry.spacing(2), interval(), 0, 0, 0};
	}

	private boolean isTime() {
		return source.axis().kind() == Axis.Kind.TIME;
	}

	/** Seconds from volume to volume on average; zero if unknown. */
	private double interval() {
		double[] times = source.axis().values();
		return isTime() && times.length > 1 ? (times[times.length - 1] - times[0]) / (times.length - 1) : 0;
	}

	/** Seconds at the first volume. */
	private double start() {
		double[] times = source.axis().values();
		return isTime() && times.length > 1 ? times[0] : 0;
	}

	private byte units() {
		return isTime() ? MILLIMETRES | SECONDS : MILLIMETRES;
	}

	/** The range of real values to be shown; nothing if it is unknown. */
	private double[] shown() {
		double center = source.values().windowCenter(), half = source.values().windowWidth() / 2;
		return Double.isFinite(center) && half > 0 ? new double[] {center - half, center + half} : new double[2];
	}
}
