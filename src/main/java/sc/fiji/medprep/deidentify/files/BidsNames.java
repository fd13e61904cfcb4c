package sc.fiji.medprep.deidentify.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.medprep.deidentify.subject.Subject;

/**
 * Names of files and folders in the output. Those of the Brain Imaging Data Structure keep their structure: the label of
 * {@code sub-} becomes the pseudonym, other labels stay if they are words of imaging. All others become keyed names, of
 * which those of files that belong together (a header and its voxels, an image and its sidecar) stay the same up to the ending.
 */
final class BidsNames {
	private static final Pattern SUBJECT = Pattern.compile("(?:^|[/_])sub-([A-Za-z0-9+]+)");
	private static final Pattern ENTITY = Pattern.compile("([a-z]{2,12})-([A-Za-z0-9+]+)");
	private static final Set<String> ENTITIES = Set.of("sub", "ses", "sample", "task", "tracksys", "acq", "nuc", "voi", "ce", "trc", "stain", "rec", "dir", "run", "mod", "echo", "flip", "inv", "mt", "part",
		"proc", "hemi", "space", "split", "recording", "chunk", "seg", "res", "den", "label", "desc", "tpl", "cohort", "atlas", "scale");
	private static final Set<String> FOLDERS = Set.of("derivatives", "sourcedata", "rawdata", "phenotype", "stimuli", "anat", "func", "dwi", "fmap", "perf", "pet", "meg", "eeg", "ieeg", "beh", "micr", "motion",
		"nirs", "mrs", "ct", "figures", "xfm");
	private static final Set<String> DATASET_FILES = Set.of("participants.tsv", "participants.json", "samples.tsv", "samples.json", "dataset_description.json", "README", "README.md", "README.rst", "README.txt",
		"CHANGES", "CHANGES.md");
	private static final Pattern SUFFIX = Pattern.compile("T1w|T2w|T1rho|T2star|T2starw|T1map|T2map|T2starmap|R1map|R2map|R2starmap|PDw|PDmap|PDT2|PDT2map|MTRmap|MTsat|MTVmap|MWFmap|UNIT1|FLAIR|inplaneT[12]|angio|defacemask|"
		+ "SWImagelist|Chimap|S0map|M0map|TB1map|RB1map|MEGRE|MESE|VFA|IRT1|MP2RAGE|MPM|MTS|MTR|bold|cbv|sbref|phase|dwi|epi|fieldmap|magnitude[12]?|phase[12]|phasediff|asl|m0scan|aslcontext|asllabeling|pet|blood|"
		+ "events|physio|stim|beh|scans|sessions|channels|electrodes|coordsystem|headshape|photo|meg|eeg|ieeg|nirs|motion|svs|mrsi|mrsref|unloc|ct|mask|dseg|probseg|timeseries|regressors|boldref|dwiref|xfm|TEM|FLUO|uCT|uMRI|BF|DF|PC|DIC|CONF|PLI");
	private static final Pattern COUNT = Pattern.compile("[A-Za-z]{0,3}\\d{1,4}");
	private static final Pattern ORDINARY_SESSION = Pattern.compile("(?:[A-Za-z]{0,3}\\d{1,3}|pre|post|baseline|bl|followup|fu|screening|test|retest|[a-z]{2,8}\\d{1,2})");
	private static final Pattern DATE = Pattern.compile("\\d{8}|\\d{6}|\\d{12}|\\d{14}");
	/** What stands behind a name and says how it is encoded; longer ones first. */
	private static final List<String> ENDINGS = List.of(".nii.gz", ".tsv.gz", ".ome.tiff", ".ome.tif", ".nii", ".hdr", ".img", ".json", ".tsv", ".bval", ".bvec", ".tiff", ".tif", ".btf");

	private final Context context;
	private final Dates dates;

	BidsNames(Context context) {
		this.context = context;
		dates = new Dates(context);
	}

	/** The ending of a file name, lower case; empty if it is none that is cleaned here. */
	static String ending(String path) {
		String name = path.toLowerCase(Locale.ROOT);
		return ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
	}

