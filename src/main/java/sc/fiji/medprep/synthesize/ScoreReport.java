package sc.fiji.medprep.synthesize;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.stream.JsonWriter;

import sc.fiji.medprep.batch.Batch;
import sc.fiji.medprep.batch.CsvWriter;
import sc.fiji.medprep.batch.OutputException;
import sc.fiji.medprep.report.Report;
import sc.fiji.medprep.report.WholeFile;
import sc.fiji.medprep.synthesize.Check.Action;
import sc.fiji.medprep.synthesize.Tally.Attribute;
import sc.fiji.medprep.synthesize.Tally.Count;
import sc.fiji.medprep.synthesize.Tally.Fault;

/** The grades of an output. No value and no path of a file is in it. */
public final class ScoreReport implements Report {
	/** Version of {@code run.json}, {@code scores.csv}, {@code attributes.csv} and {@code failures.csv}; see docs/formats.md. */
	public static final int VERSION = 1;
	private static final int SHOWN_ATTRIBUTES = 10;

	private final ScoreOptions options;
	private final Tally tally;
	private final Map<Matching.Way, Integer> found;
	private final int files, surplus, unreadable;
	private final Instant start, end = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	private ScoreReport(ScoreOptions options, Tally tally, Matching matching, int files, int unreadable, Instant start) {
		this.options = options;
		this.tally = tally;
		this.found = matching.counts();
		this.files = files;
		this.surplus = files - copies();
		this.unreadable = unreadable;
		this.start = start.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * Writes the report folder; each file appears whole or not at all, {@code run.json} as the last. Those of an earlier report are
	 * replaced.
	 *
	 * @param files number of DICOM files in the output
	 * @param unreadable number of other files there
	 */
	static ScoreReport write(ScoreOptions options, Tally tally, Matching matching, int files, int unreadable, Instant start) throws OutputException {
		ScoreReport report = new ScoreReport(options, tally, matching, files, unreadable, start);
		try {
			Files.createDirectories(options.report());
			report.writeScores();
			report.writeAttributes();
			report.writeFailures();
			try (WholeFile file = new WholeFile(options.report().resolve("run.json"))) {
				file.out().write(report.json());
				file.finish();
			}
		}
		catch (IOException e) {
			throw new OutputException("The report", e);
		}
		return report;
	}

	private void writeScores() throws IOException {
		try (WholeFile file = new WholeFile(options.report().resolve("scores.csv"))) {
			CsvWriter rows = new CsvWriter(file.out());
			rows.row("action", "passed", "failed", "undecided", "score");
			for (Map.Entry<Action, Count> entry : tally.actions().entrySet()) row(rows, AnswerKey.word(entry.getKey()), entry.getValue());
			row(rows, "total", tally.total());
			file.finish();
		}
	}

	private static void row(CsvWriter rows, String action, Count count) throws IOException {
		rows.row(action, count.passed, count.failed, count.undecided, percent(count));
	}

	private void writeAttributes() throws IOException {
		try (WholeFile file = new WholeFile(options.report().resolve("attributes.csv"))) {
			CsvWriter rows = new CsvWriter(file.out());
			rows.row("action", "tag", "name", "passed", "failed", "undecided");
			for (Map.Entry<Attribute, Count> entry : tally.attributes().entrySet()) {
				Count count = entry.getValue();
				rows.row(AnswerKey.word(entry.getKey().action()), entry.getKey().tag(), entry.getKey().name(), count.passed, count.failed, count.undecided);
			}
			file.finish();
		}
	}

	private void writeFailures() throws IOException {
		try (WholeFile file = new WholeFile(options.report().resolve("failures.csv"))) {
			CsvWriter rows = new CsvWriter(file.out());
			rows.row("instance", "copy", "verdict", "action", "path", "category");
			for (Fault fault : tally.faults()) {
				rows.row(fault.instance(), fault.missing() ? "missing" : "found", fault.verdict().name().toLowerCase(Locale.ROOT), AnswerKey.word(fault.action()), fault.path(), fault.category());
			}
			file.finish();
		}
	}

	/** The report folder. */
	public Path folder() {
		return options.report();
	}

	/** Per cent of the decided checks that passed. */
	public double score() {
		return tally.total().score();
	}

	/** Number of checks with an action that did not pass: that failed or could not be decided. */
	long notPassed(Action action) {
		Count count = tally.actions().get(action);
		return count == null ? 0 : count.failed + count.undecided;
	}

	/** 0 if every check passed, 1 otherwise. */
	@Override
	public int exitCode() {
		Count total = tally.total();
		return total.failed + total.undecided == 0 ? 0 : 1;
	}

	private int copies() {
		return found.values().stream().mapToInt(Integer::intValue).sum();
	}

	@Override
	public String json() {
		StringWriter text = new StringWriter();
		Count total = tally.total();
		try (JsonWriter out = new JsonWriter(text)) {
			out.setIndent("  ");
			out.beginObject().name("format").value("medprep-score").name("version").value(VERSION);
			out.name("software").value(Batch.software()).name("command").value("score_deidentification");
			out.name("started").value(start.toString()).name("ended").value(end.toString());
			out.name("instances").value(tally.instances()).name("found").beginObject();
			for (Matching.Way way : Matching.Way.values()) out.name(way.name().toLowerCase(Locale.ROOT)).value(found.getOrDefault(way, 0));
			out.endObject().name("missing").value(tally.instances() - copies());
			out.name("files").value(files).name("surplus").value(surplus).name("unreadable").value(unreadable);
			write(out, total);
			out.name("actions").beginObject();
			for (Map.Entry<Action, Count> entry : tally.actions().entrySet()) {
				out.name(AnswerKey.word(entry.getKey())).beginObject();
				write(out, entry.getValue());
				out.endObject();
			}
			out.endObject().name("exit").value(exitCode()).name("threads").value(options.threads()).endObject();
		}
		catch (IOException e) {
			throw new IllegalStateException("Text in memory cannot fail", e);
		}
		return text.append('\n').toString();
	}

	private static void write(JsonWriter out, Count count) throws IOException {
		out.name("passed").value(count.passed).name("failed").value(count.failed).name("undecided").value(count.undecided).name("score").jsonValue(percent(count));
	}

	/** Rounded down, so that 100 means all. */
	private static String percent(Count count) {
		return String.format(Locale.ROOT, "%.3f", Math.floor(count.score() * 1000) / 1000);
	}

	@Override
	public String summaryText() {
		StringBuilder text = new StringBuilder();
		Count total = tally.total();
		line(text, "MedPrep score_deidentification: %s %% of %,d checks passed", percent(total), total.passed + total.failed);
		line(text, "  instances %,d: %s", tally.instances(), foundInWords());
		line(text, "  files     %,d: %,d belong to no instance; %,d others cannot be read", files, surplus, unreadable);
		line(text, "  time      %.1f s", Duration.between(start, end).toMillis() / 1000.0);
		line(text, "\n  %-18s %10s %10s %10s %9s", "action", "passed", "failed", "undecided", "score");
		tally.actions().forEach((action, count) -> row(text, AnswerKey.word(action), count));
		row(text, "total", total);
		List<Map.Entry<Attribute, Count>> worst = tally.attributes().entrySet().stream().filter(entry -> entry.getValue().failed > 0)
			.sorted(Comparator.comparing(entry -> -entry.getValue().failed)).limit(SHOWN_ATTRIBUTES).toList();
		if (!worst.isEmpty()) line(text, "\n  most failures");
		for (Map.Entry<Attribute, Count> entry : worst) {
			Attribute attribute = entry.getKey();
			line(text, "  %10d %-18s %s", entry.getValue().failed, AnswerKey.word(attribute.action()), (attribute.tag() + " " + attribute.name()).strip());
		}
		line(text, "\n  report    %s", folder());
		return text.toString();
	}

	private String foundInWords() {
		StringBuilder words = new StringBuilder();
		for (Matching.Way way : Matching.Way.values()) {
			if (found.containsKey(way)) words.append(String.format(Locale.ROOT, "%,d found %s, ", found.get(way), way.words()));
		}
		return words.append(String.format(Locale.ROOT, "%,d missing", tally.instances() - copies())).toString();
	}

	private static void row(StringBuilder text, String action, Count count) {
		line(text, "  %-18s %,10d %,10d %,10d %8s%%", action, count.passed, count.failed, count.undecided, percent(count));
	}

	private static void line(StringBuilder text, String format, Object... values) {
		text.append(String.format(Locale.ROOT, format, values)).append('\n');
	}
}
