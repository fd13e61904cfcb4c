package sc.fiji.medprep.curate.quality;

import java.util.List;

/**
 * What the pixels of a volume say, or of all volumes of a series in time.
 *
 * @param measures of slices: the median over slices spread evenly over the first volume; of volumes and of time
 * @param notes what somebody should look at
 */
public record VolumeMeasures(Measures measures, List<QualityNote> notes) {
	public VolumeMeasures {
		notes = List.copyOf(notes);
	}
}
