package sc.fiji.medprep.deidentify.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random key of a vault. One key that follows from it seals, another makes the hashes by which rows are found. It stands
 * in the vault wrapped by a key that follows from the passphrase, by PBKDF2 with HMAC-SHA-256. All sealing is AES-256-GCM
 * with a random nonce of 96 bits in front and a tag of 128 bits at the end.
 */
final class DataKey {
	static final int KEY_BYTES = 32, SALT_BYTES = 16;
	private static final int NONCE_BYTES = 12, TAG_BITS = 128;
	private static final byte[] WRAPPING = "medprep-vault 1".getBytes(StandardCharsets.US_ASCII);

	private final byte[] secret;
	private final byte[] sealing, finding;
	private final SecureRandom random = new SecureRandom();

	private DataKey(byte[] secret) {
		this.secret = secret;
		sealing = mac(secret, "seal", new byte[0]);
		finding = mac(secret, "find", new byte[0]);
	}

	static DataKey random() {
		return new DataKey(randomBytes(KEY_BYTES));
	}

	static byte[] randomBytes(int count) {
		byte[] bytes = new byte[count];
		new SecureRandom().nextBytes(bytes);
		return bytes;
	}

	/** The key under a passphrase. */
	byte[] wrapped(char[] passphrase, byte[] salt, int rounds) {
		byte[] wrapping = derived(passphrase, salt, rounds);
		try {
			return seal(wrapping, secret, WRAPPING);
		}
		finally {
			Arrays.fill(wrapping, (byte) 0);
		}
	}

	/** @return the key, or null if the passphrase is wrong or the wrapped key was changed */
	static DataKey unwrapped(byte[] wrapped, char[] passphrase, byte[] salt, int rounds) {
		byte[] wrapping = derived(passphrase, salt, rounds);
		byte[] secret = unseal(wrapping, wrapped, WRAPPING);
		Arrays.fill(wrapping, (byte) 0);
		return secret == null || secret.length != KEY_BYTES ? null : new DataKey(secret);
	}

	/** A keyed hash of a text for a purpose; 32 bytes that say nothing to who has not the key. */
	byte[] hash(String purpose, byte[] text) {
		return mac(finding, purpose, text);
	}

	/** @param place the row that it is for; it can be opened nowhere else */
	byte[] sealed(byte[] text, byte[] place) {
		return seal(sealing, text, place);
	}

	/** @return what was sealed, or null if it or its place was changed */
	byte[] opened(byte[] sealed, byte[] place) {
		return unseal(sealing, sealed, place);
	}

	/** Overwrites the key in memory. */
	void forget() {
		for (byte[] key : new byte[][] {secret, sealing, finding}) Arrays.fill(key, (byte) 0);
	}

	private static byte[] derived(char[] passphrase, byte[] salt, int rounds) {
		PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, 8 * KEY_BYTES);
		try {
			return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("This Java lacks PBKDF2WithHmacSHA256", e);
		}
		finally {
			spec.clearPassword();
		}
	}

	private byte[] seal(byte[] key, byte[] text, byte[] place) {
		byte[] nonce = new byte[NONCE_BYTES];
		random.nextBytes(nonce);
		try {
			Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, place);
			byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(text.length));
			cipher.doFinal(text, 0, text.length, sealed, NONCE_BYTES);
			return sealed;
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("This Java cannot encrypt with AES-256-GCM", e);
		}
	}

	private static byte[] unseal(byte[] key, byte[] sealed, byte[] place) {
		if (sealed.length < NONCE_BYTES + TAG_BITS / 8) return null;
		try {
			return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), place).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
		}
		catch (AEADBadTagException changed) {
			return null;
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("This Java cannot decrypt with AES-256-GCM", e);
		}
	}

	private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] place) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(place);
		return cipher;
	}

	private static byte[] mac(byte[] key, String purpose, byte[] text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
			mac.update((byte) 0);
			return mac.doFinal(text);
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("This Java lacks HmacSHA256, which every Java has to have", e);
		}
	}
}
