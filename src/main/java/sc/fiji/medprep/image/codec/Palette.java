package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/** The colours of PALETTE COLOR images (PS3.3 section C.7.6.3.1.5 and C.7.9): for each stored value a pixel of 0xFFRRGGBB. */
final class Palette {
	static final String NAME = "PALETTE COLOR";

	/** By all patterns of the bits of a sample. */
	private final int[] colours;

	/** @throws IOException if the look-up tables are missing or contradict themselves */
	Palette(DataSet dataSet, PixelFormat format) throws IOException {
		if (format.bitsAllocated() > 16) throw new IOException("Bits Allocated (0028,0100) is more than the 16 that a palette can have; correct the header or export the image again");
		int[][] tables = new int[3][];
		boolean wide = false;
		for (int colour = 0; colour < 3; colour++) {
			tables[colour] = table(dataSet, colour);
			for (int value : tables[colour]) wide |= value > 0xFF;
		}
		int size = Math.min(tables[0].length, Math.min(tables[1].length, tables[2].length));
		int firstMapped = dataSet.ints(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR)[1] & 0xFFFF;
		if (format.signed()) firstMapped = (short) firstMapped;
		int shift = wide ? 8 : 0, bits = format.bitsStored(), up = 32 - format.highBit() - 1, down = 32 - bits;
		colours = new int[format.bitsAllocated() <= 8 ? 1 << 8 : 1 << 16];
		for (int raw = 0; raw < colours.length; raw++) {
			int value = format.signed() ? raw << up >> down : raw << up >>> down;
			int entry = Math.max(0, Math.min(size - 1, value - firstMapped));
			colours[raw] = 0xFF000000 | (tables[0][entry] >> shift & 0xFF) << 16 | (tables[1][entry] >> shift & 0xFF) << 8 | tables[2][entry] >> shift & 0xFF;
		}
	}

	/**
	 * The entries of a table.
	 *
	 * @param colour 0 red, 1 green, 2 blue
	 */
	private static int[] table(DataSet dataSet, int colour) throws IOException {
		int descriptorTag = Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR + colour, tag = Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA + colour;
		int[] descriptor = dataSet.ints(descriptorTag);
		if (descriptor.length != 3) throw new IOException("Palette Color Lookup Table Descriptor " + Tag.toString(descriptorTag) + " is missing or has not three values, so colours are unknown; export the image again");
		// 0 means 65536
		int size = (descriptor[0] - 1 & 0xFFFF) + 1;
		Element data = dataSet.get(tag);
		if (data != null && !data.isEmpty()) return entries(data, size);
		Element segmented = dataSet.get(Tag.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA + colour);
		if (segmented == null || segmented.isEmpty()) throw new IOException("Palette Color Lookup Table Data " + Tag.toString(tag) + " is missing, so colours are unknown; export the image again");
		int wordBytes = descriptor[2] == 8 ? 1 : 2;
		return SegmentedTable.expanded(words(segmented, wordBytes), wordBytes, size, segmented.tag());
	}

	/** Entries of a byte each or of two, as the number of bytes tells: what the descriptor says of bits is often wrong. */
	private static int[] entries(Element data, int size) throws IOException {
		long length = length(data);
		if (length < size) throw new IOException("Palette Color Lookup Table Data " + Tag.toString(data.tag()) + " is shorter than its descriptor says; export the image again");
		return Arrays.copyOf(words(data, length < 2L * size ? 1 : 2), size);
	}

	private static long length(Element data) throws IOException {
		boolean plain = data.value() instanceof Value.Bytes || data.value() instanceof Value.Bulk;
		// 65536 segments of three words at most
		if (!plain || data.length() > 6 << 16) throw new IOException("Palette Color Lookup Table Data " + Tag.toString(data.tag()) + " is no table; export the image again");
		return data.length();
	}

	private static int[] words(Element data, int size) throws IOException {
		int[] words = new int[(int) length(data) / size];
		byte[] bytes = data.bytes();
		if (size == 2) {
			ByteBuffer in = ByteBuffer.wrap(bytes).order(data.order());
			for (int i = 0; i < words.length; i++) words[i] = in.getShort() & 0xFFFF;
			return words;
		}
		// bytes in words of 16 bits, the lower one first
		int swap = data.order() == ByteOrder.BIG_ENDIAN && data.vr() != VR.OB ? 1 : 0;
		for (int i = 0; i < words.length; i++) words[i] = bytes[i ^ swap] & 0xFF;
		return words;
	}

	/** Pixels of 0xFFRRGGBB. */
	int[] packed(Object samples) {
		if (samples instanceof byte[] bytes) {
			int[] packed = new int[bytes.length];
			for (int i = 0; i < packed.length; i++) packed[i] = colours[bytes[i] & 0xFF];
			return packed;
		}
		short[] shorts = (short[]) samples;
		int[] packed = new int[shorts.length];
		for (int i = 0; i < packed.length; i++) packed[i] = colours[shorts[i] & 0xFFFF];
		return packed;
	}
}
