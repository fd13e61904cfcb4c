package sc.fiji.medprep.app;

import org.scijava.command.Command;

/**
 * A command that answers its user. The terminal prints the answer, ImageJ shows it in a window, a macro gets it from a call. It
 * is no output of the module, since SciJava writes those to the log where there is no display.
 */
public interface AnsweringCommand extends Command {
	/** The answer of the finished run; null before. */
	Answer answer();
}
