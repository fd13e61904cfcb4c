package sc.fiji.medprep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.curate.Curator;
import sc.fiji.medprep.report.Rule;
import sc.fiji.medprep.report.RuleBook;
import sc.fiji.medprep.validate.Validator;

/** Writes {@code docs/rules.md} from the rules of the rooms. */
public final class RulesDocument {
	static final Path FILE = Path.of("docs/rules.md");

	private RulesDocument() {}

	public static void main(String... arguments) throws IOException {
		Files.writeString(FILE, text());
	}

	static String text() {
		StringBuilder text = new StringBuilder();
		text.append("# Rules\n\n");
		text.append("What `validate` and `curate` look for. The id stands in the column `rule` of `findings.csv` and never changes, so it can be filtered by.\n");
		text.append("*Strict* is the level with `strict=true`, where it differs. *Repair* is the name of the repair that can put it right in a copy.\n");
		text.append("Sections are those of the DICOM standard; a rule without one is our own.\n\n");
		text.append("This page is written by `scripts/generate-rules` from the `rules.txt` of each room; do not edit it by hand.\n");
		room(text, "One file against the standard: `validate`", RuleBook.of(Validator.class));
		room(text, "Files against each other: `curate`", RuleBook.of(Curator.class));
		return text.toString();
	}

	private static void room(StringBuilder text, String title, RuleBook book) {
		text.append("\n## ").append(title).append("\n\n").append(book.rules().size()).append(" rules.\n\n");
		text.append("| id | level | strict | section | what is wrong | repair |\n|---|---|---|---|---|---|\n");
		for (Rule rule : book.rules()) {
			text.append("| `").append(rule.id()).append("` | ").append(word(rule.severity())).append(" | ").append(rule.strict() == rule.severity() ? "" : word(rule.strict())).append(" | ").append(rule.section())
				.append(" | ").append(rule.title().replace("|", "\\|")).append(" | ").append(rule.fix().isEmpty() ? "" : "`" + rule.fix() + "`").append(" |\n");
		}
	}

	private static String word(Severity severity) {
		return severity.word();
	}
}
