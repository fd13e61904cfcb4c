package sc.fiji.medprep.report;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.CsvWriter;
import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.OutputException;
import sc.fiji.medprep.batch.Severity;

/** The report folder of a run, and its summary for the terminal. */
public final class RunReport implements Report {
	/** Version of {@code run.json}, {@code items.csv} and {@code findings.csv}; see docs/formats.md. */
	public static final int VERSION = 1;
	private static final int SUMMARY_REASONS = 5;

	private final BatchResult result;
	private final SortedMap<String, String> tables;
	private final RuleBook book;
	private final Overview overview;
	/** Whether the names of outputs may be handed on. */
	private final boolean names;

	private RunReport(BatchResult result, SortedMap<String, String> tables, RuleBook book, boolean names) {
		this.result = result;
		this.tables = tables;
		this.book = book;
		this.names = names;
		overview = new Overview(book);
	}

	/**
	 * Writes the report folder of a run; each file appears whole or not at all, {@code run.json} as the last.
	 *
	 * @param tables name and edition of the fact tables that were used
	 * @param sections what the command adds to the page
	 * @throws OutputException if the folder cannot be written; the same call writes it later without doing the items again
	 */
	public static RunReport write(BatchResult result, SortedMap<String, String> tables, List<Section> sections) throws OutputException {
		return write(result, tables, sections, RuleBook.NONE);
	}

	/**
	 * As {@link #write(BatchResult, SortedMap, List)}, with {@code findings.sarif}, and findings counted by rule.
	 *
	 * @param book the rules that findings name
	 */
	public static RunReport write(BatchResult result, SortedMap<String, String> tables, List<Section> sections, RuleBook book) throws OutputException {
		return new RunReport(result, tables, book, true).write(sections);
	}

	/**
	 * As {@link #write(BatchResult, SortedMap, List, RuleBook)}, for outputs that have the paths of their inputs, which identify
	 * patients: the report does not tell them.
	 */
	public static RunReport writeWithoutNames(BatchResult result, SortedMap<String, String> tables, List<Section> sections, RuleBook book) throws OutputException {
		return new RunReport(result, tables, book, false).write(sections);
	}

	private RunReport write(List<Section> sections) throws OutputException {
		try {
			Files.createDirectories(result.options().report());
			writeTables();
			if (book != RuleBook.NONE) writeSarif();
			writeText("report.html", new ReportPage(result, tables, overview, sections, book, names).html());
			writeText("run.json", json());
		}
		catch (IOException e) {
			throw new OutputException("The report", e);
		}
		return this;
	}

	private void writeTables() throws IOException {
		try (WholeFile items = new WholeFile(folder().resolve("items.csv")); WholeFile findings = new WholeFile(folder().resolve("findings.csv"))) {
			CsvWriter itemRows = new CsvWriter(items.out()), findingRows = new CsvWriter(findings.out());
			itemRows.row("item", "outcome", "reason", "output", "sha256_in", "sha256_out");
			findingRows.row("item", "severity", "rule", "tag", "message");
			result.forEach(item -> {
				overview.add(item);
				itemRows.row(item.item(), item.outcome().word(), item.reason(), names ? item.output() : "", item.sha256In(), item.sha256Out());
				for (Finding finding : item.findings())
					findingRows.row(item.item(), finding.severity().word(), finding.rule(), finding.tag(), finding.message());
			});
			items.finish();
			findings.finish();
		}
	}

	private void writeSarif() throws IOException {
		try (WholeFile file = new WholeFile(folder().resolve("findings.sarif"))) {
			Sarif.write(result, book, file.out());
			file.finish();
		}
	}

	private void writeText(String name, String text) throws IOException {
		try (WholeFile file = new WholeFile(folder().resolve(name))) {
			file.out().write(text);
			file.finish();
		}
	}

	/** The run itself, whose items and findings can be gone through once more. */
	public BatchResult result() {
		return result;
	}

	/** The rules that findings name; without rules if the command has no book. */
	public RuleBook book() {
		return book;
	}

	/** The report folder. */
	public Path folder() {
		return result.options().report();
	}

	/** The output folder; null if the run writes none. */
	public Path output() {
		return result.options().output();
	}

	/** See {@link BatchResult#exitCode()}. */
	@Override
	public int exitCode() {
		return result.exitCode();
	}

