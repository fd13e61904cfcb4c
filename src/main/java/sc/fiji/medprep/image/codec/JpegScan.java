package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a scan header (T.81 B.2.3) says, with the tables that are valid for it. */
final class JpegScan {
	final JpegComponent[] components;
	/** Tables by component; null where the process needs none. */
	final JpegHuffman[] dc, ac;
	/** First and last coefficient if progressive; the first is the predictor if lossless. Sequential scans have all, whatever some writers state here. */
	final int start, end;
	/** Bits of the coefficients that came before, and that are missing afterwards or, if lossless, of the point transform. */
	final int high, low;
	/** Interleaved units, blocks or samples between restart markers; 0 if there are none. */
	final int restartInterval;

	JpegScan(JpegFrame frame, ByteBuffer header, int[][] steps, JpegHuffman[] dc, JpegHuffman[] ac, int restartInterval) throws IOException {
		this.restartInterval = restartInterval;
		int count = header.get();
		if (count < 1 || count > frame.components.length) throw JpegDecoder.damaged("has a damaged scan header");
		components = new JpegComponent[count];
		int[] tables = new int[count];
		for (int i = 0; i < count; i++) {
			components[i] = frame.component(header.get() & 0xff);
			tables[i] = header.get() & 0x33;
			for (int j = 0; j < i; j++) {
				if (components[j] == components[i]) throw JpegDecoder.damaged("has a damaged scan header");
			}
		}
		start = header.get() & 0xff;
		end = header.get() & 0xff;
		int approximation = header.get() & 0xff;
		high = approximation >> 4;
		low = approximation & 15;
		if (frame.progressive) progress();
		boolean needsDc = !frame.progressive || start == 0 && high == 0;
		boolean needsAc = !frame.lossless && (!frame.progressive || start > 0);
		this.dc = new JpegHuffman[count];
		this.ac = new JpegHuffman[count];
		for (int i = 0; i < count; i++) {
			JpegComponent component = components[i];
			if (component.scanned && !frame.progressive) throw JpegDecoder.damaged("has two scans of a component");
			component.scanned = true;
			if (needsDc) this.dc[i] = present(dc[tables[i] >> 4], "a Huffman table");
			if (needsAc) this.ac[i] = present(ac[tables[i] & 15], "a Huffman table");
			if (!frame.lossless && component.steps == null) component.steps = present(steps[component.table], "a quantization table");
		}
	}

	/** Each progressive scan brings bits that have not come yet (T.81 G.1.1.1), which also bounds their number. */
	private void progress() throws IOException {
		boolean possible = start == 0 ? end == 0 : end >= start && end < 64 && components.length == 1;
		if (!possible || low > 13) throw JpegDecoder.damaged("has a damaged scan header");
		for (JpegComponent component : components) {
			for (int k = start; k <= end; k++) {
				if (component.missingBits[k] != (high == 0 ? -1 : high) || high != 0 && low != high - 1) throw JpegDecoder.damaged("has progressive scans that do not follow from each other");
				component.missingBits[k] = low;
			}
		}
	}

	private static <T> T present(T table, String what) throws IOException {
		if (table == null) throw new IOException("the JPEG stream lacks " + what + "; export the file again");
		return table;
	}
}
