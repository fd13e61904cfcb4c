package sc.fiji.medprep.commands;

import java.io.File;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.medprep.app.ReportingCommand;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.curate.CurateOptions;
import sc.fiji.medprep.curate.Curator;
import sc.fiji.medprep.report.RunReport;

/** Holds the files of a dataset against each other: {@link Curator} as a command. */
@Plugin(type = Command.class, name = "medprep.curate", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "Curate", weight = 3), @Menu(label = "Curate Dataset...", weight = 2) },
	description = "Looks at all DICOM files of a dataset together: duplicates, gaps, contradictions, broken references, image quality and who is in it.")
public class CurateCommand extends ContextCommand implements ReportingCommand {
	@Parameter(label = "DICOM input", style = FileWidget.FILE_AND_DIRECTORY_STYLE, persist = false,
		description = "A folder with all below it, one file, a zip archive, or a text file that lists paths. Only read.")
	private File input;

	@Parameter(label = "Report folder", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "For the run record, the dataset report and the lists of findings. Empty: beside the input, its name ending in -curation.")
	private File report;

	@Parameter(label = "Look at pixels", description = "Decode the images: finds duplicates by content and near duplicates, measures quality and makes small pictures.")
	private boolean pixels = true;

	@Parameter(label = "Table of splits", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "CSV that says which patient, study, series or file is for training, validation or test. Empty: leaks between splits are not looked for.")
	private File splits;

	@Parameter(label = "Threads", min = "0", max = "256", persist = false,
		description = "Series worked on at the same time; 0 = one per processor core.")
	private int threads;

	@Parameter(label = "Overwrite existing report", persist = false,
		description = "Without this, a report folder that is not empty is refused, unless it holds a run with the same settings, which goes on.")
	private boolean overwrite;

	@Parameter(type = ItemIO.OUTPUT, label = "Summary")
	private String summary;

	private RunReport runReport;

	@Override
	public void run() {
		BatchOptions batch = new BatchOptions(Job.path(input), null, Job.report(report, input, "-curation"), threads, overwrite);
		CurateOptions options = new CurateOptions(batch, pixels, Job.path(splits));
		runReport = Job.run(this, "Curate Dataset", progress -> new Curator(options).run(progress));
		if (runReport == null) return;
		summary = runReport.summaryText();
		Job.showFindings(this, "Findings of Curate Dataset", runReport);
	}

	@Override
	public RunReport report() {
		return runReport;
	}
}
