package sc.fiji.medprep.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.vendor.AscConv;
import sc.fiji.medprep.dicom.vendor.Csa;
import sc.fiji.medprep.image.Diffusion;

/** What Siemens writes into private elements and into the protocol in them. */
final class SiemensFields {
	private static final String HEADER = "SIEMENS MR HEADER", NEWER = "SIEMENS MR SDI 02", PROTOCOLS = "SIEMENS MR SDS 01";
	private static final FieldTable<String> PROTOCOL = new FieldTable<>("siemens-protocol-fields.txt", null, key -> key);
	private static final String PRODUCT = "%SiemensSeq%";
	private static final double NANOSECOND = 1e-9, MICROSECOND = 1e-6;
	/** Eighths of the lines of k-space, by the bit that stands for them. */
	private static final int[][] PARTIAL_FOURIER = {{1, 4}, {2, 5}, {4, 6}, {8, 7}, {16, 8}};

	private SiemensFields() {}

	static void write(Header header, boolean freeText, Facts facts) {
		Optional<Csa> image = Csa.ofImage(header.dataSet());
		List<String> type = imageType(header);
		if (type.contains("DIS2D") || type.contains("DIS3D")) facts.flag("NonlinearGradientCorrection", true);
		else if (type.contains("ND")) facts.flag("NonlinearGradientCorrection", false);
		facts.text("ScanningSequence", String.join("\\", header.strings(PROTOCOLS, 0x0021, 0x5A)));
		facts.text("SequenceVariant", String.join("\\", header.strings(PROTOCOLS, 0x0021, 0x5B)));
		facts.text("ScanOptions", String.join("\\", header.strings(PROTOCOLS, 0x0021, 0x5C)));
		facts.numbers("TablePosition", header.numbers(HEADER, 0x0019, 0x14));
		protocol(header).ifPresent(protocol -> protocol(protocol, type, freeText, facts));
		if (Diffusion.of(header.dataSet(), header.frame()).isPresent()) {
			protocol(header).ifPresent(protocol -> named(facts, "DiffusionScheme", protocol.number("sDiffusion.dsScheme"), "Bipolar", "Monopolar"));
		}
		header.string(HEADER, 0x0051, 0x0F).filter(coil -> !facts.json.has("ReceiveCoilActiveElements") || !facts.json.get("ReceiveCoilActiveElements").getAsString().equals(coil))
			.ifPresent(coil -> facts.text("CoilString", coil));
		facts.positive("DwellTime", header.number(NEWER, 0x0021, 0x42), NANOSECOND);
		facts.positive("DwellTime", either(header.number(HEADER, 0x0019, 0x18), image, "RealDwellTime"), NANOSECOND);
		header.string(HEADER, 0x0051, 0x0E).ifPresent(text -> facts.text("ImageOrientationText", text));
		facts.positive("BandwidthPerPixelPhaseEncode", bandwidth(header), 1);
	}

	/** Newer versions keep what classic images have in Image Type in an element of their own. */
	private static List<String> imageType(Header header) {
		return Stream.concat(header.strings(Tag.IMAGE_TYPE).stream(), header.strings(NEWER, 0x0021, 0x75).stream()).toList();
	}

	/** The protocol in the header about the series or, in newer versions, in an element of its own. */
	static Optional<AscConv> protocol(Header header) {
		return Csa.ofSeries(header.dataSet()).flatMap(AscConv::of).or(() -> AscConv.of(new String(header.bytes(PROTOCOLS, 0x0021, 0x19), StandardCharsets.ISO_8859_1)));
	}

	private static void protocol(AscConv protocol, List<String> type, boolean freeText, Facts facts) {
		PROTOCOL.write(new FieldTable.Values<>() {
			@Override
			public List<String> strings(String key) {
				return (key.startsWith("*") ? protocol.ending(key.substring(1)) : protocol.string(key)).stream().toList();
			}

			@Override
			public double[] numbers(String key) {
				return protocol.number(key).stream().toArray();
			}
		}, freeText, facts);
		for (int[] bit : PARTIAL_FOURIER) {
			if (protocol.number("sKSpace.ucPhasePartialFourier").orElse(0) == bit[0]) facts.number("PartialFourier", bit[1] / 8.0);
		}
		if (type.contains("P") && protocol.number("alTE[1]").isPresent()) {
			facts.positive("EchoTime1", protocol.number("alTE[0]"), MICROSECOND);
			facts.positive("EchoTime2", protocol.number("alTE[1]"), MICROSECOND);
		}
		shim(protocol, facts);
		// The names of other sequences are given by those who wrote them.
		protocol.string("tSequenceFileName").filter(name -> freeText || name.startsWith(PRODUCT)).ifPresent(name -> facts.text("PulseSequenceDetails", name));
		named(facts, "CoilCombinationMethod", protocol.number("ucCoilCombineMode"), "Sum of Squares", "Adaptive Combine");
		named(facts, "MatrixCoilMode", protocol.number("sPat.ucPATMode"), "SENSE", "GRAPPA");
	}

	private static void named(Facts facts, String name, OptionalDouble number, String one, String two) {
		if (number.orElse(0) == 1) facts.text(name, one);
		if (number.orElse(0) == 2) facts.text(name, two);
	}

	/** Offsets of the gradients, then currents; the protocol leaves out zeros. */
	private static void shim(AscConv protocol, Facts facts) {
		String offsets = protocol.number("sGRADSPEC.asGPAData[0].lOffsetX").isPresent() ? "sGRADSPEC.asGPAData[0].lOffset" : "sGRADSPEC.lOffset";
		if (protocol.number(offsets + "X").isEmpty()) return;
		double[] settings = new double[8];
		for (int i = 0; i < 3; i++) settings[i] = protocol.number(offsets + "XYZ".charAt(i)).orElse(0);
		for (int i = 3; i < 8; i++) settings[i] = protocol.number("sGRADSPEC.alShimCurrent[" + (i - 3) + "]").orElse(0);
		facts.numbers("ShimSetting", settings);
	}

	/** Hz per pixel along phase encoding, of the image as it is, with everything that shortens the acquisition. */
	static OptionalDouble bandwidth(Header header) {
		OptionalDouble newer = header.number(NEWER, 0x0021, 0x53);
		return newer.isPresent() ? newer : either(header.number(HEADER, 0x0019, 0x28), Csa.ofImage(header.dataSet()), "BandwidthPerPixelPhaseEncode");
	}

	/** Whether lines are encoded towards growing rows or columns. */
	static Optional<Boolean> isPositive(Header header) {
		OptionalDouble stated = either(header.number(NEWER, 0x0021, 0x1C), Csa.ofImage(header.dataSet()), "PhaseEncodingDirectionPositive");
		return stated.isPresent() ? Optional.of(stated.getAsDouble() > 0) : Optional.empty();
	}

	/** Times of the slices of a mosaic in milliseconds, in the order of its tiles; none if it does not say them. */
	static double[] mosaicTimes(Header header) {
		double[] element = header.numbers(HEADER, 0x0019, 0x29);
		double[] times = element.length > 0 ? element : Csa.ofImage(header.dataSet()).map(image -> image.numbers("MosaicRefAcqTimes")).orElse(element);
		double first = Arrays.stream(times).min().orElse(0);
		return Arrays.stream(times).map(time -> time - first).toArray();
	}

	private static OptionalDouble either(OptionalDouble element, Optional<Csa> image, String field) {
		return element.isPresent() || image.isEmpty() ? element : image.get().number(field);
	}
}
