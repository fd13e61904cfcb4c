package sc.fiji.medprep.image.stack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import ij.ImagePlus;
import sc.fiji.medprep.image.Axis;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.SeriesFinding;
import sc.fiji.medprep.image.Volume;

/**
 * What ImageJ has no words for, kept as text among the properties of the image, which stay with its copies and are saved in
 * TIFF: only numbers, nothing about a patient.
 */
record StackFacts(PixelType type, Geometry geometry, Axis axis, List<SeriesFinding> findings) {
	private static final String TYPE = "MedPrep Type", PLACE = "MedPrep Place", AXIS = "MedPrep Axis";
	/** Of lengths as calibrations name them. */
	private static final Map<String, Double> MILLIMETRES = Map.ofEntries(Map.entry("mm", 1.0), Map.entry("cm", 10.0), Map.entry("m", 1000.0), Map.entry("inch", 25.4), Map.entry("micron", 1e-3), Map.entry("um", 1e-3),
		Map.entry("\u00B5m", 1e-3), Map.entry("\u03BCm", 1e-3), Map.entry("nm", 1e-6));

	static StackFacts of(Volume volume, PixelType type) {
		return new StackFacts(type, volume.geometry(), volume.axis(), volume.findings());
	}

	void write(ImagePlus image) {
		image.setProp(TYPE, type.name());
		if (!SeriesFinding.Kind.NO_GEOMETRY.isAmong(findings)) image.setProp(PLACE, StackPlace.of(geometry, image).text());
		if (axis.kind() == Axis.Kind.NONE) return;
		DoubleStream gradients = Arrays.stream(axis.gradients()).flatMapToDouble(Arrays::stream);
		image.setProp(AXIS, axis.kind() + " " + axis.values().length + " " + numbers(DoubleStream.concat(Arrays.stream(axis.values()), gradients)));
	}

	static StackFacts read(ImagePlus image) {
		Geometry geometry = null;
		StackPlace place = StackPlace.parse(image.getProp(PLACE));
		if (place != null) geometry = place.geometryOf(image);
		List<SeriesFinding> findings = geometry != null ? List.of() : List.of(new SeriesFinding(SeriesFinding.Kind.NO_GEOMETRY, place == null
			? "The image does not say where it lies in the patient." : "The image was changed in a way after which its place in the patient is not known.", List.of()));
		if (geometry == null) {
			double scale = MILLIMETRES.getOrDefault(image.getCalibration().getUnit(), 1.0);
			geometry = Geometry.ofSpacing(scale * image.getCalibration().pixelWidth, scale * image.getCalibration().pixelHeight, scale * image.getCalibration().pixelDepth);
		}
		return new StackFacts(type(image), geometry, axis(image), findings);
	}

	/** What one step of the geometry of an image is: millimetres, or the unit of the image itself where that is no length. */
	static String unit(ImagePlus image) {
		String unit = image.getCalibration().getUnit();
		return MILLIMETRES.containsKey(unit) ? "mm" : unit;
	}

	private static PixelType type(ImagePlus image) {
		boolean signed = image.getCalibration().isSigned16Bit();
		String written = image.getProp(TYPE);
		return switch (image.getBitDepth()) {
			case 8 -> PixelType.INT8.name().equals(written) ? PixelType.INT8 : PixelType.UINT8;
			case 16 -> signed || PixelType.INT16.name().equals(written) ? PixelType.INT16 : PixelType.UINT16;
			case 24 -> PixelType.RGB;
			default -> PixelType.FLOAT32;
		};
	}

	private static Axis axis(ImagePlus image) {
		int channels = image.getNChannels(), frames = image.getNFrames(), count = channels * frames;
		if (count == 1) return Axis.NONE;
		Axis written = parseAxis(image.getProp(AXIS));
		if (written != null && (written.values().length == count || written.values().length == 0)) return written;
		double interval = image.getCalibration().frameInterval;
		if (channels == 1) return Axis.of(Axis.Kind.TIME, interval <= 0 ? new double[0] : DoubleStream.iterate(0, t -> t + interval).limit(frames).toArray());
		return Axis.of(frames == 1 ? Axis.Kind.CHANNEL : Axis.Kind.OTHER);
	}

	private static Axis parseAxis(String text) {
		if (text == null) return null;
		try {
			String[] words = text.strip().split(" ");
			int count = Integer.parseInt(words[1]);
			double[] numbers = Stream.of(words).skip(2).mapToDouble(Double::parseDouble).toArray();
			if (count < 0 || numbers.length != count && numbers.length != 4 * count) return null;
			double[][] gradients = new double[numbers.length == count ? 0 : count][];
			for (int i = 0; i < gradients.length; i++) gradients[i] = Arrays.copyOfRange(numbers, count + 3 * i, count + 3 * i + 3);
			return new Axis(Axis.Kind.valueOf(words[0]), Arrays.copyOf(numbers, count), gradients);
		}
		catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
			return null;
		}
	}

	static String numbers(DoubleStream numbers) {
		return numbers.mapToObj(number -> number == Math.rint(number) && Math.abs(number) < 1e9 ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number)).collect(Collectors.joining(" "));
	}
}
