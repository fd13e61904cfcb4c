package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** JPEG 2000 (ITU-T T.800 | ISO/IEC 15444-1). */
final class Jpeg2000Codec implements Codec {
	@Override
	public Samples decode(byte[] encoded, PixelFormat format) throws IOException {
		throw new IOException("JPEG 2000 is not handled");
	}
}
