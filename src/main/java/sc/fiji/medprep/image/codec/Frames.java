package sc.fiji.medprep.image.codec;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
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
	/** Null without PALETTE COLOR. */
	private final Palette palette;
	/** Whether values may differ from what was compressed, and so lie outside of their range. */
	private final boolean lossy;

	private Frames(PixelFormat format, int count, FrameReader reader, Palette palette, boolean lossy) {
		this.format = format;
		this.count = count;
		this.reader = reader;
		this.palette = palette;
		this.lossy = lossy;
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
		Palette palette = format.photometric().equals(Palette.NAME) ? new Palette(dataSet, format) : null;
		int count = Math.max(1, dataSet.intValue(Tag.NUMBER_OF_FRAMES).orElse(1));
		return new Frames(format, count, reader(file, pixels, format, count), palette, Compression.isLossy(file.transferSyntax().uid()));
	}

	/**
	 * The frames of a file whose header was read before.
	 *
	 * @param source the bytes of the same file
	 * @throws IOException if the file has changed
	 */
	public static Frames of(NativePixels stored, ByteSource source) throws IOException {
		if (source.length() != stored.sourceLength()) throw new IOException("The file is not as it was when its header was read; read the folder again");
		return new Frames(stored.format(), stored.count(), new NativeFrames(stored, source), null, false);
	}

	/**
	 * What {@link #of(NativePixels, ByteSource)} needs to read the frames again without the header.
	 *
	 * @param file the file of these frames
	 * @return empty if they need it, because they are compressed or have a palette, or do not stand in the file as they are
	 */
	public Optional<NativePixels> stored(DicomFile file) {
		Element pixels = file.dataSet().get(Tag.PIXEL_DATA);
		boolean inFile = pixels != null && pixels.value() instanceof Value.Bulk && file.inflated().isEmpty();
		return inFile && palette == null && reader instanceof NativeFrames frames ? Optional.of(frames.stored()) : Optional.empty();
	}

	private static FrameReader reader(DicomFile file, Element pixels, PixelFormat format, int count) throws IOException {
		TransferSyntax syntax = file.transferSyntax();
		if (syntax.encapsulated()) {
			Compression compression = Compression.of(syntax.uid());
			if (pixels.value() instanceof Value.Fragments fragments) return new EncapsulatedFrames(fragments, file.dataSet(), format, compression, count);
			throw new IOException("Pixel Data (7FE0,0010) is not compressed, but the transfer syntax " + syntax.uid() + " says so; correct the Transfer Syntax UID (0002,0010)");
		}
		if (pixels.value() instanceof Value.Bytes || pixels.value() instanceof Value.Bulk) {
			NativePixels stored = NativePixels.of(pixels, format, count, syntax.uid().equals(GE_BIG_ENDIAN_PIXELS) ? ByteOrder.BIG_ENDIAN : pixels.order());
			return new NativeFrames(stored, pixels.value() instanceof Value.Bulk bulk ? bulk.source() : ByteSource.of(pixels.bytes()));
		}
		if (pixels.value() instanceof Value.Sequence) throw new IOException("Pixel Data (7FE0,0010) is a sequence of data sets, so this is no image; export it again");
		throw new IOException("Pixel Data (7FE0,0010) is compressed, but the transfer syntax " + syntax.uid() + " is one without compression; correct the Transfer Syntax UID (0002,0010)");
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
		checkNumber(frame);
		return reader.read(frame);
	}

	private void checkNumber(int frame) {
		if (frame < 0 || frame >= count) throw new IndexOutOfBoundsException("There is no frame " + frame);
	}

	/**
	 * A frame as {@link sc.fiji.medprep.image.Volume} holds it: of the type that {@link #type} says, with its offset added;
	 * unused bits are gone, colours are 0xFFRRGGBB. MONOCHROME1 stays as it is stored.
	 *
	 * @param frame from 0
	 * @throws IOException if it cannot be read or decoded, or has colours of more than 8 bits or of a space that is not handled
	 */
	public Object plane(int frame) throws IOException {
		if (palette == null && reader instanceof NativeFrames stored && stored.areWords()) {
			checkNumber(frame);
			return stored.plane(frame);
		}
		Codec.Samples samples = read(frame);
		if (format.real()) return samples.array();
		if (palette != null) return palette.packed(samples.array());
		if (format.samples() > 1) return colours(samples);
		// What a code stream has no bits for has been moved down already.
		int lowBit = samples.bits() > format.highBit() ? format.highBit() + 1 - format.bitsStored() : 0;
		if (lossy && lowBit == 0 && samples.bits() > format.bitsStored()) StoredBits.limit(samples.array(), format, samples.bits());
		return StoredBits.plane(samples.array(), format, lowBit);
	}

	private int[] colours(Codec.Samples samples) throws IOException {
		if (!(samples.array() instanceof byte[] bytes) || format.bitsStored() != 8) {
			throw new IOException("Bits Allocated (0028,0100) or Bits Stored (0028,0101) of a colour image is not 8, and colours in memory have 8 bits; convert it first");
		}
		if (format.samples() != 3) throw unknownColour();
		return switch (samples.colour()) {
			case RGB -> Chroma.packedRgb(bytes);
			case YBR_FULL -> Chroma.packed(bytes);
			case AS_STATED -> switch (format.photometric()) {
				// The transforms of JPEG 2000 are undone by its decoder.
				case "RGB", "YBR_ICT", "YBR_RCT" -> Chroma.packedRgb(bytes);
				case "YBR_FULL", "YBR_FULL_422" -> Chroma.packed(bytes);
				default -> throw unknownColour();
			};
		};
	}

	private static IOException unknownColour() {
		return new IOException("Photometric Interpretation (0028,0004) is none that is handled; convert the image to RGB first");
	}
}
