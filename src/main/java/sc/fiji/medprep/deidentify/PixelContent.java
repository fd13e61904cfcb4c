package sc.fiji.medprep.deidentify;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.Value;

/** Finds content that may tell who the patient is and that cleaning attributes does not reach. */
final class PixelContent {
	private static final int IMAGE_TYPE = 0x00080008, CONVERSION_TYPE = 0x00080064, RECOGNIZABLE_VISUAL_FEATURES = 0x00280302;
	private static final int SPECIMEN_LABEL_IN_IMAGE = 0x00480010, WAVEFORM_SEQUENCE = 0x54000100, ICON_IMAGE_SEQUENCE = 0x00880200;
	private static final int FIRST_OVERLAY_GROUP = 0x60000000, OVERLAY_ROWS = 0x0010, OVERLAY_DATA = 0x3000;
	/** Longer tails are not looked through. */
	private static final int MAX_PADDING = 1 << 20;
	private static final List<Integer> PIXELS = List.of(Tag.PIXEL_DATA, Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA);
	/** Kinds of images that often show names and dates: screen captures, ultrasound, angiography, endoscopy, photographs. */
	private static final Set<String> MODALITIES = Set.of("DG", "ES", "EPS", "GM", "IVUS", "OT", "RF", "SC", "US", "XA", "XC");
	private static final List<String> SOP_CLASSES = List.of("1.2.840.10008.5.1.4.1.1.7", "1.2.840.10008.5.1.4.1.1.3", "1.2.840.10008.5.1.4.1.1.6", "1.2.840.10008.5.1.4.1.1.12.1",
		"1.2.840.10008.5.1.4.1.1.12.2", "1.2.840.10008.5.1.4.1.1.77.1.1", "1.2.840.10008.5.1.4.1.1.77.1.4", "1.2.840.10008.5.1.4.1.1.77.2");
	/** Waveforms that are not sound: electrocardiograms, haemodynamics, pulse, respiration and the like. */
	private static final List<String> SILENT_WAVEFORMS = List.of("1.2.840.10008.5.1.4.1.1.9.1", "1.2.840.10008.5.1.4.1.1.9.2", "1.2.840.10008.5.1.4.1.1.9.3",
		"1.2.840.10008.5.1.4.1.1.9.5", "1.2.840.10008.5.1.4.1.1.9.6", "1.2.840.10008.5.1.4.1.1.9.7", "1.2.840.10008.5.1.4.1.1.9.8");
	private static final List<String> AUDIO = List.of("1.2.840.10008.5.1.4.1.1.9.4", "1.2.840.10008.10.4");
	/** Of Image Type: a copy of a screen, or the label of a glass slide. */
	private static final Set<String> IMAGE_TYPES = Set.of("SCREEN SAVE", "SCREEN SHOT", "LABEL", "OVERVIEW");
	/** Kinds of images that come as volumes with a surface. */
	private static final Set<String> VOLUMES = Set.of("CT", "MR", "PT");
	/** Body Part Examined, and descriptions of study, series, protocol and request. */
	private static final int[] REGIONS = {Tag.BODY_PART_EXAMINED, Tag.STUDY_DESCRIPTION, Tag.SERIES_DESCRIPTION, Tag.PROTOCOL_NAME, Tag.REQUESTED_PROCEDURE_DESCRIPTION};
	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");
	private static final Set<String> HEAD_WORDS = Set.of("head", "headneck", "brain", "skull", "face", "facial", "maxillofacial", "sinus", "sinuses", "orbit", "orbits", "eye", "ear", "jaw", "mandible", "maxilla", "tmj", "neuro", "cranium",
		"cranial", "cerebral", "pituitary", "mprage", "wholebody", "kopf", "schädel", "schaedel", "hirn", "gehirn", "gesicht", "tête", "tete", "crâne", "crane", "cerveau", "encéphale", "cabeza", "cráneo", "craneo", "cerebro", "cabeça",
		"crânio", "cérebro", "testa", "cranio", "encefalo", "hoofd", "schedel", "hersenen");
	/** Digitised, drawn or captured images, where paper and screens show what they show. */
	private static final Set<String> CONVERSIONS = Set.of("DV", "DF", "SD", "SI", "DRW", "WSD");

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

