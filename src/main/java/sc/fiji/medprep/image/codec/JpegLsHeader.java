package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** Reads the markers of a JPEG-LS code stream up to the scans and between them (T.87 annex C, T.81 annex B). */
final class JpegLsHeader {
	private static final int SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, DRI = 0xDD, RST = 0xD0, APP8 = 0xE8, TEM = 0x01, SOF_LS = 0xF7, LSE = 0xF8;

	/**
	 * How a scan is coded.
	 *
	 * @param components indices of those in it, in their order
	 * @param near greatest difference from the original
	 * @param interleave 0 none, 1 by lines, 2 by samples
	 * @param restartInterval lines, 0 for none
	 */
	record Scan(int[] components, int near, int interleave, JpegLsPresets presets, long restartInterval) {}

	private final byte[] encoded;
	private int at;
	private int rows, columns, precision;
	private int[] identifiers = {};
	private final int[] presets = new int[5];
	private final boolean oldCharLs;
	private long restartInterval;

	/** @param oldCharLs whether thresholds are to be taken as old versions of CharLS do, see {@link #hasDisputedThresholds} */
	JpegLsHeader(byte[] encoded, boolean oldCharLs) throws IOException {
		this.encoded = encoded;
		this.oldCharLs = oldCharLs;
		if (encoded.length < 4 || (encoded[0] & 0xFF) != 0xFF || (encoded[1] & 0xFF) != SOI) throw new IOException("The frame does not begin as a JPEG-LS stream does; export the file again");
		at = 2;
	}

	int rows() {
		return rows;
	}

	int columns() {
		return columns;
	}

	int components() {
		return identifiers.length;
	}

	int precision() {
		return precision;
	}

	/**
	 * Whether the thresholds of the next scan depend on who wrote it: before 2.0, CharLS (DCMTK, GDCM) took the formula of
	 * deeper images for 6 and 7 bits too, if none are stated. Only one way uses up the code stream.
	 */
	boolean hasDisputedThresholds() {
		return (precision == 6 || precision == 7) && presets[0] == 0 && presets[1] == 0;
	}

	/** Where the next entropy-coded segment begins, or the next marker. */
	int position() {
		return at;
	}

	static IOException damaged() {
		return new IOException("The JPEG-LS frame is damaged; copy or export the file again");
	}

	/** Goes behind the next header of a scan, through all markers before it. */
	Scan nextScan() throws IOException {
		while (true) {
			int marker = marker();
			if (marker == EOI) throw JpegLsCodec.tooShort();
			if (marker == TEM || marker >= RST && marker < SOI) continue;
			int start = at + 2;
			at = at + u16(at);
			if (at < start || at > encoded.length) throw JpegLsCodec.tooShort();
			switch (marker) {
				case SOF_LS -> frame(start, at);
				case LSE -> parameters(start, at);
				case DRI -> restartInterval = number(start, at);
				case APP8 -> colourTransform(start, at);
				case SOS -> {
					return scan(start, at);
				}
				default -> {
					if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
						throw new IOException("The frame is JPEG, but the transfer syntax says JPEG-LS; export the file again");
				}
			}
		}
	}

	/** A marker; fill bytes may go before it (T.81 B.1.1.2). */
	private int marker() throws IOException {
		if (u8(at++) != 0xFF) throw damaged();
		while (u8(at) == 0xFF) at++;
		return u8(at++);
	}

	/** The marker after a restart interval. */
	void restart(int number) throws IOException {
		if (marker() != RST + number) throw damaged();
	}

	/** Goes to the marker that ends the entropy-coded segment: after 0xFF such a segment has no byte with its first bit set. */
	int endOfSegment() {
		while (at < encoded.length && !((encoded[at] & 0xFF) == 0xFF && at + 1 < encoded.length && encoded[at + 1] < 0)) at++;
		return at;
	}

	private int u8(int index) throws IOException {
		if (index < 0 || index >= encoded.length) throw JpegLsCodec.tooShort();
		return encoded[index] & 0xFF;
	}

	private int u16(int index) throws IOException {
		return u8(index) << 8 | u8(index + 1);
	}

	/** A number of two to four bytes (T.87 C.2.5). */
	private long number(int from, int to) throws IOException {
		long number = 0;
		for (int i = from; i < Math.min(to, from + 4); i++) number = number << 8 | u8(i);
		return number;
	}

	private void frame(int start, int end) throws IOException {
		if (identifiers.length > 0 || end - start < 6 || end - start < 6 + 3 * u8(start + 5)) throw damaged();
		precision = u8(start);
		rows = u16(start + 1);
		columns = u16(start + 3);
		identifiers = new int[u8(start + 5)];
		for (int i = 0; i < identifiers.length; i++) {
			identifiers[i] = u8(start + 6 + 3 * i);
			if (u8(start + 7 + 3 * i) != u8(start + 7)) throw new IOException("Components of different resolution are not handled in JPEG-LS; convert the file with another program first");
		}
		if (precision < 2 || precision > 16) throw damaged();
	}

	/** LSE (T.87 C.2.4.1): presets. Mapping tables are refused where a scan selects one. */
	private void parameters(int start, int end) throws IOException {
		int kind = u8(start);
		if (kind == 1) {
			if (end - start < 11) throw damaged();
			for (int i = 0; i < 5; i++) presets[i] = u16(start + 1 + 2 * i);
		}
		else if (kind > 3) throw new IOException("The JPEG-LS frame uses an extension that is not handled; convert the file with another program first");
	}

	/** The transforms of the reference software of HP, which DICOM does not know: its marker is "mrfx" and a number. */
	private void colourTransform(int start, int end) throws IOException {
		boolean transform = end - start == 5 && u8(start) == 'm' && u8(start + 1) == 'r' && u8(start + 2) == 'f' && u8(start + 3) == 'x' && u8(start + 4) != 0;
		if (transform) throw new IOException("The JPEG-LS frame has a colour transform that DICOM does not allow; convert the file with another program first");
	}

	private Scan scan(int start, int end) throws IOException {
		int count = u8(start);
		if (identifiers.length == 0 || count < 1 || count > identifiers.length || end - start < 4 + 2 * count) throw damaged();
		int[] components = new int[count];
		for (int i = 0; i < count; i++) {
			components[i] = index(u8(start + 1 + 2 * i));
			if (u8(start + 2 + 2 * i) != 0) throw new IOException("Mapping tables of JPEG-LS are not handled; convert the file with another program first");
		}
		int near = u8(start + 1 + 2 * count), interleave = u8(start + 2 + 2 * count);
		if ((u8(start + 3 + 2 * count) & 15) != 0) throw new IOException("A point transform of JPEG-LS is not handled; convert the file with another program first");
		if (interleave > 2 || count > 1 && interleave == 0) throw damaged();
		return new Scan(components, near, count == 1 ? 0 : interleave, JpegLsPresets.of(precision, near, presets, oldCharLs && hasDisputedThresholds()), restartInterval);
	}

	private int index(int identifier) throws IOException {
		for (int i = 0; i < identifiers.length; i++) if (identifiers[i] == identifier) return i;
		throw damaged();
	}
}
