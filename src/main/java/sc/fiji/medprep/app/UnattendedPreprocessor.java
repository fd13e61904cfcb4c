package sc.fiji.medprep.app;

import java.util.Map;

import org.scijava.Context;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;
import org.scijava.ui.UIService;
import org.scijava.widget.InputHarvester;

import ij.IJ;
import ij.Macro;

/**
 * Prepares the suite's commands for a run that nobody watches, from a macro or headless: an input that is not given keeps
 * its declared default, not the value of an earlier run; no dialog comes up; what is missing or outside its choices or
 * range stops the macro with a sentence, where SciJava would cancel quietly or go on.
 */
@Plugin(type = PreprocessorPlugin.class, priority = UnattendedPreprocessor.BEFORE_REMEMBERED_VALUES)
public class UnattendedPreprocessor extends AbstractPreprocessorPlugin {
	/** SciJava loads the values of the last run at +1, after macro options and the active image are in. */
	static final double BEFORE_REMEMBERED_VALUES = InputHarvester.PRIORITY + 2;

	private static final String SUITE = "sc.fiji.medprep.";

	/** Whether nobody can answer a dialog: in a macro, or without a user interface. */
	public static boolean isUnattended(Context context) {
		UIService ui = context.getService(UIService.class);
		return ui == null || ui.isHeadless() || IJ.isMacro();
	}

	static boolean isOfSuite(Module module) {
		return module.getDelegateObject().getClass().getName().startsWith(SUITE);
	}

	@Override
	public void process(Module module) {
		if (!isOfSuite(module) || !isUnattended(getContext())) return;
		Inputs inputs = new Inputs(module.getInfo());
		if (IJ.isMacro() && Macro.getOptions() != null) readMacro(module, inputs, Macro.getOptions());
		for (ModuleItem<?> item : inputs.items()) {
			inputs.check(item, module.getInput(item.getName()));
			module.resolveInput(item.getName());
		}
	}

	/** Reads the options once more, since Fiji ignores a misspelt key, takes a wrong number for 0, and finds keys inside paths. */
	private static void readMacro(Module module, Inputs inputs, String options) {
		Map<String, String> texts = MacroOptions.parse(options);
		inputs.requireKnown(texts);
		for (ModuleItem<?> item : inputs.items()) {
			String name = item.getName();
			if (!Inputs.isWritten(item)) continue;
			if (texts.containsKey(name)) {
				module.setInput(name, inputs.parse(item, texts.get(name)));
				module.resolveInput(name);
			}
			else if (Macro.getValue(options, name, null) != null) {
				module.setInput(name, item.getDefaultValue());
				module.unresolveInput(name);
			}
		}
	}
}
