package sc.fiji.medprep.image;

import java.util.Optional;
import java.util.OptionalDouble;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.vendor.Csa;

/**
 * A mosaic of Siemens: the slices of a volume side by side in one image, row by row, in a square grid of which the last tiles
 * may be empty. Image Position is that of a single slice as large as the mosaic with the same centre, so that the corner of a
 * tile lies inwards by half of what the mosaic is larger (nibabel.nicom.dicomwrappers.MosaicWrapper).
 *
 * @param tiles number of slices
 * @param across tiles in a row
 * @param step from slice to slice, in LPS millimetres
 */
record Mosaic(int tiles, int across, int rows, int columns, double[] step) {
	private static final String CREATOR = "SIEMENS MR HEADER";
	private static final double MOST_MILLIMETRES = 1e4;
	private static final int GROUP = 0x0019, NUMBER_OF_IMAGES = 0x0A;

	static boolean isMosaic(DataSet root) {
		return root.strings(Tag.IMAGE_TYPE).contains("MOSAIC") && root.intValue(Tag.NUMBER_OF_FRAMES).orElse(1) == 1;
	}

	/** How a mosaic is laid out; empty if the header does not tell it. */
	static Optional<Mosaic> of(DataSet root, Orientation orientation) {
		Optional<Csa> header = Csa.ofImage(root);
		OptionalDouble number = header.isPresent() ? header.get().number("NumberOfImagesInMosaic") : OptionalDouble.empty();
		int tiles = (int) number.orElse(root.intValue(root.privateTag(CREATOR, GROUP, NUMBER_OF_IMAGES)).orElse(0));
		int rows = root.intValue(Tag.ROWS).orElse(0), columns = root.intValue(Tag.COLUMNS).orElse(0);
		double between = root.doubleValue(Tag.SPACING_BETWEEN_SLICES).orElse(0);
		int across = (int) Math.ceil(Math.sqrt(tiles));
		if (tiles < 1 || orientation == null || !(between > 0 && between < MOST_MILLIMETRES) || rows % across != 0 || columns % across != 0 || rows < across || columns < across) return Optional.empty();
		double[] normal = header.map(csa -> csa.numbers("SliceNormalVector")).filter(vector -> vector.length == 3).orElse(orientation.normal());
		return Optional.of(new Mosaic(tiles, across, rows / across, columns / across, new double[] {normal[0] * between, normal[1] * between, normal[2] * between}));
	}

	/** The centre of the first pixel of a tile. */
	double[] position(int tile, double[] mosaicPosition, Orientation orientation, double rowSpacing, double columnSpacing) {
		double right = (across - 1) * columns / 2.0 * columnSpacing, down = (across - 1) * rows / 2.0 * rowSpacing;
		double[] i = orientation.i(), j = orientation.j(), position = new double[3];
		for (int axis = 0; axis < 3; axis++) position[axis] = mosaicPosition[axis] + right * i[axis] + down * j[axis] + tile * step[axis];
		return position;
	}

	/** Copies a tile out of the plane of a mosaic; both are arrays of the same primitive type. */
	static Object tile(Object mosaic, int tile, int across, int rows, int columns, Object plane) {
		int width = across * columns, first = tile / across * rows * width + tile % across * columns;
		for (int row = 0; row < rows; row++) System.arraycopy(mosaic, first + row * width, plane, row * columns, columns);
		return plane;
	}
}
