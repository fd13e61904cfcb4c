package sc.fiji.medprep.batch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why an item was refused, in sentences that hold no path and no value of a file. */
final class Reasons {
	private static final String OURS = "sc.fiji.medprep.";

	private Reasons() {}

	/** The message of an exception, unless it is of a kind whose message is a path. */
	static String of(IOException e) {
		if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) return "The file does not exist or cannot be opened.";
		if (e instanceof AccessDeniedException) return "Access is denied; check the permissions.";
		if (e instanceof NotDirectoryException) return "A folder is in fact a file.";
		if (e instanceof FileSystemLoopException) return "A link leads to itself.";
		if (e instanceof FileSystemException of)
			return of.getReason() == null || of.getReason().contains("/") || of.getReason().contains("\\")
				? "The file system reports an error." : "The file system reports: " + of.getReason() + ".";
		if (e instanceof ClosedChannelException) return "The file was closed while it was in use.";
		return e.getMessage() == null || e.getMessage().isBlank() ? "The file cannot be read (" + e.getClass().getSimpleName() + ")." : e.getMessage();
	}

	/** As above; and if the message holds a path of the input all the same, it is dropped. */
	static String of(IOException e, Path item, Path input) {
		String reason = of(e);
		Path name = item.getFileName();
		boolean tells = reason.contains(item.toString()) || reason.contains(input.toString())
			|| name != null && name.toString().length() > 5 && reason.contains(name.toString());
		return tells ? "The file cannot be read (" + e.getClass().getSimpleName() + ")." : reason;
	}

	/** Names the kind of error and the place in the program, never the message, which may hold data. */
	static String ofBug(Throwable bug) {
		String place = "";
		for (StackTraceElement frame : bug.getStackTrace()) {
			if (!frame.getClassName().startsWith(OURS)) continue;
			String simple = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
			place = " at " + simple + "." + frame.getMethodName() + ":" + frame.getLineNumber();
			break;
		}
		return "Internal error " + bug.getClass().getSimpleName() + place + "; please report it.";
	}
}
