package sc.fiji.medprep.deidentify.text;

import java.util.Set;

/** Units that tell a measured value from an identifier. */
final class Units {
	private static final Set<String> NAMES = Set.of("mm", "cm", "um", "μm", "nm", "m", "ms", "msec", "s", "sec", "secs", "us", "μs", "min", "mins", "hz", "khz", "mhz", "ghz", "kv", "kvp", "ma", "mas", "mgy", "gy", "cgy", "msv",
		"bq", "kbq", "mbq", "gbq", "mci", "uci", "μci", "ml", "cc", "l", "mg", "g", "kg", "mcg", "mmol", "mol", "hu", "t", "mt", "gauss", "ppm", "deg", "degrees", "kev", "mev", "mv", "v", "dpi", "px", "pixel",
		"pixels", "slices", "images", "frames", "volumes", "vol", "views", "dir", "dirs", "directions", "counts", "cts", "kcts", "kcounts", "x", "fps", "bpm", "db", "bit", "bits", "bytes", "kb", "mb", "%", "iu",
		"ch", "sl", "meas", "nex", "nsa", "etl", "fov");
	private static final int LONGEST = 10;

	private Units() {}

	/** True if a unit stands behind a number, with or without a blank. */
	static boolean follows(String plain, int end) {
		int start = end;
		while (start < plain.length() && start < end + 2 && plain.charAt(start) == ' ') start++;
		if (start < plain.length() && plain.charAt(start) == '%') return true;
		int stop = start;
		while (stop < plain.length() && stop - start <= LONGEST && Folding.kind(plain.charAt(stop)) == Folding.LETTER) stop++;
		if (stop < plain.length() && Folding.kind(plain.charAt(stop)) == Folding.DIGIT) return false;
		return stop > start && NAMES.contains(plain.substring(start, stop));
	}
}
