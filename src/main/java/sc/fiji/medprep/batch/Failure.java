package sc.fiji.medprep.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Why the work on an item or a group came to nothing.
 *
 * @param reason one sentence without a path and without a value of a file
 * @param internal whether that is an error in the program
 * @param retry whether it may pass, so that a later run tries again
 */
record Failure(String reason, boolean internal, boolean retry) {
	/**
	 * @param file the item, or one of the group
	 * @throws IOException the very exception if it must end the run
	 */
	static Failure of(Throwable thrown, Path file, Path input) throws IOException {
		if (thrown instanceof OutputException e) throw e;
		if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
			IOException cause = thrown instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) thrown;
			return new Failure(Reasons.of(cause, file, input), false, Reasons.mayPass(cause));
		}
		if (thrown instanceof OutOfMemoryError) return new Failure(Reasons.OUT_OF_MEMORY, false, true);
		if (thrown instanceof RuntimeException || thrown instanceof StackOverflowError) return new Failure(Reasons.ofBug(thrown), true, false);
		if (thrown instanceof Error error) throw error;
		throw new IllegalStateException(thrown);
	}

	ItemResult refused(int item, String sha256) {
		return new ItemResult(item, Outcome.REFUSED, reason, "", sha256, "", 0, internal, retry, "", List.of());
	}
}
