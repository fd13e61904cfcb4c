package sc.fiji.medprep.curate.quality;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How alike two frames are by their perceptual hashes. The limits were measured on real heads (CT, T1, T2, EPI) and made-up
 * ones; what passes them is held by the tests: of 497 pairs of neighbouring slices of real
 * volumes none is alike.
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

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
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
	 * Keys by which frames that are alike find each other without comparing all with all: two of which {@link #of} says anything
	 * but different have at least one key in common, since fewer bits differ than there are keys of a part. Frames with a common
	 * key need not be alike.
	 *
	 * @param hash a perceptual hash
	 */
	public static long[] keys(byte[] hash) {
		long[] keys = new long[STRUCTURE + 1 + CENTRED + 1];
		for (int i = 0; i < keys.length; i++) {
			boolean centred = i > STRUCTURE;
			// every n-th byte, so that each key has low and high frequencies
			int step = centred ? CENTRED + 1 : STRUCTURE + 1, first = centred ? i - STRUCTURE - 1 : i, from = centred ? 3 * PerceptualHash.PART : 0;
			long key = i;
			for (int at = first; at < PerceptualHash.PART; at += step) {
				key = (key ^ hash[from + at] & 0xFF) * 0x9E3779B97F4A7C15L;
				key ^= key >>> 29;
			}
			keys[i] = key;
		}
		return keys;
	}

	/**
	 * Bits of a part of two perceptual hashes that differ, of 256.
	 *
	 * @param part 0 structure, 1 texture, 2 grain, 3 centred structure
	 */
	static int distance(byte[] a, byte[] b, int part) {
		int bits = 0;
		for (int i = part * PerceptualHash.PART; i < (part + 1) * PerceptualHash.PART; i += Long.BYTES) bits += Long.bitCount((long) LONGS.get(a, i) ^ (long) LONGS.get(b, i));
		return bits;
	}
}
