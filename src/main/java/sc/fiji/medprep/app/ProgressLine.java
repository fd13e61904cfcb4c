package sc.fiji.medprep.app;

import java.io.PrintStream;

import org.scijava.task.Task;

/** One line on a terminal that is written over as the work goes on: how many items are done, and how fast. */
final class ProgressLine {
	private final PrintStream terminal;
	private final String title;
	private final long start = System.nanoTime();
	private boolean shown;

	ProgressLine(PrintStream terminal, String title) {
		this.terminal = terminal;
		this.title = title;
	}

	synchronized void show(Task task) {
		long done = task.getProgressValue();
		long total = task.getProgressMaximum();
		if (total <= 0) return;
		double seconds = (System.nanoTime() - start) / 1e9;
		terminal.printf("\r%s: %d of %d (%d %%), %.0f/s\033[K", title, done, total, 100 * done / total, done / seconds);
		terminal.flush();
		shown = true;
	}

	synchronized void clear() {
		if (shown) terminal.print("\r\033[K");
		shown = false;
	}
}
