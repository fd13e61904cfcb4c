package sc.fiji.medprep.curate.quality;

import java.util.List;

/**
 * What the pixels of a volume say, or of all volumes of a series in time.
 *
 * @param measures of slices: the median over slices spread evenly over the first volume; of volumes and of time
 * @param notes what somebody should look at
 * @param thumbnail the middle slice as PNG, at most 96 pixels wide and high; no text is in it but what is in the pixels
 */
public record VolumeMeasures(Measures measures, List<QualityNote> notes, byte[] thumbnail) {
	public VolumeMeasures {
		notes = List.copyOf(notes);
	}
}
