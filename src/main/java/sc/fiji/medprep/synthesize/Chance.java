package sc.fiji.medprep.synthesize;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Choices that are the same for the same seed on every machine. */
final class Chance {
	private static final int UUID_BYTES = 16;

	private final Random random;

	Chance(long seed) {
		random = new Random(seed);
	}

	/** From 0 to one less than the limit. */
	int below(int limit) {
		return random.nextInt(limit);
	}

	/** From the first to the last, both included. */
	int between(int first, int last) {
		return first + below(last - first + 1);
	}

	long seed() {
		return random.nextLong();
	}

	<T> T of(List<T> choices) {
		return choices.get(below(choices.size()));
	}

	String of(String... choices) {
		return choices[below(choices.length)];
	}

	/** Decimal digits of which the first is not 0. */
	String digits(int count) {
		StringBuilder digits = new StringBuilder().append((char) ('1' + below(9)));
		while (digits.length() < count) digits.append((char) ('0' + below(10)));
		return digits.toString();
	}

	/** A UID of a random UUID (PS3.5 section B.2). */
	String uid() {
		byte[] bytes = new byte[UUID_BYTES];
		random.nextBytes(bytes);
		bytes[6] = (byte) (bytes[6] & 0x0F | 0x40);
		bytes[8] = (byte) (bytes[8] & 0x3F | 0x80);
		return "2.25." + new BigInteger(1, bytes);
	}
}
