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

import ij.IJ;
import ij.ImagePlus;
import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.app.browser.FolderScan;
import sc.fiji.medprep.app.browser.SeriesBrowser;
import sc.fiji.medprep.app.browser.SeriesDrop;
import sc.fiji.medprep.app.browser.SeriesEntry;
import sc.fiji.medprep.batch.Progress;

/** Opens series of DICOM files as stacks: {@link FolderScan} and {@link SeriesBrowser} as a command. */
@Plugin(type = Command.class, name = "medprep.open_series", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "Convert", weight = 4), @Menu(label = "Open DICOM Series...", weight = 1) },
	description = "Lists the DICOM series in a folder with pictures and findings, and opens what is chosen as stacks in millimetres, without names from the header.")
public class OpenSeriesCommand extends ContextCommand {
	private static final String REFUSE = "refuse", ANNOTATE = "annotate";
	private static final int THREADS = Runtime.getRuntime().availableProcessors();

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
			if (isWatched() && (series == null || series.isBlank())) choose();
			else open(Job.run(this, "Open DICOM Series", this::named));
		}
		catch (IOException | RuntimeException | Error e) {
			Job.fail(this, e);
		}
	}

	/** Whether somebody sits before ImageJ, with Fiji or without, who did not start a macro. */
	private static boolean isWatched() {
		return !GraphicsEnvironment.isHeadless() && IJ.getInstance() != null && !IJ.isMacro();
	}

	/** The choice becomes the inputs, so that it is recorded. From now on folders of DICOM files can be dropped onto ImageJ, too. */
	private void choose() throws IOException {
		SeriesDrop.install();
		SeriesBrowser.Choice choice = SeriesBrowser.ask(Job.path(input));
		if (choice == null) {
			cancel(null);
			return;
		}
		input = choice.folder().toFile();
		series = choice.entries().stream().map(SeriesEntry::key).collect(Collectors.joining(","));
		if (choice.entries().stream().anyMatch(SeriesEntry::isRefused)) on_finding = ANNOTATE;
		open(choice.entries());
	}

	private List<SeriesEntry> named(Progress progress) throws IOException {
		if (Job.path(input) == null) throw CommandFailure.usage("Open DICOM Series: input is missing (DICOM folder).");
		FolderScan scan = FolderScan.of(Job.path(input), THREADS, progress);
		if (scan == null) throw CommandFailure.usage("Stopped by the user.");
		List<SeriesEntry> named = scan.named(series);
		for (SeriesEntry entry : named) {
			if (entry.isRefused() && on_finding.equals(REFUSE)) throw CommandFailure.usage("Series " + entry.key() + " is not opened: " + entry.findings() + " With on_finding=annotate it is.");
		}
		return named;
	}

	/** The first is the output, which ImageJ shows. */
	private void open(List<SeriesEntry> entries) throws IOException {
		if (entries == null) return;
		image = entries.get(0).open(THREADS);
		for (SeriesEntry more : entries.subList(1, entries.size())) more.open(THREADS).show();
	}
}
