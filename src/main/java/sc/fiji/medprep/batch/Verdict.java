package sc.fiji.medprep.batch;

import java.util.List;
import java.util.Objects;

/**
 * What a {@link Check} says about an output.
 *
 * @param problem one sentence that says why the output must not be handed on, without values of the file; empty if it may be.
 *            An output with a problem is put into quarantine.
 * @param findings added to those of the item
 */
public record Verdict(String problem, List<Finding> findings) {
	/** Nothing was found. */
	public static final Verdict PASSED = new Verdict("", List.of());

	public Verdict {
		Objects.requireNonNull(problem);
		findings = List.copyOf(findings);
	}
}
