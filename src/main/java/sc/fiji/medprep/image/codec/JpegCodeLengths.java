package sc.fiji.medprep.image.codec;

/** The best Huffman code for known frequencies, within the limits of JPEG: no code of more than 16 bits, none of ones only. */
final class JpegCodeLengths {
	private static final int MAX = 16;

	private JpegCodeLengths() {}

	/** The length of the code of each symbol; 0 for symbols that do not occur. */
	static int[] of(int[] counts) {
		int[] weights = counts.clone();
		while (true) {
			int[] lengths = lengths(weights);
			int longest = 0;
			for (int length : lengths) longest = Math.max(longest, length);
			if (longest <= MAX) return lengths;
			// Rare symbols become less rare until the tree is flat enough
			for (int i = 0; i < weights.length; i++) weights[i] = weights[i] + 1 >> 1;
		}
	}

	/**
	 * Huffman's algorithm, with one symbol more that has no weight: it gets the longest code of ones only (T.81 K.2).
	 */
	private static int[] lengths(int[] weights) {
		int n = weights.length;
		long[] weight = new long[2 * n + 2];
		int[] parent = new int[2 * n + 2];
		for (int i = 0; i < n; i++) weight[i] = weights[i] == 0 ? -1 : weights[i];
		int nodes = n + 1;
		while (true) {
			int least = lightest(weight, nodes, -1), next = lightest(weight, nodes, least);
			if (next < 0) break;
			weight[nodes] = weight[least] + weight[next];
			weight[least] = weight[next] = -1;
			parent[least] = parent[next] = nodes++;
		}
		int[] lengths = new int[n];
		for (int i = 0; i < n; i++) {
			for (int node = i; parent[node] != 0; node = parent[node]) lengths[i]++;
		}
		return lengths;
	}

	/** The lightest node that has no parent yet, other than a given one; -1 if there is none. */
	private static int lightest(long[] weight, int nodes, int other) {
		int found = -1;
		for (int i = 0; i < nodes; i++) {
			boolean free = weight[i] >= 0 && i != other;
			if (free && (found < 0 || weight[i] < weight[found])) found = i;
		}
		return found;
	}

	/** The codes that belong to lengths: in the order of lengths, then of symbols (T.81 C.2). */
	static int[] codes(int[] lengths) {
		int[] codes = new int[lengths.length];
		int code = 0;
		for (int length = 1; length <= MAX; length++, code <<= 1) {
			for (int symbol = 0; symbol < lengths.length; symbol++) {
				if (lengths[symbol] == length) codes[symbol] = code++;
			}
		}
		return codes;
	}
}
