package sc.fiji.medprep.image.file;

import java.nio.charset.StandardCharsets;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;

/** Headers of NRRD (version 4, attached, little endian) in the space of DICOM; volumes of a series are a last axis of their own. */
final class NrrdWriter {
	private NrrdWriter() {}

	static byte[] header(PlaneSource source, String encoding) {
		boolean colour = source.values().type() == PixelType.RGB, several = source.shape().count() > 1, time = source.axis().kind() == Axis.Kind.TIME;
		Geometry geometry = source.geometry();
		StringBuilder text = new StringBuilder("NRRD0004\n");
		text.append("type: ").append(type(source.values().type())).append('\n');
		text.append("dimension: ").append(3 + (colour ? 1 : 0) + (several ? 1 : 0)).append('\n');
		text.append("space: left-posterior-superior\n");
		text.append("sizes:").append(colour ? " 3" : "").append(" " + source.shape().width() + " " + source.shape().height() + " " + source.shape().depth()).append(several ? " " + source.shape().count() : "").append('\n');
		text.append("space directions:").append(colour ? " none" : "");
		for (int axis = 0; axis < 3; axis++) text.append(' ').append(vector(geometry.column(axis)));
		text.append(several ? " none" : "").append('\n');
		text.append("kinds:").append(colour ? " RGB-color" : "").append(" domain domain domain").append(!several ? "" : time ? " time" : " list").append('\n');
		double[] times = source.axis().values();
		if (several && time && times.length > 1) {
			text.append("spacings:").append(colour ? " nan" : "").append(" nan nan nan ").append((times[times.length - 1] - times[0]) / (times.length - 1)).append('\n');
			text.append("units:").append(colour ? " \"\"" : "").append(" \"\" \"\" \"\" \"s\"\n");
		}
		text.append("endian: little\n").append("encoding: ").append(encoding).append('\n');
		text.append("space origin: ").append(vector(geometry.origin())).append("\n\n");
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static String vector(double[] v) {
		return "(" + v[0] + "," + v[1] + "," + v[2] + ")";
	}

	private static String type(PixelType type) {
		return switch (type) {
			case UINT8, RGB -> "uchar";
			case INT8 -> "signed char";
			case UINT16 -> "ushort";
			case INT16 -> "short";
			case UINT32 -> "uint";
			case INT32 -> "int";
			case FLOAT32 -> "float";
			case FLOAT64 -> "double";
		};
	}
}
