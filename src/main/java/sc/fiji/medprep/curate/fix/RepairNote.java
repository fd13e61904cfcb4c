package sc.fiji.medprep.curate.fix;

import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;

/** How the repair of a file is told: to the changes file as JSON, to the report as a finding for each kind of repair. */
final class RepairNote {
	private RepairNote() {}

	/** The members of a line of the changes file that are known before the file is written, as an object. */
	static String json(List<Change> changes, Original original) throws IOException {
		StringWriter text = new StringWriter();
		try (JsonWriter out = new JsonWriter(text)) {
			out.beginObject().name("changes").beginArray();
			for (Change change : changes) out.beginArray().value(change.repair().word()).value(change.path()).value(change.what()).endArray();
			out.endArray();
			original.write(out);
			out.endObject();
		}
		return text.toString();
	}

	static List<Finding> findings(List<Change> changes) {
		Map<Repair, Integer> counts = new EnumMap<>(Repair.class);
		Map<Repair, Change> first = new EnumMap<>(Repair.class);
		for (Change change : changes) {
			counts.merge(change.repair(), 1, Integer::sum);
			first.putIfAbsent(change.repair(), change);
		}
		return counts.entrySet().stream().map(entry -> finding(first.get(entry.getKey()), entry.getValue())).toList();
	}

	private static Finding finding(Change first, int count) {
		return new Finding(Severity.INFO, first.repair().rule(), first.path(), (count == 1 ? "One change: " : "In all, " + count + " changes, this one first: ") + first.what() + ".");
	}
}
