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

import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.app.ReportingCommand;
import sc.fiji.medprep.convert.VolumeToDicom;
import sc.fiji.medprep.convert.WriteDicomOptions;
import sc.fiji.medprep.image.write.DerivedOptions;
import sc.fiji.medprep.report.Report;

/** Writes a changed volume as a new DICOM series: {@link VolumeToDicom} as a command. */
@Plugin(type = Command.class, name = "medprep.write_dicom", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "Convert", weight = 4), @Menu(label = "Write DICOM Series...", weight = 3) },
	description = "Writes a changed volume as a new DICOM series with the headers of the series that it was made of.")
public class WriteDicomCommand extends ContextCommand implements ReportingCommand {
	@Parameter(label = "Volume", style = FileWidget.OPEN_STYLE, persist = false, description = "The changed volume: .nii, .nii.gz, .nrrd or .mha. Only read.")
	private File input;

	@Parameter(label = "Source series", style = FileWidget.DIRECTORY_STYLE, persist = false, description = "The folder of the series that the volume was made of. Only read.")
	private File source;

	@Parameter(label = "Series number", required = false, persist = false, description = "Which series of the folder, by its Series Number in the header. Empty: the only one.")
	private String series;

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, persist = false, description = "New folder for the files of the new series.")
	private File output;

	@Parameter(label = "What was changed", choices = { "resampled", "denoised", "defaced", "redacted", "other" }, persist = false, description = "What the new images say about how they were derived.")
	private String derivation = "other";

	@Parameter(label = "Files", choices = { "slices", "enhanced" }, persist = false,
		description = "slices = one file per slice; enhanced = several frames in a file, which sources of several frames need.")
	private String form = "slices";

	@Parameter(label = "Transfer syntax", choices = { "explicit", "rle", "jpeg_lossless", "deflated" }, persist = false, description = "How pixels are stored; none loses anything.")
	private String transfer_syntax = "explicit";

	@Parameter(label = "Overwrite existing output", persist = false, description = "Without this, an output folder that is not empty is refused; only files of an earlier run are replaced.")
	private boolean overwrite;

	@Parameter(type = ItemIO.OUTPUT, label = "Summary")
	private String summary;

	private Report made;

	@Override
	public void run() {
		made = Job.run(this, "Write DICOM Series", progress -> new VolumeToDicom(options()).run(progress));
		if (made != null) summary = made.summaryText();
	}

	private WriteDicomOptions options() {
		return new WriteDicomOptions(Job.path(input), Job.path(source), seriesNumber(), Job.path(output), WriteDicomOptions.Change.valueOf(derivation.toUpperCase(Locale.ROOT)),
			DerivedOptions.Form.valueOf(form.toUpperCase(Locale.ROOT)), DerivedOptions.Packing.valueOf(transfer_syntax.toUpperCase(Locale.ROOT)), overwrite);
	}

	private Integer seriesNumber() {
		if (series == null || series.isBlank()) return null;
		try {
			return Integer.valueOf(series.strip());
		}
		catch (NumberFormatException e) {
			throw CommandFailure.usage("Write DICOM Series: series must be a whole number.");
		}
	}

	@Override
	public Report report() {
		return made;
	}
}
