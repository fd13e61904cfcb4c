package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteOrder;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.image.PixelType;

/**
 * The frames of a DICOM file. Nothing is kept: each call reads and decodes the bytes of one frame, so the file must stay open.
 * Safe for use by several threads.
 */
public final class Frames {
	/** GE: a little endian data set with big endian pixels. */
	private static final String GE_BIG_ENDIAN_PIXELS = "1.2.840.113619.5.2";

	private final PixelFormat format;
	private final int count;
	private final FrameReader reader;

	private Frames(PixelFormat format, int count, FrameReader reader) {
		this.format = format;
		this.count = count;
		this.reader = reader;
	}

	/**
	 * Looks at what a file says of its pixels, and where its frames are; none is decoded.
	 *
	 * @throws IOException if there are no pixels, or the header lacks what is needed, contradicts itself or the bytes that are
	 *             there, or the transfer syntax is not handled: one sentence with the tag, without values of the file
	 */
	public static Frames of(DicomFile file) throws IOException {
		DataSet dataSet = file.dataSet();
		Element pixels = dataSet.get(Tag.PIXEL_DATA);
		if (pixels == null) pixels = dataSet.get(Tag.FLOAT_PIXEL_DATA);
		if (pixels == null) pixels = dataSet.get(Tag.DOUBLE_FLOAT_PIXEL_DATA);
		if (pixels == null || pixels.isEmpty()) throw new IOException("There is no Pixel Data (7FE0,0010), so this is no image; leave it out");
		PixelFormat format = PixelFormat.of(dataSet);
		int count = Math.max(1, dataSet.intValue(Tag.NUMBER_OF_FRAMES).orElse(1));
		if (!(pixels.value() instanceof Value.Bytes || pixels.value() instanceof Value.Bulk) || file.transferSyntax().encapsulated()) {
			throw new IOException("Pixel Data (7FE0,0010) is compressed with the transfer syntax " + file.transferSyntax().uid() + ", which is not handled; convert the file to an uncompressed one first");
		}
		ByteOrder order = file.transferSyntax().uid().equals(GE_BIG_ENDIAN_PIXELS) ? ByteOrder.BIG_ENDIAN : pixels.order();
		return new Frames(format, count, new NativeFrames(pixels, format, count, order));
	}

	/** Number of frames, at least 1. */
	public int count() {
		return count;
	}

	/** What the data set says of a frame. */
	public PixelFormat format() {
		return format;
	}

	/** The type of what {@link #plane} gives. */
	public PixelType type() {
		return format.type();
	}

	/**
	 * The samples of a frame as they are stored: interleaved, {@link PixelFormat#length} of them, before bits are masked and
	 * colours converted; chroma has full resolution.
	 *
	 * @param frame from 0
	 * @return byte[], short[], int[] or long[], the smallest that holds Bits Allocated, its bits as they are; float[] or
	 *         double[] of real pixels
	 */
	public Object samples(int frame) throws IOException {
		return read(frame).array();
	}

	private Codec.Samples read(int frame) throws IOException {
		if (frame < 0 || frame >= count) throw new IndexOutOfBoundsException("There is no frame " + frame);
		return reader.read(frame);
	}

	/**
	 * A frame as {@link sc.fiji.medprep.image.Volume} holds it: of the type that {@link #type} says, with its offset added;
	 * unused bits are gone, colours are 0xFFRRGGBB. MONOCHROME1 stays as it is stored.
	 *
	 * @param frame from 0
	 */
	public Object plane(int frame) throws IOException {
		Codec.Samples samples = read(frame);
		if (format.real()) return samples.array();
		if (type() == PixelType.RGB) throw new IOException("Colour is not handled");
		return StoredBits.plane(samples.array(), format, format.highBit() + 1 - format.bitsStored());
	}
}
