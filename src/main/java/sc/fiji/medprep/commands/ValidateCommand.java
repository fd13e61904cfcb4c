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
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.validate.ValidateOptions;
import sc.fiji.medprep.validate.Validator;

/** Holds DICOM files against the standard: {@link Validator} as a command. */
@Plugin(type = Command.class, name = "medprep.validate", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "Curate", weight = 3), @Menu(label = "Validate DICOM...", weight = 1) },
	description = "Holds each DICOM file against the standard: its encoding, values, modules and functional groups, and what cannot be true.")
public class ValidateCommand extends ContextCommand implements ReportingCommand {
	@Parameter(label = "DICOM input", style = FileWidget.FILE_AND_DIRECTORY_STYLE, persist = false,
		description = "A folder with all below it, one file, a zip archive, or a text file that lists paths. Only read.")
	private File input;

	@Parameter(label = "Report folder", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "For the run record and the lists of findings. Empty: beside the input, its name ending in -validation.")
	private File report;

	@Parameter(label = "Look at pixels", description = "Decode the images and hold their values against the header: values beyond Bits Stored, blank images, wrong minimum and maximum.")
	private boolean pixels;

	@Parameter(label = "Strict", description = "Count as errors what the standard forbids but most scanners do, such as an attribute that is there though its condition is false.")
	private boolean strict;

	@Parameter(label = "Threads", min = "0", max = "256", persist = false,
		description = "Files worked on at the same time; 0 = one per processor core.")
	private int threads;

	@Parameter(label = "Overwrite existing report", persist = false,
		description = "Without this, a report folder that is not empty is refused, unless it holds a run with the same settings, which goes on.")
	private boolean overwrite;

	@Parameter(type = ItemIO.OUTPUT, label = "Summary")
	private String summary;

	private RunReport runReport;

	@Override
	public void run() {
		BatchOptions batch = new BatchOptions(Job.path(input), null, Job.report(report, input, "-validation"), threads, overwrite);
		runReport = Job.run(this, "Validate DICOM", progress -> new Validator(new ValidateOptions(batch, pixels, strict)).run(progress));
		if (runReport == null) return;
		summary = runReport.summaryText();
		Job.showFindings(this, "Findings of Validate DICOM", runReport);
	}

	@Override
	public RunReport report() {
		return runReport;
	}
}