	/**
	 * The gravest risk of a data set, if there is one.
	 *
	 * @param stripped true if an encapsulated document is replaced by an empty one
	 */
	static Optional<Risk> riskOf(DataSet dataSet, String sopClass, boolean stripped) throws IOException {
		if (!stripped && contains(dataSet, Tag.ENCAPSULATED_DOCUMENT)) return risk("content.document", Tag.ENCAPSULATED_DOCUMENT, "The file encapsulates a document, whose text was not cleaned (with documents = strip in a profile an empty one takes its place)", true, true);
		boolean sound = isOneOf(sopClass, AUDIO) || !isOneOf(sopClass, SILENT_WAVEFORMS) && contains(dataSet, WAVEFORM_SEQUENCE);
		if (sound) return risk("content.speech", WAVEFORM_SEQUENCE, "The file holds recorded sound, which was not cleaned", true, true);
		if (PIXELS.stream().noneMatch(dataSet::contains)) return nestedPixels(dataSet);
		String burnedIn = dataSet.string(Tag.BURNED_IN_ANNOTATION).orElse("");
		if (!burnedIn.isEmpty() && !burnedIn.equals("NO")) {
			return risk("pixel.burned-in", Tag.BURNED_IN_ANNOTATION, "The image says that text is burned into its pixels, which was not cleaned", true, false);
		}
		if (dataSet.string(SPECIMEN_LABEL_IN_IMAGE).orElse("").equals("YES")) {
			return risk("pixel.label", SPECIMEN_LABEL_IN_IMAGE, "The image shows the label of the specimen, which was not cleaned", true, false);
		}
		for (int group = 0; group <= 0x1E; group += 2) {
			int overlay = FIRST_OVERLAY_GROUP + (group << 16);
			if (dataSet.contains(overlay | OVERLAY_ROWS) && !dataSet.contains(overlay | OVERLAY_DATA)) {
				return risk("pixel.overlay-in-pixels", overlay | OVERLAY_ROWS, "An overlay is stored in unused bits of the pixels, where it was not cleaned", true, false);
			}
		}
		if (hasTail(dataSet)) return risk("pixel.tail", Tag.PIXEL_DATA, "The pixels are followed by bytes that belong to no frame, which were not cleaned", true, false);
		boolean suspect = MODALITIES.contains(dataSet.string(Tag.MODALITY).orElse("")) || isOneOf(sopClass, SOP_CLASSES) || dataSet.strings(IMAGE_TYPE).stream().anyMatch(IMAGE_TYPES::contains)
			|| CONVERSIONS.contains(dataSet.string(CONVERSION_TYPE).orElse(""));
		if (suspect && burnedIn.isEmpty()) {
			return risk("pixel.may-be-burned-in", Tag.BURNED_IN_ANNOTATION, "Images of this kind often show names or dates, and the file does not say that this one does not", false, false);
		}
		Optional<Risk> nested = nestedPixels(dataSet);
		return nested.isPresent() ? nested : face(dataSet);
	}

	/** A volume of a head, of whose surface a face can be drawn. */
	private static Optional<Risk> face(DataSet dataSet) {
		String recognizable = dataSet.string(RECOGNIZABLE_VISUAL_FEATURES).orElse("");
		if (recognizable.equals("YES")) return risk("pixel.face", RECOGNIZABLE_VISUAL_FEATURES, "The image says that somebody can be recognized in it, which was not cleaned", true, false);
		if (recognizable.equals("NO") || !VOLUMES.contains(dataSet.string(Tag.MODALITY).orElse(""))) return Optional.empty();
		for (int tag : REGIONS) {
			for (String value : dataSet.strings(tag)) {
				for (String word : BETWEEN_WORDS.split(value.toLowerCase(Locale.ROOT))) {
					if (HEAD_WORDS.contains(word)) return risk("pixel.face", tag, "The image is of a head, and a face can be drawn of a volume of such, which was not cleaned", false, false);
				}
			}
		}
		return Optional.empty();
	}

	private static Optional<Risk> nestedPixels(DataSet dataSet) {
		for (Element element : dataSet) {
			// Icons are removed.
			if (element.tag() == ICON_IMAGE_SEQUENCE || Rules.isNeverKept(element.tag())) continue;
			for (DataSet item : dataSet.items(element.tag())) {
				if (PIXELS.stream().anyMatch(pixels -> contains(item, pixels))) {
					return risk("pixel.nested", element.tag(), "A sequence holds an image of its own, which was not looked into", false, false);
				}
			}
		}
		return Optional.empty();
	}

	/** True if an attribute stands in the data set or, sequences that are removed aside, in any item. */
	private static boolean contains(DataSet dataSet, int tag) {
		if (dataSet.contains(tag)) return true;
		for (Element element : dataSet) {
			if (element.tag() == ICON_IMAGE_SEQUENCE || Rules.isNeverKept(element.tag()) || !(element.value() instanceof Value.Sequence sequence)) continue;
			for (Value.Item item : sequence.items()) {
				if (contains(item.dataSet(), tag)) return true;
			}
		}
		return false;
	}

	/** True if native Pixel Data is longer than its frames by more than zeros. */
	private static boolean hasTail(DataSet dataSet) throws IOException {
		Element pixels = dataSet.get(Tag.PIXEL_DATA);
		if (pixels == null || pixels.value() instanceof Value.Fragments || !dataSet.contains(Tag.ROWS) || !dataSet.contains(Tag.COLUMNS) || !dataSet.contains(Tag.BITS_ALLOCATED)) return false;
		long bits = (long) dataSet.intValue(Tag.ROWS).orElse(0) * dataSet.intValue(Tag.COLUMNS).orElse(0) * dataSet.intValue(Tag.BITS_ALLOCATED).orElse(0) * dataSet.intValue(Tag.SAMPLES_PER_PIXEL).orElse(1)
			* Math.max(1, dataSet.intValue(Tag.NUMBER_OF_FRAMES).orElse(1));
		long frames = (bits + 7) / 8, length = pixels.length();
		if (length <= frames || frames <= 0) return length > 1 && frames <= 0;
		if (length - frames > MAX_PADDING) return true;
		byte[] tail = pixels.value() instanceof Value.Bulk bulk ? bulk.source().bytes(bulk.offset() + frames, (int) (length - frames))
			: Arrays.copyOfRange(pixels.bytes(), (int) frames, (int) length);
		for (byte b : tail) {
			if (b != 0) return true;
		}
		return false;
	}

	/** True if a UID is one of the given or stands below one. */
	private static boolean isOneOf(String uid, List<String> roots) {
		for (String root : roots) {
			if (uid.startsWith(root) && (uid.length() == root.length() || uid.charAt(root.length()) == '.')) return true;
		}
		return false;
	}

	private static Optional<Risk> risk(String rule, int tag, String sentence, boolean certain, boolean wholeFile) {
		return Optional.of(new Risk(rule, tag, sentence, certain, wholeFile));
	}
}
