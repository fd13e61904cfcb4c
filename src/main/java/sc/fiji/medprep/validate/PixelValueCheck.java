package sc.fiji.medprep.validate;

import java.io.IOException;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.codec.Frames;
import sc.fiji.medprep.image.codec.PixelFormat;

/** The pixels themselves, a frame at a time, against what the header says of their values. */
final class PixelValueCheck implements FileCheck {
	/** JPEG with DCT, JPEG-LS, JPEG 2000 where what is decoded need not be what was compressed. */
	private static final Set<String> LOSSY = Set.of("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.93");

	@Override
	public void check(DicomFile file, Findings findings) {
		DataSet dataSet = file.dataSet();
		if (!dataSet.contains(Tag.PIXEL_DATA) && !dataSet.contains(Tag.FLOAT_PIXEL_DATA) && !dataSet.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA)) return;
		String path = Tag.toString(dataSet.contains(Tag.PIXEL_DATA) ? Tag.PIXEL_DATA : dataSet.contains(Tag.FLOAT_PIXEL_DATA) ? Tag.FLOAT_PIXEL_DATA : Tag.DOUBLE_FLOAT_PIXEL_DATA);
		Frames frames;
		try {
			frames = Frames.of(file);
		}
		catch (IOException e) {
			unreadable(e, path, findings);
			return;
		}
		PixelStatistics statistics = new PixelStatistics(frames.format(), dataSet);
		int unreadable = 0;
		for (int frame = 0; frame < frames.count(); frame++) {
			try {
				statistics.add(frames.samples(frame));
			}
			catch (IOException e) {
				// a file that is damaged at many places says so once
				if (unreadable++ == 0) unreadable(e, path, findings);
			}
		}
		if (unreadable > 1) findings.add("pixel.value.undecodable_frames", path, "Of " + frames.count() + " frames " + unreadable + " cannot be decoded.");
		if (unreadable == frames.count()) return;
		statistics.finish();
		boolean exact = !LOSSY.contains(file.transferSyntax().uid());
		if (frames.count() > 0 && unreadable == 0) report(dataSet, frames, statistics, exact, path, findings);
	}

	private static void unreadable(IOException e, String path, Findings findings) {
		// The codecs tell what they cannot do from what is damaged in their sentences only.
		String message = e.getMessage() == null ? "a frame cannot be read" : e.getMessage();
		boolean ours = message.contains("not handled") || message.contains("not read") || message.contains("is missing; put it");
		findings.add(ours ? "pixel.value.not_read" : "pixel.value.undecodable", path, (ours ? "The pixels were not looked at: " : "The pixels cannot be decoded: ") + message + ".");
	}

	private static void report(DataSet dataSet, Frames frames, PixelStatistics statistics, boolean exact, String path, Findings findings) {
		PixelFormat format = frames.format();
		int constant = statistics.constantFrames();
		if (statistics.isConstant()) findings.add("pixel.value.constant", path, "All pixels have the same value; the image is blank.");
		else if (constant > 0 && format.bitsStored() > 1) findings.add("pixel.value.constant_frames", path, "Of " + frames.count() + " frames " + constant + (constant == 1 ? " has" : " have") + " one value only.");
		if (format.real()) {
			if (statistics.notFinite() > 0) findings.add("pixel.value.not_finite", path, "Pixels are infinite or no numbers (NaN).");
			return;
		}
		if (exact && statistics.isBeyond()) findings.add("pixel.value.beyond_bits", path, "Pixels have bits set outside of those that Bits Stored and High Bit say, and no overlay is declared there.");
		if (format.samples() > 1) return;
		padding(dataSet, format, findings);
		if (!exact) return;
		stated(dataSet, Tag.SMALLEST_IMAGE_PIXEL_VALUE, "pixel.value.smallest", statistics.least(), statistics.leastOfImage(), findings);
		stated(dataSet, Tag.LARGEST_IMAGE_PIXEL_VALUE, "pixel.value.largest", statistics.most(), statistics.mostOfImage(), findings);
		series(dataSet, format, statistics, findings);
		int used = statistics.usedBits(), low = statistics.zeroLowBits();
		if (format.bitsStored() > 8 && used <= 8 && !statistics.isConstant()) findings.add("pixel.value.unused_bits", path, "Of " + format.bitsStored() + " bits stored, pixels use only the lower " + used + ".");
		else if (low > 0 && format.bitsStored() > 8 && !statistics.isConstant()) findings.add("pixel.value.unused_bits", path, "The lowest " + (low == 1 ? "bit" : low + " bits") + " of all pixels " + (low == 1 ? "is" : "are") + " zero.");
	}

	/** @param image without padding; either may be what the writer meant */
	private static void stated(DataSet dataSet, int tag, String rule, long all, long image, Findings findings) {
		long[] stated = dataSet.longs(tag);
		// as the same 16 bits, since the VR may be that of the other sign
		if (stated.length != 1 || (short) stated[0] == (short) all || (short) stated[0] == (short) image) return;
		findings.add(rule, Tag.toString(tag), "The value that the header states is not the one of the pixels.");
	}

	private static void series(DataSet dataSet, PixelFormat format, PixelStatistics statistics, Findings findings) {
		long[] least = dataSet.longs(Tag.SMALLEST_PIXEL_VALUE_IN_SERIES), most = dataSet.longs(Tag.LARGEST_PIXEL_VALUE_IN_SERIES);
		if (least.length == 1 && signed(least[0], format) > statistics.leastOfImage()) findings.add("pixel.value.series_range", Tag.toString(Tag.SMALLEST_PIXEL_VALUE_IN_SERIES), "Pixels are less than the smallest value that the header states for the series.");
		if (most.length == 1 && signed(most[0], format) < statistics.mostOfImage()) findings.add("pixel.value.series_range", Tag.toString(Tag.LARGEST_PIXEL_VALUE_IN_SERIES), "Pixels are greater than the largest value that the header states for the series.");
	}

	private static long signed(long value, PixelFormat format) {
		return format.signed() ? (short) value : value & 0xFFFF;
	}

	private static void padding(DataSet dataSet, PixelFormat format, Findings findings) {
		if (format.bitsStored() > 16) return;
		long least = format.signed() ? -1L << format.bitsStored() - 1 : 0, most = format.signed() ? ~least : (1L << format.bitsStored()) - 1;
		for (int tag : new int[] {Tag.PIXEL_PADDING_VALUE, Tag.PIXEL_PADDING_RANGE_LIMIT}) {
			long[] padding = dataSet.longs(tag);
			if (padding.length == 1 && (signed(padding[0], format) < least || signed(padding[0], format) > most)) {
				findings.add("pixel.value.padding", Tag.toString(tag), "The value of padding is one that pixels with this Bits Stored cannot have.");
			}
		}
	}
}
