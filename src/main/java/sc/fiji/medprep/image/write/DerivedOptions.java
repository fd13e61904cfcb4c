package sc.fiji.medprep.image.write;

import java.util.List;
import java.util.Objects;

import sc.fiji.medprep.dicom.TransferSyntax;

/**
 * How a changed volume becomes a series.
 *
 * @param derivations what was done, of PS3.16 CID 7203 where it has a code for it; may be empty
 * @param description what was done, in words, ASCII, without identifiers
 */
public record DerivedOptions(List<Code> derivations, String description, Form form, Packing packing) {
	/** Into which files. */
	public enum Form {
		/** One file per slice. */
		SLICES,
		/** All frames in one file, or as many files as a source of several frames has. */
		ENHANCED
	}

	/** How pixels are stored; nothing is lost in any way. */
	public enum Packing {
		/** As they are, explicit VR little endian. */
		EXPLICIT("1.2.840.10008.1.2.1"), RLE("1.2.840.10008.1.2.5"),
		/** Process 14, selection value 1. */
		JPEG_LOSSLESS("1.2.840.10008.1.2.4.70"),
		/** The whole data set with deflate. */
		DEFLATED("1.2.840.10008.1.2.1.99");

		private final String uid;

		Packing(String uid) {
			this.uid = uid;
		}

		TransferSyntax transferSyntax() {
			return TransferSyntax.of(uid).orElseThrow();
		}
	}

	public DerivedOptions {
		derivations = List.copyOf(derivations);
		Objects.requireNonNull(description);
	}
}
