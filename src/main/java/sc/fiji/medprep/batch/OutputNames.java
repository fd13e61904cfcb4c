package sc.fiji.medprep.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * Which item has which output name: for each name the lowest number that claims it. Names are held as 128 bits of their
 * SHA-256, and compared without case since some file systems do so.
 */
final class OutputNames {
	private final long[] high, low;
	private final int[] table;

	OutputNames(int items) {
		high = new long[items + 1];
		low = new long[items + 1];
		table = new int[Math.max(2, Integer.highestOneBit(Math.max(1, items)) << 2)];
	}

	/** A name in the form in which it is compared. */
	record Key(long high, long low) {
		static Key of(String name) {
			MessageDigest digest = Hashes.sha256();
			ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
			return new Key(hash.getLong(), hash.getLong());
		}
	}

	/** The lowest item that has claimed the name, or 0. */
	synchronized int owner(Key key) {
		return table[slot(key)];
	}

	synchronized void claim(Key key, int item) {
		int slot = slot(key);
		high[item] = key.high;
		low[item] = key.low;
		if (table[slot] == 0 || item < table[slot]) table[slot] = item;
	}

	private int slot(Key key) {
		int mask = table.length - 1;
		for (int slot = (int) key.low & mask;; slot = slot + 1 & mask) {
			int item = table[slot];
			if (item == 0 || high[item] == key.high && low[item] == key.low) return slot;
		}
	}
}
