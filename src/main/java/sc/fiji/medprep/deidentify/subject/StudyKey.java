package sc.fiji.medprep.deidentify.subject;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import sc.fiji.medprep.batch.BatchConfigurationException;

/**
 * The secret of a study. Everything that replaces an identifier is a function of this key and the identifier
 * (HMAC-SHA-256), so the same original gets the same replacement in every file, run and machine that holds the key, and
 * nobody without the key can find the original by trying. Replacements carry a keyed check, so that they are known again
 * and stay as they are when a file is de-identified twice.
 */
public final class StudyKey {
	private static final String FILE_PREFIX = "medprep-study-key-1:";
	private static final int KEY_BYTES = 32;
	private static final String UUID_ROOT = "2.25.";
	/** Bytes of a UUID that depend on the original; the other four are the check. */
	private static final int UID_BODY = 12;
	private static final String PSEUDONYM_PREFIX = "MP";
	private static final int PSEUDONYM_BODY = 10;
	private static final int PSEUDONYM_CHECK = 4;
	/** Crockford's base 32: no letters that are taken for digits. */
	private static final String BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	/** Replacements that are remembered; those of a patient, a study and a series come again in each of their files. */
	private static final int REMEMBERED = 10_000;

	/** Keyed and never used itself, so that threads may copy it. */
	private final Mac prototype;
	private final Map<String, String> remembered = new ConcurrentHashMap<>();

	public StudyKey(byte[] secret) {
		try {
			prototype = Mac.getInstance("HmacSHA256");
			prototype.init(new SecretKeySpec(secret, "HmacSHA256"));
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException("This Java lacks HmacSHA256, which every Java has to have", e);
		}
	}

	/** Reads a key file. */
	public static StudyKey read(Path file) throws IOException {
		String text;
		try {
			text = Files.size(file) > 1024 ? "" : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
		}
		catch (NoSuchFileException e) {
			throw new BatchConfigurationException("The key file does not exist; give the file of an earlier run, or leave key_file out to have one made.");
		}
		if (!text.matches(FILE_PREFIX + "[0-9a-f]{64}")) {
			throw new BatchConfigurationException("The key file is not a MedPrep study key; give the file of an earlier run, or leave key_file out to have one made.");
		}
		return new StudyKey(HexFormat.of().parseHex(text.substring(FILE_PREFIX.length())));
	}

	/** Reads a key file, or makes one that only its owner can read if there is none. */
	public static StudyKey readOrCreate(Path file) throws IOException {
		if (!Files.exists(file)) {
			byte[] secret = new byte[KEY_BYTES];
			new SecureRandom().nextBytes(secret);
			// Files.createTempFile lets only the owner read; the key appears whole or not at all.
			Path part = Files.createTempFile(file.toAbsolutePath().getParent(), ".medprep-key", ".part");
			Files.writeString(part, FILE_PREFIX + HexFormat.of().formatHex(secret) + "\n");
			try {
				Files.move(part, file);
			}
			catch (FileAlreadyExistsException madeMeanwhile) {
				Files.delete(part);
			}
		}
		return read(file);
	}

	/** The key's own fingerprint, to tell whether two runs used the same key; says nothing about the key. */
	public String fingerprint() {
		return name("fingerprint", "", 8);
	}

	/** The UID that stands for another: 2.25. and a version 8 UUID. UIDs that this key made stay. */
	public String uid(String original) {
		return remembered("uid", original, uid -> isOwnUid(uid) ? uid : newUid(uid));
	}

	private String remembered(String purpose, String original, UnaryOperator<String> replacing) {
		String question = purpose + '\0' + original;
		String known = remembered.get(question);
		if (known != null) return known;
		if (remembered.size() >= REMEMBERED) remembered.clear();
		String replacement = replacing.apply(original);
		remembered.put(question, replacement);
		return replacement;
	}

	private String newUid(String original) {
		byte[] uuid = Arrays.copyOf(mac("uid", original.getBytes(StandardCharsets.UTF_8)), 16);
		uuid[6] = (byte) (uuid[6] & 0x0F | 0x80);
		uuid[8] = (byte) (uuid[8] & 0x3F | 0x80);
		System.arraycopy(uidCheck(uuid), 0, uuid, UID_BODY, 4);
		return UUID_ROOT + decimal(uuid);
	}

