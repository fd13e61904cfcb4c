package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import sc.fiji.medprep.image.codec.Codec.Colour;
import sc.fiji.medprep.image.codec.Codec.Samples;

/** Goes through the marker segments of one stream (T.81 annex B) and has its scans decoded. */
final class JpegDecoder {
	static final int RST0 = 0xd0;
	private static final int TEM = 0x01, DHT = 0xc4, SOF5 = 0xc5, JPG = 0xc8, SOF15 = 0xcf, SOI = 0xd8, EOI = 0xd9, SOS = 0xda, DQT = 0xdb, DNL = 0xdc, DRI = 0xdd, DHP = 0xde, APP0 = 0xe0, APP14 = 0xee,
		SOF55 = 0xf7;
	/** Natural index of the coefficients in zigzag order (T.81 figure 5). */
	static final int[] ZIGZAG = {0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37,
		44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

	private final byte[] encoded;
	private final PixelFormat format;
	/** Quantization steps in natural order. */
	private final int[][] steps = new int[4][];
	private final JpegHuffman[] dc = new JpegHuffman[4], ac = new JpegHuffman[4];
	private int restartInterval;
	private JpegFrame frame;
	private boolean jfif;
	/** Transform flag of the Adobe marker; -1 without one. */
	private int adobe = -1;
	private JpegLossless lossless;

	JpegDecoder(byte[] encoded, PixelFormat format) {
		this.encoded = encoded;
		this.format = format;
	}

	Samples decode() throws IOException {
		boolean ended;
		try {
			ended = segments();
		}
		catch (BufferUnderflowException e) {
			throw damaged("has a marker segment that is too short");
		}
		if (frame == null) throw damaged("holds no frame");
		for (JpegComponent component : frame.components) {
			if (!component.scanned || !ended && frame.progressive && !component.isComplete()) throw cutOff();
		}
		Object samples = frame.lossless ? lossless.samples() : JpegUpsampling.interleave(frame);
		return new Samples(samples, frame.precision, colour());
	}

	/** Reads up to the end of the image; returns whether there was a marker of it. */
	private boolean segments() throws IOException {
		int position = start();
		while (true) {
			while (position < encoded.length && encoded[position] != -1) position++;
			while (position < encoded.length && encoded[position] == -1) position++;
			if (position >= encoded.length) return false;
			int marker = encoded[position++] & 0xff;
			if (marker == EOI) return true;
			if (marker == 0 || marker == TEM || marker >= RST0 && marker <= SOI) continue;
			if (position + 2 > encoded.length) throw cutOff();
			int length = (encoded[position] & 0xff) << 8 | encoded[position + 1] & 0xff;
			if (length < 2) throw damaged("has a marker segment that is too short");
			if (position + length > encoded.length) throw cutOff();
			segment(marker, ByteBuffer.wrap(encoded, position + 2, length - 2));
			position = marker == SOS ? scan(ByteBuffer.wrap(encoded, position + 2, length - 2), position + length) : position + length;
		}
	}

	/** Where the first marker segment begins; anything may stand before the start of image. */
	private int start() throws IOException {
		for (int i = 0; i + 2 < encoded.length; i++) {
			if (encoded[i] == -1 && (encoded[i + 1] & 0xff) == SOI && encoded[i + 2] == -1) return i + 2;
		}
		throw new IOException("the frame is no JPEG stream, against what the transfer syntax says; export the file again");
	}

	private void segment(int marker, ByteBuffer in) throws IOException {
		switch (marker) {
			case JpegFrame.SOF0, JpegFrame.SOF1, JpegFrame.SOF2, JpegFrame.SOF3 -> {
				if (frame != null) throw damaged("holds two frames");
				frame = new JpegFrame(marker, in, format, encoded.length);
			}
			case DHT -> huffmanTables(in);
			case DQT -> quantizationTables(in);
			case DRI -> restartInterval = in.getShort() & 0xffff;
			case DNL -> {
				if (frame == null || (in.getShort() & 0xffff) != frame.rows) throw damaged("states another number of lines than the data set");
			}
			case APP0 -> jfif |= startsWith(in, "JFIF\0");
			case APP14 -> {
				if (startsWith(in, "Adobe") && in.remaining() >= 12) adobe = in.get(in.position() + 11) & 0xff;
			}
			case SOF55 -> throw new IOException("the stream is JPEG-LS, against what the transfer syntax says; export the file again");
			default -> {
				if (marker > JPG && marker <= SOF15) throw new IOException("the JPEG stream has arithmetic coding, which is not handled; convert the file with another program first");
				if (marker >= SOF5 && marker <= JPG || marker == DHP) throw new IOException("the JPEG stream is hierarchical, which is not handled; convert the file with another program first");
			}
		}
	}

	private void huffmanTables(ByteBuffer in) throws IOException {
		while (in.hasRemaining()) {
			int destination = in.get() & 0xff;
			int[] counts = new int[16];
			int sum = 0;
			for (int i = 0; i < 16; i++) sum += counts[i] = in.get() & 0xff;
			byte[] symbols = new byte[sum];
			in.get(symbols);
			if ((destination & ~0x13) != 0) throw damaged("has a Huffman table with a wrong destination");
			(destination >> 4 == 0 ? dc : ac)[destination & 3] = new JpegHuffman(counts, symbols);
		}
	}

	private void quantizationTables(ByteBuffer in) throws IOException {
		while (in.hasRemaining()) {
			int destination = in.get() & 0xff;
			if ((destination & ~0x13) != 0) throw damaged("has a quantization table with a wrong destination");
			int[] table = new int[64];
			for (int natural : ZIGZAG) table[natural] = destination >> 4 == 0 ? in.get() & 0xff : in.getShort() & 0xffff;
			steps[destination & 3] = table;
		}
	}

	/** Decodes a scan; returns where the marker after it stands. */
	private int scan(ByteBuffer header, int data) throws IOException {
		if (frame == null) throw damaged("has a scan before its frame header");
		JpegScan scan = new JpegScan(frame, header, steps, dc, ac, restartInterval);
		JpegBits bits = new JpegBits(encoded, data);
		if (frame.lossless) {
			if (lossless == null) lossless = new JpegLossless(frame);
			lossless.decode(scan, bits);
		}
		else JpegBlocks.decode(frame, scan, bits);
		return bits.marker();
	}

	/** What the stream says of its colours, in the order of weight that the IJG library gives to its signs. */
	private Colour colour() {
		JpegComponent[] c = frame.components;
		if (c.length != 3) return Colour.AS_STATED;
		if (jfif && !frame.lossless) return Colour.YBR_FULL;
		if (adobe >= 0) return adobe == 0 ? Colour.RGB : Colour.YBR_FULL;
		return c[0].id == 'R' && c[1].id == 'G' && c[2].id == 'B' ? Colour.RGB : Colour.AS_STATED;
	}

	private static boolean startsWith(ByteBuffer in, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		return in.remaining() >= bytes.length && in.slice(in.position(), bytes.length).equals(ByteBuffer.wrap(bytes));
	}

	static IOException damaged(String how) {
		return new IOException("the JPEG stream " + how + "; it is damaged, export the file again");
	}

	static IOException cutOff() {
		return new IOException("the JPEG stream ends before its frame is complete; export the file again");
	}
}
