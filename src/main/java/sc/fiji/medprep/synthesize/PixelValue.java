package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** The hash by which answer keys know Pixel Data. */
final class PixelValue {
	private static final byte[] ITEM = { (byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0 };

	private PixelValue() {}

	/**
	 * MD5 of the value of Pixel Data (7FE0,0010) in hexadecimal, as the MIDI-B validator takes it: of an encapsulated one with the
	 * headers of its items and without the delimiter at the end. Empty if there is none.
	 */
	static String md5(DataSet dataSet) throws IOException {
		return md5(dataSet.get(Tag.PIXEL_DATA));
	}

	/** As {@link #md5(DataSet)}, of the element with its bytes in the order of the file; null if there is none. */
	static String md5(Element pixels) throws IOException {
		if (pixels == null || pixels.isEmpty()) return "";
		MessageDigest digest = Hashes.md5();
		if (pixels.value() instanceof Value.Bytes plain) digest.update(plain.bytes());
		else if (pixels.value() instanceof Value.Bulk bulk) Hashes.update(digest, bulk);
		else if (pixels.value() instanceof Value.Fragments fragments) {
			for (Value.Bulk fragment : fragments.items()) {
				digest.update(ITEM);
				digest.update(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) fragment.length()).flip());
				Hashes.update(digest, fragment);
			}
		}
		else return "";
		return HexFormat.of().formatHex(digest.digest());
	}
}
