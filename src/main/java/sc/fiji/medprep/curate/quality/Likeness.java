package sc.fiji.medprep.curate.quality;

/**
 * How alike two frames are by their perceptual hashes. The limits were measured on real heads (CT, T1, T2, EPI) and made-up
 * ones; what passes them is listed in the test.
 */
public enum Likeness {
	/** Nothing says that they are the same picture. */
	DIFFERENT,
	/**
	 * They look the same: copies that were compressed, scaled, moved or cut by a pixel or so, but also two acquisitions of one
	 * thing that does not change, and slices of a volume that hardly differ.
	 */
	ALIKE,
	/** The noise is the same, too: copies of one acquisition, of which some pixels or the greys were changed. */
	COPY;

	/** Bits of a perceptual hash. */
	private static final int STRUCTURE = 4, STRUCTURE_AND_TEXTURE = 12, CENTRED = 2, GRAIN = 56;

	/**
	 * Compares two frames.
	 *
	 * @param a and b perceptual hashes; equal ones are copies, too
	 */
	public static Likeness of(byte[] a, byte[] b) {
		int structure = distance(a, b, 0);
		if (structure <= STRUCTURE && structure + distance(a, b, 1) <= STRUCTURE_AND_TEXTURE) return distance(a, b, 2) <= GRAIN ? COPY : ALIKE;
		return distance(a, b, 3) <= CENTRED ? ALIKE : DIFFERENT;
	}

	/**
	 * Bits of a part of two perceptual hashes that differ, of 256.
	 *
	 * @param part 0 structure, 1 texture, 2 grain, 3 centred structure
	 */
	static int distance(byte[] a, byte[] b, int part) {
		int bits = 0;
		for (int i = part * PerceptualHash.PART; i < (part + 1) * PerceptualHash.PART; i++) bits += Integer.bitCount((a[i] ^ b[i]) & 0xFF);
		return bits;
	}
}
