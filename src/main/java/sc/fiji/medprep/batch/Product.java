package sc.fiji.medprep.batch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What a step made of an item.
 *
 * @param reason one sentence; empty only if the item is done
 * @param name where the output goes, relative to the output folder with '/' between folders; empty if nothing is written.
 *            Two items of the same name (upper and lower case being the same) with the same bytes are one output; with other
 *            bytes, the later item is refused. Of an output for quarantine only the extension counts.
 * @param content the output; null if nothing is written, as when an item was only looked at
 * @param check looks at the output before it gets its name
 * @param note kept in the journal for {@link Step#review}, which sees it as {@link ItemResult#note}; the journal is private
 */
public record Product(Outcome outcome, String reason, String name, Content content, Check check, String note, List<Finding> findings) {
	/** What common file systems take, in bytes. */
	private static final int LONGEST = 255;

	/** @throws IllegalArgumentException if the name is not a plain relative path, or outcome and content do not fit together */
	public Product {
		Objects.requireNonNull(reason);
		Objects.requireNonNull(check);
		Objects.requireNonNull(note);
		findings = List.copyOf(findings);
		boolean mayWrite = outcome == Outcome.DONE || outcome == Outcome.QUARANTINED;
		if (content != null && !mayWrite || content == null && outcome == Outcome.QUARANTINED || name.isEmpty() != (content == null))
			throw new IllegalArgumentException("Content and name belong to the outcomes done and quarantined");
		if (content != null && !isPlain(name)) throw new IllegalArgumentException("Not a plain relative path");
	}

	/** An output that is neither checked nor noted. */
	public Product(Outcome outcome, String reason, String name, Content content, List<Finding> findings) {
		this(outcome, reason, name, content, Check.NONE, "", findings);
	}

	/** Done without an output: the item was looked at. */
	public static Product seen(List<Finding> findings) {
		return new Product(Outcome.DONE, "", "", null, findings);
	}

	/** The same, with a look at the output before it gets its name. */
	public Product checked(Check by) {
		return new Product(outcome, reason, name, content, by, note, findings);
	}

	/** The same, with a note for {@link Step#review}. */
	public Product noted(String text) {
		return new Product(outcome, reason, name, content, check, text, findings);
	}

	/** An output of the given name. */
	public static Product done(String name, Content content, List<Finding> findings) {
		return new Product(Outcome.DONE, "", name, content, findings);
	}

	/** Passed over, for the given reason: the item is no business of the step. */
	public static Product skipped(String reason) {
		return new Product(Outcome.SKIPPED, reason, "", null, List.of());
	}

	/** No output, for the given reason. */
	public static Product refused(String reason, List<Finding> findings) {
		return new Product(Outcome.REFUSED, reason, "", null, findings);
	}

	/** Whether the name is possible and stays inside its folder on every operating system. */
	static boolean isPlain(String name) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c < ' ' || c == 0x7f || "\\:*?\"<>|".indexOf(c) >= 0) return false;
		}
		for (String part : name.split("/", -1))
			if (part.isEmpty() || part.getBytes(StandardCharsets.UTF_8).length > LONGEST || part.endsWith(".") || part.endsWith(" ") || part.startsWith(OutputWriter.PART_PREFIX)) return false;
		return true;
	}
}
