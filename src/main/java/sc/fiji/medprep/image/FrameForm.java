package sc.fiji.medprep.image;

import java.util.List;

/**
 * What slices of one volume usually have in common.
 *
 * @param type values in memory
 * @param imageType Image Type or Frame Type
 * @param echo Echo Number; 0 if unknown
 * @param echoTime in milliseconds; NaN if unknown
 * @param segment Referenced Segment Number of a segmentation; 0 elsewhere
 * @param frameOfReference UID; empty if there is none
 * @param place how much is known about where the images lie
 * @param orientation null if unknown
 * @param rowSpacing between rows in millimetres; 1 where it is unknown
 * @param columnSpacing between columns in millimetres; 1 where it is unknown
 * @param between step from slice to slice as the header states it, which is believed for single slices only; NaN if unknown
 * @param unit of real values
 * @param temporalPositions Number of Temporal Positions, 0 if unknown
 */
record FrameForm(int rows, int columns, PixelType type, String photometric, List<String> imageType, ImageKind.Component component, int echo, double echoTime, double repetitionTime, int segment,
	String frameOfReference, Place place, Orientation orientation, double rowSpacing, double columnSpacing, double thickness, double between, String unit, int temporalPositions, double temporalResolution)
{
	/** How much is known about where an image lies. */
	enum Place {
		/** Position, orientation and spacing in the patient. */
		IN_PATIENT,
		/** It is missing, although images of this kind are slices of a patient. */
		MISSING,
		/** A mosaic whose parts cannot be told. */
		LOST_IN_MOSAIC,
		/** Images of this kind have no place in the patient. Spacing may be known, in the object or not. */
		FLAT, AT_DETECTOR,
		/** As flat, but each file stands for itself: projections and photographs. */
		ALONE, ALONE_AT_DETECTOR,
		/** Tiles of a slide. */
		TILE
	}
}
