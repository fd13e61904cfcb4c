package sc.fiji.medprep.app;

import java.io.File;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Has an input of each kind and answers with what it got. */
@Plugin(type = Command.class, name = "medprep.try_inputs", menuPath = "Plugins>MedPrep>Tests>Try MedPrep Inputs...", headless = true,
	description = "Says which inputs it was given.")
public class TryInputsCommand extends ContextCommand {
	@Parameter(label = "Input", style = FileWidget.FILE_AND_DIRECTORY_STYLE, description = "Anything.")
	private File input;

	@Parameter(label = "Note", required = false, description = "A file that may be left out.")
	private File note;

	@Parameter(choices = { "quiet", "loud and clear", "fail", "cancel" }, description = "How to answer.")
	private String mode = "quiet";

	@Parameter(min = "0", max = "100", description = "In percent.")
	private double level = 50;

	@Parameter(min = "1", description = "How often.")
	private int count = 3;

	@Parameter(description = "A tick box.")
	private boolean verbose;

	@Parameter(type = ItemIO.OUTPUT)
	private String answer;

	@Override
	public void run() {
		if (mode.equals("fail")) throw new IllegalStateException("cannot read /data/Smith_John");
		if (mode.equals("cancel")) cancel("the test asked for it");
		answer = input + " " + note + " " + mode + " " + level + " " + count + " " + verbose;
	}
}
