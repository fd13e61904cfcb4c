package sc.fiji.medprep.report;

import static sc.fiji.medprep.report.Html.first;
import static sc.fiji.medprep.report.Html.number;
import static sc.fiji.medprep.report.Html.plural;
import static sc.fiji.medprep.report.Html.text;

import java.util.List;

import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.standard.Attribute;
import sc.fiji.medprep.standard.Dictionary;

/** Writes the findings into a page, by rule, the worst first; notes are there for those who open them. */
final class FindingsHtml {
	private static final int SHOWN_PLACES = 25;
	private static final String HEADS = "<div class=\"rule heads\"><span>Level</span><span>What was found</span><span class=\"number\">Findings</span><span class=\"number\">Items</span><span>First items</span></div>\n";

	private final StringBuilder page;
	private final RuleBook book;

	FindingsHtml(StringBuilder page, RuleBook book) {
		this.page = page;
		this.book = book;
	}

	void write(List<Overview.RuleFindings> rules) {
		page.append("<h2>Findings</h2>\n");
		if (rules.isEmpty()) {
			page.append("<p>None.</p>\n");
			return;
		}
		boolean fixable = rules.stream().anyMatch(rule -> book.has(rule.name) && !book.get(rule.name).fix().isEmpty());
		page.append("<p>By rule, the worst first. Open one to see its attributes; the message is that of the first finding. All of them are listed in <code>findings.csv</code>.")
			.append(fixable ? " What is marked <span class=\"fix\">repair</span> can be put right in a copy." : "").append("</p>\n");
		List<Overview.RuleFindings> notes = rules.stream().filter(rule -> rule.severity == Severity.INFO).toList(), others = rules.stream().filter(rule -> rule.severity != Severity.INFO).toList();
		if (!others.isEmpty()) list(others);
		if (notes.isEmpty()) return;
		long findings = notes.stream().mapToLong(rule -> rule.findings).sum();
		page.append(others.isEmpty() ? "<details open>" : "<details>").append("<summary>").append(plural(findings, "note")).append(" of ").append(plural(notes.size(), "kind"))
			.append(", which break no rule</summary>\n");
		list(notes);
		page.append("</details>\n");
	}

	private void list(List<Overview.RuleFindings> rules) {
		page.append("<div class=\"rules\">\n").append(HEADS);
		rules.forEach(this::rule);
		page.append("</div>\n");
	}

	private void rule(Overview.RuleFindings rule) {
		List<Overview.Place> places = rule.places();
		boolean opens = !places.isEmpty();
		page.append(opens ? "<details><summary class=\"rule\">" : "<div class=\"rule\">");
		page.append("<span>").append(level(rule.severity)).append("</span><span>").append(heading(rule)).append("</span><span class=\"number\">").append(number(rule.findings))
			.append("</span><span class=\"number\">").append(number(rule.items)).append("</span><span>").append(first(rule.firstItems, rule.items)).append("</span>");
		page.append(opens ? "</summary>\n" : "</div>\n");
		if (!opens) return;
		places(places);
		page.append("</details>\n");
	}

	private static String level(Severity severity) {
		return switch (severity) {
			case ERROR -> "<b class=\"bad\">error</b>";
			case WARNING -> "<b class=\"warn\">warning</b>";
			case INFO -> "<b class=\"note\">note</b>";
		};
	}

	private String heading(Overview.RuleFindings found) {
		if (!book.has(found.name)) return text(found.message) + "<br><code class=\"soft\">" + text(found.name) + (found.tag.isEmpty() ? "" : " " + text(found.tag)) + "</code>";
		Rule rule = book.get(found.name);
		return text(rule.title()) + (rule.fix().isEmpty() ? "" : "<span class=\"fix\">repair " + text(rule.fix()) + "</span>") + "<br><code class=\"soft\">" + text(rule.id()) + "</code>"
			+ (rule.section().isEmpty() ? "" : " <span class=\"soft\">" + text(rule.section()) + "</span>");
	}

	private void places(List<Overview.Place> places) {
		page.append("<div class=\"wrap\"><table>\n<thead><tr><th>Attribute</th><th>Message</th><th class=\"number\">Findings</th><th class=\"number\">Items</th><th>First items</th></tr></thead>\n<tbody>\n");
		for (Overview.Place place : places.subList(0, Math.min(SHOWN_PLACES, places.size()))) {
			page.append("<tr><td>").append(attribute(place.tag)).append("</td><td>").append(text(place.message)).append("</td><td class=\"number\">").append(number(place.findings))
				.append("</td><td class=\"number\">").append(number(place.items)).append("</td><td>").append(first(place.firstItems, place.items)).append("</td></tr>\n");
		}
		page.append("</tbody></table></div>\n");
		int more = places.size() - SHOWN_PLACES;
		if (more > 0) page.append("<div class=\"wrap\"><table><tbody><tr><td class=\"soft\">").append(plural(more, "attribute")).append(" more, with fewer items, in <code>findings.csv</code>.</td></tr></tbody></table></div>\n");
	}

	private static String attribute(String tag) {
		if (!tag.matches("\\([0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\\).*")) return tag.isEmpty() ? "<span class=\"soft\">whole file</span>" : text(tag);
		Attribute known = Dictionary.instance().attribute((int) Long.parseLong(tag.substring(1, 5) + tag.substring(6, 10), 16)).orElse(null);
		return (known == null ? "" : text(known.name()) + "<br>") + "<code class=\"soft\">" + text(tag) + "</code>";
	}
}
