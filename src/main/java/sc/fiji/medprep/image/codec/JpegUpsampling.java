package sc.fiji.medprep.image.codec;

/**
 * From components at their own resolutions to interleaved samples. Chroma of half the resolution is interpolated by a
 * triangle filter, as the IJG library does and so DCMTK and GDCM: 3/4 of the nearer sample and 1/4 of the further one, in
 * both directions if both are halved. Other ratios repeat samples.
 */
final class JpegUpsampling {
	private JpegUpsampling() {}

	/** All samples of a frame, as byte[] or short[]. */
	static Object interleave(JpegFrame frame) {
		int count = frame.components.length, length = frame.rows * frame.columns * count;
		byte[] bytes = frame.precision == 8 ? new byte[length] : null;
		short[] shorts = frame.precision == 8 ? null : new short[length];
		short[] row = new short[frame.mcusWide() * 8 * frame.maxH];
		for (int c = 0; c < count; c++) {
			JpegComponent component = frame.components[c];
			if (frame.progressive) component.transform(frame.precision);
			for (int y = 0; y < frame.rows; y++) {
				row(frame, component, y, row);
				int i = y * frame.columns * count + c;
				if (bytes != null) {
					for (int x = 0; x < frame.columns; x++, i += count) bytes[i] = (byte) row[x];
				}
				else {
					for (int x = 0; x < frame.columns; x++, i += count) shorts[i] = row[x];
				}
			}
		}
		return bytes != null ? bytes : shorts;
	}

	/** One row at full resolution. */
	private static void row(JpegFrame frame, JpegComponent component, int y, short[] row) {
		int h = frame.maxH / component.h, v = frame.maxV / component.v, stride = component.stride(), width = component.width;
		int near = y / v;
		if (h == 1 && v == 1) System.arraycopy(component.samples, y * stride, row, 0, width);
		else if (h == 2 && v == 1 && width > 2) across(component.samples, near * stride, width, row);
		else if (h == 2 && v == 2 && width > 2) {
			int far = Math.max(0, Math.min(component.height - 1, (y & 1) == 0 ? near - 1 : near + 1));
			both(component.samples, near * stride, far * stride, width, row);
		}
		else {
			for (int x = 0; x < frame.columns; x++) row[x] = component.samples[near * stride + x / h];
		}
	}

	/** Doubles a row; the halves round down and up in turn. */
	private static void across(short[] in, int at, int width, short[] out) {
		out[0] = in[at];
		out[1] = (short) (3 * in[at] + in[at + 1] + 2 >> 2);
		for (int x = 1; x < width - 1; x++) {
			int near = 3 * in[at + x];
			out[2 * x] = (short) (near + in[at + x - 1] + 1 >> 2);
			out[2 * x + 1] = (short) (near + in[at + x + 1] + 2 >> 2);
		}
		int last = width - 1;
		out[2 * last] = (short) (3 * in[at + last] + in[at + last - 1] + 1 >> 2);
		out[2 * last + 1] = in[at + last];
	}

	/** Doubles a row that lies between two: 3/4 of the nearer and 1/4 of the further one. */
	private static void both(short[] in, int near, int far, int width, short[] out) {
		int last = 3 * in[near] + in[far], here = last;
		for (int x = 0; x < width; x++) {
			int next = x + 1 < width ? 3 * in[near + x + 1] + in[far + x + 1] : here;
			out[2 * x] = (short) (3 * here + last + 8 >> 4);
			out[2 * x + 1] = (short) (3 * here + next + 7 >> 4);
			last = here;
			here = next;
		}
	}
}
