package sc.fiji.medprep.convert;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Hashes;
import sc.fiji.medprep.standard.Dictionary;

/**
 * What series are called in BIDS, as a user says. A text file in UTF-8 whose first line is {@code medprep-bids 1}; {@code #}
 * starts a remark. Every other line has cells separated by tabs: first the name, as datatype, slash, entities and suffix
 * (without subject, session and run), or {@code -} for series to be left out; then any number of conditions {@code
 * Keyword=pattern} on attributes of the first file, by their DICOM keywords. A pattern is compared with the whole value without
 * regard to case; {@code *} stands for any characters. Several values of an attribute are joined by a backslash. The first
 * line whose conditions all hold counts; a series that meets none is named by a guess.
 *
 * <pre>
 * medprep-bids 1
 * anat/acq-mprage_T1w	SeriesDescription=*mprage*
 * func/task-rest_bold	ProtocolName=*resting*	ImageType=ORIGINAL*
 * fmap/dir-AP_epi	ProtocolName=*SpinEcho*AP*
 * -	SeriesDescription=*localizer*
 * </pre>
 */
final class BidsMapping {
	/** Has no lines. */
	static final BidsMapping NONE = new BidsMapping(List.of(), "none");
	private static final String FIRST = "medprep-bids 1", LEFT_OUT = "-";
	private static final long MAX_BYTES = 1 << 20;
	/** File systems take names of 255 bytes, and subject, session, run and ending are added. */
	private static final int LONGEST_NAME = 150;
	private static final Pattern NAME = Pattern.compile("([a-z]+)/((?:[a-z]+-[A-Za-z0-9]{1,40}_)*)([A-Za-z0-9]+)");

	private record Condition(String keyword, Pattern pattern) {
		boolean holds(ItemFacts facts) {
			return pattern.matcher(facts.value(keyword)).matches();
		}
	}

	/** @param name null to leave the series out */
	private record Line(BidsName name, List<Condition> conditions) {}

	private final List<Line> lines;
	private final String fingerprint;

	private BidsMapping(List<Line> lines, String fingerprint) {
		this.lines = lines;
		this.fingerprint = fingerprint;
	}

	/** @throws BatchConfigurationException if the file cannot be used; says which line and why */
	static BidsMapping read(Path file) throws IOException {
		if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) throw new BatchConfigurationException("The mapping is not a text file of this kind; its first line must be \"" + FIRST + "\".");
		try {
			return parse(Files.readString(file, StandardCharsets.UTF_8));
		}
		catch (CharacterCodingException e) {
			throw new BatchConfigurationException("The mapping is not a text in UTF-8; save it as such.");
		}
	}

	static BidsMapping parse(String text) throws BatchConfigurationException {
		String[] texts = text.replace("\ufeff", "").split("\r?\n|\r", -1);
		if (!texts[0].strip().equals(FIRST)) throw new BatchConfigurationException("The first line of the mapping must be \"" + FIRST + "\".");
		List<Line> lines = new ArrayList<>();
		for (int i = 1; i < texts.length; i++) {
			String line = texts[i].contains("#") ? texts[i].substring(0, texts[i].indexOf('#')) : texts[i];
			if (!line.isBlank()) lines.add(line(line.strip().split("\t+"), i + 1));
		}
		return new BidsMapping(lines, HexFormat.of().formatHex(Hashes.sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8));
	}

	private static Line line(String[] cells, int number) throws BatchConfigurationException {
		List<Condition> conditions = new ArrayList<>();
		for (int i = 1; i < cells.length; i++) {
			int equals = cells[i].indexOf('=');
			String keyword = equals < 0 ? "" : cells[i].substring(0, equals).strip();
			if (Dictionary.instance().attribute(keyword).isEmpty()) throw wrong(number, "a condition is a DICOM keyword, '=' and a pattern, as in Modality=MR");
			conditions.add(new Condition(keyword, pattern(cells[i].substring(equals + 1).strip())));
		}
		String text = cells[0].strip();
		if (text.equals(LEFT_OUT)) return new Line(null, conditions);
		var parts = NAME.matcher(text);
		if (!parts.matches() || text.length() > LONGEST_NAME) throw wrong(number, "it must begin with a short name such as anat/acq-mprage_T1w, or with '-', and a tab must follow");
		BidsName name = BidsName.of(parts.group(1), parts.group(3));
		for (String entity : parts.group(2).isEmpty() ? new String[0] : parts.group(2).split("_")) {
			String key = entity.substring(0, entity.indexOf('-'));
			if (key.equals("run") || !BidsName.ENTITIES.contains(key)) throw wrong(number, "an entity must be one of BIDS that is not set by this program");
			if (name.entities().containsKey(key)) throw wrong(number, "an entity stands there twice");
			name = name.with(key, entity.substring(key.length() + 1));
		}
		if (!name.isValid()) throw wrong(number, "BIDS has no such name in this folder; suffixes must be of the datatype, func needs a task, and echo, flip and inv are numbers");
		return new Line(name, conditions);
	}

	private static Pattern pattern(String text) {
		String[] pieces = text.split("\\*", -1);
		StringBuilder pattern = new StringBuilder(Pattern.quote(pieces[0]));
		for (int i = 1; i < pieces.length; i++) {
			String piece = Pattern.quote(pieces[i]);
			// an inner piece that was found is not looked for again: patterns of many stars would take for ever
			pattern.append(i == pieces.length - 1 ? ".*" + piece : "(?>.*?" + piece + ")");
		}
		return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
	}

	private static BatchConfigurationException wrong(int line, String why) {
		return new BatchConfigurationException("Line " + line + " of the mapping cannot be used: " + why + ".");
	}

	/** Of all attributes in conditions. */
	Set<String> keywords() {
		Set<String> keywords = new TreeSet<>();
		for (Line line : lines)
			for (Condition condition : line.conditions) keywords.add(condition.keyword);
		return keywords;
	}

	/** What a series is called; a name inside the answer is missing if it is to be left out, and the answer if no line says. */
	Optional<Optional<BidsName>> nameOf(ItemFacts facts) {
		return lines.stream().filter(line -> line.conditions.stream().allMatch(condition -> condition.holds(facts))).findFirst().map(line -> Optional.ofNullable(line.name));
	}

	/** Tells mappings apart. */
	String fingerprint() {
		return fingerprint;
	}
}
