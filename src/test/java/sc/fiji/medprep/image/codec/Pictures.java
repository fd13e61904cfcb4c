package sc.fiji.medprep.image.codec;

import java.util.Random;

/** Made-up samples for codecs. */
final class Pictures {
	enum Kind {
		CONSTANT, NOISE, SMOOTH, EDGES
	}

	private Pictures() {}

	/** Interleaved samples of full range, as the low bits of what is stored. */
	static int[] make(Kind kind, PixelFormat format, long seed) {
		Random chance = new Random(seed);
		int bits = format.bitsStored(), mask = (1 << bits) - 1, constant = chance.nextInt() & mask;
		int[] samples = new int[format.length()];
		for (int y = 0, i = 0; y < format.rows(); y++) for (int x = 0; x < format.columns(); x++) for (int s = 0; s < format.samples(); s++, i++) samples[i] = mask & switch (kind) {
			case CONSTANT -> constant + s;
			case NOISE -> chance.nextInt();
			case SMOOTH -> (int) ((0.5 + 0.4 * Math.sin(x * 0.07 + s) * Math.cos(y * 0.05)) * mask) + (chance.nextInt() >>> 30);
			case EDGES -> (x / 13 + y / 9 + s) % 3 == 0 ? mask : (x / 13 + y / 9) % 2 == 0 ? 0 : mask / 2 + (x % 13 == 0 ? 1 : 0);
		};
		return samples;
	}
}
