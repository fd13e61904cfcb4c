package sc.fiji.medprep.image.codec;

import java.io.IOException;

/**
 * What a JPEG 2000 image may ask for. A packet has a byte at least, so that precincts and layers are bounded by the length of
 * the code stream; what JJ2000 allocates and walks through before it looks at packets is bounded in the same way.
 */
final class Jpeg2000Limits {
	private static final int COD = 0xFF52, COC = 0xFF53, POC = 0xFF5F;
	private static final int MOST_LEVELS = 32, MOST_LAYERS = 1024, MOST_CHANGES = 64;
	/** Code-blocks and places of precincts that small streams may have as well. */
	private static final long FREE = 1 << 20;

	private final int rows, columns, tileWidth, tileHeight, components, bytes;
	private int layers = 1;

	Jpeg2000Limits(int rows, int columns, int tileWidth, int tileHeight, int components, int bytes) {
		this.rows = rows;
		this.columns = columns;
		this.tileWidth = tileWidth;
		this.tileHeight = tileHeight;
		this.components = components;
		this.bytes = bytes;
	}

	/** Checks a segment of a header, which begins with its length. */
	void check(int marker, byte[] segment) throws IOException {
		if (marker == COD) {
			layers = u16(segment, 4);
			if (layers < 1) throw Jpeg2000Stream.damaged();
			if (layers > MOST_LAYERS) throw Jpeg2000Stream.unhandled("more than " + MOST_LAYERS + " layers");
			// the origin of code-blocks, bits 3 and 4, is of part 2
			if ((u8(segment, 2) & 0xF8) != 0) throw Jpeg2000Stream.unhandled("extensions of part 2");
			if (u8(segment, 6) > 1 || u8(segment, 6) == 1 && components < 3) throw Jpeg2000Stream.damaged();
			style(segment, 7, (u8(segment, 2) & 1) != 0);
		}
		else if (marker == COC) style(segment, 4, (u8(segment, 3) & 1) != 0);
		else if (marker == POC && segment.length > 2 + 7 * MOST_CHANGES) throw Jpeg2000Stream.unhandled("more than " + MOST_CHANGES + " changes of progression");
	}

	private static int u8(byte[] segment, int at) throws IOException {
		if (at >= segment.length) throw Jpeg2000Stream.damaged();
		return segment[at] & 0xFF;
	}

	private static int u16(byte[] segment, int at) throws IOException {
		return u8(segment, at) << 8 | u8(segment, at + 1);
	}

	/** The parameters of a coding style (T.800 table A.15). */
	private void style(byte[] segment, int at, boolean precincts) throws IOException {
		int levels = u8(segment, at), width = u8(segment, at + 1) + 2, height = u8(segment, at + 2) + 2;
		if ((u8(segment, at + 3) & 0x40) != 0) throw Jpeg2000Stream.unhandled("high throughput coding (HTJ2K)");
		if (levels > MOST_LEVELS || width > 10 || height > 10 || width + height > 12 || u8(segment, at + 4) > 1) throw Jpeg2000Stream.damaged();
		// JJ2000 takes such coefficients for whole numbers
		if (levels == 0 && u8(segment, at + 4) == 0) throw Jpeg2000Stream.unhandled("irreversible coding without wavelets");
		if (segment.length != at + 5 + (precincts ? levels + 1 : 0)) throw Jpeg2000Stream.damaged();
		long tiles = (long) ((columns + tileWidth - 1) / tileWidth) * ((rows + tileHeight - 1) / tileHeight);
		long packets = 0;
		int stepX = 31, stepY = 31;
		for (int level = 0; precincts && level <= levels; level++) {
			int size = u8(segment, at + 5 + level), above = levels - level;
			int x = (size & 15) + above, y = (size >> 4) + above;
			packets += across(tileWidth, x) * across(tileHeight, y);
			stepX = Math.min(stepX, x);
			stepY = Math.min(stepY, y);
		}
		long blocks = across(columns, width) * across(rows, height) * components;
		long places = across(columns, stepX) * across(rows, stepY);
		boolean tooMany = packets * tiles * components * layers > 4L * bytes + 1024 || blocks * layers > FREE + 16L * bytes || places > FREE + 64L * bytes;
		if (tooMany) throw new IOException("The JPEG 2000 frame claims to have more parts than its bytes can hold; copy or export the file again");
	}

	/** Cells of a width of a power of two that cover a length. */
	private static long across(int length, int power) {
		return (length - 1L >> Math.min(power, 31)) + 1;
	}
}
