package sc.fiji.medprep.image.codec;

/**
 * Dequantization and inverse DCT after Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT algorithms with 11
 * multiplications" (ICASSP 1989). The constants have 13 bits behind the point and the columns 2 (1 with samples of 12
 * bits), rounded where the accurate integer transform of the IJG library rounds, so that both give the same samples.
 */
final class JpegInverseDct {
	private static final int BITS = 13;
	private static final int C0_298 = 2446, C0_390 = 3196, C0_541 = 4433, C0_765 = 6270, C0_899 = 7373, C1_175 = 9633, C1_501 = 12299, C1_847 = 15137, C1_961 = 16069, C2_053 = 16819, C2_562 = 20995, C3_072 = 25172;

	/** Bits behind the point between the passes. */
	private final int extra;
	private final int centre, max;
	private final int[] columns = new int[64];

	JpegInverseDct(int precision) {
		extra = precision == 8 ? 2 : 1;
		centre = 1 << precision - 1;
		max = (1 << precision) - 1;
	}

	/**
	 * @param coefficients 64 from an offset on, in natural order
	 * @param steps of the quantization, in natural order
	 * @param samples gets the block, from an index on and with a stride from row to row
	 */
	void apply(short[] coefficients, int offset, int[] steps, short[] samples, int index, int stride) {
		for (int x = 0; x < 8; x++) column(coefficients, offset + x, steps, x);
		for (int y = 0; y < 8; y++) row(y * 8, samples, index + y * stride);
	}

	private void column(short[] in, int i, int[] steps, int x) {
		int[] out = columns;
		if ((in[i + 8] | in[i + 16] | in[i + 24] | in[i + 32] | in[i + 40] | in[i + 48] | in[i + 56]) == 0) {
			int value = in[i] * steps[x] << extra;
			for (int k = x; k < 64; k += 8) out[k] = value;
			return;
		}
		int even2 = in[i + 16] * steps[x + 16], even6 = in[i + 48] * steps[x + 48];
		int rotated = (even2 + even6) * C0_541;
		int e2 = rotated - even6 * C1_847, e3 = rotated + even2 * C0_765;
		int in0 = in[i] * steps[x], in4 = in[i + 32] * steps[x + 32];
		int e0 = in0 + in4 << BITS, e1 = in0 - in4 << BITS;
		int a0 = e0 + e3, a3 = e0 - e3, a1 = e1 + e2, a2 = e1 - e2;

		int o0 = in[i + 56] * steps[x + 56], o1 = in[i + 40] * steps[x + 40], o2 = in[i + 24] * steps[x + 24], o3 = in[i + 8] * steps[x + 8];
		int z1 = (o0 + o3) * -C0_899, z2 = (o1 + o2) * -C2_562, z3 = o0 + o2, z4 = o1 + o3;
		int z5 = (z3 + z4) * C1_175;
		z3 = z3 * -C1_961 + z5;
		z4 = z4 * -C0_390 + z5;
		o0 = o0 * C0_298 + z1 + z3;
		o1 = o1 * C2_053 + z2 + z4;
		o2 = o2 * C3_072 + z2 + z3;
		o3 = o3 * C1_501 + z1 + z4;

		int shift = BITS - extra, half = 1 << shift - 1;
		out[x] = a0 + o3 + half >> shift;
		out[x + 56] = a0 - o3 + half >> shift;
		out[x + 8] = a1 + o2 + half >> shift;
		out[x + 48] = a1 - o2 + half >> shift;
		out[x + 16] = a2 + o1 + half >> shift;
		out[x + 40] = a2 - o1 + half >> shift;
		out[x + 24] = a3 + o0 + half >> shift;
		out[x + 32] = a3 - o0 + half >> shift;
	}

	private void row(int i, short[] samples, int index) {
		int[] in = columns;
		int e2 = in[i + 2], e6 = in[i + 6], o0 = in[i + 7], o1 = in[i + 5], o2 = in[i + 3], o3 = in[i + 1];
		if ((in[i + 4] | e2 | e6 | o0 | o1 | o2 | o3) == 0) {
			short value = sample(in[i] + (1 << extra + 2) >> extra + 3);
			for (int k = 0; k < 8; k++) samples[index + k] = value;
			return;
		}
		int rotated = (e2 + e6) * C0_541;
		int b2 = rotated - e6 * C1_847, b3 = rotated + e2 * C0_765;
		int b0 = in[i] + in[i + 4] << BITS, b1 = in[i] - in[i + 4] << BITS;
		int a0 = b0 + b3, a3 = b0 - b3, a1 = b1 + b2, a2 = b1 - b2;

		int z1 = (o0 + o3) * -C0_899, z2 = (o1 + o2) * -C2_562, z3 = o0 + o2, z4 = o1 + o3;
		int z5 = (z3 + z4) * C1_175;
		z3 = z3 * -C1_961 + z5;
		z4 = z4 * -C0_390 + z5;
		o0 = o0 * C0_298 + z1 + z3;
		o1 = o1 * C2_053 + z2 + z4;
		o2 = o2 * C3_072 + z2 + z3;
		o3 = o3 * C1_501 + z1 + z4;

		int shift = BITS + extra + 3, half = 1 << shift - 1;
		samples[index] = sample(a0 + o3 + half >> shift);
		samples[index + 7] = sample(a0 - o3 + half >> shift);
		samples[index + 1] = sample(a1 + o2 + half >> shift);
		samples[index + 6] = sample(a1 - o2 + half >> shift);
		samples[index + 2] = sample(a2 + o1 + half >> shift);
		samples[index + 5] = sample(a2 - o1 + half >> shift);
		samples[index + 3] = sample(a3 + o0 + half >> shift);
		samples[index + 4] = sample(a3 - o0 + half >> shift);
	}

	private short sample(int value) {
		return (short) Math.max(0, Math.min(max, value + centre));
	}
}
