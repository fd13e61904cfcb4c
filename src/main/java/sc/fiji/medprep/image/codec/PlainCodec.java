package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteOrder;

/** Frames that are encapsulated without being compressed (PS3.5 annex A.4.11): each begins with a byte of its own. */
final class PlainCodec implements Codec {
	/** Bytes of a frame. */
	static long length(PixelFormat format) {
		return ((long) stored(format) * format.bitsAllocated() + 7) / 8;
	}

	/** Samples that stand in a frame, fewer than its {@link PixelFormat#length} if pixels share chroma. */
	static int stored(PixelFormat format) {
		return Chroma.isHalved(format) ? format.length() / 3 * 2 : format.length();
	}

	@Override
	public Samples decode(byte[] encoded, PixelFormat format) throws IOException {
		if (encoded.length < length(format)) throw new IOException("A frame of Pixel Data (7FE0,0010) has fewer bytes than its pixels need; copy or export the file again");
		return new Samples(samples(encoded, 0, format, ByteOrder.LITTLE_ENDIAN), format.bitsAllocated(), Colour.AS_STATED);
	}

	/** The samples of native bytes, interleaved and with full chroma; see {@link Unpacking#samples}. */
	static Object samples(byte[] bytes, int firstBit, PixelFormat format, ByteOrder order) {
		Object samples = Unpacking.samples(bytes, firstBit, stored(format), format, order);
		if (Chroma.isHalved(format)) return Chroma.doubled((byte[]) samples);
		return format.planar() ? Unpacking.interleaved(samples, format.samples()) : samples;
	}
}
