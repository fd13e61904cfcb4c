package sc.fiji.medprep.image.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Volume;

/**
 * Reads NRRD (teem.sourceforge.net/nrrd/format.html), attached or detached, raw or gzip, of two or three axes in space and at
 * most one before or behind them. Spaces are those whose axes are the patient's; in any other, and without one, it is a finding
 * that the place in the patient is unknown.
 */
final class NrrdReader {
	private static final Pattern DIRECTION = Pattern.compile("none|\\(([^()]*)\\)");

	private final TextHeader header;
	private final int dimension;
	private final List<String> kinds;
	/** Steps in the space of the file along each axis; null where the axis is none of space. */
	private final double[][] directions;

	private NrrdReader(TextHeader header) throws IOException {
		this.header = header;
		dimension = (int) header.whole(0, "dimension");
		if (dimension < 2 || dimension > 5) throw new IOException("The image has no dimensions that are read, which are two to four; extract the part that is needed with another program.");
		kinds = header.get("kinds").isEmpty() ? List.of() : List.of(header.get("kinds").toLowerCase(Locale.ROOT).split("\\s+"));
		if (!kinds.isEmpty() && kinds.size() != dimension) throw TextHeader.damaged("kinds");
		directions = directions();
	}

	static boolean isNrrd(byte[] start) {
		return new String(start, 0, Math.min(7, start.length), StandardCharsets.ISO_8859_1).equals("NRRD000");
	}

	static Volume read(Path file) throws IOException {
		TextHeader header = TextHeader.of(VoxelBytes.start(file, TextHeader.LONGEST), ":", String::isEmpty);
		return PlaneReader.read(new NrrdReader(header).image(), voxels(header, file));
	}

	private static VoxelBytes voxels(TextHeader header, Path file) throws IOException {
		VoxelBytes.Encoding encoding = switch (header.get("encoding").toLowerCase(Locale.ROOT)) {
			case "raw" -> VoxelBytes.Encoding.RAW;
			case "gzip", "gz" -> VoxelBytes.Encoding.GZIP;
			default -> throw new IOException("The voxels are encoded in a way that is not read; write the image with the encoding raw or gzip.");
		};
		String data = header.get("data file", "datafile");
		if (data.equals("LIST") || data.startsWith("LIST ") || data.contains("%")) throw new IOException("The voxels stand in several files, which is not read; write the image to one file.");
		if (header.whole(0, "line skip", "lineskip") != 0) throw new IOException("Lines of text stand before the voxels, which is not read; write the image to one file.");
		long skip = header.whole(0, "byte skip", "byteskip");
		if (skip < -1 || skip == -1 && encoding != VoxelBytes.Encoding.RAW) throw TextHeader.damaged("byte skip");
		return data.isEmpty() ? new VoxelBytes(file, header.length(), encoding, skip) : new VoxelBytes(TextHeader.beside(file, data), 0, encoding, skip);
	}

	private double[][] directions() throws IOException {
		double[][] found = new double[dimension][];
		if (header.get("space directions").isEmpty()) {
			double[] spacings = header.get("spacings").isEmpty() ? new double[0] : header.numbers(dimension, "spacings");
			for (int axis = 0, along = 0; axis < dimension && along < 3; axis++) {
				if (!kinds.isEmpty() && !List.of("domain", "space", "???", "none").contains(kinds.get(axis))) continue;
				found[axis] = new double[3];
				found[axis][along++] = spacings.length > 0 && spacings[axis] > 0 ? spacings[axis] : 1;
			}
			return found;
		}
		Matcher matcher = DIRECTION.matcher(header.get("space directions").toLowerCase(Locale.ROOT));
		for (int axis = 0; axis < dimension; axis++) {
			if (!matcher.find()) throw TextHeader.damaged("space directions");
			if (matcher.group(1) != null) found[axis] = TextHeader.parsed(matcher.group(1).strip().split("\\s*,\\s*"), 3, "space directions");
		}
		return found;
	}

