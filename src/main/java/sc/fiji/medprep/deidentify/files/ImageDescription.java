package sc.fiji.medprep.deidentify.files;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Image Description of a TIFF file as ImageJ writes it: lines of {@code key=value} with the dimensions and the calibration. */
final class ImageDescription {
	private static final Set<String> NUMBERS = Set.of("images", "channels", "slices", "frames", "cf", "c0", "c1", "c2", "c3", "c4", "finterval", "spacing", "fps", "min", "max", "xorigin", "yorigin", "zorigin");
	private static final Set<String> FLAGS = Set.of("hyperstack", "loop", "zeroclip", "inverty", "8bitcolor");
	private static final Set<String> UNIT_KEYS = Set.of("unit", "yunit", "zunit", "tunit", "vunit");
	private static final Set<String> UNITS = Set.of("pixel", "pixels", "inch", "inches", "cm", "mm", "um", "nm", "km", "m", "micron", "microns", "micrometer", "millimeter", "nanometer", "meter", "\\u00B5m", "\\u00b5m",
		"sec", "s", "ms", "us", "min", "h", "hours", "days", "Gray Value", "gray value", "Uncalibrated OD", "U. OD", "HU", "SUV", "Hz", "ppm", "a.u.", "%", " ");
	private static final Pattern VERSION = Pattern.compile("ImageJ=[0-9]\\.[0-9]{1,3}[a-z]{0,2}");
	private static final Pattern IMAGES = Pattern.compile("(?m)^images=(\\d{1,9})$");

	private ImageDescription() {}

	/** What stays of a description; empty if it is none of ImageJ or OME. */
	static String cleaned(String text) {
		if (text.stripLeading().startsWith("<")) return OmeXml.cleaned(text);
		if (!text.startsWith("ImageJ=")) return "";
		StringBuilder kept = new StringBuilder();
		for (String line : text.split("\n")) {
			if (kept.isEmpty()) kept.append(VERSION.matcher(line).matches() ? line : "ImageJ=").append('\n');
			else if (isKept(line)) kept.append(line).append('\n');
		}
		return kept.toString();
	}

	private static boolean isKept(String line) {
		int at = line.indexOf('=');
		if (at < 1) return false;
		String key = line.substring(0, at), value = line.substring(at + 1);
		if (NUMBERS.contains(key)) return value.length() <= 32 && (Values.areNumbers(value) || value.equals("NaN") || value.matches("-?Infinity"));
		if (FLAGS.contains(key)) return value.equals("true") || value.equals("false");
		if (key.equals("mode")) return Set.of("composite", "color", "gray", "grayscale").contains(value);
		return UNIT_KEYS.contains(key) && UNITS.contains(value);
	}

	/** How many planes a cleaned description counts; 1 if it does not. */
	static long images(String description) {
		Matcher images = IMAGES.matcher(description);
		return images.find() ? Long.parseLong(images.group(1)) : 1;
	}
}
