package sc.fiji.medprep.app;

import java.io.File;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.module.ModuleItem;
import org.scijava.task.Task;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;
import sc.fiji.medprep.report.Report;

/**
 * Runs the suite's commands in plain ImageJ, without Fiji: {@code plugins.config} names this class with the class of the
 * command as its argument. From the menu it asks in a dialog and records a macro line; in a macro it takes the options that
 * the same line has in Fiji. A failure in a macro is logged in one line and stops the macro.
 */
public class CommandBridge implements PlugIn {
	@Override
	public void run(String commandClass) {
		String options = Macro.getOptions();
		if (options == null && !IJ.isMacro()) runFromMenu(commandClass);
		else runFromMacro(commandClass, options, true);
	}

	/**
	 * For {@code call("sc.fiji.medprep.app.CommandBridge.call", class, options)} in a macro, which needs neither menus nor a
	 * display.
	 *
	 * @return the summary of the run, or nothing if it failed, which also stops the macro
	 */
	public static String call(String commandClass, String options) {
		return runFromMacro(commandClass, options, false);
	}

	/** @param shows whether an answer is shown, since the macro cannot take it */
	private static String runFromMacro(String commandClass, String options, boolean shows) {
		// A dialog that the command opens would otherwise read them as its own.
		Macro.setOptions(null);
		try {
			CommandInfo info = info(commandClass);
			CommandModule finished = execute(info, new Inputs(info).complete(MacroOptions.parse(options), CommandBridge::image));
			Answer answer = CommandRun.answer(finished);
			if (answer != null) {
				if (shows) AnswerPostprocessor.show(Inputs.title(info), answer);
				return answer.text();
			}
			Report report = CommandRun.report(finished);
			if (report == null) return outputs(finished);
			IJ.log(report.summaryText());
			return report.summaryText();
		}
		catch (CommandFailure failure) {
			IJ.log(failure.getMessage());
			stopMacro(failure.getMessage());
			return "";
		}
		finally {
			Macro.setOptions(options);
		}
	}

	/**
	 * Neither an exception nor Macro.abort() stops a macro that runs under -batch, and IJ.error waits for a click there.
	 * Interpreter.abort() does, but waits two seconds for the macro to end, which waits for us.
	 */
	private static void stopMacro(String sentence) {
		Interpreter running = Interpreter.getInstance();
		if (running == null) return;
		running.setIgnoreErrors(true);
		running.abort(sentence);
	}

	private static void runFromMenu(String commandClass) {
		try {
			CommandInfo info = info(commandClass);
			Map<String, Object> values = new CommandDialog(info).ask(CommandBridge::image);
			if (values == null) {
				// Otherwise a line without options is recorded, which fails when it is replayed.
				Recorder.setCommand(null);
				return;
			}
			CommandModule finished = execute(info, values);
			if (finished.isCanceled()) {
				Recorder.setCommand(null);
				return;
			}
			if (IJ.recording()) record(info, finished, values.keySet());
			Report report = CommandRun.report(finished);
			Answer answer = CommandRun.answer(finished);
			if (answer != null) AnswerPostprocessor.show(Inputs.title(info), answer);
			else if (report == null) outputs(finished);
			else new TextWindow(Inputs.title(info), report.summaryText(), 640, 320);
		}
		catch (CommandFailure failure) {
			Recorder.setCommand(null);
			IJ.error("MedPrep", failure.getMessage());
		}
	}

	private static CommandInfo info(String commandClass) {
		try {
			return new CommandInfo(Class.forName(commandClass, true, CommandBridge.class.getClassLoader()).asSubclass(Command.class));
		}
		catch (ClassNotFoundException | ClassCastException e) {
			throw CommandFailure.usage("There is no MedPrep command of that class.");
		}
	}

	private static CommandModule execute(CommandInfo info, Map<String, Object> values) {
		IJ.resetEscape();
		IJ.showStatus(Inputs.title(info) + "...");
		try {
			return CommandRun.run(info, values, CommandBridge::show);
		}
		finally {
			IJ.showProgress(1.0);
			IJ.showStatus("");
		}
	}

	private static void show(Task task) {
		if (task.getProgressMaximum() > 0) IJ.showProgress((double) task.getProgressValue() / task.getProgressMaximum());
		if (IJ.escapePressed() && !task.isCanceled()) task.cancel("Stopped by the user.");
	}

	/** An open image by ID or title, as Fiji does it; the active one if none is written. */
	private static ImagePlus image(ModuleItem<?> item, String text) {
		if (item.getType() != ImagePlus.class) throw CommandFailure.usage("The key " + item.getName() + " cannot be given in plain ImageJ.");
		if (text == null) return WindowManager.getCurrentImage();
		ImagePlus named = text.matches("-\\d{1,9}") ? WindowManager.getImage(Integer.parseInt(text)) : WindowManager.getImage(text);
		if (named == null) throw CommandFailure.usage("No open image has the title or ID that " + item.getName() + " asks for.");
		return named;
	}

	/** Shows images, logs and returns the rest. */
	private static String outputs(CommandModule finished) {
		StringBuilder text = new StringBuilder();
		finished.getOutputs().forEach((name, value) -> {
			if (value instanceof ImagePlus image) image.show();
			else if (value != null) text.append(name).append(": ").append(value).append('\n');
		});
		if (!text.isEmpty()) IJ.log(text.toString().stripTrailing());
		return text.toString().stripTrailing();
	}

	/**
	 * Records what the same command records in Fiji: a key and value for each input that has one after the run, since a command may
	 * let its user choose in a window of its own. Meanwhile the user may have run other commands.
	 */
	private static void record(CommandInfo info, CommandModule finished, Collection<String> keys) {
		Recorder.setCommand(info.getTitle());
		Map<String, Object> values = new LinkedHashMap<>();
		keys.forEach(key -> values.put(key, finished.getInput(key)));
		Map<String, String> texts = new LinkedHashMap<>();
		values.forEach((key, value) -> {
			if (!Inputs.isMissing(value)) texts.put(key, value instanceof ImagePlus image ? image.getTitle() : value.toString());
		});
		if (!texts.values().stream().allMatch(MacroOptions::canHold)) {
			IJ.log("This run is not recorded: a quote, a backslash or an unmatched bracket in a value cannot stand in a macro.");
			Recorder.setCommand(null);
			return;
		}
		texts.forEach((key, text) -> {
			if (values.get(key) instanceof File) Recorder.recordPath(key, text);
			else Recorder.recordOption(key, text);
		});
	}
}
