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
import sc.fiji.medprep.convert.ConvertOptions;
import sc.fiji.medprep.convert.Converter;
import sc.fiji.medprep.report.RunReport;

/** Converts DICOM series to NIfTI: {@link Converter} as a command. */
@Plugin(type = Command.class, name = "medprep.convert", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "Convert", weight = 4),
		@Menu(label = "Convert DICOM to NIfTI...", weight = 2) },
	description = "Writes DICOM series as NIfTI files with JSON sidecars, flat or as a BIDS dataset.")
public class ConvertCommand extends ContextCommand implements ReportingCommand {
	@Parameter(label = "DICOM input", style = FileWidget.FILE_AND_DIRECTORY_STYLE, persist = false,
		description = "A folder with all below it, one file, a zip archive, or a text file that lists paths. Only read.")
	private File input;

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "New folder for the images, outside the input.")
	private File output;

	@Parameter(label = "Layout", choices = { "flat", "bids" },
		description = "flat = all files in one folder; bids = folders and names of the Brain Imaging Data Structure.")
	private String layout = "flat";

	@Parameter(label = "Series with findings", choices = { "refuse", "annotate" },
		description = "Missing slices, two orientations and the like: refuse = leave the image out, annotate = write it and say so in its sidecar.")
	private String on_finding = "refuse";

	@Parameter(label = "Gantry tilt", choices = { "keep", "resample" },
		description = "keep = the voxels stay and the geometry is sheared; resample = shift the slices to an orthogonal grid.")
	private String tilt = "keep";

	@Parameter(label = "Free text", persist = false,
		description = "Whether descriptions and other typed words go into names and sidecars of patients whose identity was not removed.")
	private boolean free_text;

	@Parameter(label = "Mapping file", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "Text file that says what series are called in BIDS. Empty: names are guessed.")
	private File mapping;

	@Parameter(label = "Report folder", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "For the run record and the lists of findings. Empty: beside the output, its name ending in -report.")
	private File report;

	@Parameter(label = "Threads", min = "0", max = "256", persist = false,
		description = "Series worked on at the same time, and parts of each; 0 = one per processor core.")
	private int threads;

	@Parameter(label = "Overwrite existing output", persist = false,
		description = "Without this, an output folder that is not empty is refused, unless it holds a run with the same settings, which goes on.")
	private boolean overwrite;

	@Parameter(type = ItemIO.OUTPUT, label = "Summary")
	private String summary;

	private RunReport runReport;

	@Override
	public void run() {
		BatchOptions batch = new BatchOptions(Job.path(input), Job.path(output), Job.path(report), threads, overwrite);
		ConvertOptions options = new ConvertOptions(batch, ConvertOptions.Layout.valueOf(constant(layout)), ConvertOptions.OnFinding.valueOf(constant(on_finding)),
			ConvertOptions.Tilt.valueOf(constant(tilt)), free_text, Job.path(mapping));
		runReport = Job.run(this, "Convert DICOM to NIfTI", progress -> new Converter(options).run(progress));
		if (runReport != null) summary = runReport.summaryText();
	}

	private static String constant(String word) {
		return word.toUpperCase(Locale.ROOT);
	}

	@Override
	public RunReport report() {
		return runReport;
	}
}
