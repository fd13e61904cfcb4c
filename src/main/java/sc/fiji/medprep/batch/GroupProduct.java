package sc.fiji.medprep.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a step made of a group. All outputs appear, or none.
 *
 * @param outputs in the order in which they are written
 * @param rows one for each item of the group
 */
public record GroupProduct(List<Output> outputs, List<Row> rows) {
	/**
	 * A file to be written.
	 *
	 * @param name relative to the output folder with '/' between folders; no other group has it, upper and lower case being the same
	 */
	public record Output(String name, Content content) {
		public Output {
			Objects.requireNonNull(content);
			if (!Product.isPlain(name)) throw new IllegalArgumentException("Not a plain relative path");
		}
	}

	/**
	 * What became of an item.
	 *
	 * @param outcome not {@link Outcome#QUARANTINED}
	 * @param reason one sentence; empty only if the item is done
	 * @param output name of the output that tells most about the item; several items may share it; empty if nothing was made of it
	 * @param sha256 SHA-256 of the item in hexadecimal digits if the step knows it; if empty, the item is read for it
	 */
	public record Row(int item, Outcome outcome, String reason, String output, List<Finding> findings, String sha256) {
		public Row(int item, Outcome outcome, String reason, String output, List<Finding> findings) {
			this(item, outcome, reason, output, findings, "");
		}

		public Row {
			findings = List.copyOf(findings);
			if (outcome == Outcome.QUARANTINED || outcome != Outcome.DONE && !output.isEmpty()) throw new IllegalArgumentException("An output belongs to an item that is done");
		}
	}

	/** @throws IllegalArgumentException if a row names an output that there is not */
	public GroupProduct {
		outputs = List.copyOf(outputs);
		rows = List.copyOf(rows);
		Set<String> names = new HashSet<>(List.of(""));
		for (Output output : outputs) names.add(output.name);
		for (Row row : rows)
			if (!names.contains(row.output)) throw new IllegalArgumentException("A row names an output that is not written");
	}

	/** Nothing is written of any item, for the same reason. */
	public static GroupProduct refused(List<Integer> items, String reason, List<Finding> findings) {
		// a finding is about the group, so it stands once, at its first item
		return new GroupProduct(List.of(), items.stream().map(item -> new Row(item, Outcome.REFUSED, reason, "", item.equals(items.get(0)) ? findings : List.of())).toList());
	}
}
