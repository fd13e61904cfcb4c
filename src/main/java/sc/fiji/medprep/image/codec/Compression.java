package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** How the frames of a transfer syntax are compressed: what decodes them and how they begin. */
enum Compression {
	RLE(true), JPEG(true), JPEG_LS(true), JPEG_2000(true), DEFLATE(false), NONE(false);

	/** As many first bytes as {@link #begins} looks at. */
	static final int HEAD = RleCodec.HEADER;

	/** Whether the first bytes tell a frame. */
	final boolean signed;

	Compression(boolean signed) {
		this.signed = signed;
	}

	/**
	 * Decodes a frame.
	 *
	 * @throws IOException as {@link Codec#decode} says, and if the library is missing
	 */
	Codec.Samples decode(byte[] encoded, PixelFormat format) throws IOException {
		try {
			return codec().decode(encoded, format);
		}
		catch (NoClassDefFoundError missing) {
			if (this != JPEG_2000) throw missing;
			throw new IOException("Pixel Data (7FE0,0010) is compressed with JPEG 2000, for which ome-jai.jar is missing; put it where the jar of MedPrep is and start again, or convert the file to Explicit VR Little Endian first");
		}
	}

	/** Made when it is needed, because that of JPEG 2000 takes a library that may not be there. */
	private Codec codec() {
		return switch (this) {
			case RLE -> new RleCodec();
			case JPEG -> new JpegCodec();
			case JPEG_LS -> new JpegLsCodec();
			case JPEG_2000 -> new Jpeg2000Codec();
			case DEFLATE -> new DeflateCodec();
			case NONE -> new PlainCodec();
		};
	}

	/** Whether bytes can be the first of a frame; false where that cannot be told. */
	boolean begins(byte[] head) {
		return switch (this) {
			case RLE -> isRle(head);
			case JPEG, JPEG_LS -> isJpeg(head);
			// start of code stream and size, or the signature box of a file around them
			case JPEG_2000 -> head.length >= 4 && (int32(head, 0) == 0x51FF4FFF || head.length >= 8 && int32(head, 4) == 0x2020506A);
			case DEFLATE, NONE -> false;
		};
	}

	/** Number of segments, then their offsets, the first directly behind the header (PS3.5 annex G.5). */
	private static boolean isRle(byte[] head) {
		if (head.length < RleCodec.HEADER || int32(head, 0) < 1 || int32(head, 0) > RleCodec.MOST_SEGMENTS || int32(head, 4) != RleCodec.HEADER) return false;
		for (int segment = 1; segment < RleCodec.MOST_SEGMENTS; segment++) {
			int offset = int32(head, 4 + 4 * segment);
			if (segment < int32(head, 0) ? offset <= int32(head, 4 * segment) : offset != 0) return false;
		}
		return true;
	}

	private static boolean isJpeg(byte[] head) {
		return head.length >= 3 && head[0] == -1 && head[1] == (byte) 0xD8 && head[2] == -1;
	}

	private static int int32(byte[] bytes, int at) {
		return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
	}

	/**
	 * The compression of a transfer syntax with encapsulated frames.
	 *
	 * @throws IOException if it is one that is not handled
	 */
	static Compression of(String uid) throws IOException {
		return switch (uid) {
			case "1.2.840.10008.1.2.1.98" -> NONE;
			case "1.2.840.10008.1.2.5" -> RLE;
			case "1.2.840.10008.1.2.8.1" -> DEFLATE;
			case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> JPEG_LS;
			case "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.92", "1.2.840.10008.1.2.4.93" -> JPEG_2000;
			default -> {
				int last = uid.startsWith("1.2.840.10008.1.2.4.") && uid.length() == 22 ? Integer.parseInt(uid.substring(20)) : 0;
				if (last >= 50 && last <= 70) yield JPEG;
				boolean video = uid.startsWith("1.2.840.10008.1.2.4.10");
				throw new IOException("Pixel Data (7FE0,0010) is compressed with the transfer syntax " + uid + (video ? ", a video, which is not read; make a multi-frame image of it first"
					: ", which is not read; convert the file to Explicit VR Little Endian or JPEG 2000 first"));
			}
		};
	}

	/** Whether frames of a transfer syntax may be compressed with loss. */
	static boolean isLossy(String uid) {
		return switch (uid) {
			// JPEG with DCT, near-lossless JPEG-LS, JPEG 2000 where it need not be lossless
			case "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.53", "1.2.840.10008.1.2.4.55", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.93" -> true;
			default -> false;
		};
	}
}
