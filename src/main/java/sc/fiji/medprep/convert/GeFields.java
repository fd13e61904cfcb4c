package sc.fiji.medprep.convert;

import java.util.Optional;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.vendor.GeUserData;

/** What GE writes into private elements. */
final class GeFields {
	private static final String ACQUISITION = "GEMS_ACQU_01", PARAMETERS = "GEMS_PARM_01";
	private static final double MICROSECOND = 1e-6;

	private GeFields() {}

	static void write(Header header, Facts facts) {
		header.string(ACQUISITION, 0x0019, 0x9C).ifPresent(name -> facts.text("PulseSequenceName", name));
		header.string(ACQUISITION, 0x0019, 0x9E).ifPresent(name -> facts.text("InternalPulseSequenceName", name));
		isPositive(header).ifPresent(positive -> facts.text("PhaseEncodingPolarityGE", positive ? "Unflipped" : "Flipped"));
		double[] shim = new double[3];
		boolean shimmed = true;
		for (int i = 0; i < 3; i++) {
			shim[i] = header.number(PARAMETERS, 0x0043, 0x02 + i).orElse(Double.NaN);
			shimmed &= !Double.isNaN(shim[i]);
		}
		if (shimmed) facts.numbers("ShimSetting", shim);
		header.string(PARAMETERS, 0x0043, 0x95).ifPresent(prescan -> facts.text("PrescanReuseString", prescan));
		header.string(Tag.RECEIVE_COIL_NAME).ifPresent(coil -> facts.text("CoilString", coil));
		facts.positive("AcquisitionDuration", header.number(ACQUISITION, 0x0019, 0x5A), MICROSECOND);
		double[] factors = header.numbers(PARAMETERS, 0x0043, 0x83);
		if (factors.length > 0 && factors[0] > 0) facts.number("ParallelReductionFactorInPlane", 1 / factors[0]);
		if (factors.length > 1 && factors[1] > 0) facts.number("ParallelReductionFactorOutOfPlane", 1 / factors[1]);
	}

	/** Time between echoes in seconds, as the scanner states it for the image without parallel imaging; 0 if it does not. */
	static double echoSpacing(Header header) {
		return header.number(PARAMETERS, 0x0043, 0x2C).orElse(0) * MICROSECOND;
	}

	/** Whether lines are encoded towards growing rows or columns, of echo planar images. */
	static Optional<Boolean> isPositive(Header header) {
		// A sequence that turns the direction from volume to volume
		if (header.string(ACQUISITION, 0x0019, 0x9C).orElse("").startsWith("epi_pepolar")) return Optional.empty();
		return GeUserData.of(header.dataSet()).filter(GeUserData::epi).map(GeUserData::positive);
	}
}
