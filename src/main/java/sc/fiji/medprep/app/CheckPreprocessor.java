package sc.fiji.medprep.app;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputHarvester;

/**
 * Holds the inputs of the suite's commands against their declared choices and ranges, which SciJava does for its dialog
 * only. With a user present a fault cancels the command with a sentence; without one it is thrown, which stops a macro.
 */
@Plugin(type = PreprocessorPlugin.class, priority = CheckPreprocessor.AFTER_DIALOG)
public class CheckPreprocessor extends AbstractPreprocessorPlugin {
	/** SciJava's own look for missing inputs is at -2. */
	static final double AFTER_DIALOG = InputHarvester.PRIORITY - 3;

	@Override
	public void process(Module module) {
		if (!UnattendedPreprocessor.isOfSuite(module)) return;
		Inputs inputs = new Inputs(module.getInfo());
		try {
			for (ModuleItem<?> item : inputs.items()) {
				inputs.check(item, module.getInput(item.getName()));
			}
		}
		catch (CommandFailure failure) {
			if (UnattendedPreprocessor.isUnattended(getContext())) throw failure;
			cancel(failure.getMessage());
		}
	}
}
