package sc.fiji.medprep.validate;

import java.nio.ByteBuffer;
import java.util.Arrays;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** Palettes and look-up tables (PS3.3 sections C.7.6.3.1.5, C.11.1.1.1 and C.11.2.1.1): descriptors against the bytes of their data. */
final class LookupTableCheck {
	private static final int DATA_OF_PALETTE = 0x100, ALPHA_DESCRIPTOR = Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR + 3, BLUE_DESCRIPTOR = Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR + 2;

	private LookupTableCheck() {}

	static void visit(DataSet dataSet, Element element, Place place, Findings findings) {
		int tag = element.tag();
		if (tag == Tag.LUT_DESCRIPTOR) table(dataSet, tag, Tag.LUT_DATA, place, findings);
		else if (tag >= Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR && tag <= ALPHA_DESCRIPTOR) {
			table(dataSet, tag, tag + DATA_OF_PALETTE, place, findings);
			int[] first = dataSet.ints(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR);
			if (tag <= BLUE_DESCRIPTOR && first.length == 3 && !Arrays.equals(first, dataSet.ints(tag))) {
				findings.add("pixel.palette.descriptor", place.of(tag), "The descriptors of red, green and blue are not the same.");
			}
		}
	}

	private static void table(DataSet dataSet, int descriptorTag, int dataTag, Place place, Findings findings) {
		int[] descriptor = dataSet.ints(descriptorTag);
		// another number of values is a finding of the values
		if (descriptor.length != 3) return;
		boolean palette = descriptorTag != Tag.LUT_DESCRIPTOR;
		String kind = palette ? "pixel.palette" : "pixel.lut";
		int entries = (descriptor[0] - 1 & 0xFFFF) + 1, bits = descriptor[2];
		if (palette ? bits != 8 && bits != 16 : bits < 8 || bits > 16) {
			findings.add(kind + ".descriptor", place.of(descriptorTag), palette ? "The third value of the descriptor is neither 8 nor 16." : "The third value of the descriptor is not from 8 to 16.");
		}
		Element data = dataSet.get(dataTag);
		if (data == null || data.isEmpty() || !(data.value() instanceof Value.Bytes || data.value() instanceof Value.Bulk)) return;
		long length = data.length();
		if (length == 2L * entries && (bits > 8 || !palette)) {
			if (!palette && isBeyond(data, bits)) findings.add("pixel.lut.range", place.of(dataTag), "The table has entries of more bits than its descriptor says.");
			return;
		}
		boolean bytes = bits == 8 && length == entries + entries % 2;
		if (bytes) return;
		if (length == 2L * entries) findings.add("pixel.palette.words", place.of(dataTag), "The table has words of 16 bits where its descriptor says 8 bits, of which two stand in a word.");
		else findings.add(kind + ".length", place.of(dataTag), "The table has " + length + " bytes, which do not fit the number of entries and bits in its descriptor.");
	}
	private static boolean isBeyond(Element data, int bits) {
		if (bits < 1 || bits > 15) return false;
		ByteBuffer in = ByteBuffer.wrap(data.bytes()).order(data.order());
		while (in.remaining() >= 2) {
			if ((in.getShort() & 0xFFFF) >>> bits != 0) return true;
		}
		return false;
	}
}
