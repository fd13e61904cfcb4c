package sc.fiji.medprep.batch;

import java.util.List;

/**
 * What became of one item: a row of {@code items.csv} and its findings.
 *
 * @param output relative to the output folder; empty if there is none
 * @param sha256In of the input; empty if it could not be read
 * @param sha256Out of the output; empty if there is none
 * @param bytes length of the output
 * @param internal whether the item was refused because of an error in the program
 * @param retry whether it was refused for a reason that may pass, so that a later run does it again
 */
public record ItemResult(int item, Outcome outcome, String reason, String output, String sha256In, String sha256Out, long bytes,
	boolean internal, boolean retry, List<Finding> findings)
{
	ItemResult refusedAs(String why) {
		return new ItemResult(item, Outcome.REFUSED, why, "", sha256In, "", 0, internal, retry, findings);
	}

	ItemResult skippedAs(String why) {
		return new ItemResult(item, Outcome.SKIPPED, why, output, sha256In, sha256Out, bytes, internal, retry, findings);
	}
}
