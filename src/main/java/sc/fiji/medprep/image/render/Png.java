package sc.fiji.medprep.image.render;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes pictures as PNG (ISO/IEC 15948): 8-bit grey if all pixels are grey, else RGB. It holds pixels and nothing else. */
public final class Png {
	private static final long SIGNATURE = 0x89504E470D0A1A0AL;
	private static final int GREY = 0, RGB = 2, DIFFERENCE_TO_THE_LEFT = 1, DIFFERENCE_TO_ABOVE = 2;

	private Png() {}

	/** The stream is not closed. */
	public static void write(Picture picture, OutputStream stream) throws IOException {
		DataOutputStream out = new DataOutputStream(stream);
		boolean grey = isGrey(picture);
		out.writeLong(SIGNATURE);
		ByteArrayOutputStream header = new ByteArrayOutputStream();
		DataOutputStream fields = new DataOutputStream(header);
		fields.writeInt(picture.width());
		fields.writeInt(picture.height());
		fields.write(new byte[] {8, (byte) (grey ? GREY : RGB), 0, 0, 0});
		chunk(out, "IHDR", header.toByteArray());
		chunk(out, "IDAT", deflated(picture, grey));
		chunk(out, "IEND", new byte[0]);
		out.flush();
	}

	private static boolean isGrey(Picture picture) {
		for (int color : picture.rgb()) {
			if ((color >> 16 & 0xFF) != (color & 0xFF) || (color >> 8 & 0xFF) != (color & 0xFF)) return false;
		}
		return true;
	}

	private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
		byte[] name = type.getBytes(StandardCharsets.US_ASCII);
		CRC32 crc = new CRC32();
		crc.update(name);
		crc.update(data);
		out.writeInt(data.length);
		out.write(name);
		out.write(data);
		out.writeInt((int) crc.getValue());
	}

	private static byte[] deflated(Picture picture, boolean grey) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
		int samples = grey ? 1 : 3, length = picture.width() * samples;
		byte[] above = new byte[length], row = new byte[length], left = new byte[length], up = new byte[length];
		try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
			for (int y = 0; y < picture.height(); y++) {
				for (int i = 0; i < length; i++) row[i] = (byte) (picture.rgb()[y * picture.width() + i / samples] >> 8 * (samples - 1 - i % samples));
				long leftSum = 0, upSum = 0;
				for (int i = 0; i < length; i++) {
					left[i] = (byte) (row[i] - (i < samples ? 0 : row[i - samples]));
					up[i] = (byte) (row[i] - above[i]);
					leftSum += Math.abs(left[i]);
					upSum += Math.abs(up[i]);
				}
				// the smaller the differences, the better they pack
				out.write(leftSum < upSum ? DIFFERENCE_TO_THE_LEFT : DIFFERENCE_TO_ABOVE);
				out.write(leftSum < upSum ? left : up);
				byte[] swap = above;
				above = row;
				row = swap;
			}
		}
		finally {
			deflater.end();
		}
		return packed.toByteArray();
	}
}
