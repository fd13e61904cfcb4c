package sc.fiji.medprep.commands;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.app.Passphrase;
import sc.fiji.medprep.app.ReportingCommand;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.deidentify.DeidentifyOptions;
import sc.fiji.medprep.deidentify.Deidentifier;
import sc.fiji.medprep.deidentify.PixelRisk;
import sc.fiji.medprep.deidentify.Profile;
import sc.fiji.medprep.deidentify.subject.SubjectRecorder;
import sc.fiji.medprep.deidentify.vault.Vault;
import sc.fiji.medprep.report.RunReport;

/** Removes what identifies the patient from DICOM files: {@link Deidentifier} as a command. */
@Plugin(type = Command.class, name = "medprep.deidentify", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "De-identify", weight = 2),
		@Menu(label = "De-identify DICOM Files...", weight = 1) },
	description = "Writes copies of DICOM, NIfTI, BIDS and TIFF files without what identifies the patient (PS3.15). The originals stay.")
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

	@Parameter(label = "List of subjects", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "CSV table of your own pseudonyms with the columns patient and subject. Empty: pseudonyms are made from the key.")
	private File subjects;

	@Parameter(label = "Vault", required = false, style = FileWidget.SAVE_STYLE, persist = false,
		description = "File that leads back from pseudonyms to patients, sealed with a passphrase; made if missing. Empty: none is kept.")
	private File vault;

	@Parameter(label = "Passphrase file", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "Text file with the passphrase of the vault, for its owner only. Empty: the environment, or a dialog.")
	private File passphrase_file;

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
		runReport = Job.run(this, "De-identify files", progress -> deidentify(batch, progress));
		if (runReport != null) summary = runReport.summaryText();
	}

	private RunReport deidentify(BatchOptions batch, Progress progress) throws IOException {
		Profile chosen = Job.path(profile_file) == null ? Profile.preset(profile) : Profile.read(Job.path(profile_file));
		Path file = Job.path(vault);
		if (file == null) {
			if (Job.path(passphrase_file) != null) throw CommandFailure.usage("passphrase_file is given without a vault; give vault too, or leave passphrase_file out.");
			return deidentify(batch, chosen, SubjectRecorder.NONE, progress);
		}
		batch.checkApart(file, "The vault");
		Passphrase.Use use = Files.exists(file) ? Passphrase.Use.OPEN : Passphrase.Use.CREATE;
		try (Passphrase passphrase = Passphrase.get(use, Job.path(passphrase_file), context()); Vault open = Vault.openOrCreate(file, passphrase.characters())) {
			return deidentify(batch, chosen, open, progress);
		}
	}

	private RunReport deidentify(BatchOptions batch, Profile chosen, SubjectRecorder recorder, Progress progress) throws IOException {
		PixelRisk risk = PixelRisk.valueOf(pixel_risk.toUpperCase(Locale.ROOT));
		return new Deidentifier(new DeidentifyOptions(batch, Job.path(key_file), chosen, risk, Job.path(subjects), recorder)).run(progress);
	}

	@Override
	public RunReport report() {
		return runReport;
	}
}
