package sc.fiji.medprep.app;

import java.awt.GraphicsEnvironment;

import org.scijava.module.Module;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Plugin;
import org.scijava.ui.UIService;

import ij.macro.Interpreter;
import ij.text.TextWindow;

/** Shows in a window of Fiji what a command answers, where there is a display; nothing of it goes to the log. */
@Plugin(type = PostprocessorPlugin.class)
public class AnswerPostprocessor extends AbstractPostprocessorPlugin {
	@Override
	public void process(Module module) {
		UIService ui = getContext().getService(UIService.class);
		if (ui == null || ui.isHeadless() || !(module.getDelegateObject() instanceof AnsweringCommand answering) || answering.answer() == null) return;
		show(Inputs.title(module.getInfo()), answering.answer());
	}

	static void show(String title, Answer answer) {
		if (!GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode()) new TextWindow(title, answer.text(), 640, 320);
	}
}