	/** A number of 128 bits in decimal; BigInteger costs more to compile than a run of thousands of files needs. */
	private static String decimal(byte[] number) {
		IntBuffer digits = ByteBuffer.wrap(number).asIntBuffer();
		int[] words = {digits.get(0), digits.get(1), digits.get(2), digits.get(3)};
		StringBuilder reversed = new StringBuilder(39);
		for (boolean zero = false; !zero;) {
			long remainder = 0;
			zero = true;
			for (int i = 0; i < words.length; i++) {
				long dividend = remainder << 32 | words[i] & 0xFFFFFFFFL;
				words[i] = (int) (dividend / 1_000_000_000);
				remainder = dividend % 1_000_000_000;
				zero &= words[i] == 0;
			}
			for (int i = 0; i < 9 && (!zero || remainder > 0); i++, remainder /= 10) reversed.append((char) ('0' + remainder % 10));
		}
		return reversed.reverse().toString();
	}

	private byte[] uidCheck(byte[] uuid) {
		return Arrays.copyOf(mac("uid-check", Arrays.copyOf(uuid, UID_BODY)), 4);
	}

	/** True for a UID that this key made. */
	public boolean isOwnUid(String uid) {
		if (!uid.startsWith(UUID_ROOT) || uid.length() > UUID_ROOT.length() + 39) return false;
		for (int i = UUID_ROOT.length(); i < uid.length(); i++) {
			if (uid.charAt(i) < '0' || uid.charAt(i) > '9') return false;
		}
		if (uid.length() == UUID_ROOT.length()) return false;
		byte[] number = new BigInteger(uid.substring(UUID_ROOT.length())).toByteArray();
		if (number.length > 17) return false;
		byte[] uuid = new byte[17];
		System.arraycopy(number, 0, uuid, 17 - number.length, number.length);
		uuid = Arrays.copyOfRange(uuid, 1, 17);
		return Arrays.equals(uidCheck(uuid), Arrays.copyOfRange(uuid, UID_BODY, 16));
	}

	/** The pseudonym of a patient, 16 letters and digits. Pseudonyms that this key made stay. */
	public String pseudonym(String original) {
		return remembered("patient", original, this::newPseudonym);
	}

	private String newPseudonym(String original) {
		return isOwnPseudonym(original) ? original : checked(PSEUDONYM_PREFIX + name("patient", original, PSEUDONYM_BODY));
	}

	/** True for a pseudonym that this key made. */
	public boolean isOwnPseudonym(String name) {
		int bodyEnd = PSEUDONYM_PREFIX.length() + PSEUDONYM_BODY;
		return name.length() == bodyEnd + PSEUDONYM_CHECK && name.equals(checked(name.substring(0, bodyEnd)));
	}

	/** By how much the dates of a patient move: back by a number of days from least to most, which depends on the pseudonym. */
	public DateShift shift(String pseudonym, int least, int most) {
		long number = ByteBuffer.wrap(mac("shift", pseudonym.getBytes(StandardCharsets.UTF_8))).getLong() >>> 1;
		return new DateShift(-(int) (least + number % (most - least + 1L)));
	}

	private String checked(String body) {
		return body + name("patient-check", body, PSEUDONYM_CHECK);
	}

	/** As {@link #name}, for originals that come again and again. */
	public String groupName(String purpose, String original, int length) {
		return remembered(purpose, original, name -> name(purpose, name, length));
	}

	/** A keyed name of the given number of letters and digits, 5 bits each, at most 51. */
	public String name(String purpose, String original, int length) {
		byte[] mac = mac(purpose, original.getBytes(StandardCharsets.UTF_8));
		StringBuilder name = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			int bit = 5 * i;
			int pair = (mac[bit / 8] & 0xFF) << 8 | mac[bit / 8 + 1] & 0xFF;
			name.append(BASE_32.charAt(pair >> 11 - bit % 8 & 31));
		}
		return name.toString();
	}

	private byte[] mac(String purpose, byte[] original) {
		try {
			Mac mac = (Mac) prototype.clone();
			mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
			mac.update((byte) 0);
			return mac.doFinal(original);
		}
		catch (CloneNotSupportedException e) {
			throw new IllegalStateException("The HmacSHA256 of this Java cannot be copied", e);
		}
	}
}
