package sc.fiji.medprep.curate.fix;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;

import sc.fiji.medprep.batch.Hashes;

/** Takes the SHA-256 of what is written to it. */
final class Digest implements WritableByteChannel {
	private final MessageDigest digest = Hashes.sha256();

	@Override
	public int write(ByteBuffer source) {
		int count = source.remaining();
		digest.update(source);
		return count;
	}

	byte[] value() {
		return digest.digest();
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void close() {
		// nothing is held
	}
}
