package sc.fiji.medprep.commands;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;
import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.app.UnattendedPreprocessor;
import sc.fiji.medprep.app.browser.FolderScan;
import sc.fiji.medprep.app.browser.SeriesBrowser;
import sc.fiji.medprep.app.browser.SeriesEntry;
import sc.fiji.medprep.batch.Progress;

/** Opens series of DICOM files as stacks: {@link FolderScan} and {@link SeriesBrowser} as a command. */
@Plugin(type = Command.class, name = "medprep.open_series", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "Convert", weight = 4), @Menu(label = "Open DICOM Series...", weight = 1) },
	description = "Lists the DICOM series in a folder with pictures and findings, and opens what is chosen as stacks in millimetres, without names from the header.")
public class OpenSeriesCommand extends ContextCommand {
	private static final String REFUSE = "refuse", ANNOTATE = "annotate";

	@Parameter(label = "DICOM folder", required = false, style = FileWidget.FILE_AND_DIRECTORY_STYLE, persist = false,
		description = "A folder with all below it, or one file. Only read. Empty: choose it in the list of series, or drop it there.")
	private File input;

	@Parameter(label = "Series", required = false, persist = false,
		description = "Number of the series as the list shows it; several with commas between. Empty: choose from the list; a macro opens the only one.")
	private String series;

	@Parameter(label = "Findings", choices = { REFUSE, ANNOTATE }, persist = false,
		description = "A series whose geometry is in doubt: refuse = do not open it, annotate = open it and write the findings into its information.")
	private String on_finding = REFUSE;

	@Parameter(type = ItemIO.OUTPUT, label = "Image")
	private ImagePlus image;

	@Override
	public void run() {
		try {
			boolean asks = !UnattendedPreprocessor.isUnattended(context()) || attendedPlainImageJ();
			if (asks && (series == null || series.isBlank())) choose();
			else open(Job.run(this, "Open DICOM Series", this::named));
		}
		catch (IOException | RuntimeException | Error e) {
			Job.fail(this, e);
		}
	}
}
