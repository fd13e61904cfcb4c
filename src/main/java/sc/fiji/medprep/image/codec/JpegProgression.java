package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** The blocks of a scan of a progressive frame (T.81 annex G): some bits of some coefficients of every block. */
final class JpegProgression {
	private final JpegScan scan;
	private final JpegBits bits;
	/** The last DC coefficient of each component of the scan. */
	private final int[] dc;
	/** Blocks to come in which no coefficient becomes different from 0. */
	private int emptyBlocks;

	JpegProgression(JpegScan scan, JpegBits bits, int[] dc) {
		this.scan = scan;
		this.bits = bits;
		this.dc = dc;
	}

	void restart() {
		emptyBlocks = 0;
	}

	/** @param offset where the 64 coefficients of the block stand */
	void block(int c, short[] coefficients, int offset) throws IOException {
		if (scan.start == 0) {
			if (scan.high == 0) firstDc(c, coefficients, offset);
			else if (bit()) coefficients[offset] |= 1 << scan.low;
		}
		else if (scan.high == 0) firstAc(coefficients, offset);
		else refineAc(coefficients, offset);
	}

	private void firstDc(int c, short[] coefficients, int offset) throws IOException {
		long window = bits.window(bits.at);
		int entry = scan.dc[c].next(window), length = entry & 0xff, size = entry >>> 8;
		if (size > 15) throw JpegDecoder.damaged("holds a code that its process does not have");
		bits.at += length + size;
		dc[c] += JpegBits.extend(window << length, size);
		coefficients[offset] = (short) (dc[c] << scan.low);
	}

	private void firstAc(short[] coefficients, int offset) throws IOException {
		if (emptyBlocks > 0) {
			emptyBlocks--;
			return;
		}
		for (int k = scan.start; k <= scan.end; k++) {
			long window = bits.window(bits.at);
			int entry = scan.ac[0].next(window), length = entry & 0xff, size = entry >>> 8 & 15, run = entry >>> 12;
			bits.at += length + size;
			if (size == 0) {
				if (run < 15) {
					emptyBlocks = emptyBlocks(run, window << length) - 1;
					return;
				}
				k += 15;
				continue;
			}
			k += run;
			if (k > scan.end) throw JpegDecoder.damaged("has a block with too many coefficients");
			coefficients[offset + JpegDecoder.ZIGZAG[k]] = (short) (JpegBits.extend(window << length, size) << scan.low);
		}
	}

	/** Blocks from this one on that have nothing more; their number has some further bits. */
	private int emptyBlocks(int size, long window) {
		bits.at += size;
		return (1 << size) + (int) (window >>> 1 >>> 63 - size);
	}

	/** Coefficients that are not 0 get their next bit; new ones of 1 or -1 come in between (T.81 G.1.2.3). */
	private void refineAc(short[] coefficients, int offset) throws IOException {
		int k = scan.start;
		while (emptyBlocks == 0 && k <= scan.end) {
			long window = bits.window(bits.at);
			int entry = scan.ac[0].next(window), length = entry & 0xff, size = entry >>> 8 & 15, run = entry >>> 12;
			bits.at += length;
			int value = 0;
			if (size == 1) value = bit() ? 1 << scan.low : -1 << scan.low;
			else if (size > 1) throw JpegDecoder.damaged("holds a code that its process does not have");
			else if (run < 15) {
				emptyBlocks = emptyBlocks(run, window << length);
				break;
			}
			k = refine(coefficients, offset, k, run);
			if (k <= scan.end) coefficients[offset + JpegDecoder.ZIGZAG[k++]] = (short) value;
			else if (value != 0) throw JpegDecoder.damaged("has a block with too many coefficients");
		}
		if (emptyBlocks > 0) {
			refine(coefficients, offset, k, 64);
			emptyBlocks--;
		}
	}

	/** Refines from a coefficient on and over a run of zeros; returns the index of the zero after the run, or the one behind the last. */
	private int refine(short[] coefficients, int offset, int first, int run) {
		int zeros = run;
		for (int k = first; k <= scan.end; k++) {
			int i = offset + JpegDecoder.ZIGZAG[k];
			int value = coefficients[i];
			if (value == 0) {
				if (zeros-- == 0) return k;
			}
			else if (bit() && (value & 1 << scan.low) == 0) coefficients[i] += value > 0 ? 1 << scan.low : -1 << scan.low;
		}
		return scan.end + 1;
	}

	private boolean bit() {
		return bits.window(bits.at++) < 0;
	}
}
