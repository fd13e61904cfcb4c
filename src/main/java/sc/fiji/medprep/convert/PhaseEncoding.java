package sc.fiji.medprep.convert;

import java.util.Optional;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PlaneSource;

/**
 * How lines of k-space lie in an image as it is written.
 *
 * @param rows whether phases are encoded along rows (ROW), else along columns (COL)
 * @param axis of the written image along which phases are encoded, 0 to 2
 * @param sign of growing indices of the DICOM image along that axis
 * @param lines number of voxels along the axis
 * @param acquired number of lines that were acquired; 0 if unknown
 */
record PhaseEncoding(boolean rows, int axis, int sign, int lines, int acquired) {
	private static final String AXES = "ijk";

	/** Empty if the header says no direction of phase encoding or no orientation. */
	static Optional<PhaseEncoding> of(Header header, String maker, PlaneSource written) {
		String direction = header.string(Tag.IN_PLANE_PHASE_ENCODING_DIRECTION).orElse("");
		double[] orientation = header.numbers(Tag.IMAGE_ORIENTATION_PATIENT);
		boolean rows = direction.startsWith("ROW");
		if (orientation.length != 6 || !rows && !direction.startsWith("COL")) return Optional.empty();
		Geometry geometry = written.geometry();
		int axis = 0, start = rows ? 0 : 3;
		double most = 0;
		for (int a = 0; a < 3; a++) {
			double[] step = geometry.column(a);
			double along = (step[0] * orientation[start] + step[1] * orientation[start + 1] + step[2] * orientation[start + 2]) / geometry.spacing(a);
			if (Math.abs(along) > Math.abs(most)) {
				most = along;
				axis = a;
			}
		}
		int[] sizes = {written.shape().width(), written.shape().height(), written.shape().depth()};
		return Optional.of(new PhaseEncoding(rows, axis, most < 0 ? -1 : 1, sizes[axis], acquired(header, maker)));
	}

	private static int acquired(Header header, String maker) {
		double[] matrix = header.numbers(Tag.ACQUISITION_MATRIX);
		if (matrix.length == 4 && Math.max(matrix[2], matrix[3]) > 0) return (int) Math.max(matrix[2], matrix[3]);
		if (maker.equals("Siemens")) return (int) SiemensFields.protocol(header).map(protocol -> protocol.number("sKSpace.lPhaseEncodingLines").orElse(0)).orElse(0.0).doubleValue();
		return (int) header.number(Tag.MR_ACQUISITION_PHASE_ENCODING_STEPS_IN_PLANE).orElse(0);
	}

	void write(Header header, String maker, Facts facts) {
		facts.text("InPlanePhaseEncodingDirectionDICOM", rows ? "ROW" : "COL");
		facts.positive("AcquisitionMatrixPE", acquired);
		facts.positive("ReconMatrixPE", lines);
		Optional<Boolean> positive = switch (maker) {
			case "Siemens" -> SiemensFields.isPositive(header);
			case "GE" -> GeFields.isPositive(header);
			default -> Optional.empty();
		};
		String letter = AXES.substring(axis, axis + 1);
		if (positive.isPresent()) facts.text("PhaseEncodingDirection", letter + (positive.get() == sign > 0 ? "" : "-"));
		else facts.text("PhaseEncodingAxis", letter);
		times(header, maker, facts);
	}

	/** Times as if all lines of the image had been acquired one after the other, as FSL takes them: to the begin of the last line. */
	private void times(Header header, String maker, Facts facts) {
		double spacing = 0, bandwidth = facts.get("BandwidthPerPixelPhaseEncode");
		if (bandwidth > 0) {
			spacing = 1 / (bandwidth * lines);
			double acceleration = Math.max(1, orOne(facts.get("ParallelReductionFactorInPlane"))), oversampling = 1 + Math.max(0, orOne(facts.get("PhaseOversampling") + 1) - 1);
			facts.positive("DerivedVendorReportedEchoSpacing", spacing * acceleration / oversampling);
		}
		else if (maker.equals("GE") && acquired > 0 && lines > 1) spacing = readOutOfGe(header, facts) / (lines - 1);
		facts.positive("EffectiveEchoSpacing", spacing);
		facts.positive("TotalReadoutTime", spacing * (lines - 1));
	}

	/** Lines come in pairs, with partial Fourier in fours (notes on GE of dcm2niix). */
	private double readOutOfGe(Header header, Facts facts) {
		double group = header.strings(Tag.SCAN_OPTIONS).contains("PFP") ? 4 : 2;
		double steps = Math.ceil(acquired / orOne(facts.get("ParallelReductionFactorInPlane")) / group) * group;
		return (steps - 1) * GeFields.echoSpacing(header);
	}

	private static double orOne(double value) {
		return value > 0 ? value : 1;
	}
}
