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
import sc.fiji.medprep.synthesize.ScoreOptions;
import sc.fiji.medprep.synthesize.Scorer;

/** Grades a de-identification tool by a study with an answer key: {@link Scorer} as a command. */
@Plugin(type = Command.class, name = "medprep.score_deidentification", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "De-identify", weight = 2),
		@Menu(label = "Score De-identification...", weight = 9) },
	description = "Grades what any tool made of a study that has an answer key, check by check as the MIDI-B challenge does and with checks of our own.")
public class ScoreDeidentificationCommand extends ContextCommand implements ReportingCommand {
	@Parameter(label = "De-identified files", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "The folder that the tool has written, with all below it. Only read.")
	private File input;

	@Parameter(label = "Answer key", style = FileWidget.OPEN_STYLE, persist = false,
		description = "answer-key.json or answer-key.db of the study, or a key of the MIDI-B challenge.")
	private File key;

	@Parameter(label = "Original files", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "The study itself, to compare burned-in text. Empty: the folder dicom beside the key, if there is one.")
	private File original;

	@Parameter(label = "UID mapping", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "CSV with the columns id_old and id_new. Empty: whose copy a file is, is found out.")
	private File uid_mapping;

	@Parameter(label = "Patient mapping", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "CSV with the columns id_old and id_new. Empty: which patient has which pseudonym, is found out.")
	private File patient_mapping;

	@Parameter(label = "Report folder", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "For the scores and the list of failures. Empty: beside the input, its name ending in -score.")
	private File report;

	@Parameter(label = "Threads", min = "0", max = "256", persist = false,
		description = "Files worked on at the same time; 0 = one per processor core.")
	private int threads;

	@Parameter(type = ItemIO.OUTPUT, label = "Summary")
	private String summary;

	private Report scores;

	@Override
	public void run() {
		scores = Job.run(this, "Score De-identification", progress -> new Scorer(new ScoreOptions(Job.path(input), Job.path(key), Job.path(original),
			Job.path(uid_mapping), Job.path(patient_mapping), Job.path(report), threads)).run(progress));
		if (scores != null) summary = scores.summaryText();
	}

	@Override
	public Report report() {
		return scores;
	}
}
