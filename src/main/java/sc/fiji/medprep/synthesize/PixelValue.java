package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** The hash by which answer keys know Pixel Data. */
final class PixelValue {
	private static final int CHUNK = 1 << 16;
	private static final byte[] ITEM = { (byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0 };

	private PixelValue() {}

	/**
	 * MD5 of the value of Pixel Data (7FE0,0010) in hexadecimal, as the MIDI-B validator takes it: of an encapsulated one with the
	 * headers of its items and without the delimiter at the end. Empty if there is none.
	 */
	static String md5(DataSet dataSet) throws IOException {
		Element pixels = dataSet.get(Tag.PIXEL_DATA);
		if (pixels == null || pixels.isEmpty()) return "";
		MessageDigest digest = digest();
		if (pixels.value() instanceof Value.Bytes plain) digest.update(plain.bytes());
		else if (pixels.value() instanceof Value.Bulk bulk) update(digest, bulk);
		else if (pixels.value() instanceof Value.Fragments fragments) {
			for (Value.Bulk fragment : fragments.items()) {
				digest.update(ITEM);
				digest.update(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) fragment.length()).flip());
				update(digest, fragment);
			}
		}
		else return "";
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void update(MessageDigest digest, Value.Bulk bulk) throws IOException {
		ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, bulk.length()));
		for (long at = 0; at < bulk.length(); at += chunk.limit()) {
			chunk.clear().limit((int) Math.min(chunk.capacity(), bulk.length() - at));
			bulk.source().readFully(bulk.offset() + at, chunk);
			digest.update(chunk.flip());
		}
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java platform has MD5", e);
		}
	}
}
