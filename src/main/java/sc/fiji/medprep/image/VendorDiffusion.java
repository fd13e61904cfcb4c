package sc.fiji.medprep.image;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.vendor.Csa;

/**
 * B-values and gradients in private elements, found by their creators. Which element means what is after the page "DICOM for
 * DWI and DTI" of NA-MIC and what dcm2niix documents of its handling.
 */
final class VendorDiffusion {
	private static final String SIEMENS = "SIEMENS MR HEADER", GE_ACQUISITION = "GEMS_ACQU_01", GE_PARAMETERS = "GEMS_PARM_01";
	private static final String PHILIPS = "Philips Imaging DD 001", PHILIPS_MR = "Philips MR Imaging DD 001", UNITED = "Image Private Header";
	/** How images of Canon say it: "b=1500(0.445,0.000,0.895)". */
	private static final Pattern CANON = Pattern.compile("b=(\\d{1,6}(?:\\.\\d{0,6})?)(?:\\((-?[\\d.]{1,9}),(-?[\\d.]{1,9}),(-?[\\d.]{1,9})\\))?");
	/** GE marks b-values by adding a multiple of this. */
	private static final double GE_MARK = 1e5;
	private static final double GE_UNMARKED = 1e4;

	private VendorDiffusion() {}

	static Optional<Diffusion> of(DataSet dataSet) {
		return Stream.<Function<DataSet, Diffusion>>of(VendorDiffusion::siemens, VendorDiffusion::csa, VendorDiffusion::ge, VendorDiffusion::philips, VendorDiffusion::united, VendorDiffusion::canon)
			.map(vendor -> vendor.apply(dataSet)).filter(found -> found != null && Diffusion.isBValue(found.bValue())).findFirst();
	}

	private static double[] numbers(DataSet dataSet, String creator, int group, int low) {
		return dataSet.doubles(dataSet.privateTag(creator, group, low));
	}

	private static OptionalDouble number(DataSet dataSet, String creator, int group, int low) {
		return dataSet.doubleValue(dataSet.privateTag(creator, group, low));
	}

	/** In patient coordinates. */
	private static Diffusion siemens(DataSet dataSet) {
		OptionalDouble bValue = number(dataSet, SIEMENS, 0x0019, 0x0C);
		if (bValue.isEmpty()) return null;
		return siemens(bValue.getAsDouble(), numbers(dataSet, SIEMENS, 0x0019, 0x0E), numbers(dataSet, SIEMENS, 0x0019, 0x27));
	}

	private static Diffusion csa(DataSet dataSet) {
		Csa header = Csa.ofImage(dataSet).orElse(null);
		if (header == null || header.number("B_value").isEmpty()) return null;
		return siemens(header.number("B_value").getAsDouble(), header.numbers("DiffusionGradientDirection"), header.numbers("B_matrix"));
	}

	private static Diffusion siemens(double bValue, double[] gradient, double[] matrix) {
		return Diffusion.of(bValue, gradient.length == 3 ? gradient : BMatrix.of(matrix).map(BMatrix::direction).orElse(Diffusion.NO_GRADIENT));
	}

	/** Directions along frequency, phase and slice encoding; shorter ones than a unit vector mean that the b-value is that of the longest one. */
	private static Diffusion ge(DataSet dataSet) {
		OptionalDouble stated = number(dataSet, GE_PARAMETERS, 0x0043, 0x39);
		if (stated.isEmpty()) return null;
		double bValue = stated.getAsDouble() > GE_UNMARKED ? stated.getAsDouble() % GE_MARK : stated.getAsDouble();
		double x = number(dataSet, GE_ACQUISITION, 0x0019, 0xBB).orElse(0), y = number(dataSet, GE_ACQUISITION, 0x0019, 0xBC).orElse(0), z = number(dataSet, GE_ACQUISITION, 0x0019, 0xBD).orElse(0);
		double length = Math.sqrt(x * x + y * y + z * z);
		if (length > 0.03 && length < 0.97) {
			double scaled = bValue * length * length;
			bValue = scaled > 0 && scaled < 5 ? 5 : 5 * Math.floor((scaled + 2.5) / 5);
		}
		return Diffusion.of(bValue, inPatient(dataSet, x, y, z));
	}

