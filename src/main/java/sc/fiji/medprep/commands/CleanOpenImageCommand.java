package sc.fiji.medprep.commands;

import java.io.File;
import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;
import sc.fiji.medprep.deidentify.Deidentifier;
import sc.fiji.medprep.deidentify.Profile;
import sc.fiji.medprep.deidentify.subject.StudyKey;

/** Removes what identifies the patient from an image that is open: {@link OpenImage} as a command. */
@Plugin(type = Command.class, name = "medprep.clean_open_image", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "De-identify", weight = 2), @Menu(label = "Clean Open Image...", weight = 5) },
	description = "Takes the DICOM header, names and paths out of the active image, so that they are not saved with it. The pixels stay as they are.")
public class CleanOpenImageCommand extends ContextCommand {
	@Parameter(label = "Image", persist = false, description = "The open image, all slices of it; if none is named, the active one.")
	private ImagePlus image;

	@Parameter(label = "Profile", choices = { "basic", "research", "trial", "safe" }, persist = false,
		description = "basic = remove all that the standard lists; research = shift dates, keep cleaned descriptions; see the manual.")
	private String profile = "basic";

	@Parameter(label = "Profile file", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "A profile of your own, used in place of the one above.")
	private File profile_file;

	@Parameter(label = "Key file", required = false, style = FileWidget.OPEN_STYLE, persist = false,
		description = "Study key of your de-identified files, for the same pseudonym, UIDs and date shift. Empty: these are removed.")
	private File key_file;

	@Parameter(type = ItemIO.OUTPUT, label = "Summary")
	private String summary;

	@Override
	public void run() {
		try {
			Profile chosen = Job.path(profile_file) == null ? Profile.preset(profile) : Profile.read(Job.path(profile_file));
			int lines = new OpenImage(image, Deidentifier.contextOfImage(chosen, Job.path(key_file) == null ? null : StudyKey.read(Job.path(key_file)))).clean();
			summary = "The image was cleaned. Lines of its header that stay: " + lines + ". What its pixels show was not touched.";
		}
		catch (IOException | RuntimeException e) {
			Job.fail(this, e);
		}
	}
}
