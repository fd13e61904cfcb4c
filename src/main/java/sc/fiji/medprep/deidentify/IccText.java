package sc.fiji.medprep.deidentify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import sc.fiji.medprep.dicom.Element;

/**
 * Takes the text out of an ICC profile (ICC.1:2022 sections 7.2 and 10): descriptions, copyright, names of devices, private
 * tags, and the creation date. Colours stay as they are.
 */
final class IccText {
	private static final int HEADER = 128, DATE = 24, DATE_LENGTH = 12, PROFILE_ID = 84, PROFILE_ID_LENGTH = 16;
	private static final int ENTRY = 12;

	private IccText() {}

	/** The profile without text, or null if it is damaged and cannot be searched. */
	static Element blank(Element element) {
		byte[] original = element.bytes();
		if (original.length < HEADER + 4) return null;
		byte[] profile = original.clone();
		ByteBuffer in = ByteBuffer.wrap(original);
		Arrays.fill(profile, DATE, DATE + DATE_LENGTH, (byte) 0);
		// The identifier is a checksum of the content that changes here; zero means that it was not computed.
		Arrays.fill(profile, PROFILE_ID, PROFILE_ID + PROFILE_ID_LENGTH, (byte) 0);
		int count = in.getInt(HEADER);
		if (count < 0 || count > (original.length - HEADER - 4) / ENTRY) return null;
		for (int i = 0; i < count; i++) {
			int offset = in.getInt(HEADER + 8 + i * ENTRY), length = in.getInt(HEADER + 12 + i * ENTRY);
			if (offset < HEADER || length < 8 || offset > original.length - length) return null;
			String type = new String(original, offset, 4, StandardCharsets.ISO_8859_1);
			switch (type) {
				case "curv", "para", "XYZ ", "mft1", "mft2", "mAB ", "mBA ", "sf32", "chrm", "meas", "view", "sig ", "dtim", "cicp", "uf32", "ui08", "ui16", "ui32" -> {
					// numbers
				}
				case "mluc" -> blankRecords(profile, in, offset, length);
				case "desc" -> Arrays.fill(profile, Math.min(offset + 12, offset + length), offset + length, (byte) 0);
				default -> Arrays.fill(profile, offset + 8, offset + length, (byte) 0);
			}
		}
		return Element.bytes(element.tag(), element.vr(), profile);
	}

	/** Blanks the strings behind the record table of a multi-localised text. */
	private static void blankRecords(byte[] profile, ByteBuffer in, int offset, int length) {
		long records = length < 16 ? 0 : in.getInt(offset + 8) & 0xFFFFFFFFL;
		long table = 16 + records * 12;
		if (table > length) table = 8;
		Arrays.fill(profile, offset + (int) table, offset + length, (byte) 0);
	}
}
