package sc.fiji.medprep.image.codec;

import java.io.IOException;

/**
 * JPEG-LS, lossless and near-lossless (ITU-T T.87 | ISO/IEC 14495-1): 2 to 16 bits, any interleaving, presets of the code
 * stream, restart intervals. What baseline JPEG-LS does not have (mapping tables, colour transforms of HP, T.870) is refused.
 */
final class JpegLsCodec implements Codec {
	/** A bit can stand for 2^15 pixels at most: the longest run (T.87 A.7.1.1). */
	private static final long MOST_EXPANSION = 8 << 15;

	@Override
	public Samples decode(byte[] encoded, PixelFormat format) throws IOException {
		JpegLsHeader header = new JpegLsHeader(encoded, false);
		try {
			return decode(encoded, header, format);
		}
		catch (IOException e) {
			if (!header.hasDisputedThresholds()) throw e;
			return decode(encoded, new JpegLsHeader(encoded, true), format);
		}
	}

	private static Samples decode(byte[] encoded, JpegLsHeader header, PixelFormat format) throws IOException {
		JpegLsHeader.Scan scan = header.nextScan();
		int components = header.components();
		if (header.rows() != format.rows() || header.columns() != format.columns() || components != format.samples())
			throw new IOException("The JPEG-LS frame is of another size than the data set says; export it again");
		if ((long) header.rows() * header.columns() * components > Math.min(Integer.MAX_VALUE, encoded.length * MOST_EXPANSION * components)) throw tooShort();
		JpegLsImage image = new JpegLsImage(header.rows(), header.columns(), components, header.precision());
		boolean[] there = new boolean[components];
		for (int missing = components; missing > 0;) {
			for (int component : scan.components()) {
				if (there[component]) throw JpegLsHeader.damaged();
				there[component] = true;
				missing--;
			}
			decode(encoded, header, scan, image);
			if (missing > 0) scan = header.nextScan();
		}
		return new Samples(image.array(), header.precision(), Colour.AS_STATED);
	}

	static IOException tooShort() {
		return new IOException("The JPEG-LS frame ends before all of its pixels are there; copy or export the file again");
	}

	/** Decodes the restart intervals of a scan; an interval is a number of lines (T.87 annex C). */
	private static void decode(byte[] encoded, JpegLsHeader header, JpegLsHeader.Scan scan, JpegLsImage image) throws IOException {
		int interval = scan.restartInterval() == 0 ? header.rows() : (int) Math.min(scan.restartInterval(), header.rows());
		JpegLsScan lines = new JpegLsScan(scan, image);
		for (int row = 0, number = 0; row < header.rows(); row += interval, number++) {
			if (row > 0) header.restart(number - 1 & 7);
			int from = header.position();
			JpegLsBits bits = new JpegLsBits(encoded, from, header.endOfSegment());
			lines.decode(bits, row, Math.min(row + interval, header.rows()));
			if (header.hasDisputedThresholds() && !bits.isSpent()) throw JpegLsHeader.damaged();
		}
	}
}
