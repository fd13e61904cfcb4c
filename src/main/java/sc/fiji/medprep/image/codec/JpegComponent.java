package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.util.Arrays;

/** A component of a frame (T.81 A.1.1) and what has been decoded of it. */
final class JpegComponent {
	final int id;
	/** Sampling factors, relative to those of the other components. */
	final int h, v;
	/** Destination of its quantization table. */
	final int table;
	/** Size in samples, at its own resolution. */
	int width, height;
	/** Size in blocks of 8 by 8, filled up to whole interleaved units. */
	int blocksWide, blocksHigh;

	/** Quantization steps in natural order, those of its first scan. */
	int[] steps;
	/** Lossy only: blocksHigh * 8 rows of {@link #stride} samples. */
	short[] samples;
	/** Progressive only: block by block, in natural order. */
	short[] coefficients;
	/** Progressive only, by index in zigzag order: how many low bits have not come yet; -1 if nothing has. */
	final int[] missingBits = new int[64];
	/** True once there was a scan of the component. */
	boolean scanned;

	JpegComponent(int id, int h, int v, int table) throws IOException {
		if (h < 1 || h > 4 || v < 1 || v > 4 || table > 3) throw JpegDecoder.damaged("has a damaged frame header");
		this.id = id;
		this.h = h;
		this.v = v;
		this.table = table;
		Arrays.fill(missingBits, -1);
	}

	/** Finds its size in a frame; returns the number of its blocks, or of its samples if the frame is lossless. */
	long fit(JpegFrame frame) {
		width = JpegFrame.ceilDiv(frame.columns * h, frame.maxH);
		height = JpegFrame.ceilDiv(frame.rows * v, frame.maxV);
		blocksWide = frame.mcusWide() * h;
		blocksHigh = frame.mcusHigh() * v;
		return frame.lossless ? (long) width * height : (long) blocksWide * blocksHigh;
	}

	/** Samples from one row of {@link #samples} to the next. */
	int stride() {
		return blocksWide * 8;
	}

	/** Makes room for what a scan brings. */
	void allocate(JpegFrame frame) {
		if (frame.progressive) {
			if (coefficients == null) coefficients = new short[blocksWide * blocksHigh * 64];
		}
		else samples = new short[blocksWide * blocksHigh * 64];
	}

	/** Progressive only: makes samples of the coefficients. */
	void transform(int precision) {
		samples = new short[coefficients.length];
		JpegInverseDct transform = new JpegInverseDct(precision);
		for (int i = 0; i < coefficients.length; i += 64) {
			int block = i / 64;
			transform.apply(coefficients, i, steps, samples, block / blocksWide * 8 * stride() + block % blocksWide * 8, stride());
		}
		coefficients = null;
	}

	/** Progressive only: whether every bit of every coefficient has come. */
	boolean isComplete() {
		return Arrays.stream(missingBits).allMatch(bits -> bits == 0);
	}
}
