package sc.fiji.medprep.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.medprep.batch.Finding;
import sc.fiji.medprep.batch.GroupProduct;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.image.SeriesFinding;

/** What becomes of the items of a group: done if an image of them is written, refused if one had to be, else skipped. */
final class GroupRows {
	private static final String WHAT_TO_DO = " Correct the series, or have it written with the finding by on_finding=annotate.";

	private final Map<Integer, GroupProduct.Row> rows = new LinkedHashMap<>();
	private final Map<Integer, List<Finding>> findings = new LinkedHashMap<>();

	GroupRows(List<Integer> items) {
		for (int item : items) rows.put(item, null);
	}

	void done(ImageGroup.Planned image, String output) {
		for (int item : image.items())
			if (rows.get(item) == null || rows.get(item).outcome() != Outcome.DONE) rows.put(item, new GroupProduct.Row(item, Outcome.DONE, "", output, List.of()));
	}

	void refused(ImageGroup.Planned image) {
		String reason = image.volume().findings().stream().filter(finding -> finding.kind().refuses()).map(finding -> sentence(finding.message())).findFirst().orElseThrow() + WHAT_TO_DO;
		for (int item : image.items())
			if (rows.get(item) == null || rows.get(item).outcome() == Outcome.SKIPPED) rows.put(item, new GroupProduct.Row(item, Outcome.REFUSED, reason, "", List.of()));
	}

	void skipped(ImageGroup.Planned image, String reason) {
		for (int item : image.items()) rows.putIfAbsent(item, new GroupProduct.Row(item, Outcome.SKIPPED, reason, "", List.of()));
	}

	/** What is in no image: the same again needs none, anything else should have been in one. */
	void left(ImageGroup.Planned image) {
		image.left().forEach((item, finding) -> {
			boolean again = finding.kind() == SeriesFinding.Kind.REPEATED_FILE;
			rows.put(item, new GroupProduct.Row(item, again ? Outcome.SKIPPED : Outcome.REFUSED, again ? "The file holds the same image as another one." : sentence(finding.message()), "", List.of()));
		});
	}

	/** A finding stands once, at the first item that it is about. */
	void findings(ImageGroup.Planned image) {
		for (SeriesFinding finding : image.volume().findings()) {
			int item = finding.files().stream().filter(rows::containsKey).findFirst().orElse(image.items().get(0));
			Finding told = new Finding(severity(finding.kind()), "series." + finding.kind().word(), "", sentence(finding.message()));
			List<Finding> of = findings.computeIfAbsent(item, i -> new ArrayList<>());
			if (!of.contains(told)) of.add(told);
		}
	}

	private static Severity severity(SeriesFinding.Kind kind) {
		if (kind.refuses()) return Severity.ERROR;
		return kind == SeriesFinding.Kind.NOT_A_VOLUME ? Severity.INFO : Severity.WARNING;
	}

	static String sentence(String message) {
		return message.endsWith(".") ? message : message + ".";
	}

	List<GroupProduct.Row> rows() {
		return rows.values().stream().map(row -> new GroupProduct.Row(row.item(), row.outcome(), row.reason(), row.output(), findings.getOrDefault(row.item(), List.of()))).toList();
	}
}
