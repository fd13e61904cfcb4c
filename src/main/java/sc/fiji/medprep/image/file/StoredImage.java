package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.Volume;

/**
 * What the header of a file says about its image.
 *
 * @param samples that stand together for each voxel: the bytes of a colour (3, or 4 with a transparency that is left out),
 *            or the values of all volumes
 */
record StoredImage(Volume.Shape shape, Volume.Values values, Geometry geometry, Axis axis, ByteOrder order, int samples, List<SeriesFinding> findings) {
	private static final int MOST_TIMES = 1 << 20;
	private static final SeriesFinding UNKNOWN_PLACE = new SeriesFinding(SeriesFinding.Kind.NO_GEOMETRY,
		"The file does not say how its image lies in the patient; left and right may be exchanged.", List.of());

	static List<SeriesFinding> findings(boolean isPlaced) {
		return isPlaced ? List.of() : List.of(UNKNOWN_PLACE);
	}

	/** @throws IOException if the numbers are none of an image that fits into arrays */
	static Volume.Shape shape(long width, long height, long depth, long count) throws IOException {
		if (width < 1 || height < 1 || depth < 1 || count < 1) throw new IOException("The header gives no possible size of the image; the file is damaged.");
		long most = Integer.MAX_VALUE - 8;
		if (width > most / height || depth > most / count) throw new IOException("The header claims an image that is too large to be read; the file is damaged, or its planes have more than two thousand million voxels.");
		return new Volume.Shape((int) width, (int) height, (int) depth, (int) count);
	}

	/** Moments at equal distances, in seconds; of more volumes than any series has, which only a header may claim, they are unknown. */
	static Axis times(double start, double step, int count) {
		if (count > MOST_TIMES) return Axis.of(Axis.Kind.TIME);
		return Axis.of(Axis.Kind.TIME, IntStream.range(0, count).mapToDouble(i -> start + i * step).toArray());
	}

	/** Bytes of one plane in the file, of all volumes if they stand together. */
	long planeBytes() {
		long voxels = (long) shape.width() * shape.height();
		return voxels * samples * (values.type() == PixelType.RGB ? 1 : values.type().bytes());
	}

	/** Whether the values of all volumes stand together. */
	boolean isInterleaved() {
		return samples > 1 && values.type() != PixelType.RGB;
	}
}
