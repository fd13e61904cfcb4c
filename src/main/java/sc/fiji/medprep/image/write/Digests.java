package sc.fiji.medprep.image.write;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * UIDs of what is derived, made of the UIDs of the source, the values and how they are written: the same again gives the same.
 * They are {@code 2.25.} and a UUID of version 8 (PS3.5 annex B.2, RFC 9562).
 */
final class Digests {
	private static final int UUID_BYTES = 16;

	private final byte[] seed;

	Digests(byte[] seed) {
		this.seed = seed;
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java has SHA-256", e);
		}
	}

	/** @param what tells apart the UIDs of one series */
	String uid(String what) {
		MessageDigest digest = sha256();
		digest.update(seed);
		byte[] uuid = Arrays.copyOf(digest.digest(what.getBytes(StandardCharsets.UTF_8)), UUID_BYTES);
		uuid[6] = (byte) (uuid[6] & 0x0F | 0x80);
		uuid[8] = (byte) (uuid[8] & 0x3F | 0x80);
		return "2.25." + new BigInteger(1, uuid);
	}
}
