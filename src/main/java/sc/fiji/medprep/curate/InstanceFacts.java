package sc.fiji.medprep.curate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.ImagePlane;

/**
 * What is kept of an image of a single plane until its series is complete: what orders it, and what must not change from
 * plane to plane.
 *
 * @param plane null if its place is unknown
 */
record InstanceFacts(int item, OptionalInt instance, OptionalInt acquisition, OptionalDouble location, double slope, double intercept, boolean positron, ImagePlane plane) {
	static InstanceFacts of(int item, DataSet dataSet, List<ImagePlane> planes) {
		return new InstanceFacts(item, dataSet.intValue(Tag.INSTANCE_NUMBER), dataSet.intValue(Tag.ACQUISITION_NUMBER), dataSet.doubleValue(Tag.SLICE_LOCATION),
			dataSet.doubleValue(Tag.RESCALE_SLOPE).orElse(1), dataSet.doubleValue(Tag.RESCALE_INTERCEPT).orElse(0), dataSet.string(Tag.MODALITY).orElse("").equals("PT"), planes.size() == 1 ? planes.get(0) : null);
	}
}
