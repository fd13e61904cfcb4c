package sc.fiji.medprep.curate.fix;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.ItemResult;
import sc.fiji.medprep.batch.Outcome;

/**
 * Writes {@value #NAME}: a line of JSON that says what the file is, then one for each repaired file with all its changes and
 * what leads back to the original. It holds paths and values, so it is private.
 */
final class ChangesFile {
	static final String NAME = "changes.jsonl", FORMAT = "medprep-changes";
	static final int VERSION = 1;
	private static final String PART = ".medprep-changes.part";

	private ChangesFile() {}

	/** Writes the changes of all items of a run that have an output, and counts them. */
	static Tally write(Batch batch, BatchResult result) throws IOException {
		Tally tally = new Tally();
		Path part = batch.privateFile(PART);
		try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
			out.write(header(result.software()));
			result.forEach(item -> {
				if (item.outcome() != Outcome.DONE || item.note().isEmpty()) return;
				out.write(line(item));
				tally.add(repairs(item.note()));
			});
		}
		Files.move(part, part.resolveSibling(NAME), StandardCopyOption.ATOMIC_MOVE);
		return tally;
	}

	private static String header(String software) throws IOException {
		StringWriter text = new StringWriter();
		try (JsonWriter out = new JsonWriter(text)) {
			out.beginObject().name("format").value(FORMAT).name("version").value(VERSION).name("software").value(software).endObject();
		}
		return text.append('\n').toString();
	}

	/** The note of the item with what was known only when the file had been written. */
	private static String line(ItemResult item) throws IOException {
		StringWriter text = new StringWriter();
		try (JsonWriter out = new JsonWriter(text)) {
			out.beginObject().name("item").value(item.item()).name("output").value(item.output()).name("sha256_in").value(item.sha256In()).name("sha256_out").value(item.sha256Out());
			out.endObject();
		}
		return text.getBuffer().deleteCharAt(text.getBuffer().length() - 1).append(',').append(item.note(), 1, item.note().length()).append('\n').toString();
	}

	/** The repair of each change in a note, whose first member they are. */
	private static List<Repair> repairs(String note) throws IOException {
		List<Repair> repairs = new ArrayList<>();
		try (JsonReader in = new JsonReader(new StringReader(note))) {
			in.beginObject();
			in.nextName();
			in.beginArray();
			while (in.hasNext()) {
				in.beginArray();
				repairs.addAll(Repair.ofWords(in.nextString()));
				in.nextString();
				in.nextString();
				in.endArray();
			}
		}
		return repairs;
	}
}
