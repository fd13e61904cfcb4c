package sc.fiji.medprep.batch;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/** The lines of a journal after the first: an item as its worker left it, what was written about the set, or the end of the run. */
final class JournalLine {
	private JournalLine() {}

	static String toJson(ItemResult result) {
		StringWriter text = new StringWriter(512);
		try (JsonWriter out = new JsonWriter(text)) {
			out.beginObject().name("item").value(result.item()).name("outcome").value(result.outcome().word());
			if (!result.reason().isEmpty()) out.name("reason").value(result.reason());
			if (!result.sha256In().isEmpty()) out.name("sha256_in").value(result.sha256In());
			if (!result.output().isEmpty())
				out.name("output").value(result.output()).name("sha256_out").value(result.sha256Out()).name("bytes").value(result.bytes());
			if (result.group() > 0) out.name("group").value(result.group());
			if (!result.files().isEmpty()) write(out.name("files"), result.files());
			if (result.internal()) out.name("internal").value(true);
			if (result.retry()) out.name("retry").value(true);
			if (!result.note().isEmpty()) out.name("note").value(result.note());
			if (!result.findings().isEmpty()) {
				out.name("findings").beginArray();
				for (Finding finding : result.findings())
					out.beginArray().value(finding.severity().word()).value(finding.rule()).value(finding.tag()).value(finding.message()).endArray();
				out.endArray();
			}
			out.endObject();
		}
		catch (IOException e) {
			throw new IllegalStateException("Text in memory cannot fail", e);
		}
		return text.append('\n').toString();
	}

	/** @throws IOException if this is no line of an item */
	static ItemResult parse(String line) throws IOException {
		int item = 0;
		Outcome outcome = null;
		String reason = "", output = "", sha256In = "", sha256Out = "", note = "";
		long bytes = 0;
		boolean internal = false, retry = false;
		int group = 0;
		List<WrittenFile> files = List.of();
		List<Finding> findings = List.of();
		try (JsonReader in = new JsonReader(new StringReader(line))) {
			in.beginObject();
			while (in.hasNext()) {
				switch (in.nextName()) {
					case "item" -> item = in.nextInt();
					case "outcome" -> outcome = Outcome.ofWord(in.nextString());
					case "reason" -> reason = in.nextString();
					case "output" -> output = in.nextString();
					case "sha256_in" -> sha256In = in.nextString();
					case "sha256_out" -> sha256Out = in.nextString();
					case "bytes" -> bytes = in.nextLong();
					case "group" -> group = in.nextInt();
					case "files" -> files = files(in);
					case "internal" -> internal = in.nextBoolean();
					case "retry" -> retry = in.nextBoolean();
					case "note" -> note = in.nextString();
					case "findings" -> findings = findings(in);
					default -> in.skipValue();
				}
			}
			in.endObject();
		}
		catch (IllegalStateException | IllegalArgumentException e) {
			throw new IOException("The journal is damaged", e);
		}
		if (item < 1 || outcome == null) throw new IOException("The journal is damaged");
		return new ItemResult(item, outcome, reason, output, sha256In, sha256Out, bytes, internal, retry, note, findings, group, files);
	}

	private static List<Finding> findings(JsonReader in) throws IOException {
		List<Finding> findings = new ArrayList<>();
		in.beginArray();
		while (in.hasNext()) {
			in.beginArray();
			findings.add(new Finding(Severity.ofWord(in.nextString()), in.nextString(), in.nextString(), in.nextString()));
			in.endArray();
		}
		in.endArray();
		return findings;
	}

	private static void write(JsonWriter out, List<WrittenFile> files) throws IOException {
		out.beginArray();
		for (WrittenFile file : files) out.beginArray().value(file.name()).value(file.sha256()).value(file.bytes()).endArray();
		out.endArray();
	}

	private static List<WrittenFile> files(JsonReader in) throws IOException {
		List<WrittenFile> files = new ArrayList<>();
		in.beginArray();
		while (in.hasNext()) {
			in.beginArray();
			files.add(new WrittenFile(in.nextString(), in.nextString(), in.nextLong()));
			in.endArray();
		}
		in.endArray();
		return files;
	}

	static String ofSet(List<WrittenFile> files) {
		StringWriter text = new StringWriter();
		try (JsonWriter out = new JsonWriter(text)) {
			write(out.beginObject().name("set"), files);
			out.endObject();
		}
		catch (IOException e) {
			throw new IllegalStateException("Text in memory cannot fail", e);
		}
		return text.append('\n').toString();
	}

	static boolean isOfSet(String line) {
		return line.startsWith("{\"set\":");
	}

	/** @throws IOException if this is no line about the set */
	static List<WrittenFile> parseSet(String line) throws IOException {
		try (JsonReader in = new JsonReader(new StringReader(line))) {
			in.beginObject();
			in.nextName();
			List<WrittenFile> files = files(in);
			in.endObject();
			return files;
		}
		catch (IllegalStateException | NumberFormatException e) {
			throw new IOException("The journal is damaged", e);
		}
	}

	static String ofEnd(String ended) {
		return "{\"ended\":\"" + ended + "\"}\n";
	}

	/** When the run ended, or null if the line is no end. */
	static String parseEnd(String line) {
		String start = "{\"ended\":\"";
		return line.startsWith(start) && line.endsWith("\"}") ? line.substring(start.length(), line.length() - 2) : null;
	}
}
