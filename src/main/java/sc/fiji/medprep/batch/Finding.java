package sc.fiji.medprep.batch;

import java.util.Objects;

/**
 * Something a step has to say about an item. No part of it may hold a value of the file or an input path.
 *
 * @param rule short name of the rule, the same for all findings of a kind; findings are grouped by it
 * @param tag the attribute concerned as (gggg,eeee), or a path of such tags; empty if none
 * @param message one sentence
 */
public record Finding(Severity severity, String rule, String tag, String message) {
	public Finding {
		Objects.requireNonNull(severity);
		Objects.requireNonNull(rule);
		Objects.requireNonNull(tag);
		Objects.requireNonNull(message);
	}
}
