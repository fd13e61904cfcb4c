package sc.fiji.medprep.report;

import static sc.fiji.medprep.report.Html.first;
import static sc.fiji.medprep.report.Html.items;
import static sc.fiji.medprep.report.Html.number;
import static sc.fiji.medprep.report.Html.plural;
import static sc.fiji.medprep.report.Html.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Severity;

/** The page for people: one file without scripts and without anything from the network. */
final class ReportPage {
	private final BatchResult result;
	private final SortedMap<String, String> tables;
	private final Overview overview;
	private final List<Section> sections;
	private final RuleBook book;
	private final boolean names;
	private final StringBuilder page = new StringBuilder(1 << 16);

	ReportPage(BatchResult result, SortedMap<String, String> tables, Overview overview, List<Section> sections, RuleBook book, boolean names) {
		this.result = result;
		this.tables = tables;
		this.overview = overview;
		this.sections = sections;
		this.book = book;
		this.names = names;
	}

	String html() {
		String title = "MedPrep report: " + text(result.command().replace('_', ' '));
		add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
		add("<title>" + title + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n");
		add("<p class=\"soft\">" + text(result.software()) + " · started " + time(result.started())
			+ (result.isCanceled() ? "" : " · took " + duration()) + "</p>\n");
		verdict();
		tiles();
		reasons(Outcome.REFUSED, "Refused items", result.options().output() == null ? "Nothing is known of these." : "Nothing was written for these.");
		reasons(Outcome.QUARANTINED, "Quarantined items",
			"What was written for these did not pass the check behind it and lies in the folder <code>quarantine</code> of the private folder, under the number of the item. <b>It may hold identifiers.</b>");
		new FindingsHtml(page, book).write(overview.rules());
		BlockHtml blocks = new BlockHtml(page);
		sections.forEach(blocks::section);
		settings();
		places();
		return add("</main>\n</body>\n</html>\n").toString();
	}

	private void verdict() {
		int refused = result.count(Outcome.REFUSED), quarantined = result.count(Outcome.QUARANTINED);
		long errors = result.count(Severity.ERROR), warnings = result.count(Severity.WARNING);
		String kind, sentence;
		if (result.isCanceled()) {
			kind = "warn";
			sentence = "The run was canceled before all items were done. Start it again in the same way and it goes on where it stopped.";
		}
		else if (result.internalErrors() > 0) {
			kind = "bad";
			sentence = "MedPrep met an error of its own on " + items(result.internalErrors()) + ". These were refused, nothing was written for them. Please report the error.";
		}
		else if (refused > 0 || quarantined > 0 || errors > 0) {
			kind = "bad";
			List<String> what = new ArrayList<>();
			if (refused > 0) what.add(items(refused) + (refused == 1 ? " was" : " were") + " refused");
			if (quarantined > 0) what.add(items(quarantined) + (quarantined == 1 ? " was" : " were") + " put into quarantine");
			if (errors > 0) what.add(plural(errors, "error") + (errors == 1 ? " was" : " were") + " found");
			sentence = "The run is complete, but " + String.join(" and ", what) + ". Please look at the tables below.";
		}
		else if (warnings > 0) {
			kind = "warn";
			sentence = "The run is complete. No item was refused; " + plural(warnings, "warning") + " to read below.";
		}
		else {
			kind = "good";
			sentence = "The run is complete and clean: no item was refused and nothing was found that needs attention.";
		}
		add("<p class=\"verdict " + kind + "\">" + sentence + "</p>\n");
	}

	private void tiles() {
		add("<div class=\"tiles\">\n");
		tile(result.items(), "items", "");
		tile(result.count(Outcome.DONE), "done", "good");
		tile(result.count(Outcome.REFUSED), "refused", "bad");
		if (result.count(Outcome.QUARANTINED) > 0) tile(result.count(Outcome.QUARANTINED), "quarantined", "bad");
		if (result.count(Outcome.SKIPPED) > 0) tile(result.count(Outcome.SKIPPED), "skipped", "");
		tile(result.count(Severity.ERROR), "errors", "bad");
		tile(result.count(Severity.WARNING), "warnings", "warn");
		tile(result.count(Severity.INFO), "notes", "note");
		add("</div>\n");
	}

	private void tile(long number, String label, String kind) {
		add("<div class=\"tile\"><b class=\"" + (number == 0 ? "" : kind) + "\">" + number(number) + "</b>" + label + "</div>\n");
	}

	/** @param where says where the outputs are */
	private void reasons(Outcome outcome, String title, String where) {
		if (overview.reasons(outcome).isEmpty()) return;
		add("<h2>" + title + "</h2>\n<p>" + where + " Which file an item is stands in <code>paths.csv</code> of the private folder;"
			+ " all of them are listed in <code>items.csv</code>.</p>\n");
		add("<div class=\"wrap\"><table>\n<thead><tr><th>Reason</th><th class=\"number\">Items</th><th>First items</th></tr></thead>\n<tbody>\n");
		int shown = 0;
		for (Overview.Refusal refusal : overview.reasons(outcome)) {
			add("<tr><td>" + text(refusal.reason) + "</td><td class=\"number\">" + number(refusal.items) + "</td>" + "<td>" + first(refusal.firstItems, refusal.items) + "</td></tr>\n");
			shown += refusal.items;
		}
		add("</tbody></table></div>\n");
		int more = result.count(outcome) - shown;
		if (more > 0) add("<p class=\"soft\">" + items(more) + " more, " + outcome.word() + " for other reasons, are in <code>items.csv</code> only.</p>\n");
	}

	private void settings() {
		add("<h2>Settings</h2>\n<div class=\"wrap\"><table>\n<tbody>\n");
		rows(result.settings());
		add("</tbody></table></div>\n");
		if (tables.isEmpty()) return;
		add("<h2>Tables of the standard</h2>\n<div class=\"wrap\"><table>\n<tbody>\n");
		rows(tables);
		add("</tbody></table></div>\n");
	}

	private void rows(Map<String, String> map) {
		if (map.isEmpty()) add("<tr><td class=\"soft\">all as they come</td></tr>\n");
		for (var entry : map.entrySet())
			add("<tr><th class=\"key\"><code>" + text(entry.getKey()) + "</code></th><td>" + text(entry.getValue()) + "</td></tr>\n");
	}

	private String outputs() {
		if (result.options().output() == null) return "";
		return names ? "Each output lies in the output folder under the name in the column <code>output</code> of <code>items.csv</code>, beside the SHA-256 of input and output. "
			: "Each output lies in the output folder where its input lies in the input folder; <code>items.csv</code> leaves that out and has the SHA-256 of input and output. ";
	}

	private void places() {
		add("<h2>Where things are</h2>\n<p>" + outputs() + "<code>findings.csv</code> lists every finding, <code>run.json</code> is this run for programs"
			+ (book == RuleBook.NONE ? "" : ", <code>findings.sarif</code> holds the findings for programs that show SARIF") + ".</p>\n");
		if (result.ignoredLitter() > 0)
			add("<p>Passed over in the input: " + plural(result.ignoredLitter(), "file") + " that operating systems leave behind.</p>\n");
		if (result.ignoredLinks() > 0)
			add("<p><b class=\"warn\">Passed over in the input:</b> " + plural(result.ignoredLinks(), "link to a folder or special file",
				"links to folders or special files") + ". Folders named in a list file are included.</p>\n");
		add("<p>This report holds item numbers only and may be handed on. Which input file each item was stands in <code>paths.csv</code> of the private folder"
			+ " (its name is that of this report folder with <code>-private</code> added): <b>do not hand that folder on.</b></p>\n");
	}

	private String duration() {
		Duration took = Duration.between(Instant.parse(result.started()), Instant.parse(result.ended()));
		if (took.toMinutes() == 0) return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
		return took.toHours() == 0 ? took.toMinutes() + " min " + took.toSecondsPart() + " s" : took.toHours() + " h " + took.toMinutesPart() + " min";
	}

	private static String time(String iso) {
		return text(iso.substring(0, 16).replace('T', ' ')) + " UTC";
	}

	private static String style() {
		try (InputStream in = ReportPage.class.getResourceAsStream("page.css")) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private StringBuilder add(String html) {
		return page.append(html);
	}
}
