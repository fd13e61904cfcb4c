package sc.fiji.medprep.deidentify;

import java.util.Optional;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/** Finds content that may tell who the patient is and that cleaning attributes does not reach. */
final class PixelContent {
	private static final int BURNED_IN_ANNOTATION = 0x00280301, MODALITY = 0x00080060, IMAGE_TYPE = 0x00080008;
	private static final int ENCAPSULATED_DOCUMENT = 0x00420011, FIRST_OVERLAY_GROUP = 0x60000000;
	private static final int OVERLAY_ROWS = 0x0010, OVERLAY_DATA = 0x3000;
	/** Kinds of images that often show names and dates: screen captures, ultrasound, angiography, endoscopy, photographs. */
	private static final Set<String> MODALITIES = Set.of("DG", "ES", "EPS", "GM", "IVUS", "OT", "RF", "SC", "US", "XA", "XC");
	private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
	private static final Set<String> AUDIO = Set.of("1.2.840.10008.5.1.4.1.1.9.4.1", "1.2.840.10008.5.1.4.1.1.9.4.2");

	/**
	 * A risk that remains.
	 *
	 * @param rule name of the finding
	 * @param tag the attribute that shows or holds it
	 * @param sentence what it is
	 * @param certain true if it is known to be there, false if it only may be
	 * @param wholeFile true if the file is nothing but this content, so that it is let through only on the user's word
	 */
	record Risk(String rule, int tag, String sentence, boolean certain, boolean wholeFile) {}

	private PixelContent() {}

	/** The gravest risk of a data set, if there is one. */
	static Optional<Risk> riskOf(DataSet dataSet) {
		if (dataSet.contains(ENCAPSULATED_DOCUMENT)) {
			return risk("content.document", ENCAPSULATED_DOCUMENT, "The file encapsulates a document, whose text was not cleaned", true, true);
		}
		String sopClass = dataSet.string(Tag.SOP_CLASS_UID).orElse("");
		if (AUDIO.contains(sopClass)) return risk("content.speech", 0x54000100, "The file holds recorded speech, which was not cleaned", true, true);
		if (!dataSet.contains(Tag.PIXEL_DATA)) return Optional.empty();
		String burnedIn = dataSet.string(BURNED_IN_ANNOTATION).orElse("");
		if (burnedIn.equals("YES")) return risk("pixel.burned-in", BURNED_IN_ANNOTATION, "The image says that text is burned into its pixels, which was not cleaned", true, false);
		for (int group = 0; group <= 0x1E; group += 2) {
			int overlay = FIRST_OVERLAY_GROUP + (group << 16);
			if (dataSet.contains(overlay | OVERLAY_ROWS) && !dataSet.contains(overlay | OVERLAY_DATA)) {
				return risk("pixel.overlay-in-pixels", overlay | OVERLAY_ROWS, "An overlay is stored in unused bits of the pixels, where it was not cleaned", true, false);
			}
		}
		if (burnedIn.equals("NO")) return Optional.empty();
		boolean suspect = MODALITIES.contains(dataSet.string(MODALITY).orElse("")) || sopClass.equals(SECONDARY_CAPTURE) || sopClass.startsWith(SECONDARY_CAPTURE + ".")
			|| dataSet.strings(IMAGE_TYPE).contains("SCREEN SAVE");
		return suspect ? risk("pixel.may-be-burned-in", BURNED_IN_ANNOTATION, "Images of this kind often show names or dates, and the file does not say that this one does not", false, false)
			: Optional.empty();
	}

	private static Optional<Risk> risk(String rule, int tag, String sentence, boolean certain, boolean wholeFile) {
		return Optional.of(new Risk(rule, tag, sentence, certain, wholeFile));
	}
}
