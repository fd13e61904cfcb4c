package sc.fiji.medprep.validate;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** Overlay planes (PS3.3 section C.9.2): their size against their bytes, their place against the image, and bits in the pixels. */
final class OverlayCheck {
	private static final int FIRST = 0x6000, LAST = 0x601E, TAG_OF_FIRST = 0x60000000;
	private static final int ROWS = 0x10, COLUMNS = 0x11, FRAMES = 0x15, ORIGIN = 0x50, BITS_ALLOCATED = 0x100, BIT_POSITION = 0x102, DATA = 0x3000;

	private final DataSet dataSet;
	private final int group;
	private final Findings findings;

	private OverlayCheck(DataSet dataSet, int group, Findings findings) {
		this.dataSet = dataSet;
		this.group = group;
		this.findings = findings;
	}

	static void check(DataSet dataSet, Findings findings) {
		int last = 0;
		for (Element element : dataSet) {
			int group = Tag.group(element.tag());
			if (Integer.compareUnsigned(element.tag(), TAG_OF_FIRST) < 0 || group > LAST || group % 2 != 0 || group == last) continue;
			last = group;
			new OverlayCheck(dataSet, group, findings).check();
		}
	}

	private int number(int element, int otherwise) {
		return dataSet.intValue(Tag.of(group, element)).orElse(otherwise);
	}

	private void found(String rule, int element, String message) {
		findings.add(rule, Tag.toString(Tag.of(group, element)), message);
	}

	private void check() {
		int rows = number(ROWS, -1), columns = number(COLUMNS, -1), frames = number(FRAMES, 1);
		if (rows == 0 || columns == 0) found("pixel.overlay.size", rows == 0 ? ROWS : COLUMNS, "The overlay has no rows or no columns.");
		place(rows, columns);
		Element data = dataSet.get(Tag.of(group, DATA));
		int allocated = number(BITS_ALLOCATED, 1), position = number(BIT_POSITION, 0);
		if (data == null) embedded(allocated, position);
		else if (!(data.value() instanceof Value.Bytes || data.value() instanceof Value.Bulk)) found("pixel.overlay.length", DATA, "Overlay Data is neither bytes nor words.");
		else {
			if (allocated != 1 || position != 0) found("pixel.overlay.bits", allocated != 1 ? BITS_ALLOCATED : BIT_POSITION, "The overlay has data of its own, for which Overlay Bits Allocated is 1 and Overlay Bit Position 0.");
			if (rows < 1 || columns < 1 || frames < 1) return;
			long bytes = ((double) rows * columns * frames > Long.MAX_VALUE / 2 ? Long.MAX_VALUE / 2 : (long) rows * columns * frames + 7) / 8;
			if (data.length() < bytes) found("pixel.overlay.length", DATA, "Overlay Data has " + data.length() + " bytes, fewer than the " + bytes + " that rows, columns and frames need.");
			else if (data.length() > bytes + bytes % 2) found("pixel.overlay.surplus", DATA, "Overlay Data has " + data.length() + " bytes, more than the " + bytes + " that rows, columns and frames need.");
		}
	}

	/** Bits of the pixels, a form that is retired: they must be ones that pixels do not use. */
	private void embedded(int allocated, int position) {
		if (!dataSet.contains(Tag.PIXEL_DATA)) return;
		if (allocated == 1) {
			found("pixel.overlay.data", DATA, "The overlay has neither data of its own nor bits in the pixels.");
			return;
		}
		int pixelBits = dataSet.intValue(Tag.BITS_ALLOCATED).orElse(allocated), high = dataSet.intValue(Tag.HIGH_BIT).orElse(-1), stored = dataSet.intValue(Tag.BITS_STORED).orElse(high + 1);
		boolean outside = position >= 0 && position < pixelBits && (position > high || position < high + 1 - stored);
		if (allocated != pixelBits || !outside) found("pixel.overlay.bits", BIT_POSITION, "The overlay has no data of its own, and its bit is one that pixels use or do not have.");
		else found("pixel.overlay.embedded", BIT_POSITION, "The overlay is in unused bits of the pixels, a form that is retired.");
	}

	private void place(int rows, int columns) {
		int[] origin = dataSet.ints(Tag.of(group, ORIGIN));
		int imageRows = dataSet.intValue(Tag.ROWS).orElse(-1), imageColumns = dataSet.intValue(Tag.COLUMNS).orElse(-1);
		if (origin.length != 2 || rows < 1 || columns < 1 || imageRows < 1 || imageColumns < 1) return;
		long lastRow = (long) origin[0] + rows - 1, lastColumn = (long) origin[1] + columns - 1;
		if (lastRow < 1 || lastColumn < 1 || origin[0] > imageRows || origin[1] > imageColumns) found("pixel.overlay.outside", ORIGIN, "The overlay lies outside of the image.");
		else if (origin[0] < 1 || origin[1] < 1 || lastRow > imageRows || lastColumn > imageColumns) found("pixel.overlay.beyond", ORIGIN, "A part of the overlay lies outside of the image.");
	}
}
