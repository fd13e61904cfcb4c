package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** The lossless process (T.81 annex H): every sample is predicted from its neighbours, and the difference is coded. */
final class JpegLossless {
	private final JpegFrame frame;
	/** Interleaved samples: the one or the other, by the precision. */
	private final byte[] bytes;
	private final short[] shorts;

	JpegLossless(JpegFrame frame) throws IOException {
		this.frame = frame;
		int length = frame.rows * frame.columns * frame.components.length;
		bytes = frame.precision <= 8 ? new byte[length] : null;
		shorts = frame.precision <= 8 ? null : new short[length];
		for (JpegComponent component : frame.components) {
			if (component.width != frame.columns || component.height != frame.rows) throw new IOException("the lossless JPEG stream has components of differing size, which is not handled; convert the file with another program first");
		}
	}

	Object samples() {
		return bytes != null ? bytes : shorts;
	}

	void decode(JpegScan scan, JpegBits bits) throws IOException {
		int count = scan.components.length, columns = frame.columns;
		for (JpegComponent component : scan.components) {
			if (count > 1 && (component.h > 1 || component.v > 1)) throw new IOException("the lossless JPEG stream has interleaved blocks of samples, which is not handled; convert the file with another program first");
		}
		if (scan.start < 1 || scan.start > 7 || scan.low >= frame.precision) throw JpegDecoder.damaged("has a damaged scan header");
		if (scan.restartInterval % columns != 0) throw JpegDecoder.damaged("has restart markers within lines");
		int restartRows = scan.restartInterval / columns;
		int[][] above = new int[count][columns], row = new int[count][columns];
		int initial = 1 << frame.precision - scan.low - 1;
		for (int y = 0; y < frame.rows; y++) {
			boolean restart = restartRows > 0 && y % restartRows == 0;
			if (restart && y > 0) bits.restart();
			if (count == 1) differences(scan.dc[0], bits, row[0]);
			else differences(scan.dc, bits, row);
			for (int c = 0; c < count; c++) {
				if (y == 0 || restart) predictLeft(row[c], initial);
				else predict(scan.start, row[c], above[c]);
				store(row[c], y * columns * frame.components.length + indexOf(scan.components[c]), scan.low);
			}
			int[][] done = row;
			row = above;
			above = done;
		}
	}

	private int indexOf(JpegComponent component) {
		int i = 0;
		while (frame.components[i] != component) i++;
		return i;
	}

	private static void differences(JpegHuffman table, JpegBits bits, int[] row) throws IOException {
		long at = bits.at;
		for (int x = 0; x < row.length; x++) {
			long window = bits.window(at);
			int entry = table.next(window), length = entry & 0xff, size = entry >>> 8;
			at += length;
			if (size < 16) {
				row[x] = JpegBits.extend(window << length, size);
				at += size;
			}
			else row[x] = whole(size);
			bits.checkEnd(at);
		}
		bits.at = at;
	}

	private static void differences(JpegHuffman[] tables, JpegBits bits, int[][] rows) throws IOException {
		long at = bits.at;
		for (int x = 0; x < rows[0].length; x++) {
			for (int c = 0; c < rows.length; c++) {
				long window = bits.window(at);
				int entry = tables[c].next(window), length = entry & 0xff, size = entry >>> 8;
				at += length;
				if (size < 16) {
					rows[c][x] = JpegBits.extend(window << length, size);
					at += size;
				}
				else rows[c][x] = whole(size);
			}
			bits.checkEnd(at);
		}
		bits.at = at;
	}

	/** The one difference of 16 bits, which has no further bits (T.81 H.1.2.2). */
	private static int whole(int size) throws IOException {
		if (size > 16) throw JpegDecoder.damaged("holds a code that the lossless process does not have");
		return 1 << 15;
	}

	/** A first line, of the scan or after a restart: from the left only. */
	private static void predictLeft(int[] row, int initial) {
		int left = initial;
		for (int x = 0; x < row.length; x++) row[x] = left = row[x] + left & 0xffff;
	}

	/** Other lines: the first sample from above, then by the predictor (T.81 table H.1); modulo 2^16. */
	private static void predict(int predictor, int[] row, int[] above) {
		int left = row[0] = row[0] + above[0] & 0xffff;
		int n = row.length;
		switch (predictor) {
			case 1 -> {
				for (int x = 1; x < n; x++) row[x] = left = row[x] + left & 0xffff;
			}
			case 2 -> {
				for (int x = 1; x < n; x++) row[x] = row[x] + above[x] & 0xffff;
			}
			case 3 -> {
				for (int x = 1; x < n; x++) row[x] = row[x] + above[x - 1] & 0xffff;
			}
			case 4 -> {
				for (int x = 1; x < n; x++) row[x] = left = row[x] + left + above[x] - above[x - 1] & 0xffff;
			}
			case 5 -> {
				for (int x = 1; x < n; x++) row[x] = left = row[x] + left + (above[x] - above[x - 1] >> 1) & 0xffff;
			}
			case 6 -> {
				for (int x = 1; x < n; x++) row[x] = left = row[x] + above[x] + (left - above[x - 1] >> 1) & 0xffff;
			}
			default -> {
				for (int x = 1; x < n; x++) row[x] = left = row[x] + (left + above[x] >> 1) & 0xffff;
			}
		}
	}

	private void store(int[] row, int index, int shift) {
		int step = frame.components.length;
		if (bytes != null) {
			for (int x = 0, i = index; x < row.length; x++, i += step) bytes[i] = (byte) (row[x] << shift);
		}
		else {
			for (int x = 0, i = index; x < row.length; x++, i += step) shorts[i] = (short) (row[x] << shift);
		}
	}
}
