package sc.fiji.medprep.image.codec;

/** Colour of luminance and two differences (YBR_FULL of PS3.3 section C.7.6.3.1.2, the YCbCr of ITU-T T.871). */
final class Chroma {
	private static final int ONE = 1 << 16, HALF = ONE / 2;
	/** Rounded as libjpeg rounds them, so that colours are the same to the last bit. */
	private static final int RED = fixed(1.402), GREEN_BLUE = fixed(0.34414), GREEN_RED = fixed(0.71414), BLUE = fixed(1.772);

	private Chroma() {}

	private static int fixed(double factor) {
		return (int) Math.round(factor * ONE);
	}

	/** Whether native pixels share their chroma by pairs: Y, Y, Cb, Cr. */
	static boolean isHalved(PixelFormat format) {
		return format.photometric().equals("YBR_FULL_422") && format.samples() == 3;
	}

	/** Three samples for each pixel from the four of each pair. */
	static byte[] doubled(byte[] halved) {
		byte[] full = new byte[halved.length / 2 * 3];
		for (int from = 0, to = 0; from + 3 < halved.length; from += 4, to += 6) {
			full[to] = halved[from];
			full[to + 3] = halved[from + 1];
			full[to + 1] = full[to + 4] = halved[from + 2];
			full[to + 2] = full[to + 5] = halved[from + 3];
		}
		return full;
	}

	/** Pixels of 0xFFRRGGBB from interleaved luminance and chroma. */
	static int[] packed(byte[] ybr) {
		int[] packed = new int[ybr.length / 3];
		for (int i = 0, at = 0; i < packed.length; i++, at += 3) {
			int y = ybr[at] & 0xFF, cb = (ybr[at + 1] & 0xFF) - 128, cr = (ybr[at + 2] & 0xFF) - 128;
			int red = y + (RED * cr + HALF >> 16), green = y + (HALF - GREEN_BLUE * cb - GREEN_RED * cr >> 16), blue = y + (BLUE * cb + HALF >> 16);
			packed[i] = 0xFF000000 | limited(red) << 16 | limited(green) << 8 | limited(blue);
		}
		return packed;
	}

	private static int limited(int value) {
		return Math.max(0, Math.min(255, value));
	}

	/** Pixels of 0xFFRRGGBB from interleaved red, green and blue. */
	static int[] packedRgb(byte[] rgb) {
		int[] packed = new int[rgb.length / 3];
		for (int i = 0, at = 0; i < packed.length; i++, at += 3) packed[i] = 0xFF000000 | (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF;
		return packed;
	}
}
