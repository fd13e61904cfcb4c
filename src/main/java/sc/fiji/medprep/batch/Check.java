package sc.fiji.medprep.batch;

import java.io.IOException;

import sc.fiji.medprep.dicom.ByteSource;

/** Looks at an output as it was written, before it gets its name. */
@FunctionalInterface
public interface Check {
	/** Lets everything pass. */
	Check NONE = written -> Verdict.PASSED;

	/**
	 * @param written the output; valid during the call only
	 * @throws IOException if the output cannot be read: the item is refused. What is wrong with it belongs into the verdict.
	 */
	Verdict of(ByteSource written) throws IOException;
}
