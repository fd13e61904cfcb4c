package sc.fiji.medprep.dicom.vendor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** CSA headers made by hand, with remains of other memory behind every NUL as scanners leave them. */
public final class CsaBytes {
	private final ByteBuffer out = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
	private final boolean signed;
	private final String remains;
	private int surplus = -1;

	/** @param signed false for the older form without a signature */
	public CsaBytes(boolean signed, int fields, String remains) {
		this.signed = signed;
		this.remains = remains;
		if (signed) out.put("SV10".getBytes(StandardCharsets.US_ASCII)).put(new byte[] {4, 3, 2, 1});
		out.putInt(fields).putInt(77);
	}

	public CsaBytes field(String name, String vr, String... values) {
		text(name, 64);
		out.putInt(values.length).put(vr.getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putInt(6).putInt(values.length).putInt(values.length == 0 ? 205 : 77);
		if (surplus < 0) surplus = signed ? 0 : values.length;
		for (String value : values) {
			int length = value.length() + 1;
			out.putInt(length + surplus).putInt(length).putInt(77).putInt(length);
			text(value, length + 3 & ~3);
		}
		return this;
	}

	/** The text, a NUL, and the remains of other memory. */
	private void text(String text, int length) {
		byte[] bytes = (text + '\0' + remains.repeat(20) + "\0".repeat(64)).getBytes(StandardCharsets.ISO_8859_1);
		out.put(bytes, 0, length);
	}

	public byte[] bytes() {
		out.put(remains.getBytes(StandardCharsets.ISO_8859_1));
		return Arrays.copyOf(out.array(), out.position());
	}

	/** A header of a scanner in which a field that has no values gets some. */
	public static byte[] filled(byte[] header, String name, String... values) {
		byte[] wanted = (name + '\0').getBytes(StandardCharsets.US_ASCII);
		int at = 16;
		while (!Arrays.equals(header, at, at + wanted.length, wanted, 0, wanted.length)) at += 4;
		ByteBuffer in = ByteBuffer.wrap(header.clone()).order(ByteOrder.LITTLE_ENDIAN);
		if (in.getInt(at + 76) != 0) throw new IllegalArgumentException(name + " has values");
		in.putInt(at + 76, values.length).putInt(at + 80, 77);
		ByteBuffer items = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
		for (String value : values) {
			int length = value.length() + 1;
			items.putInt(length).putInt(length).putInt(77).putInt(length).put(Arrays.copyOf(value.getBytes(StandardCharsets.US_ASCII), length + 3 & ~3));
		}
		return ByteBuffer.allocate(header.length + items.position()).put(in.array(), 0, at + 84).put(items.array(), 0, items.position())
			.put(header, at + 84, header.length - at - 84).array();
	}
}
