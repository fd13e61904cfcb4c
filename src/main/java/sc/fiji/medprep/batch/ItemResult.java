package sc.fiji.medprep.batch;

import java.util.List;

/**
 * What became of one item: a row of {@code items.csv} and its findings.
 *
 * @param output relative to the output folder; empty if there is none. In the journal, of a quarantined item relative to the private folder.
 * @param sha256In of the input; empty if it could not be read
 * @param sha256Out of the output; empty if there is none
 * @param bytes length of the output
 * @param internal whether the item was refused because of an error in the program
 * @param retry whether it was refused for a reason that may pass, so that a later run does it again
 * @param note what the step left for its review of the set; empty if nothing
 * @param group the first item of its group; 0 for an item that was processed by itself
 * @param files all that was written of the group, at its first item only
 */
public record ItemResult(int item, Outcome outcome, String reason, String output, String sha256In, String sha256Out, long bytes,
	boolean internal, boolean retry, String note, List<Finding> findings, int group, List<WrittenFile> files)
{
	/** Of an item that was processed by itself. */
	ItemResult(int item, Outcome outcome, String reason, String output, String sha256In, String sha256Out, long bytes, boolean internal, boolean retry, String note, List<Finding> findings) {
		this(item, outcome, reason, output, sha256In, sha256Out, bytes, internal, retry, note, findings, 0, List.of());
	}

	ItemResult inGroup(int first, List<WrittenFile> written) {
		return new ItemResult(item, outcome, reason, output, sha256In, sha256Out, bytes, internal, retry, note, findings, first, item == first ? written : List.of());
	}

	ItemResult refusedAs(String why) {
		return new ItemResult(item, Outcome.REFUSED, why, "", sha256In, "", 0, internal, retry, note, findings);
	}

	ItemResult skippedAs(String why) {
		return new ItemResult(item, Outcome.SKIPPED, why, output, sha256In, sha256Out, bytes, internal, retry, note, findings);
	}

	/** @param where relative to the private folder */
	ItemResult quarantinedAs(String why, String where) {
		return new ItemResult(item, Outcome.QUARANTINED, why, where, sha256In, sha256Out, bytes, internal, retry, note, findings);
	}

	ItemResult withFindings(List<Finding> others) {
		return new ItemResult(item, outcome, reason, output, sha256In, sha256Out, bytes, internal, retry, note, others, group, files);
	}

	/** As it is told outside of the private folder: what is in quarantine is no output. */
	ItemResult told() {
		return outcome != Outcome.QUARANTINED ? this : new ItemResult(item, outcome, reason, "", sha256In, "", 0, internal, retry, note, findings);
	}
}
