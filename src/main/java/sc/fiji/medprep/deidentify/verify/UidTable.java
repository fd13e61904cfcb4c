package sc.fiji.medprep.deidentify.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import sc.fiji.medprep.batch.Hashes;

/** A set of UIDs, each held as 128 bits of its SHA-256: a million take some forty megabytes. */
final class UidTable {
	/** The hash of a UID. */
	record Hash(long high, long low) {
		static Hash of(String uid) {
			return of(Hashes.sha256().digest(uid.getBytes(StandardCharsets.UTF_8)));
		}

		/** The beginning of a longer hash. */
		static Hash of(byte[] digest) {
			ByteBuffer hash = ByteBuffer.wrap(digest);
			return new Hash(hash.getLong(), hash.getLong());
		}
	}

	/** Pairs of high and low; a slot of zeros is free. */
	private long[] slots = new long[1 << 8];
	private int size;

	void add(Hash hash) {
		if (2 * ++size > slots.length / 2) grow();
		put(hash.high, hash.low);
	}

	private void grow() {
		long[] old = slots;
		slots = new long[2 * old.length];
		for (int i = 0; i < old.length; i += 2) {
			if (old[i] != 0 || old[i + 1] != 0) put(old[i], old[i + 1]);
		}
	}

	private void put(long high, long low) {
		int slot = slot(high, low);
		if (slots[slot] == high && slots[slot + 1] == low) size--;
		slots[slot] = high;
		slots[slot + 1] = low;
	}

	boolean contains(Hash hash) {
		int slot = slot(hash.high, hash.low);
		return slots[slot] == hash.high && slots[slot + 1] == hash.low;
	}

	/** Where the hash is or belongs. */
	private int slot(long high, long low) {
		int mask = slots.length - 1;
		for (int slot = 2 * (int) low & mask;; slot = slot + 2 & mask) {
			if (slots[slot] == high && slots[slot + 1] == low || slots[slot] == 0 && slots[slot + 1] == 0) return slot;
		}
	}
}
