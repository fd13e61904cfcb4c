package sc.fiji.medprep.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import sc.fiji.medprep.dicom.Value;

/** The hashes of records and answer keys. */
public final class Hashes {
	private static final int CHUNK = 1 << 16;

	private Hashes() {}

	/** The one of our records. */
	public static MessageDigest sha256() {
		return digest("SHA-256");
	}

	/** The one of benchmarks; chance alone is no match for it, but an attacker is. */
	public static MessageDigest md5() {
		return digest("MD5");
	}

	private static MessageDigest digest(String algorithm) {
		try {
			return MessageDigest.getInstance(algorithm);
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java platform has " + algorithm, e);
		}
	}

	/** Adds a value to a hash without loading it as a whole. */
	public static void update(MessageDigest digest, Value.Bulk value) throws IOException {
		ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, value.length()));
		for (long at = 0; at < value.length(); at += chunk.limit()) {
			chunk.clear().limit((int) Math.min(chunk.capacity(), value.length() - at));
			value.source().readFully(value.offset() + at, chunk);
			digest.update(chunk.flip());
		}
	}
}
