package sc.fiji.medprep.curate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/**
 * Hashes of what a data set says, whatever its lengths are written like: 128 bits of SHA-256 each.
 *
 * @param header without group lengths, padding and Pixel Data
 * @param all with Pixel Data as they stand
 */
record ContentHash(byte[] header, byte[] all) {
	private static final int LENGTH = 16;

	static ContentHash of(DataSet dataSet) throws IOException {
		MessageDigest digest = Hashes.sha256();
		Element[] pixels = new Element[1];
		for (Element element : dataSet) {
			if (element.tag() == Tag.PIXEL_DATA) pixels[0] = element;
			else add(digest, element);
		}
		byte[] header = digest.digest();
		digest.update(header);
		if (pixels[0] != null) add(digest, pixels[0]);
		return new ContentHash(Arrays.copyOf(header, LENGTH), Arrays.copyOf(digest.digest(), LENGTH));
	}

	private static void add(MessageDigest digest, Element element) throws IOException {
		int tag = element.tag();
		if ((tag & 0xFFFF) == 0 || tag == Tag.DATA_SET_TRAILING_PADDING) return;
		digest.update(ByteBuffer.allocate(4).putInt(tag).flip());
		if (element.value() instanceof Value.Sequence sequence) {
			for (Value.Item item : sequence.items()) {
				digest.update((byte) 1);
				for (Element inner : item.dataSet()) add(digest, inner);
				digest.update((byte) 2);
			}
		}
		else if (element.value() instanceof Value.Fragments fragments) {
			for (Value.Bulk fragment : fragments.items()) Hashes.update(digest, fragment);
		}
		else if (element.value() instanceof Value.Bulk bulk) Hashes.update(digest, bulk);
		else digest.update(plain(element));
	}

	/** Numbers in little endian, text without what pads it. */
	private static byte[] plain(Element element) {
		byte[] bytes = element.bytes();
		int unit = element.vr().unitBytes(), length = bytes.length;
		if (element.vr().isString()) {
			while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == 0)) length--;
			return Arrays.copyOf(bytes, length);
		}
		if (unit == 1 || element.order() == ByteOrder.LITTLE_ENDIAN || length % unit != 0) return bytes;
		byte[] swapped = new byte[length];
		for (int i = 0; i < length; i++) swapped[i] = bytes[i - i % unit + unit - 1 - i % unit];
		return swapped;
	}
}
