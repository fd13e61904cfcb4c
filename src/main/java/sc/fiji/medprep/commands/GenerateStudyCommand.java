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
import sc.fiji.medprep.report.Report;
import sc.fiji.medprep.synthesize.GeneratorOptions;
import sc.fiji.medprep.synthesize.StudyGenerator;

/** Makes studies of patients who do not exist: {@link StudyGenerator} as a command. */
@Plugin(type = Command.class, name = "medprep.generate_study", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "Samples", weight = 9),
		@Menu(label = "Generate Synthetic Study...", weight = 1) },
	description = "Writes DICOM studies of patients who do not exist, with made-up identifiers in every place, and an answer key to grade de-identification by.")
public class GenerateStudyCommand extends ContextCommand implements ReportingCommand {
	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "New folder: the files go into dicom in it, the answer key beside that.")
	private File output;

	@Parameter(label = "Patients", min = "1", max = "100000", persist = false,
		description = "Each has 2 to 4 studies with about 70 files together; four patients together have every kind of object.")
	private int patients = 20;

	@Parameter(label = "Seed", persist = false,
		description = "A number with which chance begins: the same seed gives the same files.")
	private long seed = 1;

	@Parameter(label = "Threads", min = "0", max = "256", persist = false,
		description = "Patients made at the same time; 0 = one per processor core.")
	private int threads;

	@Parameter(type = ItemIO.OUTPUT, label = "Summary")
	private String summary;

	private Report made;

	@Override
	public void run() {
		made = Job.run(this, "Generate Synthetic Study", progress -> new StudyGenerator(new GeneratorOptions(Job.path(output), patients, seed, threads)).run(progress));
		if (made != null) summary = made.summaryText();
	}

	@Override
	public Report report() {
		return made;
	}
}
