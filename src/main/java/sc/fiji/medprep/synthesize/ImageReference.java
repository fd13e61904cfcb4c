package sc.fiji.medprep.synthesize;

/**
 * An image that others refer to.
 *
 * @param z position of its middle along the patient's axis, in mm; 0 for what is no slice
 */
record ImageReference(String sopClass, String uid, Series series, int number, double z) {
	static ImageReference of(Instance instance, double z) {
		return new ImageReference(instance.sopClass, instance.uid, instance.series, instance.number, z);
	}
}
