package sc.fiji.medprep.app;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputHarvester;

/**
 * Holds what a user chose for the suite's commands against the declared choices and ranges, which SciJava leaves to the
 * fields of its dialog. A fault cancels the command with a sentence. Without a user, {@link UnattendedPreprocessor} does it.
 */
@Plugin(type = PreprocessorPlugin.class, priority = CheckPreprocessor.AFTER_DIALOG)
public class CheckPreprocessor extends AbstractPreprocessorPlugin {
	/** SciJava's own look for missing inputs is at -2. */
	static final double AFTER_DIALOG = InputHarvester.PRIORITY - 3;

	@Override
	public void process(Module module) {
		if (!UnattendedPreprocessor.isOfSuite(module) || UnattendedPreprocessor.isUnattended(getContext())) return;
		Inputs inputs = new Inputs(module.getInfo());
		try {
			for (ModuleItem<?> item : inputs.items()) {
				inputs.check(item, module.getInput(item.getName()));
			}
		}
		catch (CommandFailure failure) {
			cancel(failure.getMessage());
		}
	}
}
