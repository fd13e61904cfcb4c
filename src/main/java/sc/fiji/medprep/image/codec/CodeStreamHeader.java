package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import sc.fiji.medprep.dicom.ByteSource;

/**
 * What a compressed frame says of itself before its pixels; nothing is decoded.
 *
 * @param rows 0 where it is said later or not at all
 * @param columns 0 where it is not said
 * @param components samples per pixel; for RLE the number of segments
 * @param precision bits of a sample; 0 where it is not said
 * @param signed whether samples are said to be signed, which only JPEG 2000 can say
 * @param process how it is compressed
 * @param reversible whether the pixels are exactly what was compressed
 */
public record CodeStreamHeader(int rows, int columns, int components, int precision, boolean signed, Process process, boolean reversible) {
	/** Kinds of code streams; those of JPEG by the marker of their frame (T.81 table B.1). */
	public enum Process {
		BASELINE, EXTENDED, PROGRESSIVE, LOSSLESS, OTHER_JPEG, JPEG_LS, JPEG_2000, RLE
	}

	/** Markers before the frame and its scan; real streams have some tens. */
	private static final int MOST_MARKERS = 1000;
	private static final int SIGNATURE_BOX = 0x6A502020, CODE_STREAM_BOX = 0x6A703263;

	/** Whether bytes of a transfer syntax begin as its frames do; true where that cannot be told. */
	public static boolean begins(String transferSyntax, byte[] head) {
		if (transferSyntax.startsWith("1.2.840.10008.1.2.4.20")) return Compression.JPEG_2000.begins(head);
		try {
			Compression compression = Compression.of(transferSyntax);
			return !compression.signed || compression.begins(head);
		}
		catch (IOException unhandled) {
			return true;
		}
	}

	/** As many first bytes of a frame as {@link #begins} needs. */
	public static int headLength() {
		return Compression.HEAD;
	}

	/**
	 * Reads the header of a JPEG, JPEG-LS, JPEG 2000 or RLE frame.
	 *
	 * @param offset of its first byte
	 * @param length bytes of its first fragment at most
	 * @return empty if it is none of these, or damaged, or its header is not all there
	 * @throws IOException if the source fails
	 */
	public static Optional<CodeStreamHeader> of(ByteSource source, long offset, long length) throws IOException {
		Bytes bytes = new Bytes(source, offset, length);
		CodeStreamHeader header = null;
		if (bytes.u16(0) == 0xFFD8) header = jpeg(bytes);
		else if (bytes.u16(0) == 0xFF4F) header = jpeg2000(bytes, 0);
		else if (bytes.i32(4) == SIGNATURE_BOX) header = boxed(bytes);
		else if (bytes.u8(0) > 0 && bytes.u8(0) <= RleCodec.MOST_SEGMENTS && bytes.u8(1) + bytes.u16(2) == 0 && bytes.u8(4) == RleCodec.HEADER) {
			header = new CodeStreamHeader(0, 0, bytes.u8(0), 0, false, Process.RLE, true);
		}
		return bytes.ended ? Optional.empty() : Optional.ofNullable(header);
	}

	/** The segments up to the first scan: the frame header, then the parameters of the scan. */
	private static CodeStreamHeader jpeg(Bytes bytes) throws IOException {
		CodeStreamHeader frame = null;
		long at = 2;
		for (int i = 0; i < MOST_MARKERS && !bytes.ended; i++) {
			if (bytes.u8(at) != 0xFF) return null;
			int marker = bytes.u8(at + 1);
			if (marker == 0xFF) {
				at++;
				continue;
			}
			int size = bytes.u16(at + 2);
			boolean isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC || marker == 0xF7;
			if (isFrame && frame == null) {
				Process process = process(marker);
				frame = new CodeStreamHeader(bytes.u16(at + 5), bytes.u16(at + 7), bytes.u8(at + 9), bytes.u8(at + 4), false, process, process == Process.LOSSLESS);
			}
			if (marker == 0xDA) {
				if (frame == null || frame.process != Process.JPEG_LS) return frame;
				// NEAR, behind the components of the scan (T.87 C.2.3)
				return new CodeStreamHeader(frame.rows, frame.columns, frame.components, frame.precision, false, frame.process, bytes.u8(at + 5 + 2L * bytes.u8(at + 4)) == 0);
			}
			if (size < 2 || marker == 0xD9) return null;
			at += 2 + size;
		}
		return null;
	}

	private static Process process(int marker) {
		return switch (marker) {
			case 0xC0 -> Process.BASELINE;
			case 0xC1 -> Process.EXTENDED;
			case 0xC2 -> Process.PROGRESSIVE;
			case 0xC3 -> Process.LOSSLESS;
			case 0xF7 -> Process.JPEG_LS;
			default -> Process.OTHER_JPEG;
		};
	}

	/** The code stream in the boxes of a JP2 file. */
	private static CodeStreamHeader boxed(Bytes bytes) throws IOException {
		long at = 0;
		for (int i = 0; i < MOST_MARKERS && !bytes.ended; i++) {
			long size = bytes.i32(at) & 0xFFFFFFFFL;
			if (bytes.i32(at + 4) == CODE_STREAM_BOX) return jpeg2000(bytes, at + 8);
			if (size < 8) return null;
			at += size;
		}
		return null;
	}

	/** SIZ, then the segments up to COD, which tells the wavelet (T.800 A.5.1 and A.6.1). */
	private static CodeStreamHeader jpeg2000(Bytes bytes, long start) throws IOException {
		long siz = start + 2;
		if (bytes.u16(siz) != 0xFF51) return null;
		int columns = bytes.i32(siz + 6) - bytes.i32(siz + 14), rows = bytes.i32(siz + 10) - bytes.i32(siz + 18), components = bytes.u16(siz + 38), depth = bytes.u8(siz + 40);
		long at = siz + 2 + bytes.u16(siz + 2);
		for (int i = 0; i < MOST_MARKERS && !bytes.ended; i++) {
			int marker = bytes.u16(at), size = bytes.u16(at + 2);
			if (marker == 0xFF52) return new CodeStreamHeader(rows, columns, components, (depth & 0x7F) + 1, depth > 0x7F, Process.JPEG_2000, bytes.u8(at + 13) == 1);
			if (marker >>> 8 != 0xFF || marker == 0xFF90 || size < 2) return null;
			at += 2 + size;
		}
		return null;
	}

	/** The first bytes of a fragment, a piece at a time. What is behind its end is zero and noted. */
	private static final class Bytes {
		private static final int PIECE = 512;

		private final ByteSource source;
		private final long offset, length;
		private byte[] piece = {};
		private long start;
		private boolean ended;

		private Bytes(ByteSource source, long offset, long length) {
			this.source = source;
			this.offset = offset;
			this.length = length;
		}

		private int u8(long at) throws IOException {
			if (at < 0 || at >= length) {
				ended = true;
				return 0;
			}
			if (at < start || at >= start + piece.length) {
				piece = new byte[(int) Math.min(PIECE, length - at)];
				source.readFully(offset + at, ByteBuffer.wrap(piece));
				start = at;
			}
			return piece[(int) (at - start)] & 0xFF;
		}

		private int u16(long at) throws IOException {
			return u8(at) << 8 | u8(at + 1);
		}

		private int i32(long at) throws IOException {
			return u16(at) << 16 | u16(at + 2);
		}
	}
}
