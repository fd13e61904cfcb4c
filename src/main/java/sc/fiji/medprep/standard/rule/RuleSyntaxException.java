package sc.fiji.medprep.standard.rule;

/** A rule text that does not follow its language; the message is one sentence and begins with file and line where they are known. */
public final class RuleSyntaxException extends Exception {
	private static final long serialVersionUID = 1L;

	RuleSyntaxException(String message) {
		super(message);
	}
}
