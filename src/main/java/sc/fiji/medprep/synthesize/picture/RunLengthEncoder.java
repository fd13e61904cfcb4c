package sc.fiji.medprep.synthesize.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE Compression of frames (PS3.5 annex G). */
public final class RunLengthEncoder {
	private static final int LONGEST = 128, HEADER = 64;

	private RunLengthEncoder() {}

	/**
	 * Encodes a frame.
	 *
	 * @param frame samples in little endian, those of a pixel beside each other
	 * @param sampleBytes bytes of a sample
	 * @param channels samples of a pixel
	 */
	public static byte[] encode(byte[] frame, int rows, int columns, int sampleBytes, int channels) {
		ByteArrayOutputStream segments = new ByteArrayOutputStream();
		ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN).putInt(sampleBytes * channels);
		int pixelBytes = sampleBytes * channels;
		byte[] row = new byte[columns];
		for (int channel = 0; channel < channels; channel++) {
			for (int most = sampleBytes - 1; most >= 0; most--) {
				header.putInt(HEADER + segments.size());
				for (int y = 0; y < rows; y++) {
					for (int x = 0; x < columns; x++) row[x] = frame[(y * columns + x) * pixelBytes + channel * sampleBytes + most];
					row(row, segments);
				}
				if (segments.size() % 2 != 0) segments.write(0);
			}
		}
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.writeBytes(header.array());
		all.writeBytes(segments.toByteArray());
		return all.toByteArray();
	}

	/** Runs do not go from one row to the next. */
	private static void row(byte[] row, ByteArrayOutputStream out) {
		for (int at = 0; at < row.length;) {
			int run = runLength(row, at);
			if (run > 1) {
				out.write(1 - run);
				out.write(row[at]);
				at += run;
				continue;
			}
			int end = at + 1;
			while (end < row.length && end - at < LONGEST && runLength(row, end) < 3) end++;
			out.write(end - at - 1);
			out.write(row, at, end - at);
			at = end;
		}
	}

	private static int runLength(byte[] row, int at) {
		int end = at + 1;
		while (end < row.length && end - at < LONGEST && row[end] == row[at]) end++;
		return end - at;
	}
}
