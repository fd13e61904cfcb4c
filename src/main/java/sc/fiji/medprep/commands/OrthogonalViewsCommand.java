package sc.fiji.medprep.commands;

import java.awt.GraphicsEnvironment;

import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.app.viewer.OrthogonalWindow;

/** Shows three planes through the active image: {@link OrthogonalWindow} as a command. */
@Plugin(type = Command.class, name = "medprep.orthogonal_views", headless = true,
	menu = { @Menu(label = "Plugins"), @Menu(label = "MedPrep"), @Menu(label = "Convert", weight = 4), @Menu(label = "Orthogonal Views in mm", weight = 4) },
	description = "Shows the axial, coronal and sagittal plane through an image in millimetres of the patient, with a crosshair and the names of the sides.")
public class OrthogonalViewsCommand extends ContextCommand {
	@Parameter(label = "Image", persist = false, description = "The open image; if none is named, the active one.")
	private ImagePlus image;

	@Override
	public void run() {
		try {
			if (GraphicsEnvironment.isHeadless()) throw CommandFailure.usage("Orthogonal Views in mm needs a screen.");
			OrthogonalWindow.open(image);
		}
		catch (IllegalArgumentException e) {
			Job.fail(this, CommandFailure.usage(e.getMessage()));
		}
		catch (RuntimeException e) {
			Job.fail(this, e);
		}
	}
}
