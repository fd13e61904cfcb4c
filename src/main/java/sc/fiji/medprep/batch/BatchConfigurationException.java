package sc.fiji.medprep.batch;

import java.io.IOException;

/** A batch that cannot start; the message is one sentence that says what to change, without any input path. Exit code 2. */
public final class BatchConfigurationException extends IOException {
	private static final long serialVersionUID = 1L;

	public BatchConfigurationException(String sentence) {
		super(sentence);
	}
}
