package sc.fiji.medprep.validate;

import java.util.Set;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;

/** The attributes of the Image Pixel module against each other and against the transfer syntax. What is missing is a finding of the modules. */
final class PixelAttributeCheck {
	private static final String JPEG = "1.2.840.10008.1.2.4.";
	/** What follows it for JPEG 2000, and for JPEG 2000 in its high-throughput form. */
	private static final Set<String> JPEG_2000 = Set.of("90", "91", "92", "93", "201", "202", "203");

	private final PixelDescription image;
	private final Place place;
	private final Findings findings;

	PixelAttributeCheck(PixelDescription image, Place place, Findings findings) {
		this.image = image;
		this.place = place;
		this.findings = findings;
	}

	private void found(String rule, int tag, String message) {
		findings.add(rule, place.of(tag), message);
	}

	/** About values that no image can have, of which the modules of known objects speak, too. */
	private void impossible(String rule, int tag, String message) {
		findings.addUnlessEnumerated(rule, place.of(tag), message);
	}

	/** @param pixels tag of the pixel data */
	void check(int pixels) {
		if (image.rows() == 0) found("pixel.size", Tag.ROWS, "Rows is 0; an image has at least one.");
		if (image.columns() == 0) found("pixel.size", Tag.COLUMNS, "Columns is 0; an image has at least one.");
		photometric();
		if (pixels == Tag.PIXEL_DATA) bits();
		else if (image.allocated() >= 0 && image.allocated() != (pixels == Tag.FLOAT_PIXEL_DATA ? 32 : 64)) impossible("pixel.bits_allocated", Tag.BITS_ALLOCATED, "Bits Allocated is not that of the kind of floating point pixels.");
	}

	/** PS3.3 section C.7.6.3.1.2. */
	private void photometric() {
		int samples = switch (image.photometric()) {
			case "MONOCHROME1", "MONOCHROME2", "PALETTE COLOR" -> 1;
			case "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", "XYB" -> 3;
			case "HSV", "YBR_PARTIAL_422" -> retired(3);
			case "ARGB", "CMYK" -> retired(4);
			case "" -> -1;
			default -> {
				impossible("pixel.photometric.unknown", Tag.PHOTOMETRIC_INTERPRETATION, "Photometric Interpretation is none that the standard defines.");
				yield -1;
			}
		};
		if (samples > 0 && image.samples() >= 0 && image.samples() != samples) found("pixel.samples", Tag.SAMPLES_PER_PIXEL, "Samples per Pixel is not the " + samples + " that the Photometric Interpretation has.");
		if (image.planar() > 1 || image.planar() == 1 && image.photometric().endsWith("_422")) impossible("pixel.planar", Tag.PLANAR_CONFIGURATION, "Planar Configuration is none that the Photometric Interpretation can have.");
		if (image.photometric().endsWith("_422") && image.columns() % 2 != 0) found("pixel.chroma", Tag.COLUMNS, "Columns is odd, but pairs of pixels share their chroma.");
		if (samples >= 3 && image.representation() == 1) found("pixel.representation.colour", Tag.PIXEL_REPRESENTATION, "Pixel Representation says that samples of colour are signed.");
	}

	private int retired(int samples) {
		impossible("pixel.photometric.retired", Tag.PHOTOMETRIC_INTERPRETATION, "Photometric Interpretation is one that is retired.");
		return samples;
	}

	private void bits() {
		int allocated = image.allocated(), stored = image.stored(), high = image.highBit();
		if (allocated >= 0 && allocated != 1 && (allocated == 0 || allocated % 8 != 0 || allocated > 64)) impossible("pixel.bits_allocated", Tag.BITS_ALLOCATED, "Bits Allocated is neither 1 nor a multiple of 8 up to 64.");
		if (stored == 0 || allocated >= 0 && stored > allocated) found("pixel.bits_stored", Tag.BITS_STORED, "Bits Stored is 0 or more than Bits Allocated.");
		if (high >= 0 && stored >= 0 && high != stored - 1) found("pixel.high_bit", Tag.HIGH_BIT, "High Bit is not one less than Bits Stored.");
		if (image.representation() > 1) impossible("pixel.representation", Tag.PIXEL_REPRESENTATION, "Pixel Representation is neither 0 nor 1.");
	}

	/** PS3.5 section 8.2: what each compression can hold. */
	void check(TransferSyntax syntax) {
		String uid = syntax.uid();
		String last = uid.startsWith(JPEG) ? uid.substring(JPEG.length()) : "";
		boolean jpeg2000 = JPEG_2000.contains(last), lossless2000 = last.equals("90") || last.equals("92") || last.equals("201") || last.equals("202");
		boolean dct = last.equals("50") || last.equals("51"), rle = uid.equals("1.2.840.10008.1.2.5");
		boolean video = last.startsWith("10");
		boolean wrong = switch (image.photometric()) {
			case "YBR_ICT" -> !jpeg2000 || lossless2000;
			case "YBR_RCT" -> !jpeg2000;
			case "YBR_PARTIAL_420" -> !video;
			case "YBR_FULL_422" -> rle || jpeg2000;
			case "PALETTE COLOR" -> dct || video;
			default -> false;
		};
		if (wrong) found("pixel.photometric.transfer_syntax", Tag.PHOTOMETRIC_INTERPRETATION, "Photometric Interpretation is one that the transfer syntax cannot have.");
		boolean wide = last.equals("50") && image.allocated() > 8 || last.equals("51") && image.stored() > 12 || jpegOf16(last) && image.allocated() > 16;
		if (wide) found("pixel.bits.transfer_syntax", Tag.BITS_ALLOCATED, "Bits Allocated or Bits Stored is more than the transfer syntax can have.");
	}

	private static boolean jpegOf16(String last) {
		return last.equals("51") || last.equals("57") || last.equals("70") || last.equals("80") || last.equals("81");
	}
}
