package sc.fiji.medprep.image;

import java.util.List;
import java.util.Set;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;

/** Where the frames of a file lie in the patient, as far as the headers of the different kinds of images say it. */
final class FramePlaces {
	private static final String CLASSES = "1.2.840.10008.5.1.4.1.1.", NUCLEAR = CLASSES + "20", SECONDARY = CLASSES + "7";
	/** CT, MR, PET, RT Dose and volumes of X-ray images, with their enhanced and legacy forms: slices of a patient, which have a place. */
	private static final Set<String> SLICES = Set.of("2", "2.1", "2.2", "4", "4.1", "4.3", "4.4", "128", "128.1", "130", "481.2", "13.1.1", "13.1.2", "13.1.3");
	/** Modalities whose images stand for themselves: two of the same size have nothing else in common. */
	private static final Set<String> ALONE = Set.of("CR", "DX", "MG", "IO", "PX", "RG", "RF", "XA", "OP", "GM", "XC", "ES", "SM");
	/** Physical Units X and Y Direction: centimetres. */
	private static final int CENTIMETRES = 3;

	/** In millimetres; what is beyond is no image of a patient, but would still be a number. */
	private static final double FARTHEST = 1e6, LEAST_SPACING = 1e-6;

	private final DataSet root;
	private final String sopClass, modality;
	private final DataSet detector;
	private final double[] doseOffsets;
	private final int[] slices;
	private final double between;

	FramePlaces(DataSet root) {
		this.root = root;
		sopClass = root.string(Tag.SOP_CLASS_UID).orElse("");
		modality = root.string(Tag.MODALITY).orElse("");
		List<DataSet> detectors = sopClass.equals(NUCLEAR) ? root.items(Tag.DETECTOR_INFORMATION_SEQUENCE) : List.of();
		detector = detectors.isEmpty() ? root : detectors.get(0);
		doseOffsets = root.doubles(Tag.GRID_FRAME_OFFSET_VECTOR);
		slices = root.ints(Tag.SLICE_VECTOR);
		between = root.doubleValue(Tag.SPACING_BETWEEN_SLICES).orElse(Double.NaN);
	}

	/** Whether the frames of a classic file lie at different places, by an attribute of its own. */
	boolean hasSliceVector() {
		return doseOffsets.length > 1 || slices.length > 1;
	}

	Orientation orientation(FrameHeader header) {
		DataSet in = header.isEnhanced() ? header.in(Tag.PLANE_ORIENTATION_SEQUENCE) : root;
		double[] six = in.doubles(Tag.IMAGE_ORIENTATION_PATIENT);
		return Orientation.of(six.length == 0 ? detector.doubles(Tag.IMAGE_ORIENTATION_PATIENT) : six);
	}

	/** The centre of the first pixel, or null if it is unknown. */
	double[] position(FrameHeader header, Orientation orientation) {
		DataSet in = header.isEnhanced() ? header.in(Tag.PLANE_POSITION_SEQUENCE) : root;
		// A position outside of functional groups is that of no frame in particular.
		if (isPlaceless(header.isEnhanced() && in == root)) return null;
		double[] position = in.doubles(Tag.IMAGE_POSITION_PATIENT);
		if (position.length == 0) position = detector.doubles(Tag.IMAGE_POSITION_PATIENT);
		if (position.length != 3 || !isNear(position[0]) || !isNear(position[1]) || !isNear(position[2]) || orientation == null) return null;
		double offset = offset(header.frame(), position[2]);
		double[] normal = orientation.normal();
		return !isNear(offset) ? null : new double[] {position[0] + offset * normal[0], position[1] + offset * normal[1], position[2] + offset * normal[2]};
	}

