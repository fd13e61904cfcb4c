package sc.fiji.medprep.image.codec;

import java.io.IOException;

/** How the frames of a transfer syntax are compressed: what decodes them and how they begin. */
enum Compression {
	RLE(new RleCodec(), true) {
		@Override
		boolean begins(byte[] head) {
			// number of segments, then their offsets, the first directly behind the header (PS3.5 annex G.5)
			if (head.length < RleCodec.HEADER || int32(head, 0) < 1 || int32(head, 0) > RleCodec.MOST_SEGMENTS || int32(head, 4) != RleCodec.HEADER) return false;
			for (int segment = 1; segment < RleCodec.MOST_SEGMENTS; segment++) {
				int offset = int32(head, 4 + 4 * segment);
				if (segment < int32(head, 0) ? offset <= int32(head, 4 * segment) : offset != 0) return false;
			}
			return true;
		}
	},
	JPEG(new JpegCodec(), true) {
		@Override
		boolean begins(byte[] head) {
			return isJpeg(head);
		}
	},
	JPEG_LS(new JpegLsCodec(), true) {
		@Override
		boolean begins(byte[] head) {
			return isJpeg(head);
		}
	},
	JPEG_2000(new Jpeg2000Codec(), true) {
		@Override
		boolean begins(byte[] head) {
			// start of code stream and size, or the signature box of a file around them
			return head.length >= 4 && (int32(head, 0) == 0x51FF4FFF || head.length >= 8 && int32(head, 4) == 0x2020506A);
		}
	},
	DEFLATE(new DeflateCodec(), false), NONE(new PlainCodec(), false);

	/** As many first bytes as {@link #begins} looks at. */
	static final int HEAD = RleCodec.HEADER;

	final Codec codec;
	/** Whether the first bytes tell a frame. */
	final boolean signed;

	Compression(Codec codec, boolean signed) {
		this.codec = codec;
		this.signed = signed;
	}

	/** Whether bytes can be the first of a frame; false where that cannot be told. */
	boolean begins(byte[] head) {
		return false;
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
}
