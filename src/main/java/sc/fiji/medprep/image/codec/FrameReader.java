package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** Where the samples of frames come from. Safe for use by several threads. */
interface FrameReader {
	/**
	 * The samples of a frame, interleaved, in an array of their own.
	 *
	 * @param frame from 0
	 */
	Codec.Samples read(int frame) throws IOException;
}
