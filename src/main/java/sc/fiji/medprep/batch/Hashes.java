package sc.fiji.medprep.batch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash of the records. */
final class Hashes {
	private Hashes() {}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java platform has SHA-256", e);
		}
	}
}
