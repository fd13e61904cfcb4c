package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.util.Arrays;

/** Decodes lines of a scan of JPEG-LS (T.87 annex A, and B for several components). Names in capitals are those of T.87. */
final class JpegLsScan {
	/** Order of the lengths of runs (T.87 A.2.1). */
	private static final byte[] J = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15};

	private final JpegLsHeader.Scan scan;
	private final JpegLsPresets presets;
	private final JpegLsImage image;
	private JpegLsBits bits;
	private JpegLsContexts contexts;
	private final int width, near, step, wrap, maxVal;
	/** Regions of gradients, from -maxVal to maxVal. */
	private final byte[] regions;
	/** The line above and the present one, of each component, samples from index 1 on. */
	private final int[][] above, lines;
	private final int[] runIndex;

	JpegLsScan(JpegLsHeader.Scan scan, JpegLsImage image) {
		this.scan = scan;
		this.image = image;
		presets = scan.presets();
		width = image.columns;
		near = scan.near();
		step = 2 * near + 1;
		wrap = presets.range() * step;
		maxVal = presets.maxVal();
		regions = regions();
		above = new int[scan.components().length][width + 2];
		lines = new int[scan.components().length][width + 2];
		runIndex = new int[scan.components().length];
	}

	/** Regions of the quantization of gradients (T.87 A.3.3). */
	private byte[] regions() {
		byte[] table = new byte[2 * maxVal + 1];
		for (int i = 0; i <= maxVal; i++) {
			int region = i <= near ? 0 : i < presets.t1() ? 1 : i < presets.t2() ? 2 : i < presets.t3() ? 3 : 4;
			table[maxVal + i] = (byte) region;
			table[maxVal - i] = (byte) -region;
		}
		return table;
	}

	/** Decodes a restart interval, which knows nothing of those before: rows from one up to, but without, another. */
	void decode(JpegLsBits segment, int from, int to) throws IOException {
		bits = segment;
		contexts = new JpegLsContexts(presets, near);
		Arrays.fill(runIndex, 0);
		for (int[] line : lines) Arrays.fill(line, 0);
		for (int[] line : above) Arrays.fill(line, 0);
		for (int row = from; row < to; row++) {
			for (int i = 0; i < lines.length; i++) {
				int[] line = above[i];
				above[i] = lines[i];
				lines[i] = line;
				// what lies beyond the edges (T.87 A.2.1)
				above[i][width + 1] = above[i][width];
				line[0] = above[i][1];
			}
			if (scan.interleave() == 2) samples();
			else for (int i = 0; i < lines.length; i++) line(i);
			for (int i = 0; i < lines.length; i++) image.put(row, scan.components()[i], lines[i]);
		}
		bits.end();
	}

	/** A line of one component. */
	private void line(int component) throws IOException {
		int[] line = lines[component], up = above[component];
		byte[] region = regions;
		int shift = maxVal;
		int x = 1, ra = line[0], rc = up[0], rb = up[1];
		while (x <= width) {
			int rd = up[x + 1];
			int context = 81 * region[rd - rb + shift] + 9 * region[rb - rc + shift] + region[rc - ra + shift];
			if (context != 0) {
				ra = regular(context, ra, rb, rc);
				line[x++] = ra;
				rc = rb;
				rb = rd;
				continue;
			}
			int end = x + run(component, width + 1 - x);
			while (x < end) line[x++] = ra;
			if (x > width) break;
			line[x] = interruption(component, ra, up[x]);
			ra = line[x];
			rc = up[x++];
			rb = up[x];
		}
	}

	/** A line of all components, sample by sample. */
	private void samples() throws IOException {
		int count = lines.length;
		int[] context = new int[count];
		for (int x = 1; x <= width; x++) {
			boolean flat = true;
			for (int i = 0; i < count; i++) {
				int ra = lines[i][x - 1], rb = above[i][x], rc = above[i][x - 1], rd = above[i][x + 1];
				context[i] = 81 * regions[rd - rb + maxVal] + 9 * regions[rb - rc + maxVal] + regions[rc - ra + maxVal];
				flat &= context[i] == 0;
			}
			if (!flat) {
				for (int i = 0; i < count; i++) lines[i][x] = regular(context[i], lines[i][x - 1], above[i][x], above[i][x - 1]);
				continue;
			}
			int end = x + run(0, width + 1 - x);
			for (; x < end; x++) for (int i = 0; i < count; i++) lines[i][x] = lines[i][x - 1];
			if (x > width) break;
			// T.87 B: one kind of interruption only
			for (int i = 0; i < count; i++) lines[i][x] = interrupted(0, lines[i][x - 1], above[i][x], runIndex[0]);
			shorten(0);
		}
	}

	/** A sample in regular mode (T.87 A.4 to A.6). */
	private int regular(int context, int ra, int rb, int rc) throws IOException {
		int sign = context >> 31;
		int q = (context ^ sign) - sign;
		int least = Math.min(ra, rb), most = Math.max(ra, rb);
		int predicted = rc >= most ? least : rc <= least ? most : ra + rb - rc;
		predicted = clamp(predicted + ((contexts.bias(q) ^ sign) - sign));
		int k = contexts.k(q);
		int mapped = bits.golomb(k, presets.limit() - presets.quantizedBits() - 1, presets.quantizedBits());
		int error = contexts.error(q, k, mapped);
		contexts.update(q, error);
		return reconstruct(predicted, (error ^ sign) - sign);
	}

	private int clamp(int value) {
		return Math.max(0, Math.min(value, maxVal));
	}

	private int reconstruct(int predicted, int error) {
		int value = predicted + error * step;
		if (value < -near) value += wrap;
		else if (value > maxVal + near) value -= wrap;
		return clamp(value);
	}

	/** Length of a run (T.87 A.7.1). */
	private int run(int component, int most) throws IOException {
		int length = 0;
		while (bits.bit()) {
			int order = J[runIndex[component]];
			length += 1 << order;
			if (length <= most && runIndex[component] < 31) runIndex[component]++;
			if (length >= most) return most;
		}
		length += bits.bits(J[runIndex[component]]);
		if (length >= most) throw JpegLsHeader.damaged();
		return length;
	}

	/** The sample that ends a run (T.87 A.7.2). */
	private int interruption(int component, int ra, int rb) throws IOException {
		int value = interrupted(Math.abs(ra - rb) <= near ? 1 : 0, ra, rb, runIndex[component]);
		shorten(component);
		return value;
	}

	private void shorten(int component) {
		if (runIndex[component] > 0) runIndex[component]--;
	}

	private int interrupted(int kind, int ra, int rb, int index) throws IOException {
		int k = contexts.runK(kind);
		int mapped = bits.golomb(k, presets.limit() - J[index] - 1 - presets.quantizedBits() - 1, presets.quantizedBits());
		int error = contexts.runError(kind, k, mapped);
		return kind == 1 ? reconstruct(ra, error) : reconstruct(rb, rb < ra ? -error : error);
	}
}
