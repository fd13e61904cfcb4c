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
import sc.fiji.medprep.deidentify.verify.Verifier;
import sc.fiji.medprep.deidentify.verify.VerifyOptions;
import sc.fiji.medprep.report.RunReport;

/** Searches de-identified files for what is left of their originals: {@link Verifier} as a command. */
@Plugin(type = Command.class, name = "medprep.verify_deidentification", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "De-identify", weight = 2),
		@Menu(label = "Verify De-identification...", weight = 2) },
	description = "Searches de-identified DICOM files, made by any tool, for values of their originals, and checks what the files claim.")
public class VerifyDeidentificationCommand extends ContextCommand implements ReportingCommand {
	@Parameter(label = "De-identified input", style = FileWidget.FILE_AND_DIRECTORY_STYLE, persist = false,
		description = "A folder with all below it, one file, a zip archive, or a text file that lists paths. Only read.")
	private File input;

	@Parameter(label = "Originals", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "Folder of the originals. Only read. Empty: only what can be told without them is checked.")
	private File originals;

	@Parameter(label = "Report folder", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "For the run record and the lists of findings. Empty: beside the input, its name ending in -verification.")
	private File report;

	@Parameter(label = "Table of UIDs", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "CSV with the columns id_old and id_new: which original UID became which. Finds the original of each file.")
	private File uid_mapping;

	@Parameter(label = "Table of patients", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "CSV with the columns id_old and id_new: which Patient ID became which.")
	private File patient_mapping;

	@Parameter(label = "Threads", min = "0", max = "256", persist = false,
		description = "Files worked on at the same time; 0 = one per processor core.")
	private int threads;

	@Parameter(label = "Overwrite existing report", persist = false,
		description = "Without this, a report folder that is not empty is refused.")
	private boolean overwrite;

	@Parameter(type = ItemIO.OUTPUT, label = "Summary")
	private String summary;

	private RunReport runReport;

	@Override
	public void run() {
		VerifyOptions options = new VerifyOptions(Job.path(input), Job.path(originals), Job.path(report), threads, overwrite, Job.path(uid_mapping), Job.path(patient_mapping));
		runReport = Job.run(this, "Verify de-identification", progress -> new Verifier(options).run(progress));
		if (runReport != null) summary = runReport.summaryText();
	}

	@Override
	public RunReport report() {
		return runReport;
	}
}
