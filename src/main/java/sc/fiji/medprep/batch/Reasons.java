package sc.fiji.medprep.batch;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

import sc.fiji.medprep.dicom.DicomException;

/** Why an item was refused, in sentences that hold no path and no value of a file. */
final class Reasons {
	static final String OUT_OF_MEMORY = "The file needs more memory than this run has; start it with a larger heap or fewer threads.";
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
		if (isOfChannel(e)) return "The system reports: " + e.getMessage() + ".";
		if (e instanceof EOFException && e.getMessage() == null) return "The file ends too early.";
		return e.getMessage() == null || e.getMessage().isBlank() ? "The file cannot be read (" + e.getClass().getSimpleName() + ")." : e.getMessage();
	}

	/** As above; and if the message holds a path of the input all the same, it is dropped. Those of the reader never do. */
	static String of(IOException e, Path item, Path input) {
		String reason = of(e);
		if (e instanceof DicomException) return reason;
		Path name = item.getFileName();
		boolean tells = reason.contains(item.toString()) || reason.contains(input.toString())
			|| name != null && name.toString().length() > 5 && reason.contains(name.toString());
		return tells ? "The file cannot be read (" + e.getClass().getSimpleName() + ")." : reason;
	}

	/** Whether reading failed, as opposed to what was read being wrong: a disk or a network may work again later. */
	static boolean mayPass(IOException e) {
		return (e instanceof FileSystemException || e instanceof ClosedChannelException || isOfChannel(e)) && isThrownByJava(e);
	}

	/** The channels of Java have no exception of their own for what the operating system says. */
	private static boolean isOfChannel(IOException e) {
		return e.getClass() == IOException.class && e.getMessage() != null && isThrownByJava(e);
	}

	private static boolean isThrownByJava(IOException e) {
		StackTraceElement[] frames = e.getStackTrace();
		return frames.length > 0 && "java.base".equals(frames[0].getModuleName());
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
