package sc.fiji.medprep.batch;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;

/**
 * The first line of a journal: which run it belongs to.
 *
 * @param input hash of the paths, sizes and times of all items
 * @param output hash of where the output folder is
 * @param started ISO 8601, UTC
 */
record JournalHeader(String software, String command, SortedMap<String, String> settings, String input, String output, int items, String started) {
	static final int VERSION = 2;

	JournalHeader {
		settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
	}

	String toJson() {
		StringWriter text = new StringWriter();
		try (JsonWriter out = new JsonWriter(text)) {
			out.beginObject().name("journal").value(VERSION).name("software").value(software).name("command").value(command);
			out.name("settings").beginObject();
			for (var setting : settings.entrySet()) out.name(setting.getKey()).value(setting.getValue());
			out.endObject().name("input").value(input).name("output").value(output).name("items").value(items).name("started").value(started);
			out.endObject();
		}
		catch (IOException e) {
			throw new IllegalStateException("Text in memory cannot fail", e);
		}
		return text.append('\n').toString();
	}

	/** @throws IOException if the line is no header, or one of a later version */
	static JournalHeader parse(String line) throws IOException {
		int version = 0, items = -1;
		String software = "", command = "", input = "", output = "", started = "";
		SortedMap<String, String> settings = new TreeMap<>();
		try (JsonReader in = new JsonReader(new StringReader(line))) {
			in.beginObject();
			while (in.hasNext()) {
				switch (in.nextName()) {
					case "journal" -> version = in.nextInt();
					case "software" -> software = in.nextString();
					case "command" -> command = in.nextString();
					case "input" -> input = in.nextString();
					case "output" -> output = in.nextString();
					case "items" -> items = in.nextInt();
					case "started" -> started = in.nextString();
					case "settings" -> {
						in.beginObject();
						while (in.peek() != JsonToken.END_OBJECT) settings.put(in.nextName(), in.nextString());
						in.endObject();
					}
					default -> in.skipValue();
				}
			}
			in.endObject();
		}
		catch (IllegalStateException | NumberFormatException e) {
			throw new IOException("The journal is damaged", e);
		}
		if (version < 1 || version > VERSION || items < 0) throw new IOException("The journal is of another version");
		return new JournalHeader(software, command, settings, input, output, items, started);
	}

	/** What differs from the run that wants to go on here, in words; empty if nothing does. */
	List<String> differences(JournalHeader now) {
		List<String> differences = new ArrayList<>();
		if (!command.equals(now.command)) differences.add("another command");
		TreeSet<String> keys = new TreeSet<>(settings.keySet());
		keys.addAll(now.settings.keySet());
		keys.removeIf(key -> settings.containsKey(key) && settings.get(key).equals(now.settings.get(key)));
		if (command.equals(now.command) && !keys.isEmpty()) differences.add("other settings (" + String.join(", ", keys) + ")");
		if (!software.equals(now.software)) differences.add("another version of MedPrep");
		if (!output.equals(now.output)) differences.add("another output folder");
		if (!input.equals(now.input) || items != now.items) differences.add("another input, or one that has changed since");
		return differences;
	}
}
