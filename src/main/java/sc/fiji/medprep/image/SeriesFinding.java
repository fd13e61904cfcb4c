package sc.fiji.medprep.image;

import java.util.List;
import java.util.Locale;

/**
 * Something about the images of a series that keeps them from being one plain volume, or that its user must know.
 *
 * @param message one sentence with figures and without identifiers
 * @param files numbers of the files it is about, from 1; may be empty
 */
public record SeriesFinding(Kind kind, String message, List<Integer> files) {
	/** What was found. */
	public enum Kind {
		/** A position in the row of slices has no image; its plane is blank. */
		MISSING_SLICE(true),
		/** Several images of the same position that nothing tells apart. */
		DUPLICATE_POSITION(true),
		/** Distances between slices differ and it is not a single gap. */
		IRREGULAR_SPACING(true),
		/** Orientations differ inside a series; each gets a volume of its own. */
		MIXED_ORIENTATION(true),
		/** Rows or columns differ inside a series; each size gets a volume of its own. */
		MIXED_SIZE(true),
		/** Pixel spacing differs inside a series; each gets a volume of its own. */
		MIXED_PIXEL_SPACING(true),
		/** Signed and unsigned values, sizes of values or photometric interpretations differ inside a series; each gets a volume of its own. */
		MIXED_PIXELS(true),
		/** Slices of one series lie in different frames of reference. */
		MIXED_FRAME_OF_REFERENCE(true),
		/** Slice thickness differs although the positions are even. */
		MIXED_THICKNESS(true),
		/** SOP classes differ inside a series. */
		MIXED_SOP_CLASS(true),
		/** Modality, patient or study differ inside a series. */
		MIXED_IDENTITY(true),
		/** The same SOP Instance UID stands on different images. */
		DUPLICATE_INSTANCE(true),
		/** Files that hold the same image as others; they are left out. */
		REPEATED_FILE(false),
		/** Not every volume of a 4D series has all slices; planes that are missing are blank. */
		INCOMPLETE_VOLUME(true),
		/** Slices of a patient lack Image Position or Orientation (Patient) or Pixel Spacing, so their place is unknown. */
		NO_GEOMETRY(true),
		/** A mosaic of slices whose header does not tell how many there are; it is kept as one image. */
		MOSAIC_LAYOUT_UNKNOWN(true),
		/** Slices are shifted against each other along their plane (gantry tilt); kept as shear of the affine. */
		GANTRY_TILT(false),
		/** Some volumes of a diffusion series have no b-value or no gradient direction. */
		NO_DIRECTION(false),
		/** Localizers and the like: images of several orientations that belong together but make no volume. */
		NOT_A_VOLUME(false),
		/** Pixel spacing is known at the detector only, not in the patient. */
		SPACING_AT_DETECTOR(false);

		private final boolean refuses;

		Kind(boolean refuses) {
			this.refuses = refuses;
		}

		/** Whether a volume with this finding may be geometrically wrong, so that it is written only if the user says so. */
		public boolean refuses() {
			return refuses;
		}

		/** Whether it is among what was found. */
		public boolean isAmong(List<SeriesFinding> findings) {
			return findings.stream().anyMatch(finding -> finding.kind == this);
		}

		/** As reports name it. */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}
	}

	public SeriesFinding {
		files = List.copyOf(files);
	}
}
