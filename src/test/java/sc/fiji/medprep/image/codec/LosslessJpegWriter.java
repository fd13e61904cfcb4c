package sc.fiji.medprep.image.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes lossless JPEG streams of kinds that no encoder at hand writes; a plain reading of T.81 annex H, with codes of five bits. */
final class LosslessJpegWriter {
	private final int[] samples;
	private final PixelFormat format;
	private final int predictor, shift, restartRows;
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private LosslessJpegWriter(int[] samples, PixelFormat format, int predictor, int shift, int restartRows) {
		this.samples = samples;
		this.format = format;
		this.predictor = predictor;
		this.shift = shift;
		this.restartRows = restartRows;
	}

	/**
	 * @param shift the point transform
	 * @param restartRows rows between restart markers; 0 for none
	 * @param scans one for all components, or one for each
	 */
	static byte[] write(int[] samples, PixelFormat format, int predictor, int shift, int restartRows, int scans) {
		return new LosslessJpegWriter(samples, format, predictor, shift, restartRows).write(scans);
	}

	private byte[] write(int scans) {
		int n = format.samples();
		bytes(0xff, 0xd8, 0xff, 0xc3, 0, 8 + 3 * n, format.bitsStored(), format.rows() >> 8, format.rows(), format.columns() >> 8, format.columns(), n);
		for (int c = 0; c < n; c++) bytes(c, 0x11, 0);
		bytes(0xff, 0xc4, 0, 19 + 17, 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
		for (int size = 0; size < 17; size++) bytes(size);
		int interval = restartRows * format.columns();
		if (interval > 0) bytes(0xff, 0xdd, 0, 4, interval >> 8, interval);
		for (int scan = 0; scan < scans; scan++) {
			int first = scans == 1 ? 0 : scan, end = scans == 1 ? n : scan + 1;
			bytes(0xff, 0xda, 0, 6 + 2 * (end - first), end - first);
			for (int c = first; c < end; c++) bytes(c, 0);
			bytes(predictor, 0, shift);
			scan(first, end);
		}
		bytes(0xff, 0xd9);
		return out.toByteArray();
	}

	private void scan(int first, int end) {
		int step = restartRows == 0 ? format.rows() : restartRows;
		for (int from = 0, restarts = 0; from < format.rows(); from += step) {
			if (from > 0) bytes(0xff, 0xd0 + (restarts++ & 7));
			JpegBitWriter bits = new JpegBitWriter(new byte[0], 0);
			for (int y = from; y < Math.min(format.rows(), from + step); y++) {
				for (int x = 0; x < format.columns(); x++) {
					for (int c = first; c < end; c++) difference((short) (at(y, x, c) - prediction(y, x, c, y == from)), bits);
				}
			}
			byte[] segment = bits.finish();
			out.writeBytes(Arrays.copyOf(segment, segment.length - 2));
		}
	}

	private int prediction(int y, int x, int c, boolean firstRow) {
		if (firstRow) return x == 0 ? 1 << format.bitsStored() - shift - 1 : at(y, x - 1, c);
		if (x == 0) return at(y - 1, x, c);
		int left = at(y, x - 1, c), above = at(y - 1, x, c), corner = at(y - 1, x - 1, c);
		return switch (predictor) {
			case 1 -> left;
			case 2 -> above;
			case 3 -> corner;
			case 4 -> left + above - corner;
			case 5 -> left + (above - corner >> 1);
			case 6 -> above + (left - corner >> 1);
			default -> left + above >> 1;
		};
	}

	private int at(int y, int x, int c) {
		return samples[(y * format.columns() + x) * format.samples() + c] >> shift;
	}

	private static void difference(int difference, JpegBitWriter bits) {
		int size = 0;
		while (Math.abs(difference) >> size != 0) size++;
		bits.put(size, 5);
		if (size < 16) bits.put((difference < 0 ? difference - 1 : difference) & (1 << size) - 1, size);
	}

	private void bytes(int... values) {
		for (int value : values) out.write(value);
	}
}
