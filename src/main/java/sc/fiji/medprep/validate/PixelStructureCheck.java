package sc.fiji.medprep.validate;

import java.io.IOException;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Iods;

/** What a header says of its pixels, against itself, the transfer syntax and the bytes that are there (PS3.3 C.7.6.3, PS3.5 section 8); nothing is decoded. */
final class PixelStructureCheck implements FileCheck {
	private static final int[] PIXELS = {Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA};

	@Override
	public void check(DicomFile file, Findings findings) throws IOException {
		DataSet dataSet = file.dataSet();
		int kinds = 0;
		for (int tag : PIXELS) {
			Element pixels = dataSet.get(tag);
			if (pixels == null) continue;
			kinds++;
			image(file, dataSet, pixels, new Place(), findings);
		}
		if (kinds > 1) findings.add("pixel.kinds", Tag.toString(Tag.FLOAT_PIXEL_DATA), "There are several kinds of pixel data; an image has one of them.");
		if (kinds > 0) frames(dataSet, findings);
		OverlayCheck.check(dataSet, findings);
		Walk.through(dataSet, (at, element, place) -> {
			if (element.tag() == Tag.PIXEL_DATA && place.sequence() == Tag.ICON_IMAGE_SEQUENCE) image(file, at, element, place, findings);
			else LookupTableCheck.visit(at, element, place, findings);
		});
	}

	private static void image(DicomFile file, DataSet dataSet, Element pixels, Place place, Findings findings) throws IOException {
		PixelDescription description = PixelDescription.of(dataSet);
		PixelAttributeCheck attributes = new PixelAttributeCheck(description, place, findings);
		attributes.check(pixels.tag());
		boolean encapsulated = file.transferSyntax().encapsulated(), fragments = pixels.value() instanceof Value.Fragments, icon = place.depth() > 0;
		if (!icon || fragments) attributes.check(file.transferSyntax());
		String path = place.of(pixels.tag());
		if (pixels.value() instanceof Value.Sequence) findings.add("pixel.encapsulation", path, "Pixel data is a sequence of data sets, not pixels.");
		else if (fragments && !encapsulated) findings.add("pixel.encapsulation", path, "Pixel data is encapsulated, but the transfer syntax is one without compression.");
		// the pixels of an icon may stand uncompressed beside compressed ones (PS3.5 section A.4)
		else if (!fragments && encapsulated && !icon && pixels.tag() == Tag.PIXEL_DATA && !pixels.isEmpty()) findings.add("pixel.encapsulation", path, "Pixel data is not encapsulated, but the transfer syntax is one with compression.");
		if (pixels.value() instanceof Value.Fragments value) new FragmentCheck(file, dataSet, description, path, findings).check(value);
		else if (!(pixels.value() instanceof Value.Sequence)) length(pixels, description, path, findings);
	}

	/** Native pixels follow each other without gaps, and one byte at the end may make their number even (PS3.5 section 8.1.1 and 8.1.2). */
	private static void length(Element pixels, PixelDescription description, String path, Findings findings) {
		long needed = description.bytes(), there = pixels.length();
		if (needed < 0) return;
		if (there < needed) findings.add("pixel.length.short", path, "Pixel data has " + there + " bytes, fewer than the " + needed + " that rows, columns, samples, bits and frames need.");
		else if (there > needed + needed % 2) findings.add("pixel.length.long", path, "Pixel data has " + there + " bytes, more than the " + needed + " that rows, columns, samples, bits and frames need.");
	}

	private static void frames(DataSet dataSet, Findings findings) {
		if (!dataSet.contains(Tag.NUMBER_OF_FRAMES)) return;
		String path = Tag.toString(Tag.NUMBER_OF_FRAMES);
		int frames = dataSet.intValue(Tag.NUMBER_OF_FRAMES).orElse(1);
		if (frames < 1) findings.add("pixel.frames", path, "Number of Frames is less than 1.");
		else if (frames > 1 && isSingleFrame(dataSet.string(Tag.SOP_CLASS_UID).orElse(""))) findings.addUnlessEnumerated("pixel.frames.single", path, "There are several frames, but the SOP class is one of single images.");
	}

	private static boolean isSingleFrame(String sopClass) {
		return Iods.instance().ofSopClass(sopClass).map(iod -> iod.modules().stream().noneMatch(module -> module.name().contains("multi-frame") || module.name().equals("cine"))).orElse(false);
	}
}
