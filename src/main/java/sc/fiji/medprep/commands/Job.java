package sc.fiji.medprep.commands;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import org.scijava.Context;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.ui.UIService;

import ij.IJ;
import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.app.UnattendedPreprocessor;
import sc.fiji.medprep.app.findings.FindingsView;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.report.Report;
import sc.fiji.medprep.report.RunReport;

/** The work of a command over many files, run as a SciJava task that shows its progress and can be cancelled. */
final class Job implements Progress {
	/** What a job does. */
	interface Work<R> {
		R run(Progress progress) throws IOException;
	}

	private static final long NANOS_BETWEEN_UPDATES = 100_000_000;

	private final Task task;
	private final boolean hearsEscape;
	private long lastUpdate = System.nanoTime() - NANOS_BETWEEN_UPDATES;

	private Job(Context context, String title) {
		task = context.service(TaskService.class).createTask(title);
		// A cancel only sets the mark that the workers look at; the default would interrupt a thread that is not ours.
		task.setCancelCallBack(() -> { });
		UIService ui = context.getService(UIService.class);
		hearsEscape = ui != null && !ui.isHeadless();
		if (hearsEscape) IJ.resetEscape();
	}

	/**
	 * @return what the work makes, mostly a report; null if the command was cancelled, which then says why
	 * @throws CommandFailure if the work failed and nobody is there to read a dialog
	 */
	static <R> R run(ContextCommand command, String title, Work<R> work) {
		Context context = command.context();
		Job job = new Job(context, title);
		job.task.start();
		try {
			R made = work.run(job);
			String summary = made instanceof Report report ? report.summaryText() : "";
			if (job.isCanceled()) throw CommandFailure.usage(("Stopped by the user. " + summary).strip());
			if (!summary.isEmpty() && context.getService(UIService.class) != null) context.service(LogService.class).info(summary);
			return made;
		}
		catch (IOException | RuntimeException | Error e) {
			fail(command, e);
			return null;
		}
		finally {
			job.task.finish();
		}
	}

	/**
	 * Cancels a command with a sentence.
	 *
	 * @throws CommandFailure if nobody is there to read a dialog
	 */
	static void fail(ContextCommand command, Throwable thrown) {
		CommandFailure failure = CommandFailure.of(thrown);
		if (UnattendedPreprocessor.isUnattended(command.context())) throw failure;
		command.cancel(failure.getMessage());
	}

	/** Shows what was found to whoever is there. The run is over, so that this cannot fail it. */
	static void showFindings(ContextCommand command, String title, RunReport report) {
		try {
			FindingsView.show(title, report);
		}
		catch (IOException | RuntimeException e) {
			command.context().service(LogService.class).warn("The findings cannot be shown: " + CommandFailure.of(e).getMessage());
		}
	}

	/** The report folder of a command that writes no output: what was given, or one beside the input. */
	static Path report(File given, File input, String suffix) {
		Path path = path(given);
		return path == null ? BatchOptions.beside(path(input), suffix) : path;
	}

	/** The path of a file parameter; null if it was left empty. */
	static Path path(File file) {
		return file == null || file.getPath().isEmpty() ? null : file.toPath();
	}

	@Override
	public synchronized void update(long done, long total) {
		if (done < total && System.nanoTime() - lastUpdate < NANOS_BETWEEN_UPDATES) return;
		lastUpdate = System.nanoTime();
		if (task.getProgressMaximum() != total) task.setProgressMaximum(total);
		task.setProgressValue(done);
	}

	@Override
	public boolean isCanceled() {
		return task.isCanceled() || hearsEscape && IJ.escapePressed();
	}
}
