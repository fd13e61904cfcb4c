package sc.fiji.medprep.commands;

import java.io.File;
import java.util.Locale;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.medprep.app.ReportingCommand;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.deidentify.DeidentifyOptions;
import sc.fiji.medprep.deidentify.Deidentifier;
import sc.fiji.medprep.deidentify.PixelRisk;
import sc.fiji.medprep.deidentify.Profile;
import sc.fiji.medprep.report.RunReport;

/** Removes what identifies the patient from DICOM files: {@link Deidentifier} as a command. */
@Plugin(type = Command.class, name = "medprep.deidentify", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "De-identify", weight = 2),
		@Menu(label = "De-identify DICOM Files...", weight = 1) },
	description = "Writes copies of DICOM files without what identifies the patient (PS3.15 Basic Profile). The originals stay.")
public class DeidentifyCommand extends ContextCommand implements ReportingCommand {
	@Parameter(label = "DICOM input", style = FileWidget.FILE_AND_DIRECTORY_STYLE, persist = false,
		description = "A folder with all below it, one file, a zip archive, or a text file that lists paths. Only read.")
	private File input;

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "New folder for the de-identified copies, outside the input. Files in it get new names.")
	private File output;

	@Parameter(label = "Profile", choices = { "basic", "research", "trial", "safe" }, persist = false,
		description = "basic = remove all that the standard lists; research = shift dates, keep cleaned descriptions; see the manual.")
	private String profile = "basic";

	@Parameter(label = "Profile file", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "A profile of your own, used in place of the one above.")
	private File profile_file;

	@Parameter(label = "Burned-in text", choices = { "refuse", "flag", "pass" }, persist = false,
		description = "Pixels that may show a name: refuse = leave the file out, flag = copy and list it, pass = copy it.")
	private String pixel_risk = "flag";

	@Parameter(label = "Key file", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "Secret behind pseudonyms and UIDs; the same key gives the same ones. Empty: study.key in the private folder, made if missing.")
	private File key_file;

	@Parameter(label = "Report folder", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "For the run record and the lists of findings. Empty: beside the output, its name ending in -report.")
	private File report;

	@Parameter(label = "Threads", min = "0", max = "256", persist = false,
		description = "Files worked on at the same time; 0 = one per processor core.")
	private int threads;

	@Parameter(label = "Overwrite existing output", persist = false,
		description = "Without this, an output folder that is not empty is refused.")
	private boolean overwrite;

	@Parameter(type = ItemIO.OUTPUT, label = "Summary")
	private String summary;

	private RunReport runReport;

	@Override
	public void run() {
		BatchOptions batch = new BatchOptions(Job.path(input), Job.path(output), Job.path(report), threads, overwrite);
		runReport = Job.run(this, "De-identify DICOM files", progress -> {
			Profile chosen = Job.path(profile_file) == null ? Profile.preset(profile) : Profile.read(Job.path(profile_file));
			return new Deidentifier(new DeidentifyOptions(batch, Job.path(key_file), chosen, PixelRisk.valueOf(pixel_risk.toUpperCase(Locale.ROOT)))).run(progress);
		});
		if (runReport != null) summary = runReport.summaryText();
	}

	@Override
	public RunReport report() {
		return runReport;
	}
}
