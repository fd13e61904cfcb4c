package sc.fiji.medprep.convert;

import sc.fiji.medprep.dicom.Tag;

/** What Philips writes into private elements. Which way phase encoding runs is not among it. */
final class PhilipsFields {
	private static final String IMAGING = "Philips Imaging DD 001", MR_IMAGING = "Philips MR Imaging DD 001";

	/** Chemical shift of fat in parts per million. */
	private static final double FAT = 3.4;

	private PhilipsFields() {}

	static void write(Header header, Facts facts) {
		facts.positive("WaterFatShift", header.number(IMAGING, 0x2001, 0x22), 1);
		facts.positive("EchoTrainLength", header.number(IMAGING, 0x2001, 0x13), 1);
		facts.positive("PhilipsScaleSlope", header.number(MR_IMAGING, 0x2005, 0x0E), 1);
		if (facts.json.has("PhilipsScaleSlope")) {
			facts.number("PhilipsRescaleSlope", header.number(Tag.RESCALE_SLOPE).orElse(Double.NaN));
			facts.number("PhilipsRescaleIntercept", header.number(Tag.RESCALE_INTERCEPT).orElse(Double.NaN));
		}
	}

	/**
	 * Times of echo planar images after the shift between water and fat, to which Philips scanners give no exact ones; named as
	 * estimates (https://github.com/rordenlab/dcm2niix/issues/377).
	 */
	static void estimate(Facts facts) {
		double shift = facts.get("WaterFatShift"), frequency = facts.get("ImagingFrequency"), train = facts.get("EchoTrainLength"), lines = facts.get("ReconMatrixPE");
		double readout = shift / (frequency * FAT * (train + 1)) * train;
		if (!(readout > 0) || !(lines > 1)) return;
		facts.positive("EstimatedEffectiveEchoSpacing", readout / (lines - 1));
		facts.positive("EstimatedTotalReadoutTime", readout);
	}
}
