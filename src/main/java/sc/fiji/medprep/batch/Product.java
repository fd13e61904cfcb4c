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
 *            bytes, the later item is refused.
 * @param content the output; null if nothing is written
 */
public record Product(Outcome outcome, String reason, String name, Content content, List<Finding> findings) {
	/** What common file systems take, in bytes. */
	private static final int LONGEST = 255;

	/** @throws IllegalArgumentException if the name is not a plain relative path, or outcome and content do not fit together */
	public Product {
		Objects.requireNonNull(reason);
		findings = List.copyOf(findings);
		boolean writes = outcome == Outcome.DONE || outcome == Outcome.QUARANTINED;
		if (writes != (content != null) || writes == name.isEmpty())
			throw new IllegalArgumentException("Content and name belong to the outcomes done and quarantined");
		if (writes && !isPlain(name)) throw new IllegalArgumentException("Not a plain relative path");
	}

	/** An output of the given name. */
	public static Product done(String name, Content content, List<Finding> findings) {
		return new Product(Outcome.DONE, "", name, content, findings);
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
