package sc.fiji.medprep.app.findings;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.io.IOException;

import ij.IJ;
import ij.measure.ResultsTable;
import sc.fiji.medprep.report.RunReport;

/** Shows what a run has found: a window to somebody who is there, a table of results to a macro, nothing where there is no screen. */
public final class FindingsView {
	/** Title of the table, by which a macro selects it. */
	private static final String TABLE = "MedPrep Findings";
	private static final int MOST_ROWS = 100_000;

	private FindingsView() {}

	/**
	 * Shows the findings of a finished run. Not to be called on the event thread.
	 *
	 * @param title of the window
	 * @throws IOException if the run cannot be read again
	 */
	public static void show(String title, RunReport report) throws IOException {
		if (GraphicsEnvironment.isHeadless() || IJ.getInstance() == null && !IJ.isMacro()) return;
		FindingRows rows = FindingRows.of(report.result());
		if (IJ.isMacro()) show(rows);
		else EventQueue.invokeLater(() -> new FindingsWindow(title, rows, report.book()).setVisible(true));
	}

	/** Items are numbers there, since macros save tables. */
	static void show(FindingRows found) {
		ResultsTable table = new ResultsTable();
		table.showRowNumbers(false);
		for (FindingRow row : found.rows().subList(0, Math.min(MOST_ROWS, found.rows().size()))) {
			table.incrementCounter();
			table.addValue("item", row.item());
			table.addValue("severity", row.severity().word());
			table.addValue("rule", row.rule());
			table.addValue("tag", row.tag());
			table.addValue("message", row.message());
		}
		table.show(TABLE);
	}
}
