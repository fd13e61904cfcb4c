package sc.fiji.medprep.dicom.vendor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The part of a Siemens protocol that is a list of assignments, between "### ASCCONV BEGIN" and "### ASCCONV END ###". The
 * part in front of it says the same in another notation and is not read. Immutable.
 */
public final class AscConv {
	private static final String BEGIN = "### ASCCONV BEGIN", END = "### ASCCONV END ###", HEXADECIMAL = "0x";
	private static final List<String> FIELDS = List.of("MrPhoenixProtocol", "MrProtocol");
	private static final int MAX_LINES = 1 << 16;

	/**
	 * One line.
	 *
	 * @param value without the quotes
	 * @param quotes number of quotes on either side, 0 to 2
	 */
	public record Assignment(String key, String value, int quotes) {}

	private final List<Assignment> assignments;
	private final Map<String, String> values = new LinkedHashMap<>();

	private AscConv(List<Assignment> assignments) {
		this.assignments = List.copyOf(assignments);
		for (Assignment assignment : assignments) values.putIfAbsent(assignment.key, assignment.value);
	}

	/** True for the private elements that hold a protocol as plain text. */
	public static boolean isIn(String creator, int group, int low) {
		return group == 0x0021 && low == 0x19 && "SIEMENS MR SDS 01".equals(creator);
	}

	/** True for the fields of a CSA header that hold a protocol. */
	public static boolean isInField(String name) {
		return FIELDS.contains(name);
	}

	/** The list in a CSA header about a series. */
	public static Optional<AscConv> of(Csa series) {
		return FIELDS.stream().flatMap(name -> series.string(name).stream()).findFirst().flatMap(AscConv::of);
	}

	/** The list in a protocol; empty if there is none. */
	public static Optional<AscConv> of(String protocol) {
		int begin = protocol.indexOf(BEGIN);
		int from = begin < 0 ? -1 : protocol.indexOf('\n', begin);
		int end = from < 0 ? -1 : protocol.indexOf(END, from);
		if (end < 0) return Optional.empty();
		List<Assignment> assignments = new ArrayList<>();
		protocol.substring(from, end).lines().limit(MAX_LINES).forEach(line -> {
			int equals = line.indexOf('=');
			if (equals < 0) return;
			String value = value(line, equals + 1);
			int quotes = value.startsWith("\"\"") ? 2 : value.startsWith("\"") ? 1 : 0;
			if (value.length() > 2 * quotes) assignments.add(new Assignment(line.substring(0, equals).strip(), value.substring(quotes, value.length() - quotes), quotes));
		});
		return Optional.of(new AscConv(assignments));
	}

	/** The value without a remark behind it. */
	private static String value(String line, int from) {
		int remark = line.indexOf('#', from);
		return line.substring(from, remark < 0 ? line.length() : remark).strip();
	}

	/** All lines that assign something, in their order. */
	public List<Assignment> assignments() {
		return assignments;
	}

	/** The value of a key such as {@code sKSpace.ucPhasePartialFourier} or {@code alTE[0]}, without quotes. */
	public Optional<String> string(String key) {
		return Optional.ofNullable(values.get(key));
	}

	/** The value of the first key that has this end. */
	public Optional<String> ending(String end) {
		return assignments.stream().filter(assignment -> assignment.key.endsWith(end)).findFirst().map(Assignment::value);
	}

	/** The value of a key as a number, also if it is written as hexadecimal; empty if it is absent or no number. */
	public OptionalDouble number(String key) {
		String value = values.get(key);
		if (value == null) return OptionalDouble.empty();
		try {
			return OptionalDouble.of(value.startsWith(HEXADECIMAL) ? Long.parseLong(value.substring(HEXADECIMAL.length()), 16) : Double.parseDouble(value));
		}
		catch (NumberFormatException noNumber) {
			return OptionalDouble.empty();
		}
	}

	/** The list as protocols hold it; empty if nothing is assigned. */
	public static String text(List<Assignment> assignments) {
		if (assignments.isEmpty()) return "";
		StringBuilder text = new StringBuilder(BEGIN + " ###\n");
		for (Assignment assignment : assignments) {
			String quote = "\"".repeat(assignment.quotes);
			text.append(assignment.key).append("\t = \t").append(quote).append(assignment.value).append(quote).append('\n');
		}
		return text.append(END).toString();
	}
}
