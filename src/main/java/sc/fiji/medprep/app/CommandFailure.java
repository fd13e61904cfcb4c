package sc.fiji.medprep.app;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.OutputException;

/**
 * Why a command did not do its work. The message is a plain sentence for the user that names keys, never the value of a
 * path. There is no cause: the message of a foreign exception may hold a path or a value of a file.
 */
public final class CommandFailure extends RuntimeException {
	private static final long serialVersionUID = 1L;

	/** The run could not start or go on: usage, configuration, key, a full disk. */
	static final int COULD_NOT_START = 2;
	/** A fault of the program. */
	static final int INTERNAL_ERROR = 3;

	private final int exitCode;

	private CommandFailure(int exitCode, String sentence) {
		// Only a fault of the program needs its stack trace; Fiji would show that of a misspelt key to the user.
		super(sentence, null, false, exitCode == INTERNAL_ERROR);
		this.exitCode = exitCode;
	}

	/** A wrong or missing key or value; {@code sentence} says which, and what to write instead. */
	public static CommandFailure usage(String sentence) {
		return new CommandFailure(COULD_NOT_START, sentence);
	}

	/** What to tell the user about {@code thrown}. Of a fault of the program the stack trace is kept, its message is not. */
	public static CommandFailure of(Throwable thrown) {
		if (thrown instanceof CommandFailure failure) return failure;
		if (thrown instanceof UncheckedIOException unchecked) return of(unchecked.getCause());
		CommandFailure failure = new CommandFailure(thrown instanceof IOException || thrown instanceof OutOfMemoryError || thrown instanceof InvalidPathException
				? COULD_NOT_START : INTERNAL_ERROR, sentence(thrown));
		failure.setStackTrace(thrown.getStackTrace());
		return failure;
	}

	/** The exit status that says this to a shell: 2 could not start, 3 a fault of the program. */
	public int exitCode() {
		return exitCode;
	}

	private static String sentence(Throwable thrown) {
		// These two say all in a sentence of their own.
		if (thrown instanceof BatchConfigurationException || thrown instanceof OutputException) return thrown.getMessage();
		if (thrown instanceof OutOfMemoryError) return "There is not enough memory; give Java more of it (-Xmx) or use fewer threads.";
		if (thrown instanceof InvalidPathException) return "A path has characters that Java cannot write here; set LC_ALL=C.UTF-8 in the environment, or use names of plain letters.";
		if (thrown instanceof IOException) return "Reading or writing failed: " + reason((IOException) thrown) + ".";
		return "This is a fault in MedPrep, please report it: " + thrown.getClass().getName() + place(thrown);
	}

	private static String reason(IOException failed) {
		// The messages of these hold the path.
		if (failed instanceof NoSuchFileException) return "a file or folder does not exist";
		if (failed instanceof AccessDeniedException) return "access is denied";
		if (failed instanceof FileNotFoundException) return "a file or folder does not exist, or access is denied";
		if (failed instanceof FileSystemException file) {
			return file.getReason() != null ? file.getReason() : file.getClass().getSimpleName();
		}
		return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage().replaceFirst("\\.$", "");
	}

	private static String place(Throwable thrown) {
		StackTraceElement[] trace = thrown.getStackTrace();
		return trace.length == 0 ? "." : " at " + trace[0] + ".";
	}
}
