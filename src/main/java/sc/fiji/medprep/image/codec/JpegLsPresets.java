package sc.fiji.medprep.image.codec;

import java.io.IOException;

/**
 * The parameters of JPEG-LS that a code stream may set (T.87 C.2.4.1.1) and those that follow from them (T.87 A.2.1).
 *
 * @param maxVal greatest value of a sample
 * @param t1 first threshold of gradients, and so on
 * @param reset after how many samples of a context its statistics are halved
 * @param range number of values that a prediction error can have
 * @param quantizedBits that such a value needs
 * @param limit greatest length of a code word
 */
record JpegLsPresets(int maxVal, int t1, int t2, int t3, int reset, int range, int quantizedBits, int limit) {
	/**
	 * @param stated MAXVAL, T1, T2, T3 and RESET of the code stream, 0 for those to be taken as standard
	 * @param oldCharLs whether to take the standard thresholds of deeper images for flat ones too
	 */
	static JpegLsPresets of(int precision, int near, int[] stated, boolean oldCharLs) throws IOException {
		int most = (1 << precision) - 1;
		int maxVal = stated[0] == 0 ? most : stated[0];
		if (maxVal > most || near > Math.min(255, maxVal / 2)) throw JpegLsHeader.damaged();
		int t1 = stated[1] == 0 ? threshold(maxVal, near, 3, 3, 2, near + 1, oldCharLs) : stated[1];
		int t2 = stated[2] == 0 ? threshold(maxVal, near, 7, 5, 3, t1, oldCharLs) : stated[2];
		int t3 = stated[3] == 0 ? threshold(maxVal, near, 21, 7, 4, t2, oldCharLs) : stated[3];
		int reset = stated[4] == 0 ? 64 : stated[4];
		if (t1 <= near || t2 < t1 || t3 < t2 || t3 > maxVal || reset < 3) throw JpegLsHeader.damaged();
		int range = near == 0 ? maxVal + 1 : (maxVal + 2 * near) / (2 * near + 1) + 1;
		int bits = Math.max(2, bits(maxVal));
		return new JpegLsPresets(maxVal, t1, t2, t3, reset, range, bits(range - 1), 2 * (bits + Math.max(8, bits)));
	}

	/** Bits that a number needs. */
	private static int bits(int number) {
		return 32 - Integer.numberOfLeadingZeros(number);
	}

	/** A standard threshold (T.87 C.2.4.1.1.1). */
	private static int threshold(int maxVal, int near, int basic, int perNear, int least, int from, boolean oldCharLs) {
		int threshold;
		if (maxVal >= 128 || oldCharLs) threshold = (Math.min(maxVal, 4095) + 128) / 256 * (basic - least) + least + perNear * near;
		else threshold = Math.max(least, basic / (256 / (maxVal + 1)) + perNear * near);
		return threshold > maxVal || threshold < from ? from : threshold;
	}
}
