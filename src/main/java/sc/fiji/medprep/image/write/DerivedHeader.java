package sc.fiji.medprep.image.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.SliceSource;

/**
 * What every derived image says, whatever its form: that it is derived, of what, how and by whom (PS3.3 C.7.6.1.1.2 to
 * C.7.6.1.1.5, C.12.1). Dates and times stay those of the source, so that the same work gives the same files and moved dates
 * stay moved.
 */
final class DerivedHeader {
	private static final Code SOURCE = new Code("121322", "DCM", "Source image for image processing operation"), MODIFYING = new Code("109103", "DCM", "Modifying Equipment");
	/** Tags whose values would be those of other pixels. */
	private static final int[] OF_OLD_PIXELS = {Tag.SMALLEST_IMAGE_PIXEL_VALUE, Tag.LARGEST_IMAGE_PIXEL_VALUE, Tag.SMALLEST_PIXEL_VALUE_IN_SERIES, Tag.LARGEST_PIXEL_VALUE_IN_SERIES, 0x00280110, 0x00280111,
		Tag.ICON_IMAGE_SEQUENCE, Tag.EXTENDED_OFFSET_TABLE, Tag.EXTENDED_OFFSET_TABLE_LENGTHS, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA, Tag.PIXEL_DATA, Tag.DIGITAL_SIGNATURES_SEQUENCE,
		Tag.MAC_PARAMETERS_SEQUENCE, Tag.DATA_SET_TRAILING_PADDING};
	/** Repeating groups of curves and overlays. */
	private static final int CURVES = 0x5000, OVERLAYS = 0x6000;
	private static final int LONGEST_TEXT = 1024;

	private final DerivedOptions options;
	private final Digests uids;

	DerivedHeader(DerivedOptions options, Digests uids) {
		this.options = options;
		this.uids = uids;
	}

	/**
	 * Makes the header of the source one of the new series.
	 *
	 * @param instance its number, from 1
	 * @param lossySource whether the pixels of the source were compressed with loss
	 */
	void derive(DataSet header, int instance, boolean lossySource) {
		for (int tag : OF_OLD_PIXELS) header.remove(tag);
		List<Integer> drawn = new ArrayList<>();
		for (Element element : header) {
			int group = Tag.group(element.tag());
			if ((group & 0xFF00) == OVERLAYS || (group & 0xFF00) == CURVES) drawn.add(element.tag());
		}
		drawn.forEach(header::remove);
		header.putString(Tag.IMAGE_TYPE, VR.CS, imageType(header.strings(Tag.IMAGE_TYPE)));
		header.put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, uids.uid("instance " + instance)));
		header.put(Element.ascii(Tag.SERIES_INSTANCE_UID, VR.UI, uids.uid("series")));
		header.put(Element.ascii(Tag.SERIES_NUMBER, VR.IS, Integer.toString(seriesNumber(header.intValue(Tag.SERIES_NUMBER).orElse(0)))));
		header.put(Element.ascii(Tag.INSTANCE_NUMBER, VR.IS, Integer.toString(instance)));
		if (lossySource) header.put(Element.ascii(Tag.LOSSY_IMAGE_COMPRESSION, VR.CS, "01"));
		add(header, Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE, List.of(equipment()));
	}

	/** PS3.3 C.7.6.1.1.2; what was a mosaic is none any more. */
	static String[] imageType(List<String> old) {
		List<String> type = new ArrayList<>(old);
		while (type.size() < 2) type.add("PRIMARY");
		type.set(0, "DERIVED");
		if (!type.get(1).equals("SECONDARY")) type.set(1, "PRIMARY");
		type.removeIf("MOSAIC"::equals);
		return type.toArray(String[]::new);
	}

	/** Beside the source in lists, and as likely to be free as any: scanners count in steps of less. */
	private static int seriesNumber(int old) {
		return old < 0 || old > Integer.MAX_VALUE - 1000 ? 1000 : old + 1000;
	}

	private DataSet equipment() {
		DataSet item = new DataSet().put(Element.ascii(Tag.MANUFACTURER, VR.LO, "MedPrep")).put(Element.ascii(Tag.MANUFACTURER_MODEL_NAME, VR.LO, "MedPrep"));
		item.put(Element.ascii(Tag.CONTRIBUTION_DESCRIPTION, VR.ST, options.description()));
		return item.put(Element.sequence(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, List.of(MODIFYING.item())));
	}

	/** What was done, in words and codes, and references to what it was done with: of an image, or of a frame in its functional group. */
	void putDerivation(DataSet in, List<SliceSource> references, boolean multiFrame) {
		String before = in.string(Tag.DERIVATION_DESCRIPTION).orElse("");
		if (before.isEmpty() || before.length() + 2 + options.description().length() > LONGEST_TEXT) in.put(Element.ascii(Tag.DERIVATION_DESCRIPTION, VR.ST, options.description()));
		else in.putString(Tag.DERIVATION_DESCRIPTION, VR.ST, before + "; " + options.description());
		if (!options.derivations().isEmpty()) add(in, Tag.DERIVATION_CODE_SEQUENCE, options.derivations().stream().map(Code::item).toList());
		in.put(Element.sequence(Tag.SOURCE_IMAGE_SEQUENCE, references.stream().map(source -> reference(source, multiFrame)).toList()));
	}

	private static DataSet reference(SliceSource source, boolean multiFrame) {
		DataSet item = new DataSet().put(Element.ascii(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, source.sopClass())).put(Element.ascii(Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, source.sopInstance()));
		if (multiFrame) item.put(Element.ascii(Tag.REFERENCED_FRAME_NUMBER, VR.IS, Integer.toString(source.frame())));
		return item.put(Element.sequence(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, List.of(SOURCE.item())));
	}

	/** Items behind those that are there. */
	private static void add(DataSet in, int tag, List<DataSet> items) {
		List<DataSet> all = new ArrayList<>(in.items(tag));
		all.addAll(items);
		in.put(Element.sequence(tag, all));
	}

	String uid(String what) {
		return uids.uid(what);
	}

	/** File names that sort as the images do. */
	static String name(int instance, int count) {
		char[] digits = new char[Math.max(4, Integer.toString(count).length())];
		Arrays.fill(digits, '0');
		String number = Integer.toString(instance);
		return new String(digits, 0, digits.length - number.length()) + number + ".dcm";
	}
}
