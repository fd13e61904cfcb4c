package sc.fiji.medprep.image.write;

import java.util.List;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Rescale;
import sc.fiji.medprep.image.Volume;

/** What headers say of pixel values: Image Pixel (PS3.3 C.7.6.3), Modality LUT (C.11.1), or a scale of doses (C.8.8.3). */
final class ValueModules {
	private static final String PHILIPS = "Philips MR Imaging DD 001";
	/** Descriptors, data, segmented data and UID of palettes. */
	private static final int[] PALETTE = {0x00281101, 0x00281102, 0x00281103, 0x00281104, 0x00281199, 0x00281201, 0x00281202, 0x00281203, 0x00281204, 0x00281221, 0x00281222, 0x00281223, 0x00281224};

	private final StoredForm form;
	private final Volume.Shape shape;
	private final String unit;

	ValueModules(StoredForm form, Volume.Shape shape, String unit) {
		this.form = form;
		this.shape = shape;
		this.unit = unit;
	}

	/** @param sameValues whether a stored value means what it meant in the source */
	void putImagePixel(DataSet header, boolean sameValues) {
		boolean colour = form.type() == PixelType.RGB;
		String photometric = header.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("");
		header.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, colour ? 3 : 1);
		header.put(Element.ascii(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, colour ? "RGB" : photometric.equals("MONOCHROME1") ? photometric : "MONOCHROME2"));
		header.remove(Tag.PLANAR_CONFIGURATION);
		if (colour) header.putInts(Tag.PLANAR_CONFIGURATION, VR.US, 0);
		header.putInts(Tag.ROWS, VR.US, shape.height()).putInts(Tag.COLUMNS, VR.US, shape.width());
		header.putInts(Tag.BITS_ALLOCATED, VR.US, colour ? 8 : 8 * form.type().bytes()).putInts(Tag.BITS_STORED, VR.US, form.bitsStored()).putInts(Tag.HIGH_BIT, VR.US, form.bitsStored() - 1);
		header.putInts(Tag.PIXEL_REPRESENTATION, VR.US, form.type().isSigned() ? 1 : 0);
		for (int tag : PALETTE) header.remove(tag);
		if (sameValues) return;
		for (int tag : new int[] {Tag.PIXEL_PADDING_VALUE, Tag.PIXEL_PADDING_RANGE_LIMIT, Tag.MODALITY_LUT_SEQUENCE, Tag.REAL_WORLD_VALUE_MAPPING_SEQUENCE}) header.remove(tag);
	}

	/** The rescale of a classic image, where it is another than the source has. */
	void putRescale(DataSet header, Rescale rescale) {
		removePhilipsScale(header);
		if (header.contains(Tag.DOSE_GRID_SCALING)) {
			header.put(Element.ascii(Tag.DOSE_GRID_SCALING, VR.DS, DecimalText.of(rescale.slope())));
			return;
		}
		boolean stated = header.contains(Tag.RESCALE_SLOPE) || header.contains(Tag.RESCALE_INTERCEPT);
		if (form.type() == PixelType.RGB) for (int tag : new int[] {Tag.RESCALE_SLOPE, Tag.RESCALE_INTERCEPT, Tag.RESCALE_TYPE}) header.remove(tag);
		else if (stated || !rescale.equals(Rescale.NONE)) {
			String type = header.string(Tag.RESCALE_TYPE).orElse(unit.equals("HU") ? "HU" : "US");
			putTransformation(header, rescale, type);
			// The CT and PET images have no such attribute if it says nothing new.
			if (type.equals("US") && stated) header.remove(Tag.RESCALE_TYPE);
		}
	}

	/** The functional group that says the same of a frame (PS3.3 C.7.6.16.2.9). */
	void putTransformation(DataSet groups, Rescale rescale) {
		putTransformation(FrameGroups.item(groups, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE), rescale, unit.equals("HU") ? "HU" : "US");
	}

	private static void putTransformation(DataSet in, Rescale rescale, String type) {
		in.put(Element.ascii(Tag.RESCALE_INTERCEPT, VR.DS, DecimalText.of(rescale.intercept()))).put(Element.ascii(Tag.RESCALE_SLOPE, VR.DS, DecimalText.of(rescale.slope()))).put(Element.ascii(Tag.RESCALE_TYPE, VR.LO, type));
	}

	/** Of Philips, whose private scale would go before the rescale. */
	static void removePhilipsScale(DataSet in) {
		for (int low : List.of(0x0D, 0x0E)) {
			int tag = in.privateTag(PHILIPS, 0x2005, low);
			if (tag != 0) in.remove(tag);
		}
	}
}
