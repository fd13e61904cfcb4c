package sc.fiji.medprep.app;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.module.ModuleItem;

import sc.fiji.medprep.report.Report;

/** The terminal: {@code COMMAND key=value ...}. The summary goes to one stream, progress and faults to the other. */
final class Terminal {
	private static final String JSON = "json";
	private static final String JSON_DESCRIPTION = "Print the run record instead of the summary.";

	private final PrintStream out;
	private final PrintStream err;
	private final boolean showsProgress;
	private final CommandIndex commands = new CommandIndex(Terminal.class.getClassLoader());

	Terminal(PrintStream out, PrintStream err, boolean showsProgress) {
		this.out = out;
		this.err = err;
		this.showsProgress = showsProgress;
	}

	/** @return 0 done and clean, 1 done but files were refused, 2 could not start, 3 a fault of the program */
	int run(String... arguments) {
		try {
			List<String> words = Arrays.asList(arguments);
			if (words.isEmpty() || List.of("help", "--help", "-h").contains(words.get(0))) return list();
			CommandInfo info = commands.find(words.get(0));
			List<String> rest = words.subList(1, words.size());
			if (rest.size() == 1 && List.of("help", "--help", "-h").contains(rest.get(0))) return help(words.get(0), info);
			return run(info, keysAndValues(rest));
		}
		catch (CommandFailure failure) {
			err.println(failure.getMessage());
			return failure.exitCode();
		}
	}

	private int list() {
		out.println("medprep COMMAND key=value ...   runs a command");
		out.println("medprep COMMAND help            shows its keys");
		out.println();
		int width = commands.names().stream().mapToInt(String::length).max().orElse(0);
		for (String name : commands.names()) {
			out.println("  " + pad(name, width) + "  " + commands.description(name));
		}
		return 0;
	}

	private int help(String name, CommandInfo info) {
		out.println(info.getDescription());
		out.println();
		out.println("medprep " + name + " key=value ...");
		for (ModuleItem<?> item : new Inputs(info).items()) {
			describe(item.getName(), Inputs.typeInWords(item), item.isRequired() ? item.getDefaultValue() : Objects.requireNonNullElse(item.getDefaultValue(), ""),
				item.getDescription());
		}
		describe(JSON, "true|false", "false", JSON_DESCRIPTION);
		return 0;
	}

	private void describe(String key, String type, Object defaultValue, String description) {
		String need = defaultValue == null ? "required" : defaultValue.equals("") ? "optional" : "default " + defaultValue;
		out.println();
		out.println("  " + key + "=" + type + "   (" + need + ")");
		out.println("      " + description);
	}

	private static Map<String, String> keysAndValues(List<String> words) {
		Map<String, String> texts = new LinkedHashMap<>();
		for (String word : words) {
			int equals = word.indexOf('=');
			// The word is not repeated: it may be a path.
			if (equals < 1) throw CommandFailure.usage("Every word after the command is key=value; word " + (words.indexOf(word) + 1) + " is not.");
			if (texts.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
				throw CommandFailure.usage("The key " + word.substring(0, equals) + " stands twice.");
			}
		}
		return texts;
	}

	private int run(CommandInfo info, Map<String, String> texts) {
		Inputs inputs = new Inputs(info);
		boolean json = isTrue(inputs, texts.remove(JSON));
		Map<String, Object> values = inputs.complete(texts, (item, text) -> {
			throw inputs.fault(item.getName() + " is an open image, which the terminal has not; run this command in ImageJ.");
		});
		ProgressLine line = new ProgressLine(err, Inputs.title(info));
		CommandModule module;
		try {
			module = CommandRun.run(info, values, showsProgress ? line::show : task -> { });
		}
		finally {
			line.clear();
		}
		Answer answer = CommandRun.answer(module);
		if (answer != null) {
			out.print(json ? answer.json() : answer.text());
			return answer.exitCode();
		}
		Report report = CommandRun.report(module);
		if (report == null) {
			module.getOutputs().forEach((name, value) -> out.println(name + ": " + value));
			return 0;
		}
		out.print(json ? report.json() : report.summaryText());
		return report.exitCode();
	}

	private static boolean isTrue(Inputs inputs, String text) {
		if (text != null && !text.equals("true") && !text.equals("false")) throw inputs.fault(JSON + " must be true or false.");
		return "true".equals(text);
	}

	private static String pad(String text, int width) {
		return text + " ".repeat(width - text.length());
	}
}
