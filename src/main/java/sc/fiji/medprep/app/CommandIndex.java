package sc.fiji.medprep.app;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.plugin.Plugin;

/**
 * The commands of the suite by their terminal names, read from SciJava's annotation index without starting SciJava. A
 * command is in it when its {@code @Plugin} has a name that begins with {@code medprep.}; the rest is the terminal name.
 */
final class CommandIndex {
	static final String PREFIX = "medprep.";

	private final Map<String, IndexItem<Plugin>> items = new TreeMap<>();
	private final ClassLoader loader;

	CommandIndex(ClassLoader loader) {
		this.loader = loader;
		for (IndexItem<Plugin> item : Index.load(Plugin.class, loader)) {
			Plugin plugin = item.annotation();
			if (plugin.type() == Command.class && plugin.name().startsWith(PREFIX)) items.put(plugin.name().substring(PREFIX.length()), item);
		}
	}

	List<String> names() {
		return List.copyOf(items.keySet());
	}

	/** One line that says what the command does. */
	String description(String name) {
		return items.get(name).annotation().description();
	}

	/** @throws CommandFailure if there is none of that name */
	CommandInfo find(String name) {
		IndexItem<Plugin> item = items.get(name);
		if (item == null) throw CommandFailure.usage("There is no command of that name; the commands are " + String.join(", ", names()) + ".");
		try {
			return new CommandInfo(Class.forName(item.className(), true, loader).asSubclass(Command.class));
		}
		catch (ClassNotFoundException e) {
			throw CommandFailure.of(e);
		}
	}
}
