package sc.fiji.medprep.report;

import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Severity;

/**
 * Writes findings as SARIF (Static Analysis Results Interchange Format, OASIS Standard 2.1.0), one by one, so that a million of them take no heap.
 * A location is the number of an item and the tags in it: a path would identify patients.
 */
final class Sarif {
	private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

	private final BatchResult run;
	private final RuleBook book;
	private final JsonWriter out;
	private final Map<String, Integer> indices = new HashMap<>();

	private Sarif(BatchResult run, RuleBook book, Writer out) {
		this.run = run;
		this.book = book;
		this.out = new JsonWriter(out);
	}

	/** The writer is not closed. */
	static void write(BatchResult run, RuleBook book, Writer out) throws IOException {
		new Sarif(run, book, out).write();
	}

	private void write() throws IOException {
		out.setIndent(" ");
		out.beginObject().name("$schema").value(SCHEMA).name("version").value("2.1.0").name("runs").beginArray().beginObject();
		tool();
		out.name("invocations").beginArray().beginObject().name("executionSuccessful").value(!run.isCanceled()).name("startTimeUtc").value(run.started());
		if (!run.isCanceled()) out.name("endTimeUtc").value(run.ended());
		out.name("exitCode").value(run.exitCode()).endObject().endArray();
		out.name("columnKind").value("utf16CodeUnits").name("results").beginArray();
		run.forEach(item -> {
			for (Finding finding : item.findings()) result(item.item(), finding);
		});
		out.endArray().endObject().endArray().endObject().flush();
	}

	private void tool() throws IOException {
		int blank = run.software().indexOf(' ');
		out.name("tool").beginObject().name("driver").beginObject().name("name").value("MedPrep " + run.command()).name("version").value(run.software().substring(blank + 1));
		out.name("rules").beginArray();
		for (Rule rule : book.rules()) {
			indices.put(rule.id(), indices.size());
			rule(rule);
		}
		out.endArray().endObject().endObject();
	}

	private void rule(Rule rule) throws IOException {
		out.beginObject().name("id").value(rule.id());
		text("shortDescription", rule.title() + ".");
		text("help", rule.title() + "." + (rule.section().isEmpty() ? "" : " See DICOM " + rule.section() + ".") + (rule.fix().isEmpty() ? "" : " The repair " + rule.fix() + " puts it right in a copy."));
		out.name("defaultConfiguration").beginObject().name("level").value(level(rule.severity())).endObject();
		out.name("properties").beginObject().name("section").value(rule.section()).name("fix").value(rule.fix()).endObject();
		out.endObject();
	}

	private void result(int item, Finding finding) throws IOException {
		out.beginObject().name("ruleId").value(finding.rule());
		Integer index = indices.get(finding.rule());
		if (index != null) out.name("ruleIndex").value(index);
		out.name("level").value(level(finding.severity()));
		text("message", finding.message());
		out.name("locations").beginArray().beginObject().name("logicalLocations").beginArray().beginObject();
		out.name("name").value(finding.tag().isEmpty() ? "item " + item : finding.tag()).name("fullyQualifiedName").value("item " + item + (finding.tag().isEmpty() ? "" : "/" + finding.tag()));
		out.endObject().endArray().endObject().endArray().endObject();
	}

	private void text(String name, String text) throws IOException {
		out.name(name).beginObject().name("text").value(text).endObject();
	}

	private static String level(Severity severity) {
		return switch (severity) {
			case ERROR -> "error";
			case WARNING -> "warning";
			case INFO -> "note";
		};
	}
}
