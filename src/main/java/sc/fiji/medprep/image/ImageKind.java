package sc.fiji.medprep.image;

import java.util.List;

/**
 * What the images of a volume show, beside their place: what tells volumes of one series apart, and what names of files say.
 *
 * @param type the values of Image Type (0008,0008) or Frame Type (0008,9007)
 * @param component what the values are of a complex number
 * @param echo number of the echo, from 1; 0 if unknown
 * @param echoTime in milliseconds; NaN if unknown
 * @param acquisition Acquisition Number (0020,0012) of the first image; 0 if unknown
 * @param instance Instance Number (0020,0013) of the first image; 0 if unknown
 * @param repetitionTime in milliseconds; NaN if unknown
 * @param thickness of the slices in millimetres; NaN if unknown
 */
public record ImageKind(List<String> type, Component component, int echo, double echoTime, int acquisition, int instance, double repetitionTime, double thickness) {
	/** Parts of a complex number (PS3.3 C.8.13.3.1.1). */
	public enum Component {
		MAGNITUDE, PHASE, REAL, IMAGINARY,
		/** Images of other kinds, of mixed parts, or which do not say it. */
		UNSTATED
	}

	public ImageKind {
		type = List.copyOf(type);
	}

	/** Whether a value stands in Image Type, such as DERIVED, LOCALIZER, MOSAIC or ADC. */
	public boolean is(String value) {
		return type.contains(value);
	}
}
