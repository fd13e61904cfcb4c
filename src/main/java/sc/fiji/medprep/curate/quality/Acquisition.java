package sc.fiji.medprep.curate.quality;

import java.util.Locale;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;

/**
 * What of a header is needed to measure its pixels.
 *
 * @param modality Modality (0008,0060) in capitals
 * @param padLow and padHigh stored values that are padding, both included; NaN without
 * @param phase along which phase was encoded: ROW, COL or empty
 * @param magnitude false for MR images of phase, real or imaginary parts, of which signal and noise are not told
 * @param inverted whether low values are shown bright (MONOCHROME1)
 */
record Acquisition(String modality, double padLow, double padHigh, String phase, boolean magnitude, boolean inverted) {
	private static final Set<String> PARTS = Set.of("P", "PHASE", "PHASE MAP", "R", "REAL", "I", "IMAGINARY");

	static Acquisition of(DataSet dataSet) {
		boolean signed = dataSet.intValue(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
		double value = stored(dataSet, Tag.PIXEL_PADDING_VALUE, signed), limit = stored(dataSet, Tag.PIXEL_PADDING_RANGE_LIMIT, signed);
		if (Double.isNaN(limit)) limit = value;
		return new Acquisition(text(dataSet, Tag.MODALITY), Math.min(value, limit), Math.max(value, limit), text(dataSet, Tag.IN_PLANE_PHASE_ENCODING_DIRECTION),
			isMagnitude(dataSet), text(dataSet, Tag.PHOTOMETRIC_INTERPRETATION).equals("MONOCHROME1"));
	}

	/** The third value of Image Type and those behind it tell, and Complex Image Component. */
	private static boolean isMagnitude(DataSet dataSet) {
		return dataSet.strings(Tag.IMAGE_TYPE).stream().skip(2).noneMatch(PARTS::contains) && !PARTS.contains(text(dataSet, Tag.COMPLEX_IMAGE_COMPONENT));
	}

	private static String text(DataSet dataSet, int tag) {
		return dataSet.string(tag).orElse("").trim().toUpperCase(Locale.ROOT);
	}

	/** The 16 bits as Pixel Representation says, whatever VR they are written with. */
	private static double stored(DataSet dataSet, int tag, boolean signed) {
		Element element = dataSet.get(tag);
		if (element == null || element.isEmpty()) return Double.NaN;
		return dataSet.intValue(tag).stream().mapToDouble(value -> signed ? (short) value : value & 0xFFFF).findFirst().orElse(Double.NaN);
	}

	boolean isCt() {
		return modality.equals("CT");
	}

	boolean isMr() {
		return modality.equals("MR");
	}
}
