package sc.fiji.medprep.commands;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.app.ReportingCommand;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.curate.CurateOptions;
import sc.fiji.medprep.curate.Curator;
import sc.fiji.medprep.curate.fix.Repair;
import sc.fiji.medprep.curate.fix.RepairOptions;
import sc.fiji.medprep.curate.fix.Repairer;
import sc.fiji.medprep.curate.fix.UndoOptions;
import sc.fiji.medprep.curate.fix.Undoer;
import sc.fiji.medprep.report.RunReport;

/** Holds the files of a dataset against each other, or repairs them in copies: {@link Curator}, {@link Repairer} and {@link Undoer} as a command. */
@Plugin(type = Command.class, name = "medprep.curate", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "Curate", weight = 3), @Menu(label = "Curate Dataset...", weight = 2) },
	description = "Looks at all DICOM files of a dataset together: duplicates, gaps, contradictions, broken references, image quality and who is in it. Or repairs in copies what is certain.")
public class CurateCommand extends ContextCommand implements ReportingCommand {
	private static final String NONE = "none", UNDO = "undo";

	@Parameter(label = "DICOM input", style = FileWidget.FILE_AND_DIRECTORY_STYLE, persist = false,
		description = "A folder with all below it, one file, a zip archive, or a text file that lists paths. Only read.")
	private File input;

	@Parameter(label = "Report folder", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "For the run record, the dataset report and the lists of findings. Empty: beside the input, its name ending in -curation; of repairs beside the output, its name ending in -report.")
	private File report;

	@Parameter(label = "Look at pixels", description = "Decode the images: finds duplicates by content and near duplicates, measures quality and makes small pictures.")
	private boolean pixels = true;

	@Parameter(label = "Table of splits", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "CSV that says which patient, study, series or file is for training, validation or test. Empty: leaks between splits are not looked for.")
	private File splits;

	@Parameter(label = "Repair", persist = false,
		description = "none = look at the dataset; all, or a list of encoding,meta,group_length,vr,charset,padding,type2 = write repaired copies instead; undo = write the originals of repaired files.")
	private String fix = "none";

	@Parameter(label = "Output folder of repairs", required = false, style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "New folder for the files that were repaired or undone, each where it lies in the input. Files that need no repair are not copied.")
	private File output;

	@Parameter(label = "Changes file", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "For undo: the file changes.jsonl in the private folder of the repair.")
	private File changes;

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
		boolean looks = fix.strip().equals(NONE);
		runReport = Job.run(this, "Curate Dataset", looks ? this::look : this::repair);
		if (runReport == null) return;
		summary = runReport.summaryText();
		if (looks) Job.showFindings(this, "Findings of Curate Dataset", runReport);
	}

	private RunReport look(Progress progress) throws IOException {
		refuse(output, "output", "without fix nothing is written but the report");
		refuse(changes, "changes", "it belongs to fix=undo");
		BatchOptions batch = new BatchOptions(Job.path(input), null, Job.report(report, input, "-curation"), threads, overwrite);
		return new Curator(new CurateOptions(batch, pixels, Job.path(splits))).run(progress);
	}

	private RunReport repair(Progress progress) throws IOException {
		boolean undo = fix.strip().equals(UNDO);
		Path to = Job.path(output), recorded = Job.path(changes);
		refuse(splits, "splits", "a repair does not look at splits");
		if (to == null) throw CommandFailure.usage("fix writes files; give a new folder for them as output.");
		BatchOptions batch = new BatchOptions(Job.path(input), to, Job.path(report), threads, overwrite);
		if (undo && recorded == null) throw CommandFailure.usage("fix=undo needs the changes file of the repair; give changes.jsonl of its private folder as changes.");
		if (undo) return new Undoer(new UndoOptions(batch, recorded)).run(progress);
		refuse(changes, "changes", "it belongs to fix=undo");
		return new Repairer(new RepairOptions(batch, Repair.ofWords(fix))).run(progress);
	}

	private static void refuse(File given, String key, String why) {
		if (Job.path(given) != null) throw CommandFailure.usage(key + " cannot be used here, because " + why + "; leave it out.");
	}

	@Override
	public RunReport report() {
		return runReport;
	}
}
