package sc.fiji.medprep.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

import sc.fiji.medprep.batch.BatchResult;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Severity;

/** The page for people: one file without scripts and without anything from the network. */
final class ReportPage {
	private static final String STYLE = """
		:root { color-scheme: light dark; --text: #1c2430; --soft: #5a6675; --page: #f4f6f8; --card: #fff; --line: #dbe1e8;
			--good: #1a7f4b; --bad: #b3261e; --warn: #8a5a00; --note: #2b5fa8; }
		@media (prefers-color-scheme: dark) { :root { --text: #e6eaf0; --soft: #9aa7b6; --page: #14181e; --card: #1d232b; --line: #323b47;
			--good: #5cc98f; --bad: #ff8a80; --warn: #f0b64e; --note: #8ab4f8; } }
		* { box-sizing: border-box; }
		body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
		main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
		h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
		h2 { font-size: 1.15rem; margin: 2.25rem 0 .6rem; }
		p { margin: .4rem 0; max-width: 48rem; }
		.soft { color: var(--soft); }
		.verdict { max-width: none; margin: 1.25rem 0; padding: .8rem 1rem; border-left: .35rem solid var(--good); border-radius: .4rem; background: var(--card); font-size: 1.05rem; }
		p.verdict.bad { border-color: var(--bad); color: var(--text); }
		p.verdict.warn { border-color: var(--warn); color: var(--text); }
		p.verdict.good { color: var(--text); }
		.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .75rem; }
		.tile { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; }
		.tile b { display: block; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
		.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .note { color: var(--note); }
		.wrap { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
		table { border-collapse: collapse; width: 100%; }
		th, td { text-align: left; vertical-align: top; padding: .45rem .9rem; border-top: 1px solid var(--line); }
		thead th { border-top: 0; font-size: .85rem; color: var(--soft); font-weight: 600; }
		tbody:first-child tr:first-child > * { border-top: 0; }
		.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
		td.key, th.key { white-space: nowrap; width: 1%; }
		code { font: .9em/1.4 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
		tr { break-inside: avoid; }
		@media print { :root { --text: #000; --soft: #444; --page: #fff; --card: #fff; --line: #bbb; --good: #1a7f4b; --bad: #b3261e; --warn: #8a5a00; --note: #2b5fa8; }
			main { max-width: none; padding: 0; } body { font-size: 11pt; } .wrap { overflow: visible; } thead { display: table-header-group; } h2 { break-after: avoid; } }
		""";

	private final BatchResult result;
	private final SortedMap<String, String> tables;
	private final Overview overview;
	private final List<Section> sections;
	private final StringBuilder page = new StringBuilder(1 << 14);

	ReportPage(BatchResult result, SortedMap<String, String> tables, Overview overview, List<Section> sections) {
		this.result = result;
		this.tables = tables;
		this.overview = overview;
		this.sections = sections;
	}

	String html() {
		String title = "MedPrep report: " + text(result.command().replace('_', ' '));
		add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
		add("<title>" + title + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n");
		add("<p class=\"soft\">" + text(result.software()) + " · started " + time(result.started())
			+ (result.isCanceled() ? "" : " · took " + duration()) + "</p>\n");
		verdict();
		tiles();
		reasons(Outcome.REFUSED, "Refused items", "Nothing was written for these.");
		reasons(Outcome.QUARANTINED, "Quarantined items",
			"What was written for these did not pass the check behind it and lies in the folder <code>quarantine</code> of the private folder, under the number of the item. <b>It may hold identifiers.</b>");
		findings();
		sections.forEach(this::section);
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
			add("<tr><td>" + text(refusal.reason) + "</td><td class=\"number\">" + number(refusal.items) + "</td>" + first(refusal.firstItems, refusal.items) + "</tr>\n");
			shown += refusal.items;
		}
		add("</tbody></table></div>\n");
		int more = result.count(outcome) - shown;
		if (more > 0) add("<p class=\"soft\">" + items(more) + " more, " + outcome.word() + " for other reasons, are in <code>items.csv</code> only.</p>\n");
	}

	private static String first(List<Integer> items, int count) {
		return "<td>" + items.stream().map(String::valueOf).collect(Collectors.joining(", ")) + (count > items.size() ? ", …" : "") + "</td>";
	}

	private void findings() {
		add("<h2>Findings</h2>\n");
		if (overview.rules().isEmpty()) {
			add("<p>None.</p>\n");
			return;
		}
		add("<p>Each row is one rule and attribute; the message is that of its first finding. All of them are listed in <code>findings.csv</code>.</p>\n");
		add("<div class=\"wrap\"><table>\n<thead><tr><th>Level</th><th>What was found</th><th class=\"number\">Findings</th><th class=\"number\">Items</th><th>First items</th></tr></thead>\n<tbody>\n");
		for (Overview.Rule rule : overview.rules()) {
			String level = switch (rule.severity) {
				case ERROR -> "<b class=\"bad\">error</b>";
				case WARNING -> "<b class=\"warn\">warning</b>";
				case INFO -> "<span class=\"note\">note</span>";
			};
			add("<tr><td class=\"key\">" + level + "</td><td>" + text(rule.message) + "<br><code class=\"soft\">" + text(rule.name)
				+ (rule.tag.isEmpty() ? "" : " " + text(rule.tag)) + "</code></td><td class=\"number\">" + number(rule.findings) + "</td><td class=\"number\">"
				+ number(rule.items) + "</td>" + first(rule.firstItems, rule.items) + "</tr>\n");
		}
		add("</tbody></table></div>\n");
	}

	private void section(Section section) {
		add("<h2>" + text(section.title()) + "</h2>\n");
		for (String paragraph : section.paragraphs()) add("<p>" + text(paragraph) + "</p>\n");
		if (section.rows().isEmpty()) return;
		add("<div class=\"wrap\"><table>\n<thead><tr>");
		for (String column : section.columns()) add("<th>" + text(column) + "</th>");
		add("</tr></thead>\n<tbody>\n");
		for (List<String> row : section.rows()) {
			add("<tr>");
			for (String cell : row) add(cell.matches("\\d+") ? "<td class=\"number\">" + number(Long.parseLong(cell)) + "</td>" : "<td>" + text(cell) + "</td>");
			add("</tr>\n");
		}
		add("</tbody></table></div>\n");
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

	private void places() {
		add("<h2>Where things are</h2>\n<p>" + (result.options().output() == null ? "" : "Each output lies in the output folder under the name in the column <code>output</code> of <code>items.csv</code>, beside the"
			+ " SHA-256 of input and output. ") + "<code>findings.csv</code> lists every finding, <code>run.json</code> is this run for programs.</p>\n");
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

	private static String items(long count) {
		return plural(count, "item");
	}

	private static String plural(long count, String one) {
		return plural(count, one, one + "s");
	}

	private static String plural(long count, String one, String many) {
		return number(count) + " " + (count == 1 ? one : many);
	}

	private static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	private static String text(String plain) {
		return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	private StringBuilder add(String html) {
		return page.append(html);
	}
}
