package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** Decodes one compressed frame. Stateless and safe for use by several threads. */
interface Codec {
	/**
	 * @param encoded the whole code stream of the frame, all fragments joined; padding may follow
	 * @param format what the data set says; where the code stream says something else, the stream is right for size of
	 *            samples, and rows, columns and samples must agree
	 * @return the samples, interleaved (pixel by pixel), {@link PixelFormat#length} of them, exactly as the code stream holds
	 *         them
	 * @throws IOException if the stream is damaged or of a kind that is not handled: one sentence without values of the file
	 */
	Samples decode(byte[] encoded, PixelFormat format) throws IOException;

	/**
	 * Decoded samples.
	 *
	 * @param array byte[] for up to 8, short[] for up to 16, int[] for up to 32 bits, read as unsigned; values of signed
	 *            images are the low bits of the two's complement as stored
	 * @param bits precision that the code stream states
	 * @param colour how the samples of a pixel are to be understood now
	 */
	record Samples(Object array, int bits, Colour colour) {}

	/** The colour space of decoded samples. */
	enum Colour {
		/** As Photometric Interpretation says. */
		AS_STATED,
		/** RGB, because the code stream said so or its transform has been undone. */
		RGB,
		/** YCbCr of ITU-T T.871 with full range, chroma at full resolution. */
		YBR_FULL
	}
}
