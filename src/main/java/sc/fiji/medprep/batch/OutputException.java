package sc.fiji.medprep.batch;

import java.io.IOException;

/**
 * The disk of the outputs, of the private folder or of the report fails. Ends the run, since going on would refuse every item
 * that is left; the same call goes on later.
 */
public final class OutputException extends IOException {
	private static final long serialVersionUID = 1L;

	/** For what ends the run in the same way, but not because a disk fails; {@code sentence} says what to do. */
	public OutputException(String sentence) {
		super(sentence);
	}

	/**
	 * @param what starts the sentence, as in "The report"
	 * @param cause of it only what the operating system says is kept, and no path
	 */
	public OutputException(String what, IOException cause) {
		super(what + " cannot be written; make room or check the disk, then start again to go on where the run stopped: " + Reasons.of(cause));
	}
}
