package sc.fiji.medprep.app;

import java.awt.Button;
import java.awt.Color;
import java.awt.Font;
import java.awt.TextField;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;

import ij.IJ;
import ij.gui.GenericDialog;
import ij.io.OpenDialog;
import ij.plugin.frame.Recorder;

/** The dialog of a command in plain ImageJ, built from its {@code @Parameter} fields. Asks again until the answers are valid. */
final class CommandDialog {
	private static final Font HINT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
	private static final Color HINT_COLOR = Color.DARK_GRAY;
	private static final int HINT_COLUMNS = 100;
	private static final int PATH_COLUMNS = 40;

	private final CommandInfo info;
	private final Inputs inputs;
	private final Map<String, String> texts = new LinkedHashMap<>();

	CommandDialog(CommandInfo info) {
		this.info = info;
		inputs = new Inputs(info);
		for (ModuleItem<?> item : inputs.items()) {
			if (Inputs.isWritten(item) && item.getDefaultValue() != null) texts.put(item.getName(), item.getDefaultValue().toString());
		}
	}

	/** @return the checked values by key, or null if the user cancelled */
	Map<String, Object> ask(Inputs.Finder finder) {
		if (inputs.items().stream().noneMatch(Inputs::isWritten)) return inputs.complete(texts, finder);
		while (true) {
			if (!show()) return null;
			try {
				return inputs.complete(texts, finder);
			}
			catch (CommandFailure failure) {
				IJ.error(Inputs.title(info), failure.getMessage());
			}
		}
	}

	private boolean show() {
		// The dialog would record its labels; the bridge records the keys itself.
		boolean recording = Recorder.record;
		Recorder.record = false;
		try {
			GenericDialog dialog = new GenericDialog(Inputs.title(info));
			dialog.addMessage(wrap(info.getDescription()));
			List<ModuleItem<?>> asked = inputs.items().stream().filter(Inputs::isWritten).toList();
			asked.forEach(item -> add(dialog, item));
			dialog.addHelp(help());
			dialog.showDialog();
			if (dialog.wasCanceled()) return false;
			asked.forEach(item -> texts.put(item.getName(), answer(dialog, item)));
			return true;
		}
		finally {
			Recorder.record = recording;
		}
	}

	private void add(GenericDialog dialog, ModuleItem<?> item) {
		String text = texts.getOrDefault(item.getName(), "");
		String label = label(item);
		dialog.setInsets(6, 0, 0);
		if (!Inputs.choices(item).isEmpty()) {
			dialog.addChoice(label, Inputs.choices(item).stream().map(Object::toString).toArray(String[]::new), text);
		}
		else if (item.getType() == boolean.class || item.getType() == Boolean.class) {
			dialog.setInsets(6, 20, 0);
			dialog.addCheckbox(label, Boolean.parseBoolean(text));
		}
		else if (Inputs.isNumber(item)) dialog.addStringField(label, text, 8);
		else if (item.getType() != File.class) dialog.addStringField(label, text, 25);
		else if (Inputs.isFileOrFolder(item)) addFileOrFolder(dialog, label, text);
		else if (Inputs.isFolder(item)) dialog.addDirectoryField(label, text, PATH_COLUMNS);
		else dialog.addFileField(label, text, PATH_COLUMNS);
		dialog.setInsets(0, 20, 0);
		dialog.addMessage(wrap(item.getDescription()), HINT, HINT_COLOR);
	}

	/** ImageJ's button browses for folders only, so this field gets a second one. */
	private static void addFileOrFolder(GenericDialog dialog, String label, String text) {
		dialog.addDirectoryField(label, text, PATH_COLUMNS);
		TextField field = (TextField) dialog.getStringFields().lastElement();
		Button button = new Button("File...");
		button.addActionListener(event -> {
			String path = new OpenDialog(label).getPath();
			if (path != null) field.setText(path);
		});
		field.getParent().add(button);
	}

	private static String label(ModuleItem<?> item) {
		String label = item.getLabel() == null || item.getLabel().isEmpty() ? item.getName().replace('_', ' ') : item.getLabel();
		return item.isRequired() ? label : label + " (optional)";
	}

	private static String answer(GenericDialog dialog, ModuleItem<?> item) {
		if (!Inputs.choices(item).isEmpty()) return dialog.getNextChoice();
		if (item.getType() == boolean.class || item.getType() == Boolean.class) return String.valueOf(dialog.getNextBoolean());
		return dialog.getNextString().strip();
	}

	/** Every key with its meaning, for who writes a macro. */
	private String help() {
		StringBuilder html = new StringBuilder("<html><h3>" + escape(Inputs.title(info)) + "</h3><p>" + escape(info.getDescription()) + "</p><dl>");
		for (ModuleItem<?> item : inputs.items()) {
			html.append("<dt><b>").append(escape(label(item))).append("</b> &nbsp; in a macro: <tt>").append(item.getName()).append("</tt>, ")
				.append(escape(Inputs.typeInWords(item))).append("</dt><dd>").append(escape(item.getDescription())).append("</dd>");
		}
		return html.append("</dl></html>").toString();
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;");
	}

	private static String wrap(String text) {
		StringBuilder lines = new StringBuilder();
		int column = 0;
		for (String word : text.split(" ")) {
			if (column > 0 && column + word.length() > HINT_COLUMNS) {
				lines.append('\n');
				column = 0;
			}
			else if (column > 0) lines.append(' ');
			lines.append(word);
			column += word.length() + 1;
		}
		return lines.toString();
	}
}
