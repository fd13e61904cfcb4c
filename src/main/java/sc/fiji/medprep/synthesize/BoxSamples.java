package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.nio.ByteBuffer;

import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** What a box of an uncompressed image shows, read frame by frame. */
final class BoxSamples {
	private static final int PHOTOMETRIC_INTERPRETATION = 0x00280004, PLANAR_CONFIGURATION = 0x00280006, PIXEL_REPRESENTATION = 0x00280103;

	private final ByteSource source;
	private final long offset;
	private final int rows, columns, channels, frames, bytes;
	private final int left, top, width, height;
	private final boolean planes, signed;
	private final ByteBuffer line;

	private BoxSamples(DataSet image, ByteSource source, long offset, Element pixels, PixelBox box) {
		this.source = source;
		this.offset = offset;
		rows = number(image, Tag.ROWS, 0);
		columns = number(image, Tag.COLUMNS, 0);
		channels = number(image, Tag.SAMPLES_PER_PIXEL, 1);
		frames = Math.max(1, number(image, Tag.NUMBER_OF_FRAMES, 1));
		bytes = number(image, Tag.BITS_ALLOCATED, 0) / 8;
		planes = channels > 1 && number(image, PLANAR_CONFIGURATION, 0) == 1;
		signed = number(image, PIXEL_REPRESENTATION, 0) == 1;
		left = Math.min(box.left(), columns);
		top = Math.min(box.top(), rows);
		width = Math.min(box.right(), columns) - left;
		height = Math.min(box.bottom(), rows) - top;
		line = ByteBuffer.allocate(width * bytes * (planes ? 1 : channels)).order(pixels.order());
	}

	private static int number(DataSet image, int tag, int otherwise) {
		return image.intValue(tag).orElse(otherwise);
	}

	/** @return null if the pixels are compressed, of another depth than 8, 16 or 32 bits, subsampled, or do not fill the image */
	static BoxSamples of(DataSet image, PixelBox box) {
		Element pixels = image.get(Tag.PIXEL_DATA);
		int bits = number(image, Tag.BITS_ALLOCATED, 0), channels = number(image, Tag.SAMPLES_PER_PIXEL, 1);
		if (pixels == null || bits != 8 && bits != 16 && bits != 32 || channels != 1 && channels != 3) return null;
		if (image.string(PHOTOMETRIC_INTERPRETATION).orElse("").endsWith("_422")) return null;
		long length = (long) Math.max(0, number(image, Tag.ROWS, 0)) * Math.max(0, number(image, Tag.COLUMNS, 0)) * channels * bits / 8;
		length *= Math.max(1, number(image, Tag.NUMBER_OF_FRAMES, 1));
		if (pixels.value() instanceof Value.Bulk bulk && bulk.length() >= length) return new BoxSamples(image, bulk.source(), bulk.offset(), pixels, box);
		if (pixels.value() instanceof Value.Bytes plain && plain.bytes().length >= length) return new BoxSamples(image, ByteSource.of(plain.bytes()), 0, pixels, box);
		return null;
	}

	/** Whether nothing can be seen in any frame. */
	boolean isEven() throws IOException {
		for (int f = 0; f < frames; f++) {
			for (double sample : frame(f)) {
				if (Math.abs(sample) > 1e-6) return false;
			}
		}
		return true;
	}

	/** Whether another image has the same size and as many frames. */
	boolean isComparable(BoxSamples other) {
		return rows == other.rows && columns == other.columns && frames == other.frames && channels == other.channels;
	}

	/** The greatest correlation of a frame with the same frame of a comparable image, inverted or not: from 0 to 1. */
	double likeness(BoxSamples other) throws IOException {
		double greatest = 0;
		for (int f = 0; f < frames; f++) {
			double[] ours = frame(f), theirs = other.frame(f);
			double product = 0, square = 0, otherSquare = 0;
			for (int i = 0; i < ours.length; i++) {
				product += ours[i] * theirs[i];
				square += ours[i] * ours[i];
				otherSquare += theirs[i] * theirs[i];
			}
			if (square > 0 && otherSquare > 0) greatest = Math.max(greatest, Math.abs(product) / Math.sqrt(square * otherSquare));
		}
		return greatest;
	}

	/** The samples of one frame, channel by channel, each channel around its mean. */
	private double[] frame(int f) throws IOException {
		double[] samples = new double[width * height * channels];
		long start = offset + (long) f * rows * columns * channels * bytes;
		int together = planes ? 1 : channels;
		for (int plane = 0; plane < channels / together; plane++) {
			for (int y = 0; y < height; y++) {
				long pixel = (long) (plane * rows + top + y) * columns + left;
				source.readFully(start + pixel * together * bytes, line.clear());
				line.flip();
				for (int x = 0; x < width; x++) {
					for (int c = 0; c < together; c++) samples[((plane + c) * height + y) * width + x] = sample();
				}
			}
		}
		for (int c = 0; c < channels; c++) center(samples, c * width * height, width * height);
		return samples;
	}

	private double sample() {
		return switch (bytes) {
			case 1 -> signed ? line.get() : line.get() & 0xFF;
			case 2 -> signed ? line.getShort() : line.getShort() & 0xFFFF;
			default -> signed ? line.getInt() : line.getInt() & 0xFFFFFFFFL;
		};
	}

	private static void center(double[] samples, int from, int count) {
		double sum = 0;
		for (int i = from; i < from + count; i++) sum += samples[i];
		for (int i = from; i < from + count; i++) samples[i] -= sum / count;
	}
}
