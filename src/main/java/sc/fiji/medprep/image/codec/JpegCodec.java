package sc.fiji.medprep.image.codec;

import java.io.IOException;

/**
 * JPEG (ITU-T T.81): baseline, extended sequential and progressive DCT of 8 and 12 bits, and the lossless process of 2 to 16
 * bits with all its predictors; Huffman coding only, as DICOM uses no other. Chroma comes at full resolution; a stream of
 * YCbCr stays YCbCr.
 */
final class JpegCodec implements Codec {
	@Override
	public Samples decode(byte[] encoded, PixelFormat format) throws IOException {
		return new JpegDecoder(encoded, format).decode();
	}
}
