package sc.fiji.medprep.app;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** Works on an open image. */
@Plugin(type = Command.class, name = "medprep.try_image", menuPath = "Plugins>MedPrep>Tests>Try MedPrep Image...", description = "Says how wide the image is.")
public class TryImageCommand extends ContextCommand {
	@Parameter(description = "An open image.")
	private ImagePlus imp;

	@Parameter(type = ItemIO.OUTPUT)
	private int width;

	@Override
	public void run() {
		width = imp.getWidth();
	}
}
