package sc.fiji.medprep.image.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of file that images are written to. */
public enum ImageFormat {
	/** NIfTI-1, or NIfTI-2 for images that are too long for it. */
	NIFTI_GZ(".nii.gz"), NIFTI(".nii"),
	/** NRRD in one file, compressed by gzip. Holds no rescale, so real values are written where there is one. */
	NRRD(".nrrd"),
	/** The same, not compressed. */
	NRRD_RAW(".nrrd"),
	/** MetaImage in one file, not compressed. Holds no rescale, either. */
	METAIMAGE(".mha");

	private final String ending;

	ImageFormat(String ending) {
		this.ending = ending;
	}

	/** How names of such files end, in lower case and with the dot. */
	public String ending() {
		return ending;
	}

	/** By the end of a file's name; the first of two kinds with the same. */
	static Optional<ImageFormat> ofName(String name) {
		return Arrays.stream(values()).filter(format -> name.toLowerCase(Locale.ROOT).endsWith(format.ending)).findFirst();
	}
}
