package sc.fiji.medprep.batch;

import java.io.IOException;

/** The disk of the outputs or of the journal fails: going on would refuse every item that is left. Ends the run. */
final class OutputException extends IOException {
	private static final long serialVersionUID = 1L;

	OutputException(String what, IOException cause) {
		super(what + " cannot be written; make room or check the disk, then start again to go on where the run stopped: " + Reasons.of(cause));
	}
}
