package sc.fiji.medprep.validate;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/** The attributes of the Image Pixel module as they stand; -1 where there is no number. */
record PixelDescription(int rows, int columns, int samples, int planar, int allocated, int stored, int highBit, int representation, long frames, String photometric) {
	static PixelDescription of(DataSet dataSet) {
		return new PixelDescription(number(dataSet, Tag.ROWS), number(dataSet, Tag.COLUMNS), number(dataSet, Tag.SAMPLES_PER_PIXEL), number(dataSet, Tag.PLANAR_CONFIGURATION), number(dataSet, Tag.BITS_ALLOCATED),
			number(dataSet, Tag.BITS_STORED), number(dataSet, Tag.HIGH_BIT), number(dataSet, Tag.PIXEL_REPRESENTATION), dataSet.intValue(Tag.NUMBER_OF_FRAMES).orElse(1),
			dataSet.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse(""));
	}

	private static int number(DataSet dataSet, int tag) {
		return dataSet.intValue(tag).orElse(-1);
	}

	/** Bytes of native frames without padding; -1 if an attribute is missing or none can have that size. */
	long bytes() {
		if (rows < 1 || columns < 1 || samples < 1 || allocated < 1 || frames < 1) return -1;
		// pairs of pixels share their chroma; so do four, in the retired kind
		long samplesOfTwo = photometric.equals("YBR_FULL_422") || photometric.equals("YBR_PARTIAL_422") ? 4 : photometric.equals("YBR_PARTIAL_420") ? 3 : 2L * samples;
		// below 2^65 only, so in steps
		double estimate = (double) rows * columns * samplesOfTwo * allocated * frames;
		if (estimate > Long.MAX_VALUE / 2) return Long.MAX_VALUE / 32;
		return ((long) rows * columns * samplesOfTwo / 2 * allocated * frames + 7) / 8;
	}
}
