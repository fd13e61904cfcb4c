package sc.fiji.medprep.image.file;

import java.nio.charset.StandardCharsets;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.PlaneSource;

/** Headers of MetaImage, with the voxels uncompressed and little endian in the same file. */
final class MetaImageWriter {
	private MetaImageWriter() {}

	static byte[] header(PlaneSource source) {
		boolean several = source.shape().count() > 1;
		Geometry geometry = source.geometry();
		StringBuilder matrix = new StringBuilder(), spacing = new StringBuilder();
		for (int axis = 0; axis < 3; axis++) {
			double[] step = geometry.column(axis);
			double length = geometry.spacing(axis);
			for (double part : step) matrix.append(' ').append(part / length);
			matrix.append(several ? " 0" : "");
			spacing.append(' ').append(length);
		}
		double[] origin = geometry.origin();
		StringBuilder text = new StringBuilder("ObjectType = Image\n");
		text.append("NDims = ").append(several ? 4 : 3).append('\n');
		text.append("BinaryData = True\nBinaryDataByteOrderMSB = False\nCompressedData = False\n");
		text.append("TransformMatrix =").append(matrix).append(several ? " 0 0 0 1" : "").append('\n');
		text.append("Offset = ").append(origin[0]).append(' ').append(origin[1]).append(' ').append(origin[2]).append(several ? " 0" : "").append('\n');
		text.append("ElementSpacing =").append(spacing).append(several ? " " + interval(source.axis()) : "").append('\n');
		text.append("DimSize = ").append(source.shape().width()).append(' ').append(source.shape().height()).append(' ').append(source.shape().depth()).append(several ? " " + source.shape().count() : "").append('\n');
		if (source.values().type() == PixelType.RGB) text.append("ElementNumberOfChannels = 3\n");
		text.append("ElementType = ").append(type(source.values().type())).append("\nElementDataFile = LOCAL\n");
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	/** Seconds from volume to volume on average; one if they are unknown, since zero is not allowed. */
	private static double interval(Axis axis) {
		double[] times = axis.values();
		double step = axis.kind() == Axis.Kind.TIME && times.length > 1 ? (times[times.length - 1] - times[0]) / (times.length - 1) : 1;
		return step > 0 ? step : 1;
	}

	private static String type(PixelType type) {
		return switch (type) {
			case UINT8, RGB -> "MET_UCHAR";
			case INT8 -> "MET_CHAR";
			case UINT16 -> "MET_USHORT";
			case INT16 -> "MET_SHORT";
			case UINT32 -> "MET_UINT";
			case INT32 -> "MET_INT";
			case FLOAT32 -> "MET_FLOAT";
			case FLOAT64 -> "MET_DOUBLE";
		};
	}
}
