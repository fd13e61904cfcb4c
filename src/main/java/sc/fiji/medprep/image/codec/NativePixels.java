package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;

import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;

/**
 * Where the uncompressed pixels of a file stand and what they are like: what is needed to read them again without the header.
 *
 * @param count number of frames
 * @param sourceLength bytes of the source that they stand in, by which one that has changed is told
 * @param offset of the first byte of all frames in the source
 * @param length bytes of all frames, padding included
 * @param order of the bytes of a sample
 * @param swapped whether samples smaller than a word stand in words of the other byte order
 */
public record NativePixels(PixelFormat format, int count, long sourceLength, long offset, long length, ByteOrder order, boolean swapped) {
	/**
	 * @param order byte order of the pixels, which in one private transfer syntax is not that of the data set
	 * @throws IOException if there are not as many bytes as the frames need, or so many that they must be of more frames
	 */
	static NativePixels of(Element pixels, PixelFormat format, int count, ByteOrder order) throws IOException {
		Value.Bulk bulk = pixels.value() instanceof Value.Bulk there ? there : null;
		boolean swapped = order == ByteOrder.BIG_ENDIAN && pixels.vr() != VR.OB && format.bitsAllocated() < 16;
		NativePixels stored = new NativePixels(format, count, bulk == null ? pixels.length() : bulk.source().length(), bulk == null ? 0 : bulk.offset(), pixels.length(), order, swapped);
		stored.check(pixels.tag());
		return stored;
	}

	/** Samples that stand in a frame. */
	int samples() {
		return PlainCodec.stored(format);
	}

	/** Bits of a frame; the next one follows without a gap. */
	long bits() {
		return (long) samples() * format.bitsAllocated();
	}

	private void check(int tag) throws IOException {
		String name = tag == Tag.PIXEL_DATA ? "Pixel Data " : "Float Pixel Data ";
		long bits = bits();
		if (count > length * 8 / bits) {
			// The product need not fit 64 bits.
			BigInteger needed = BigInteger.valueOf(count).multiply(BigInteger.valueOf(bits)).add(BigInteger.valueOf(7)).shiftRight(3);
			throw new IOException(name + Tag.toString(tag) + " lacks " + needed.subtract(BigInteger.valueOf(length)) + " of the " + needed + " bytes that " + count + (count == 1 ? " frame needs" : " frames need")
				+ "; the file is cut off or Number of Frames (0028,0008) is wrong, export it again");
		}
		if (bits / 8 > Integer.MAX_VALUE - 16) throw new IOException(name + Tag.toString(tag) + " has frames of more than 2 GiB, which do not fit into memory");
		if (samples() < format.length() && format.columns() % 2 != 0) throw new IOException("Columns (0028,0011) is odd, but pairs of pixels share chroma; correct the header or export the image again");
		if (samples() < format.length() && length == even(format.length() * (long) count)) {
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
}
