package sc.fiji.medprep.app;

/**
 * What a command tells who asked, and nobody else: it may hold what identifies a patient.
 *
 * @param text lines to read
 * @param json the same for programs
 * @param exitCode 0 if all is well, 1 if there is nothing to tell
 */
public record Answer(String text, String json, int exitCode) {
	/** Says nothing, so that no message and no log can tell it. */
	@Override
	public String toString() {
		return "an answer";
	}
}
