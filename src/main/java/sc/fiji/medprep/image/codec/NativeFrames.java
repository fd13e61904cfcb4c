package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/** Uncompressed frames one after the other, without gaps even between bits; only the bytes of the frame asked for are read. */
final class NativeFrames implements FrameReader {
	private static final int BUFFER = 1 << 16;

	private final PixelFormat format;
	private final ByteSource source;
	private final long offset, length;
	private final ByteOrder order;
	/** Whether samples smaller than a word stand in words of the other byte order. */
	private final boolean swapped;
	/** Bits of a frame, and samples that stand in it. */
	private final long bits;
	private final int stored;

	/**
	 * @param order byte order of the pixels, which in one private transfer syntax is not that of the data set
	 * @throws IOException if there are not as many bytes as the frames need, or so many that they must be of more frames
	 */
	NativeFrames(Element pixels, PixelFormat format, int count, ByteOrder order) throws IOException {
		this.format = format;
		this.order = order;
		if (pixels.value() instanceof Value.Bulk bulk) {
			source = bulk.source();
			offset = bulk.offset();
			length = bulk.length();
		}
		else {
			source = ByteSource.of(pixels.bytes());
			offset = 0;
			length = source.length();
		}
		swapped = order == ByteOrder.BIG_ENDIAN && pixels.vr() != VR.OB && format.bitsAllocated() < 16;
		stored = PlainCodec.stored(format);
		bits = (long) stored * format.bitsAllocated();
		check(pixels.tag(), count);
	}

	private void check(int tag, int count) throws IOException {
		String name = tag == Tag.PIXEL_DATA ? "Pixel Data " : "Float Pixel Data ";
		if (count > length * 8 / bits) {
			// The product need not fit 64 bits.
			BigInteger needed = BigInteger.valueOf(count).multiply(BigInteger.valueOf(bits)).add(BigInteger.valueOf(7)).shiftRight(3);
			throw new IOException(name + Tag.toString(tag) + " lacks " + needed.subtract(BigInteger.valueOf(length)) + " of the " + needed + " bytes that " + count + (count == 1 ? " frame needs" : " frames need")
				+ "; the file is cut off or Number of Frames (0028,0008) is wrong, export it again");
		}
		if (bits / 8 > Integer.MAX_VALUE - 16) throw new IOException(name + Tag.toString(tag) + " has frames of more than 2 GiB, which do not fit into memory");
		if (stored < format.length() && format.columns() % 2 != 0) throw new IOException("Columns (0028,0011) is odd, but pairs of pixels share chroma; correct the header or export the image again");
		if (stored < format.length() && length == even(format.length() * (long) count)) {
			throw new IOException("Photometric Interpretation (0028,0004) says that chroma is halved, but Pixel Data (7FE0,0010) has all of it; correct the header");
		}
		if (bits % 8 != 0 && length == even(count * ((bits + 7) / 8)) && length > even((count * bits + 7) / 8)) {
			throw new IOException(name + Tag.toString(tag) + " has frames that begin at whole bytes, where the bits of frames must follow each other without a gap; export the image again");
		}
		// Less than a frame may be padding, and up to an even number of bytes always is.
		long surplus = length * 8 - count * bits;
		if (surplus >= Math.max(bits, 16)) {
			throw new IOException(name + Tag.toString(tag) + " has bytes for more frames than Number of Frames (0028,0008) says; correct it or export the image again");
		}
	}

	private static long even(long bytes) {
		return bytes + bytes % 2;
	}

	@Override
	public Codec.Samples read(int frame) throws IOException {
		long firstBit = frame * bits, from = firstBit / 8, to = (firstBit + bits + 7) / 8;
		if (format.bitsAllocated() == 16 && format.samples() == 1) return new Codec.Samples(words(offset + from, stored), 16, Codec.Colour.AS_STATED);
		if (swapped) {
			from -= from % 2;
			to = Math.min(length, to + to % 2);
		}
		byte[] bytes = source.bytes(offset + from, (int) (to - from));
		if (swapped) {
			Unpacking.swapPairs(bytes);
			int before = (int) (firstBit / 8 - from);
			if (format.bitsAllocated() == 8 && bytes.length != stored) bytes = Arrays.copyOfRange(bytes, before, before + stored);
		}
		return new Codec.Samples(PlainCodec.samples(bytes, (int) (firstBit - from * 8), format, order), format.bitsAllocated(), Codec.Colour.AS_STATED);
	}

	/** Words pass through a buffer that stays in the cache, which takes half as long as an array of all bytes. */
	private short[] words(long from, int count) throws IOException {
		short[] words = new short[count];
		ByteBuffer buffer = ByteBuffer.allocate(Math.min(BUFFER, 2 * count)).order(order);
		for (int done = 0; done < count;) {
			int n = Math.min(buffer.capacity() / 2, count - done);
			source.readFully(from + 2L * done, buffer.clear().limit(2 * n));
			buffer.flip();
			buffer.asShortBuffer().get(words, done, n);
			done += n;
		}
		return words;
	}
}