	private static Diffusion philips(DataSet dataSet) {
		OptionalDouble bValue = number(dataSet, PHILIPS, 0x2001, 0x03);
		if (bValue.isEmpty()) return null;
		double[] gradient = new double[3];
		for (int i = 0; i < 3; i++) gradient[i] = number(dataSet, PHILIPS_MR, 0x2005, 0xB0 + i).orElse(0);
		return Diffusion.of(bValue.getAsDouble(), gradient);
	}

	/** Along rows, columns and normal of the image. */
	private static Diffusion united(DataSet dataSet) {
		OptionalDouble bValue = number(dataSet, UNITED, 0x0065, 0x09);
		if (bValue.isEmpty()) return null;
		double[] gradient = numbers(dataSet, UNITED, 0x0065, 0x37);
		return Diffusion.of(bValue.getAsDouble(), gradient.length == 3 ? alongImage(dataSet, gradient[0], gradient[1], gradient[2]) : Diffusion.NO_GRADIENT);
	}

	/** In comments of the images; directions as GE's, but phase encoding first. */
	private static Diffusion canon(DataSet dataSet) {
		String maker = dataSet.string(Tag.MANUFACTURER).orElse("").toUpperCase(Locale.ROOT);
		Matcher comment = CANON.matcher(dataSet.string(Tag.IMAGE_COMMENTS).orElse(""));
		if (!(maker.startsWith("CANON") || maker.startsWith("TOSHIBA")) || !comment.find()) return null;
		double bValue = Double.parseDouble(comment.group(1));
		try {
			return Diffusion.of(bValue, comment.group(2) == null ? Diffusion.NO_GRADIENT
				: inPatient(dataSet, Double.parseDouble(comment.group(3)), Double.parseDouble(comment.group(2)), Double.parseDouble(comment.group(4))));
		}
		catch (NumberFormatException notNumbers) {
			return Diffusion.of(bValue, Diffusion.NO_GRADIENT);
		}
	}

	/**
	 * A direction along frequency, phase and slice encoding of a head-first supine patient, in patient coordinates. For others
	 * it is not known how the axes run; nor is it where the direction of phase encoding is missing.
	 */
	private static double[] inPatient(DataSet dataSet, double x, double y, double z) {
		String phase = dataSet.string(Tag.IN_PLANE_PHASE_ENCODING_DIRECTION).orElse("");
		if (!dataSet.string(Tag.PATIENT_POSITION).orElse("").equals("HFS") || !phase.startsWith("ROW") && !phase.startsWith("COL")) return Diffusion.NO_GRADIENT;
		double along = phase.startsWith("ROW") ? y : x, across = phase.startsWith("ROW") ? -x : y;
		double[] orientation = dataSet.doubles(Tag.IMAGE_ORIENTATION_PATIENT);
		if (orientation.length != 6) return Diffusion.NO_GRADIENT;
		double[] normal = normal(orientation);
		boolean coronal = Math.abs(normal[1]) > Math.abs(normal[0]) && Math.abs(normal[1]) > Math.abs(normal[2]);
		boolean sagittal = !coronal && Math.abs(normal[0]) > Math.abs(normal[2]);
		if (sagittal) return alongImage(dataSet, along, across, -z);
		return alongImage(dataSet, -along, coronal ? across : -across, z);
	}

	/** A direction along rows, columns and normal of the image, in patient coordinates. */
	private static double[] alongImage(DataSet dataSet, double along, double across, double through) {
		double[] orientation = dataSet.doubles(Tag.IMAGE_ORIENTATION_PATIENT);
		if (orientation.length != 6) return Diffusion.NO_GRADIENT;
		double[] normal = normal(orientation), direction = new double[3];
		for (int i = 0; i < 3; i++) direction[i] = along * orientation[i] + across * orientation[3 + i] + through * normal[i];
		return direction;
	}

	private static double[] normal(double[] orientation) {
		return Geometry.cross(new double[] {orientation[0], orientation[1], orientation[2]}, new double[] {orientation[3], orientation[4], orientation[5]});
	}
}