	/** Whether there are several frames, but nothing that says of each where it lies, or that they are one place at several times. */
	private boolean isPlaceless(boolean commonPosition) {
		if (root.intValue(Tag.NUMBER_OF_FRAMES).orElse(1) < 2) return false;
		boolean classic = !root.contains(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE) && !root.contains(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
		return commonPosition || classic && !hasSliceVector() && !root.contains(Tag.FRAME_TIME) && !root.contains(Tag.FRAME_TIME_VECTOR);
	}

	private static boolean isNear(double coordinate) {
		return Math.abs(coordinate) <= FARTHEST;
	}

	/** How far a frame lies along the normal from where Image Position says, in millimetres; NaN if the file should say it and does not. */
	private double offset(int frame, double z) {
		if (doseOffsets.length > 0) {
			if (frame >= doseOffsets.length) return Double.NaN;
			// Relative offsets begin with 0; else they are z coordinates of slices across the body (PS3.3 C.8.8.3.2).
			if (doseOffsets[0] == 0) return doseOffsets[frame];
			return (doseOffsets[frame] - z) * Math.signum(orientationAcross());
		}
		if (slices.length > 1) return frame < slices.length ? (slices[frame] - 1) * between : Double.NaN;
		return 0;
	}

	private double orientationAcross() {
		Orientation orientation = Orientation.of(root.doubles(Tag.IMAGE_ORIENTATION_PATIENT));
		double z = orientation == null ? 0 : orientation.normal()[2];
		return Math.abs(Math.abs(z) - 1) < 1e-3 ? z : Double.NaN;
	}

	/** Spacing between rows and between columns in millimetres, then 1 if it is that at a detector; null if it is unknown. */
	double[] spacing(FrameHeader header) {
		double[] spacing = positive(header.numbers(Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING), 0);
		if (spacing == null) spacing = positive(root.doubles(Tag.PIXEL_SPACING), 0);
		if (spacing == null) spacing = ofUltrasound();
		if (spacing == null) spacing = positive(root.doubles(Tag.NOMINAL_SCANNED_PIXEL_SPACING), 0);
		if (spacing == null) spacing = positive(root.doubles(Tag.IMAGER_PIXEL_SPACING), 1);
		return spacing;
	}

	private static double[] positive(double[] two, int atDetector) {
		return two.length == 2 && Math.min(two[0], two[1]) >= LEAST_SPACING && Math.max(two[0], two[1]) <= FARTHEST ? new double[] {two[0], two[1], atDetector} : null;
	}

	/** Of an ultrasound image with a single region, which is measured in centimetres (PS3.3 C.8.5.5). */
	private double[] ofUltrasound() {
		List<DataSet> regions = root.items(Tag.SEQUENCE_OF_ULTRASOUND_REGIONS);
		if (regions.size() != 1) return null;
		DataSet region = regions.get(0);
		if (region.intValue(Tag.PHYSICAL_UNITS_X_DIRECTION).orElse(0) != CENTIMETRES || region.intValue(Tag.PHYSICAL_UNITS_Y_DIRECTION).orElse(0) != CENTIMETRES) return null;
		return positive(new double[] {10 * Math.abs(region.doubleValue(Tag.PHYSICAL_DELTA_Y).orElse(0)), 10 * Math.abs(region.doubleValue(Tag.PHYSICAL_DELTA_X).orElse(0))}, 0);
	}

	/** What is known of the place of images, of which some is missing or not. */
	FrameForm.Place place(FrameHeader header, double[] position, double[] spacing) {
		if (position != null && spacing != null && spacing[2] == 0) return FrameForm.Place.IN_PATIENT;
		boolean detectorOnly = spacing != null && spacing[2] == 1;
		if (isTile(header)) return FrameForm.Place.TILE;
		if (isSlice(header.imageType()) || statesPlace(header)) return FrameForm.Place.MISSING;
		if (ALONE.contains(modality) && !sopClass.startsWith(SECONDARY)) return detectorOnly ? FrameForm.Place.ALONE_AT_DETECTOR : FrameForm.Place.ALONE;
		return detectorOnly ? FrameForm.Place.AT_DETECTOR : FrameForm.Place.FLAT;
	}

	/** Whether a frame is a part of a whole slide (PS3.3 C.8.12.14, C.7.6.17.3). */
	private boolean isTile(FrameHeader header) {
		return root.string(Tag.DIMENSION_ORGANIZATION_TYPE).orElse("").startsWith("TILED") || header.in(Tag.PLANE_POSITION_SLIDE_SEQUENCE) != root;
	}

	/** Whether there are position and orientation, be they usable or not. */
	private boolean statesPlace(FrameHeader header) {
		DataSet position = header.isEnhanced() ? header.in(Tag.PLANE_POSITION_SEQUENCE) : root, orientation = header.isEnhanced() ? header.in(Tag.PLANE_ORIENTATION_SEQUENCE) : root;
		return !position.strings(Tag.IMAGE_POSITION_PATIENT).isEmpty() && !orientation.strings(Tag.IMAGE_ORIENTATION_PATIENT).isEmpty();
	}

	private boolean isSlice(List<String> imageType) {
		if (sopClass.equals(NUCLEAR)) return imageType.stream().anyMatch(value -> value.startsWith("RECON"));
		if (sopClass.startsWith(CLASSES)) return SLICES.contains(sopClass.substring(CLASSES.length()));
		return modality.equals("CT") || modality.equals("MR") || modality.equals("PT");
	}
}