	/** The name of a file without its folders. */
	static String fileName(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

	/** The label of the patient in a path; null if there is none. */
	static String label(String path) {
		Matcher matcher = SUBJECT.matcher(path);
		String label = null;
		while (matcher.find()) label = matcher.group(1);
		return label;
	}

	static boolean isOfDataset(String path) {
		return DATASET_FILES.contains(fileName(path));
	}

	/** The path in the output of an input file. */
	String output(String path) {
		Subject subject = context.subject(label(path));
		List<String> parts = new ArrayList<>();
		String[] names = path.split("/");
		for (int i = 0; i < names.length - 1; i++) parts.add(folder(names[i], subject));
		parts.add(file(names[names.length - 1], path, subject));
		return String.join("/", parts);
	}

	private String folder(String name, Subject subject) {
		if (FOLDERS.contains(name)) return name;
		String entity = entity(name, subject);
		return entity == null ? keyed("folder", name, 8) : entity;
	}

	private String file(String name, String path, Subject subject) {
		if (DATASET_FILES.contains(name)) return name;
		String ending = ending(name), stem = name.substring(0, name.length() - ending.length());
		String mapped = stem(stem, subject);
		// the folders are part of it, so that equal names in different folders do not look equal
		return (mapped == null ? keyed("stem", path.substring(0, path.length() - ending.length()), 20) : mapped) + ending;
	}

	/** Entities and a suffix joined by _; null if the name is none of BIDS. */
	private String stem(String stem, Subject subject) {
		String[] parts = stem.split("_");
		if (parts.length < 2 || !ENTITY.matcher(parts[0]).matches()) return null;
		StringBuilder mapped = new StringBuilder();
		for (int i = 0; i < parts.length - 1; i++) {
			String entity = entity(parts[i], subject);
			if (entity == null) return null;
			mapped.append(entity).append('_');
		}
		String suffix = parts[parts.length - 1];
		return SUFFIX.matcher(suffix).matches() ? mapped.append(suffix).toString() : null;
	}

	private String entity(String part, Subject subject) {
		Matcher matcher = ENTITY.matcher(part);
		if (!matcher.matches() || !ENTITIES.contains(matcher.group(1))) return null;
		String label = matcher.group(2);
		return matcher.group(1) + "-" + switch (matcher.group(1)) {
			case "sub" -> patient(label);
			case "ses" -> session(label, subject);
			default -> COUNT.matcher(label).matches() || isHarmless(label) ? label : keyed("entity", label, 8);
		};
	}

	private String patient(String label) {
		Subject subject = context.subject(label);
		return subject == null ? "unknown" : subject.pseudonym();
	}

	/** The label of a session: dates go the way of all dates, and what may be a number of the examination is replaced. */
	private String session(String label, Subject subject) {
		if (DATE.matcher(label).matches() && label.length() != 6 || isShortDate(label)) {
			String date = dates.date(label.length() == 6 ? "20" + label : label, subject);
			return date == null ? keyed("session", label, 8) : label.length() == 6 ? date.substring(2) : date;
		}
		return ORDINARY_SESSION.matcher(label).matches() || isHarmless(label) ? label : keyed("session", label, 8);
	}

	private static boolean isShortDate(String label) {
		return label.matches("\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])");
	}

	private boolean isHarmless(String label) {
		return label.matches("[A-Za-z]+[A-Za-z0-9+]*") && label.length() <= 40 && !label.matches(".*\\d{5,}.*") && context.text().cleaned(label, null, List.of()).equals(label);
	}

	private String keyed(String purpose, String name, int length) {
		return context.key().name(purpose, name, length);
	}

	/**
	 * The reference of one file to another, or to a patient or session, mapped as names are; null if the text is none.
	 *
	 * @param referring the path of the file in which it stands; names the patient where the text does not
	 */
	String reference(String text, String referring) {
		String label = label(text) == null ? label(referring) : label(text);
		if (text.matches("(?:sub|ses)-[A-Za-z0-9+]+")) return entity(text, context.subject(label));
		String prefix = text.startsWith("bids::") ? "bids::" : "", path = text.substring(prefix.length());
		if (ending(path).isEmpty() || !path.matches("[^\\s:\\\\/][^\\s:\\\\]*")) return null;
		if (label(text) != null || label == null) return prefix + output(path);
		return prefix + output("sub-" + label + "/" + path).replaceFirst("^[^/]*/", "");
	}
}
