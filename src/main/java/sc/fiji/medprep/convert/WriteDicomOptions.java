package sc.fiji.medprep.convert;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import sc.fiji.medprep.image.write.Code;
import sc.fiji.medprep.image.write.DerivedOptions;

/**
 * What {@link VolumeToDicom} does.
 *
 * @param input volume: NIfTI, NRRD or MetaImage
 * @param source folder with the series that the volume was made of, and perhaps others
 * @param series Series Number of that series; null if the folder holds one only
 * @param output new folder
 * @param overwrite whether files of the same series that an earlier run has written may be replaced
 */
public record WriteDicomOptions(Path input, Path source, Integer series, Path output, Change change, DerivedOptions.Form form, DerivedOptions.Packing packing, boolean overwrite) {
	/** What was done to the volume; codes of PS3.16 CID 7203 where it has one. */
	public enum Change {
		RESAMPLED(List.of(new Code("113085", "DCM", "Spatial resampling")), "Voxels were resampled."), DENOISED(List.of(new Code("113087", "DCM", "Smoothing")), "Noise was removed."),
		DEFACED(List.of(new Code("113077", "DCM", "Volume editing")), "The face was removed."), REDACTED(List.of(), "Text in the pixels was removed."), OTHER(List.of(), "Voxels were changed.");

		private final List<Code> codes;
		private final String sentence;

		Change(List<Code> codes, String sentence) {
			this.codes = codes;
			this.sentence = sentence;
		}

		/** As keys write it. */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}
	}

	DerivedOptions derived() {
		return new DerivedOptions(change.codes, change.sentence, form, packing);
	}
}