	@Override
	public String json() {
		StringWriter text = new StringWriter();
		try (JsonWriter out = new JsonWriter(text)) {
			out.setIndent("  ");
			out.beginObject().name("format").value("medprep-run").name("version").value(VERSION);
			out.name("software").value(result.software()).name("command").value(result.command());
			writeMap(out, "settings", result.settings());
			writeMap(out, "tables", tables);
			out.name("status").value(result.isCanceled() ? "canceled" : "complete");
			out.name("started").value(result.started());
			if (!result.isCanceled()) out.name("ended").value(result.ended());
			out.name("items").value(result.items()).name("outcomes").beginObject();
			for (Outcome outcome : Outcome.values()) out.name(outcome.word()).value(result.count(outcome));
			out.endObject().name("findings").beginObject();
			for (Severity severity : Severity.values()) out.name(severity.word()).value(result.count(severity));
			out.endObject().name("internal_errors").value(result.internalErrors());
			out.name("ignored").beginObject().name("litter").value(result.ignoredLitter()).name("links").value(result.ignoredLinks()).endObject();
			out.name("exit").value(result.exitCode()).name("threads").value(result.threads());
			out.name("java").value(System.getProperty("java.version")).name("system").value(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
			out.endObject();
		}
		catch (IOException e) {
			throw new IllegalStateException("Text in memory cannot fail", e);
		}
		return text.append('\n').toString();
	}

	private static void writeMap(JsonWriter out, String name, Map<String, String> map) throws IOException {
		out.name(name).beginObject();
		for (var entry : map.entrySet()) out.name(entry.getKey()).value(entry.getValue());
		out.endObject();
	}

	@Override
	public String summaryText() {
		StringBuilder text = new StringBuilder();
		line(text, "MedPrep %s: %s", result.command(), result.isCanceled() ? "canceled; start it again to go on" : "complete");
		StringBuilder counts = new StringBuilder();
		for (Outcome outcome : Outcome.values())
			if (outcome == Outcome.DONE || outcome == Outcome.REFUSED || result.count(outcome) > 0)
				counts.append(String.format(Locale.ROOT, "%s%,d %s", counts.isEmpty() ? "" : ", ", result.count(outcome), outcome.word()));
		line(text, "  items     %,d: %s%s", result.items(), counts, rate());
		line(text, "  findings  %,d errors, %,d warnings, %,d notes", result.count(Severity.ERROR), result.count(Severity.WARNING), result.count(Severity.INFO));
		if (result.ignoredLitter() > 0) line(text, "  ignored   %,d system files", result.ignoredLitter());
		if (result.ignoredLinks() > 0)
			line(text, "  warning   links to folders or special files passed over: %,d; name those folders in a list file to include them", result.ignoredLinks());
		List<Overview.Refusal> refusals = overview.reasons(Outcome.REFUSED);
		for (Overview.Refusal refusal : refusals.subList(0, Math.min(SUMMARY_REASONS, refusals.size())))
			line(text, "  refused   item %d%s: %s", refusal.firstItems.get(0), refusal.items == 1 ? "" : String.format(Locale.ROOT, " and %,d more", refusal.items - 1),
				refusal.reason);
		if (refusals.size() > SUMMARY_REASONS) line(text, "            ... the others are in items.csv");
		if (result.internalErrors() > 0) line(text, "  internal  %,d items met an error in MedPrep; please report it", result.internalErrors());
		List<Overview.Refusal> apart = overview.reasons(Outcome.QUARANTINED);
		for (Overview.Refusal reason : apart.subList(0, Math.min(SUMMARY_REASONS, apart.size())))
			line(text, "  set apart item %d%s: %s", reason.firstItems.get(0), reason.items == 1 ? "" : String.format(Locale.ROOT, " and %,d more", reason.items - 1), reason.reason);
		if (output() != null) line(text, "  output    %s", output());
		line(text, "  report    %s", folder().resolve("report.html"));
		line(text, "  private   %s (tells which input each item was: do not hand on)", result.options().privateFolder());
		return text.toString();
	}

	private String rate() {
		if (result.isCanceled()) return "";
		double seconds = Duration.between(Instant.parse(result.started()), Instant.parse(result.ended())).toMillis() / 1000.0;
		return String.format(Locale.ROOT, " in %.1f s", seconds) + (seconds >= 1 ? String.format(Locale.ROOT, " (%,.0f/s)", result.items() / seconds) : "");
	}

	private static void line(StringBuilder text, String format, Object... values) {
		text.append(String.format(Locale.ROOT, format, values)).append('\n');
	}
}
