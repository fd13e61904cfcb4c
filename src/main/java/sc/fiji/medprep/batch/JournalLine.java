package sc.fiji.medprep.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The lines of a journal after the first, in compact JSON: an item as its worker left it, what was written about the set, or the end of the run. */
final class JournalLine {
	private static final String SET = "{\"set\":", ENDED = "{\"ended\":\"";

	private JournalLine() {}

	static String toJson(ItemResult result) {
		StringBuilder out = new StringBuilder(512);
		out.append("{\"item\":").append(result.item());
		string(out, "outcome", result.outcome().word());
		string(out, "reason", result.reason());
		string(out, "sha256_in", result.sha256In());
		if (!result.output().isEmpty()) {
			string(out, "output", result.output());
			// read back as they are, also if empty
			quoted(out.append(",\"sha256_out\":"), result.sha256Out()).append(",\"bytes\":").append(result.bytes());
		}
		if (result.group() > 0) out.append(",\"group\":").append(result.group());
		if (!result.files().isEmpty()) files(out.append(",\"files\":"), result.files());
		if (result.internal()) out.append(",\"internal\":true");
		if (result.retry()) out.append(",\"retry\":true");
		string(out, "note", result.note());
		if (!result.findings().isEmpty()) findings(out.append(",\"findings\":"), result.findings());
		return out.append("}\n").toString();
	}

	/** Left out if it is empty. */
	private static void string(StringBuilder out, String name, String value) {
		if (!value.isEmpty()) quoted(out.append(",\"").append(name).append("\":"), value);
	}

	private static StringBuilder quoted(StringBuilder out, String value) {
		out.append('"');
		int from = 0;
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c >= ' ' && c != '"' && c != '\\') continue;
			out.append(value, from, i).append('\\');
			if (c >= ' ') out.append(c);
			else out.append(c < 16 ? "u000" : "u00").append(Integer.toHexString(c));
			from = i + 1;
		}
		return out.append(value, from, value.length()).append('"');
	}

	private static void findings(StringBuilder out, List<Finding> findings) {
		char before = '[';
		for (Finding finding : findings) {
			quoted(out.append(before).append('['), finding.severity().word()).append(',');
			quoted(out, finding.rule()).append(',');
			quoted(out, finding.tag()).append(',');
			quoted(out, finding.message()).append(']');
			before = ',';
		}
		out.append(']');
	}

	private static void files(StringBuilder out, List<WrittenFile> files) {
		out.append('[');
		for (int i = 0; i < files.size(); i++) {
			WrittenFile file = files.get(i);
			quoted(out.append(i == 0 ? "[" : ",["), file.name()).append(',');
			quoted(out, file.sha256()).append(',').append(file.bytes()).append(']');
		}
		out.append(']');
	}

	/** @throws IOException if this is no line of an item */
	static ItemResult parse(String line) throws IOException {
		try {
			return item(line);
		}
		catch (IllegalArgumentException noSuchWord) {
			throw new IOException("The journal is damaged", noSuchWord);
		}
	}

	private static ItemResult item(String line) throws IOException {
		int item = 0;
		Outcome outcome = null;
		String reason = "", output = "", sha256In = "", sha256Out = "", note = "";
		long bytes = 0;
		boolean internal = false, retry = false;
		int group = 0;
		List<WrittenFile> files = List.of();
		List<Finding> findings = List.of();
		LineReader in = new LineReader(line);
		for (boolean more = in.begin('{', '}'); more; more = in.next('}')) {
			switch (in.name()) {
				case "item" -> item = number(in);
				case "outcome" -> outcome = Outcome.ofWord(in.string());
				case "reason" -> reason = in.string();
				case "output" -> output = in.string();
				case "sha256_in" -> sha256In = in.string();
				case "sha256_out" -> sha256Out = in.string();
				case "bytes" -> bytes = in.number();
				case "group" -> group = number(in);
				case "files" -> files = files(in);
				case "internal" -> internal = in.truth();
				case "retry" -> retry = in.truth();
				case "note" -> note = in.string();
				case "findings" -> findings = findings(in);
				default -> throw LineReader.damaged();
			}
		}
		in.end();
		if (item < 1 || outcome == null) throw LineReader.damaged();
		return new ItemResult(item, outcome, reason, output, sha256In, sha256Out, bytes, internal, retry, note, findings, group, files);
	}

	private static int number(LineReader in) throws IOException {
		return (int) Math.min(Integer.MAX_VALUE, in.number());
	}

	private static List<Finding> findings(LineReader in) throws IOException {
		List<Finding> findings = new ArrayList<>();
		for (boolean more = in.begin('[', ']'); more; more = in.next(']')) {
			in.expect('[');
			Severity severity = Severity.ofWord(in.string());
			findings.add(new Finding(severity, next(in), next(in), next(in)));
			in.expect(']');
		}
		return findings;
	}

	private static String next(LineReader in) throws IOException {
		in.expect(',');
		return in.string();
	}

	private static List<WrittenFile> files(LineReader in) throws IOException {
		List<WrittenFile> files = new ArrayList<>();
		for (boolean more = in.begin('[', ']'); more; more = in.next(']')) {
			in.expect('[');
			String name = in.string(), sha256 = next(in);
			in.expect(',');
			files.add(new WrittenFile(name, sha256, in.number()));
			in.expect(']');
		}
		return files;
	}

	static String ofSet(List<WrittenFile> files) {
		StringBuilder out = new StringBuilder(SET);
		files(out, files);
		return out.append("}\n").toString();
	}

	static boolean isOfSet(String line) {
		return line.startsWith(SET);
	}

	/** @throws IOException if this is no line about the set */
	static List<WrittenFile> parseSet(String line) throws IOException {
		LineReader in = new LineReader(line);
		in.expect('{');
		in.name();
		List<WrittenFile> files = files(in);
		in.expect('}');
		in.end();
		return files;
	}

	static String ofEnd(String ended) {
		return ENDED + ended + "\"}\n";
	}

	/** When the run ended, or null if the line is no end. */
	static String parseEnd(String line) {
		return line.startsWith(ENDED) && line.endsWith("\"}") ? line.substring(ENDED.length(), line.length() - 2) : null;
	}
}