	private StoredImage image() throws IOException {
		double[] sizes = header.numbers(dimension, "sizes");
		List<Integer> space = new ArrayList<>();
		for (int axis = 0; axis < dimension; axis++) if (directions[axis] != null) space.add(axis);
		int first = space.isEmpty() ? 0 : space.get(0), last = first + space.size() - 1;
		if (space.size() < 2 || space.size() > 3 || first > 1 || dimension > last + 2 || space.get(space.size() - 1) != last)
			throw new IOException("The axes of the image are in an order that is not read; put those of space together and one other before or behind them.");
		PixelType type = type();
		boolean colour = first == 1 && type == PixelType.UINT8 && (sizes[0] == 3 && isKind(0, "rgb-color", "3-color") || sizes[0] == 4 && isKind(0, "rgba-color", "4-color"));
		boolean before = first == 1 && !colour, behind = dimension == last + 2;
		if (before && behind) throw new IOException("The image has more than four dimensions; extract the part that is needed with another program.");
		double depth = space.size() == 3 ? sizes[last] : 1, count = before ? sizes[0] : behind ? sizes[dimension - 1] : 1;
		Volume.Shape shape = StoredImage.shape((long) sizes[first], (long) sizes[first + 1], (long) depth, (long) count);
		Geometry geometry = geometry(first, space.size());
		boolean placed = patient() != null && Double.isFinite(geometry.determinant()) && geometry.determinant() != 0;
		Axis axis = shape.count() == 1 ? Axis.NONE : axis(before ? 0 : dimension - 1, shape.count());
		return new StoredImage(shape, Volume.Values.of(colour ? PixelType.RGB : type), placed ? geometry : Geometry.ofSpacing(spacing(geometry, 0), spacing(geometry, 1), spacing(geometry, 2)), axis,
			order(type), first == 1 ? (int) sizes[0] : 1, StoredImage.findings(placed));
	}

	private static double spacing(Geometry geometry, int axis) {
		double spacing = geometry.spacing(axis);
		return spacing > 0 && Double.isFinite(spacing) ? spacing : 1;
	}

	private boolean isKind(int axis, String... names) {
		return !kinds.isEmpty() && List.of(names).contains(kinds.get(axis));
	}

	private ByteOrder order(PixelType type) throws IOException {
		return switch (header.get("endian").toLowerCase(Locale.ROOT)) {
			case "little" -> ByteOrder.LITTLE_ENDIAN;
			case "big" -> ByteOrder.BIG_ENDIAN;
			default -> {
				if (type.bytes() > 1) throw TextHeader.damaged("endian");
				yield ByteOrder.LITTLE_ENDIAN;
			}
		};
	}

	private PixelType type() throws IOException {
		return switch (header.get("type").toLowerCase(Locale.ROOT)) {
			case "signed char", "int8", "int8_t" -> PixelType.INT8;
			case "uchar", "unsigned char", "uint8", "uint8_t" -> PixelType.UINT8;
			case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> PixelType.INT16;
			case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> PixelType.UINT16;
			case "int", "signed int", "int32", "int32_t" -> PixelType.INT32;
			case "uint", "unsigned int", "uint32", "uint32_t" -> PixelType.UINT32;
			case "float" -> PixelType.FLOAT32;
			case "double" -> PixelType.FLOAT64;
			default -> throw new IOException("The voxels are of a type that is not read, such as integers of 64 bits; write them with 32 bits or as floating point numbers.");
		};
	}

	/** Signs that lead to the left, the back and the head of the patient; null if the axes of the space are not known to be the patient's. */
	private double[] patient() {
		return switch (header.get("space").toLowerCase(Locale.ROOT)) {
			case "left-posterior-superior", "lps" -> new double[] {1, 1, 1};
			case "right-anterior-superior", "ras" -> new double[] {-1, -1, 1};
			case "left-anterior-superior", "las" -> new double[] {1, -1, 1};
			default -> null;
		};
	}

	private double millimetres() {
		return switch (header.get("space units").split("\\s+")[0]) {
			case "\"m\"" -> 1000;
			case "\"cm\"" -> 10;
			case "\"um\"" -> 1e-3;
			default -> 1;
		};
	}

	private Geometry geometry(int first, int axes) throws IOException {
		double[] signs = patient() == null ? new double[] {1, 1, 1} : patient(), origin = header.get("space origin").isEmpty() ? new double[3] : header.numbers(3, "space origin");
		double[][] steps = new double[3][];
		for (int axis = 0; axis < axes; axis++) steps[axis] = scaled(directions[first + axis], signs);
		if (axes == 2) steps[2] = Geometry.of(steps[0], steps[1], new double[3], new double[3]).normal();
		return Geometry.of(steps[0], steps[1], steps[2], scaled(origin, signs));
	}

	private double[] scaled(double[] vector, double[] signs) {
		double scale = millimetres();
		return new double[] {0 + scale * signs[0] * vector[0], 0 + scale * signs[1] * vector[1], 0 + scale * signs[2] * vector[2]};
	}

	private Axis axis(int axis, int count) throws IOException {
		if (!isKind(axis, "time")) return Axis.of(isKind(axis, "list", "none", "???", "domain") || kinds.isEmpty() ? Axis.Kind.OTHER : Axis.Kind.CHANNEL);
		double step = header.get("spacings").isEmpty() ? Double.NaN : header.numbers(dimension, "spacings")[axis];
		if (header.get("units").contains("\"ms\"")) step /= 1000;
		if (!(step > 0) || Double.isInfinite(step)) return Axis.of(Axis.Kind.TIME);
		return StoredImage.times(0, step, count);
	}
}
