package sc.fiji.medprep.dicom;

/** Tells the VR of an attribute where the file does not: in implicit VR and behind VR UN. */
@FunctionalInterface
public interface VRLookup {
	/**
	 * The VR of an attribute, or null if it is unknown. Where the dictionary leaves a choice (US or SS, OB or OW) the
	 * first is meant.
	 *
	 * @param tag the attribute tag, group in the upper 16 bits
	 * @param privateCreator the private creator whose block holds the tag; null for standard attributes and for private ones without a creator
	 */
	VR vrOf(int tag, String privateCreator);
}
