package sc.fiji.medprep.app;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;
import org.scijava.util.Types;
import org.scijava.widget.Button;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;

/**
 * The inputs that a user gives to a command, as its {@code @Parameter} fields declare them, and the one place where a
 * value is held against its declaration, whichever way it came in. Every fault is a {@link CommandFailure} that names the
 * command and the key.
 */
final class Inputs {
	/** Finds a value that has no written form, such as an open image. */
	interface Finder {
		/**
		 * @param text what the user wrote, or null if nothing
		 * @return the value, or null if there is none
		 */
		Object find(ModuleItem<?> item, String text);
	}

	private final String command;
	private final Map<String, ModuleItem<?>> items = new LinkedHashMap<>();

	Inputs(ModuleInfo info) {
		command = title(info);
		for (ModuleItem<?> item : info.inputs()) {
			if (isGivenByUser(item)) items.put(item.getName(), item);
		}
	}

	/** The command's title without the dots that announce a dialog. */
	static String title(ModuleInfo info) {
		String title = info.getTitle();
		return title.endsWith("...") ? title.substring(0, title.length() - 3) : title;
	}

	private static boolean isGivenByUser(ModuleItem<?> item) {
		Class<?> type = item.getType();
		return item.getVisibility() != ItemVisibility.MESSAGE && item.getVisibility() != ItemVisibility.INVISIBLE
				&& !Service.class.isAssignableFrom(type) && !Context.class.isAssignableFrom(type) && !Button.class.isAssignableFrom(type);
	}

	/** In the order of declaration. */
	List<ModuleItem<?>> items() {
		return List.copyOf(items.values());
	}

	/**
	 * A value for every input: the written one where there is one, else the declared default; never one that an earlier
	 * run left behind.
	 */
	Map<String, Object> complete(Map<String, String> texts, Finder finder) {
		requireKnown(texts);
		Map<String, Object> values = new LinkedHashMap<>();
		for (ModuleItem<?> item : items()) {
			String text = texts.get(item.getName());
			Object value = !isWritten(item) ? finder.find(item, text) : text != null ? parse(item, text) : item.getDefaultValue();
			check(item, value);
			values.put(item.getName(), value);
		}
		return values;
	}

	void requireKnown(Map<String, ?> texts) {
		for (String key : texts.keySet()) {
			if (items.containsKey(key)) continue;
			// Something that is not shaped like a key may be a piece of a path.
			String named = key.matches("[A-Za-z_]{1,40}") ? "'" + key + "'" : "of that name";
			throw fault("there is no key " + named + (items.size() == 1 ? "; the only key is " : "; the keys are ") + String.join(", ", items.keySet()) + ".");
		}
	}

	/** Whether a value of this input can be written as text. */
	static boolean isWritten(ModuleItem<?> item) {
		Class<?> type = Types.box(item.getType());
		return type == String.class || type == File.class || type == Boolean.class || isNumber(item);
	}

	static boolean isNumber(ModuleItem<?> item) {
		Class<?> type = Types.box(item.getType());
		return isWholeNumber(item) || type == Double.class || type == Float.class;
	}

	static boolean isWholeNumber(ModuleItem<?> item) {
		Class<?> type = Types.box(item.getType());
		return type == Integer.class || type == Long.class;
	}

	static boolean isFolder(ModuleItem<?> item) {
		return style(item).contains(FileWidget.DIRECTORY_STYLE);
	}

	static boolean isFileOrFolder(ModuleItem<?> item) {
		return style(item).contains(FileWidget.FILE_AND_DIRECTORY_STYLE);
	}

	private static String style(ModuleItem<?> item) {
		return item.getWidgetStyle() == null ? "" : item.getWidgetStyle();
	}

	/** The typed value of a written one, not yet checked against choices and range. */
	Object parse(ModuleItem<?> item, String text) {
		Class<?> type = Types.box(item.getType());
		try {
			if (type == File.class) return text.isEmpty() ? null : new File(text);
			if (type == Boolean.class) return parseBoolean(item, text);
			if (type == Integer.class) return Integer.valueOf(text);
			if (type == Long.class) return Long.valueOf(text);
			if (type == Float.class) return Float.valueOf(text);
			if (type == Double.class) return Double.valueOf(text);
			return text;
		}
		catch (NumberFormatException e) {
			throw fault(item.getName() + " must be " + typeInWords(item) + ".");
		}
	}

	private Boolean parseBoolean(ModuleItem<?> item, String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true" -> Boolean.TRUE;
			case "false" -> Boolean.FALSE;
			default -> throw fault(item.getName() + " must be true or false.");
		};
	}

	/** Holds a value against the declaration: required, choices, range. */
	void check(ModuleItem<?> item, Object value) {
		if (isMissing(value)) {
			if (item.isRequired()) throw fault(item.getType() == ImagePlus.class ? "there is no open image; open one first." : item.getName() + " is missing" + purpose(item) + ".");
			return;
		}
		List<?> choices = choices(item);
		if (!choices.isEmpty() && !choices.contains(value)) {
			throw fault(item.getName() + " must be one of " + choices.stream().map(Object::toString).collect(Collectors.joining(", ")) + ".");
		}
		if (value instanceof Number number && !inRange(item, number.doubleValue())) {
			throw fault(item.getName() + " must be " + typeInWords(item) + ".");
		}
	}

	static boolean isMissing(Object value) {
		return value == null || value.toString().isEmpty();
	}

	static List<?> choices(ModuleItem<?> item) {
		return item.getChoices() == null ? List.of() : item.getChoices();
	}

	private static boolean inRange(ModuleItem<?> item, double value) {
		Object min = item.getMinimumValue();
		Object max = item.getMaximumValue();
		// Written so that NaN is out of every range.
		return value >= (min instanceof Number n ? n.doubleValue() : Double.NEGATIVE_INFINITY)
				&& value <= (max instanceof Number n ? n.doubleValue() : Double.POSITIVE_INFINITY);
	}

	/** What may stand after the equals sign, for instance "a whole number, 0 or more". */
	static String typeInWords(ModuleItem<?> item) {
		Class<?> type = Types.box(item.getType());
		if (!choices(item).isEmpty()) return choices(item).stream().map(Object::toString).collect(Collectors.joining("|"));
		if (type == File.class) return isFileOrFolder(item) ? "a folder or file" : isFolder(item) ? "a folder" : "a file";
		if (type == Boolean.class) return "true|false";
		if (isNumber(item)) return (isWholeNumber(item) ? "a whole number" : "a number") + range(item);
		return type == String.class ? "text" : "an open image";
	}

	private static String range(ModuleItem<?> item) {
		Object min = item.getMinimumValue();
		Object max = item.getMaximumValue();
		if (min != null && max != null) return " from " + min + " to " + max;
		return min != null ? ", " + min + " or more" : max != null ? ", " + max + " or less" : "";
	}

	private static String purpose(ModuleItem<?> item) {
		return item.getLabel() == null || item.getLabel().isEmpty() ? "" : " (" + item.getLabel() + ")";
	}

	/** @param sentence begins in lower case and ends with a full stop */
	CommandFailure fault(String sentence) {
		return CommandFailure.usage(command + ": " + sentence);
	}
}
