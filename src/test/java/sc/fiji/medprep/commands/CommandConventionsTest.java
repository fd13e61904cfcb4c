package sc.fiji.medprep.commands;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.Test;
import org.scijava.Context;
import org.scijava.MenuEntry;
import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.Service;

/** What every command of the suite keeps to, so that one macro line works in Fiji and plain ImageJ and leaks nothing. */
public class CommandConventionsTest {
	private static final String COMMANDS = "sc.fiji.medprep.commands.";

	private final List<CommandInfo> commands = new ArrayList<>();

	public CommandConventionsTest() throws ClassNotFoundException {
		for (IndexItem<Plugin> item : Index.load(Plugin.class, getClass().getClassLoader())) {
			if (!item.className().startsWith(COMMANDS)) continue;
			commands.add(new CommandInfo(Class.forName(item.className()).asSubclass(Command.class)));
		}
		assertFalse("no command found", commands.isEmpty());
	}

	private static List<ModuleItem<?>> inputs(CommandInfo command) {
		List<ModuleItem<?>> inputs = new ArrayList<>();
		for (ModuleItem<?> item : command.inputs()) {
			if (!Service.class.isAssignableFrom(item.getType()) && !Context.class.isAssignableFrom(item.getType())) inputs.add(item);
		}
		return inputs;
	}

	private static Parameter annotation(CommandInfo command, ModuleItem<?> item) {
		return command.getInput(item.getName()).getField().getAnnotation(Parameter.class);
	}

	@Test
	public void plain_imagej_has_the_same_menu_as_fiji() throws IOException {
		Set<String> fiji = new TreeSet<>();
		for (CommandInfo command : commands) {
			String path = command.getMenuPath().stream().limit(command.getMenuPath().size() - 1L).map(MenuEntry::getName).collect(Collectors.joining(">"));
			fiji.add(path + ", \"" + command.getMenuPath().getLeaf().getName() + "\", sc.fiji.medprep.app.CommandBridge(\"" + command.getClassName() + "\")");
		}
		Set<String> plain = new TreeSet<>();
		try (InputStream in = getClass().getResourceAsStream("/plugins.config");
			BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
			lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(plain::add);
		}
		assertEquals(fiji, plain);
	}

	@Test
	public void labels_are_in_the_suites_menu_and_taken_by_nothing_in_imagej() throws IOException {
		Properties imagej = new Properties();
		try (InputStream in = getClass().getResourceAsStream("/IJ_Props.txt")) {
			imagej.load(in);
		}
		String labels = String.join("\n", imagej.stringPropertyNames().stream().map(imagej::getProperty).toList());
		assertTrue("the list of ImageJ's commands was not read", labels.contains("\"Gaussian Blur...\""));
		Set<String> seen = new HashSet<>();
		for (CommandInfo command : commands) {
			String label = command.getMenuPath().getLeaf().getName();
			assertEquals("MedPrep", command.getMenuPath().get(1).getName());
			assertEquals(label, command.getTitle());
			assertTrue(label + " twice", seen.add(label));
			assertFalse(label, labels.contains("\"" + label + "\""));
		}
	}

	@Test
	public void every_command_has_a_terminal_name_and_a_description() {
		Set<String> seen = new HashSet<>();
		for (CommandInfo command : commands) {
			assertTrue(command.getName(), command.getName().matches("medprep\\.[a-z]+(_[a-z]+)*"));
			assertTrue(command.getName() + " twice", seen.add(command.getName()));
			assertTrue(command.getName(), command.getDescription().endsWith("."));
			assertTrue(command.getName() + " says it runs headless", command.canRunHeadless());
		}
	}

	@Test
	public void keys_are_lower_case_words() {
		for (CommandInfo command : commands) {
			for (ModuleItem<?> item : inputs(command)) {
				assertTrue(item.getName(), item.getName().matches("[a-z]+(_[a-z]+)*"));
			}
		}
	}

	@Test
	public void no_key_is_the_tail_of_another() {
		// ImageJ's look-up takes file= inside key_file= for the key file.
		for (CommandInfo command : commands) {
			for (ModuleItem<?> item : inputs(command)) {
				for (ModuleItem<?> other : inputs(command)) {
					assertFalse(other.getName() + " hides " + item.getName(), other.getName().matches(".*[^a-z]" + item.getName()));
				}
			}
		}
	}

	@Test
	public void every_input_says_what_it_is() {
		for (CommandInfo command : commands) {
			for (ModuleItem<?> item : inputs(command)) {
				assertTrue(item.getName() + ": label", item.getLabel().matches("[A-Z].*"));
				assertTrue(item.getName() + ": description", item.getDescription().endsWith("."));
			}
		}
	}

	@Test
	public void nothing_private_or_dangerous_is_remembered() {
		for (CommandInfo command : commands) {
			for (ModuleItem<?> item : inputs(command)) {
				boolean harmless = !File.class.isAssignableFrom(item.getType()) && !item.getName().matches(".*(key|password|user|overwrite|risk|patient|name).*")
						&& item.getType() != ij.ImagePlus.class;
				assertTrue(item.getName() + " is remembered", harmless || !annotation(command, item).persist());
			}
		}
	}

	@Test
	public void defaults_lie_within_choices_and_ranges() {
		for (CommandInfo command : commands) {
			for (ModuleItem<?> item : inputs(command)) {
				Object value = item.getDefaultValue();
				if (item.getChoices() != null && !item.getChoices().isEmpty()) assertTrue(item.getName(), item.getChoices().contains(value));
				if (item.getMinimumValue() instanceof Number min) assertTrue(item.getName(), ((Number) value).doubleValue() >= min.doubleValue());
				if (item.getMaximumValue() instanceof Number max) assertTrue(item.getName(), ((Number) value).doubleValue() <= max.doubleValue());
			}
		}
	}
}
