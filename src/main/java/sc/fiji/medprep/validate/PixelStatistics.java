package sc.fiji.medprep.validate;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.codec.PixelFormat;

/** Which values the samples of an image have. Of up to 16 bits each pattern is noted once, so that a pixel costs one store. */
final class PixelStatistics {
	private static final int PATTERNS = 1 << 16;
	private static final int OVERLAY_BITS_ALLOCATED = 0x100, OVERLAY_BIT_POSITION = 0x102, OVERLAY_DATA = 0x3000;

	private final PixelFormat format;
	private final int lowBit;
	/** Bits of a cell that neither pixels nor declared overlays use. */
	private final long unused;
	private final boolean padded;
	private final long leastPadding, mostPadding;
	private final boolean[] seen;

	private long least = Long.MAX_VALUE, most = Long.MIN_VALUE, leastOfImage = Long.MAX_VALUE, mostOfImage = Long.MIN_VALUE;
	private long bits, different;
	private boolean beyond;
	private int frames, constantFrames;
	private long notFinite;
	private double firstReal;
	private boolean realDiffers;

	PixelStatistics(PixelFormat format, DataSet dataSet) {
		this.format = format;
		lowBit = format.highBit() + 1 - format.bitsStored();
		long cell = format.bitsAllocated() == 64 ? -1 : (1L << format.bitsAllocated()) - 1;
		unused = cell & ~(mask() << lowBit) & ~overlayBits(dataSet);
		seen = new boolean[format.real() || format.bitsAllocated() > 16 ? 0 : PATTERNS];
		long[] value = dataSet.longs(Tag.PIXEL_PADDING_VALUE), limit = dataSet.longs(Tag.PIXEL_PADDING_RANGE_LIMIT);
		padded = value.length == 1 && !format.real();
		long one = padded ? asPixel(value[0]) : 0, other = padded && limit.length == 1 ? asPixel(limit[0]) : one;
		leastPadding = Math.min(one, other);
		mostPadding = Math.max(one, other);
	}

	private long asPixel(long value) {
		return format.signed() ? (short) value : value & 0xFFFF;
	}

	private long mask() {
		return format.bitsStored() == 64 ? -1 : (1L << format.bitsStored()) - 1;
	}

	/** Overlays that stand in the pixels, a retired form. */
	private static long overlayBits(DataSet dataSet) {
		long bits = 0;
		for (int group = 0x6000; group <= 0x601E; group += 2) {
			Element position = dataSet.get(Tag.of(group, OVERLAY_BIT_POSITION));
			boolean embedded = position != null && !dataSet.contains(Tag.of(group, OVERLAY_DATA)) && dataSet.intValue(Tag.of(group, OVERLAY_BITS_ALLOCATED)).orElse(0) > 1;
			if (embedded) bits |= 1L << (dataSet.intValue(position.tag()).orElse(0) & 63);
		}
		return bits;
	}

	/** Adds the samples of a frame as they are stored. */
	void add(Object samples) {
		frames++;
		boolean constant = true;
		if (samples instanceof byte[] bytes) {
			for (byte b : bytes) seen[b & 0xFF] = true;
			for (int i = 1; i < bytes.length && constant; i++) constant = bytes[i] == bytes[0];
		}
		else if (samples instanceof short[] shorts) {
			for (short s : shorts) seen[s & 0xFFFF] = true;
			for (int i = 1; i < shorts.length && constant; i++) constant = shorts[i] == shorts[0];
		}
		else if (samples instanceof int[] ints) {
			for (int i : ints) accept(i & 0xFFFFFFFFL);
			for (int i = 1; i < ints.length && constant; i++) constant = ints[i] == ints[0];
		}
		else if (samples instanceof long[] longs) {
			for (long l : longs) accept(l);
			for (int i = 1; i < longs.length && constant; i++) constant = longs[i] == longs[0];
		}
		else if (samples instanceof float[] floats) {
			for (float f : floats) real(f);
			for (int i = 1; i < floats.length && constant; i++) constant = floats[i] == floats[0];
		}
		else if (samples instanceof double[] doubles) {
			for (double d : doubles) real(d);
			for (int i = 1; i < doubles.length && constant; i++) constant = doubles[i] == doubles[0];
		}
		if (constant) constantFrames++;
	}

	private void real(double value) {
		if (different++ == 0) firstReal = value;
		else if (value != firstReal) realDiffers = true;
		if (!Double.isFinite(value)) notFinite++;
	}

	/** To be called behind the last frame. */
	void finish() {
		for (int pattern = 0; pattern < seen.length; pattern++) {
			if (seen[pattern]) accept(pattern);
		}
	}

	private void accept(long cell) {
		long pixel = cell >>> lowBit & mask();
		boolean negative = format.signed() && (pixel >>> format.bitsStored() - 1 & 1) != 0;
		// the sign may be extended to the end of the cell
		if ((cell & unused) != 0 && !(negative && (cell & unused) == (unused & -1L << format.highBit()))) beyond = true;
		long value = negative ? pixel | ~mask() : pixel;
		bits |= negative ? ~value : value;
		different |= pixel;
		least = Math.min(least, value);
		most = Math.max(most, value);
		if (padded && value >= leastPadding && value <= mostPadding) return;
		leastOfImage = Math.min(leastOfImage, value);
		mostOfImage = Math.max(mostOfImage, value);
	}

	/** True if all samples of all frames are the same. */
	boolean isConstant() {
		return format.real() ? !realDiffers && notFinite == 0 : least == most;
	}

	/** Frames of one value. */
	int constantFrames() {
		return constantFrames;
	}

	/** True if bits are set that nothing declares. */
	boolean isBeyond() {
		return beyond;
	}

	/** Real samples that are no finite numbers. */
	long notFinite() {
		return notFinite;
	}

	long least() {
		return least;
	}

	long most() {
		return most;
	}

	/** The least value that is no padding. */
	long leastOfImage() {
		return leastOfImage;
	}

	/** The greatest value that is no padding. */
	long mostOfImage() {
		return mostOfImage;
	}

	/** Bits that the values need, with that of the sign. */
	int usedBits() {
		return 64 - Long.numberOfLeadingZeros(bits) + (format.signed() ? 1 : 0);
	}

	/** Lowest bits that are zero in all samples. */
	int zeroLowBits() {
		return different == 0 ? 0 : Long.numberOfTrailingZeros(different);
	}
}
