package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.lang.reflect.Array;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Value;

/** Compressed frames, whose fragments are joined and decoded. */
final class EncapsulatedFrames implements FrameReader {
	/** Frames beyond this size must have at least one byte for so many samples, or they are made to fill memory. */
	private static final int LARGE = 1 << 25, MOST_EXPANSION = 1 << 12;

	private final PixelFormat format;
	private final Compression compression;
	private final FrameFragments fragments;

	EncapsulatedFrames(Value.Fragments value, DataSet dataSet, PixelFormat format, Compression compression, int count) throws IOException {
		this.format = format;
		this.compression = compression;
		fragments = new FrameFragments(value, dataSet, compression, count);
	}

	@Override
	public Codec.Samples read(int frame) throws IOException {
		byte[] encoded = fragments.join(frame);
		if (format.length() > LARGE && format.length() / MOST_EXPANSION > encoded.length) {
			throw new IOException("Rows (0028,0010) and Columns (0028,0011) give a frame that is far too large for its compressed bytes; the header is damaged, export the image again");
		}
		Codec.Samples decoded = compression.decode(encoded, format);
		if (Array.getLength(decoded.array()) != format.length()) throw new IOException("A frame of Pixel Data (7FE0,0010) has not as many samples as the header says; export the image again");
		return new Codec.Samples(fitted(decoded.array()), decoded.bits(), decoded.colour());
	}

	/** Samples in the array that Bits Allocated ask for: streams may say that they have fewer bits, but not more. */
	private Object fitted(Object samples) throws IOException {
		int from = Unpacking.bytes(samples), to = format.bitsAllocated() <= 8 ? 1 : format.bitsAllocated() <= 16 ? 2 : format.bitsAllocated() <= 32 ? 4 : 8;
		if (from == to) return samples;
		if (from > to) throw new IOException("Bits Allocated (0028,0100) is less than the compressed frame has; correct the header or export the image again");
		return Unpacking.widened(samples, to);
	}
}
