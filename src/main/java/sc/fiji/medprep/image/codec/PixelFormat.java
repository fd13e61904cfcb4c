package sc.fiji.medprep.image.codec;

/**
 * What the Image Pixel module (PS3.3 C.7.6.3) says of a frame.
 *
 * @param samples per pixel, 1 or 3 (4 in retired kinds)
 * @param bitsAllocated 1, 8, 16, 32 or 64 (12 in old ACR files)
 * @param bitsStored used bits of a sample
 * @param highBit the highest used one
 * @param signed Pixel Representation
 * @param planar whether native samples stand plane by plane (Planar Configuration 1)
 * @param photometric Photometric Interpretation as the data set says
 * @param real Float or Double Float Pixel Data instead of integers
 */
public record PixelFormat(int rows, int columns, int samples, int bitsAllocated, int bitsStored, int highBit, boolean signed, boolean planar, String photometric, boolean real) {
	/** Samples of one frame. */
	public int length() {
		return Math.multiplyExact(Math.multiplyExact(rows, columns), samples);
	}
}
