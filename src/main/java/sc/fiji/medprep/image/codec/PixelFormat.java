package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.util.Locale;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.PixelType;

/**
 * What the Image Pixel module (PS3.3 C.7.6.3) says of a frame.
 *
 * @param samples per pixel, 1 or 3 (4 in retired kinds)
 * @param bitsAllocated 1, 8, 16, 32 or 64 (12 in old ACR files)
 * @param bitsStored used bits of a sample
 * @param highBit the highest used one
 * @param signed Pixel Representation
 * @param planar whether native samples stand plane by plane (Planar Configuration 1)
 * @param photometric Photometric Interpretation as the data set says
 * @param real Float or Double Float Pixel Data instead of integers
 */
public record PixelFormat(int rows, int columns, int samples, int bitsAllocated, int bitsStored, int highBit, boolean signed, boolean planar, String photometric, boolean real) {
	/** More samples than this do not fit an array. */
	private static final long MOST_SAMPLES = Integer.MAX_VALUE - 16;

	/**
	 * Reads what a data set says of its frames; the pixels are not looked at.
	 *
	 * @throws IOException if an attribute that is needed is missing, or some contradict each other: one sentence with the tag
	 */
	public static PixelFormat of(DataSet dataSet) throws IOException {
		boolean real = !dataSet.contains(Tag.PIXEL_DATA) && (dataSet.contains(Tag.FLOAT_PIXEL_DATA) || dataSet.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA));
		int rows = number(dataSet, Tag.ROWS, "Rows", 1), columns = number(dataSet, Tag.COLUMNS, "Columns", 1), samples = number(dataSet, Tag.SAMPLES_PER_PIXEL, "Samples per Pixel", 1);
		int allocated = number(dataSet, Tag.BITS_ALLOCATED, "Bits Allocated", 1);
		if ((long) rows * columns * samples > MOST_SAMPLES) throw contradiction(Tag.ROWS, "Rows", "with Columns and Samples per Pixel gives more samples than fit into memory");
		String photometric = dataSet.string(Tag.PHOTOMETRIC_INTERPRETATION).orElseThrow(() -> missing(Tag.PHOTOMETRIC_INTERPRETATION, "Photometric Interpretation")).toUpperCase(Locale.ROOT);
		boolean planar = samples > 1 && dataSet.intValue(Tag.PLANAR_CONFIGURATION).orElse(0) == 1;
		if (real) {
			int bits = dataSet.contains(Tag.FLOAT_PIXEL_DATA) ? 32 : 64;
			if (allocated != bits || samples != 1) throw contradiction(Tag.BITS_ALLOCATED, "Bits Allocated", "or Samples per Pixel does not fit Float Pixel Data");
			return new PixelFormat(rows, columns, 1, bits, bits, bits - 1, true, false, photometric, true);
		}
		int stored = number(dataSet, Tag.BITS_STORED, "Bits Stored", 1), representation = number(dataSet, Tag.PIXEL_REPRESENTATION, "Pixel Representation", 0);
		if (allocated != 1 && allocated != 8 && allocated != 12 && allocated != 16 && allocated != 32 && allocated != 64) throw contradiction(Tag.BITS_ALLOCATED, "Bits Allocated", "is none of 1, 8, 12, 16, 32 and 64");
		if (stored > allocated) throw contradiction(Tag.BITS_STORED, "Bits Stored", "is more than Bits Allocated");
		if (representation > 1) throw contradiction(Tag.PIXEL_REPRESENTATION, "Pixel Representation", "is neither 0 nor 1");
		// Where all bits are used there is one place for the highest, whatever the attribute says.
		int high = stored == allocated ? stored - 1 : dataSet.intValue(Tag.HIGH_BIT).orElse(stored - 1);
		if (high >= allocated || high + 1 < stored) throw contradiction(Tag.HIGH_BIT, "High Bit", "does not fit Bits Allocated and Bits Stored");
		boolean colour = !photometric.startsWith("MONOCHROME") && !photometric.equals(Palette.NAME);
		if (colour ? samples == 1 : samples > 1) throw contradiction(Tag.SAMPLES_PER_PIXEL, "Samples per Pixel", "does not fit the Photometric Interpretation (0028,0004)");
		return new PixelFormat(rows, columns, samples, allocated, stored, high, representation == 1, planar, photometric, false);
	}

	private static int number(DataSet dataSet, int tag, String name, int least) throws IOException {
		int value = dataSet.intValue(tag).orElseThrow(() -> missing(tag, name));
		if (value < least || value > 0xFFFF) throw contradiction(tag, name, "is not a number that an image can have");
		return value;
	}

	private static IOException missing(int tag, String name) {
		return new IOException(name + ' ' + Tag.toString(tag) + " is missing, without which the pixels cannot be read; export the image again");
	}

	private static IOException contradiction(int tag, String name, String what) {
		return new IOException(name + ' ' + Tag.toString(tag) + ' ' + what + ", so the pixels cannot be read; correct the header or export the image again");
	}

	/** Samples of one frame. */
	public int length() {
		return Math.multiplyExact(Math.multiplyExact(rows, columns), samples);
	}

	/**
	 * The type of a plane after all processing: colour and palette make {@link PixelType#RGB}, integers of 64 bits become
	 * doubles, since no integer type in memory holds them.
	 */
	public PixelType type() {
		if (real) return bitsAllocated == 32 ? PixelType.FLOAT32 : PixelType.FLOAT64;
		if (samples > 1 || photometric.equals(Palette.NAME)) return PixelType.RGB;
		if (bitsAllocated <= 8) return signed ? PixelType.INT8 : PixelType.UINT8;
		if (bitsAllocated <= 16) return signed ? PixelType.INT16 : PixelType.UINT16;
		if (bitsAllocated <= 32) return signed ? PixelType.INT32 : PixelType.UINT32;
		return PixelType.FLOAT64;
	}
}
