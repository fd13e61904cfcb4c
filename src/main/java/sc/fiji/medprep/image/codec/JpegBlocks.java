package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.util.Arrays;

/** The scans of lossy frames: block by block in the order of T.81 A.2. */
final class JpegBlocks {
	private final JpegFrame frame;
	private final JpegScan scan;
	private final JpegBits bits;
	private final JpegProgression progression;
	/** The last DC coefficient of each component of the scan. */
	private final int[] dc;
	private final short[] block = new short[64];
	private final JpegInverseDct transform;

	private JpegBlocks(JpegFrame frame, JpegScan scan, JpegBits bits) {
		this.frame = frame;
		this.scan = scan;
		this.bits = bits;
		dc = new int[scan.components.length];
		progression = new JpegProgression(scan, bits, dc);
		transform = new JpegInverseDct(frame.precision);
	}

	static void decode(JpegFrame frame, JpegScan scan, JpegBits bits) throws IOException {
		for (JpegComponent component : scan.components) component.allocate(frame);
		new JpegBlocks(frame, scan, bits).decode();
	}

	private void decode() throws IOException {
		boolean single = scan.components.length == 1;
		JpegComponent first = scan.components[0];
		int wide = single ? JpegFrame.ceilDiv(first.width, 8) : frame.mcusWide();
		int high = single ? JpegFrame.ceilDiv(first.height, 8) : frame.mcusHigh();
		int untilRestart = scan.restartInterval;
		for (int y = 0; y < high; y++) {
			for (int x = 0; x < wide; x++) {
				if (scan.restartInterval > 0 && untilRestart-- == 0) {
					bits.restart();
					Arrays.fill(dc, 0);
					progression.restart();
					untilRestart = scan.restartInterval - 1;
				}
				if (single) block(0, first, x, y);
				else unit(x, y);
			}
		}
	}

	/** The blocks of an interleaved unit. */
	private void unit(int x, int y) throws IOException {
		for (int c = 0; c < scan.components.length; c++) {
			JpegComponent component = scan.components[c];
			for (int v = 0; v < component.v; v++) {
				for (int h = 0; h < component.h; h++) block(c, component, x * component.h + h, y * component.v + v);
			}
		}
	}

	private void block(int c, JpegComponent component, int x, int y) throws IOException {
		if (frame.progressive) progression.block(c, component.coefficients, (y * component.blocksWide + x) * 64);
		else {
			Arrays.fill(block, (short) 0);
			sequential(c);
			transform.apply(block, 0, component.steps, component.samples, y * 8 * component.stride() + x * 8, component.stride());
		}
		bits.checkEnd(bits.at);
	}

	/** Decodes a block of a sequential process (T.81 F.2.2) to natural order. */
	private void sequential(int c) throws IOException {
		long at = bits.at;
		long window = bits.window(at);
		int entry = scan.dc[c].next(window), length = entry & 0xff, size = entry >>> 8;
		if (size > 15) throw JpegDecoder.damaged("holds a code that its process does not have");
		at += length + size;
		block[0] = (short) (dc[c] += JpegBits.extend(window << length, size));
		JpegHuffman table = scan.ac[c];
		for (int k = 1; k < 64; k++) {
			window = bits.window(at);
			entry = table.next(window);
			length = entry & 0xff;
			size = entry >>> 8 & 15;
			int run = entry >>> 12;
			at += length + size;
			if (size == 0) {
				if (run != 15) break;
				k += 15;
				continue;
			}
			k += run;
			if (k > 63) throw JpegDecoder.damaged("has a block with too many coefficients");
			block[JpegDecoder.ZIGZAG[k]] = (short) JpegBits.extend(window << length, size);
		}
		bits.at = at;
	}
}
