package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Volume;

/**
 * Reads MetaImage (itk.org/Wiki/ITK/MetaIO/Documentation), in one file or with its voxels beside it, raw or compressed by zlib,
 * of two to four dimensions. Coordinates are those of ITK, which are the patient's as in DICOM; a fourth dimension is time.
 */
final class MetaImageReader {
	private static final Pattern START = Pattern.compile("(?i)(ObjectType|ObjectSubType|Comment|NDims)\\s*=.*", Pattern.DOTALL);

	private final TextHeader header;
	private final int dimensions;

	private MetaImageReader(TextHeader header) throws IOException {
		this.header = header;
		dimensions = (int) header.whole(0, "ndims");
		if (dimensions < 2 || dimensions > 4) throw new IOException("The image has no dimensions that are read, which are two to four; extract the part that is needed with another program.");
	}

	static boolean isMetaImage(byte[] start) {
		return START.matcher(new String(start, 0, Math.min(64, start.length), StandardCharsets.ISO_8859_1)).matches();
	}

	static Volume read(Path file) throws IOException {
		TextHeader header = TextHeader.of(VoxelBytes.start(file, TextHeader.LONGEST), "=", line -> line.toLowerCase(Locale.ROOT).startsWith("elementdatafile"));
		return PlaneReader.read(new MetaImageReader(header).image(), voxels(header, file));
	}

	private static VoxelBytes voxels(TextHeader header, Path file) throws IOException {
		String data = header.get("elementdatafile");
		if (data.isEmpty()) throw TextHeader.damaged("ElementDataFile");
		if (data.equals("LIST") || data.startsWith("LIST ") || data.contains("%")) throw new IOException("The voxels stand in several files, which is not read; write the image to one file.");
		if (header.get("binarydata").equalsIgnoreCase("false")) throw new IOException("The voxels are written as text, which is not read; write them as binary data.");
		boolean compressed = header.isTrue("compresseddata");
		long skip = header.whole(0, "headersize");
		if (skip < -1 || skip == -1 && compressed) throw TextHeader.damaged("HeaderSize");
		boolean local = data.equalsIgnoreCase("LOCAL");
		return new VoxelBytes(local ? file : TextHeader.beside(file, data), local ? header.length() : compressed ? skip : 0, compressed ? VoxelBytes.Encoding.ZLIB : VoxelBytes.Encoding.RAW,
			local || compressed ? 0 : skip);
	}

	private StoredImage image() throws IOException {
		double[] sizes = header.numbers(dimensions, "dimsize");
		long channels = header.whole(1, "elementnumberofchannels");
		if (channels < 1 || channels > Short.MAX_VALUE) throw TextHeader.damaged("ElementNumberOfChannels");
		PixelType type = type();
		boolean colour = type == PixelType.UINT8 && (channels == 3 || channels == 4);
		if (dimensions == 4 && channels > 1 && !colour) throw new IOException("The image has more than four dimensions; extract the part that is needed with another program.");
		long count = dimensions == 4 ? (long) sizes[3] : colour ? 1 : channels;
		Volume.Shape shape = StoredImage.shape((long) sizes[0], (long) sizes[1], dimensions > 2 ? (long) sizes[2] : 1, count);
		ByteOrder order = header.isTrue("binarydatabyteordermsb", "elementbyteordermsb") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
		boolean stated = !header.get("transformmatrix", "rotation", "orientation").isEmpty();
		Geometry geometry = geometry(stated);
		boolean placed = stated && Double.isFinite(geometry.determinant()) && geometry.determinant() != 0;
		return new StoredImage(shape, Volume.Values.of(colour ? PixelType.RGB : type), placed ? geometry : Geometry.ofSpacing(spacing(0), spacing(1), spacing(2)), axis(shape), order, (int) channels,
			StoredImage.findings(placed));
	}

	private PixelType type() throws IOException {
		return switch (header.get("elementtype").toUpperCase(Locale.ROOT).replace("_ARRAY", "")) {
			case "MET_CHAR" -> PixelType.INT8;
			case "MET_UCHAR" -> PixelType.UINT8;
			case "MET_SHORT" -> PixelType.INT16;
			case "MET_USHORT" -> PixelType.UINT16;
			// MetaIO gives a long four bytes on every system
			case "MET_INT", "MET_LONG" -> PixelType.INT32;
			case "MET_UINT", "MET_ULONG" -> PixelType.UINT32;
			case "MET_FLOAT" -> PixelType.FLOAT32;
			case "MET_DOUBLE" -> PixelType.FLOAT64;
			default -> throw new IOException("The voxels are of a type that is not read, such as integers of 64 bits; write them with 32 bits or as floating point numbers.");
		};
	}

	/** The step along an axis; never zero. */
	private double spacing(int axis) throws IOException {
		String[] names = {"elementspacing", "elementsize"};
		double spacing = axis >= dimensions || header.get(names).isEmpty() ? 1 : header.numbers(dimensions, names)[axis];
		return spacing > 0 && Double.isFinite(spacing) ? spacing : 1;
	}

	/** The matrix has the direction of the first axis first, then that of the second, and so on. */
	private Geometry geometry(boolean stated) throws IOException {
		double[][] steps = new double[3][3];
		double[] matrix = stated ? header.numbers(dimensions * dimensions, "transformmatrix", "rotation", "orientation") : new double[0], origin = new double[3];
		double[] offset = header.get("offset", "position", "origin").isEmpty() ? new double[dimensions] : header.numbers(dimensions, "offset", "position", "origin");
		for (int axis = 0; axis < 3; axis++) {
			if (axis < dimensions) origin[axis] = offset[axis];
			for (int row = 0; row < 3; row++) {
				double cosine = stated && axis < dimensions && row < dimensions ? matrix[axis * dimensions + row] : axis == row ? 1 : 0;
				steps[axis][row] = 0 + spacing(axis) * cosine;
			}
		}
		return Geometry.of(steps[0], steps[1], steps[2], origin);
	}

	private Axis axis(Volume.Shape shape) throws IOException {
		if (shape.count() == 1) return Axis.NONE;
		if (dimensions < 4) return Axis.of(Axis.Kind.CHANNEL);
		return StoredImage.times(0, spacing(3), shape.count());
	}
}
