package sc.fiji.medprep.app;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

import sc.fiji.medprep.report.Report;

/**
 * One run of a command in a SciJava context made for it alone, with just the services that it asks for: for the terminal
 * and plain ImageJ, where there is no context yet. Such a context starts in about half the time of a full one and touches
 * no preferences, so no value of an earlier run can come back.
 */
final class CommandRun {
	private CommandRun() {
	}

	/**
	 * @param values a checked value for each input, by name
	 * @param progress hears about each step of the command's tasks, and may cancel them
	 * @return the module after the run, with its outputs; it is cancelled without a reason if the user has closed a window of the command
	 * @throws CommandFailure if it did not finish
	 */
	static CommandModule run(CommandInfo info, Map<String, Object> values, Consumer<Task> progress) {
		// In plain ImageJ the thread's own loader does not see the jars under plugins/.
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(CommandRun.class.getClassLoader());
		try (Context context = new Context(services(info))) {
			TaskListener listener = new TaskListener(progress);
			context.service(EventService.class).subscribe(listener);
			CommandModule module = (CommandModule) info.createModule();
			context.inject(module);
			values.forEach(module::setInput);
			module.run();
			if (module.isCanceled() && module.getCancelReason() != null && !module.getCancelReason().isEmpty()) throw CommandFailure.usage(Inputs.title(info) + " was cancelled: " + module.getCancelReason());
			return module;
		}
		catch (ModuleException | RuntimeException | Error e) {
			throw CommandFailure.of(e);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/** The report of a finished run, or null if the command makes none. */
	static Report report(CommandModule finished) {
		return finished.getCommand() instanceof ReportingCommand reporting ? reporting.report() : null;
	}

	/** The answer of a finished run, or null if the command gives none. */
	static Answer answer(CommandModule finished) {
		return finished.getCommand() instanceof AnsweringCommand answering ? answering.answer() : null;
	}

	private static List<Class<? extends Service>> services(CommandInfo info) {
		Set<Class<? extends Service>> services = new LinkedHashSet<>(List.of(TaskService.class, EventService.class, LogService.class));
		for (ModuleItem<?> item : info.inputs()) {
			if (item.isRequired() && Service.class.isAssignableFrom(item.getType())) services.add(item.getType().asSubclass(Service.class));
		}
		return List.copyOf(services);
	}

	private static final class TaskListener {
		private final Consumer<Task> progress;

		TaskListener(Consumer<Task> progress) {
			this.progress = progress;
		}

		@EventHandler
		void onEvent(TaskEvent event) {
			progress.accept(event.getTask());
		}
	}
}
