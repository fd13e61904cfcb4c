package sc.fiji.medprep.commands;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.After;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.ContextCommand;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;
import org.scijava.ui.UIService;

import sc.fiji.medprep.app.AttendedUI;
import sc.fiji.medprep.app.CommandFailure;
import sc.fiji.medprep.batch.BatchConfigurationException;

public class JobTest {
	private Context context;

	public static final class AnyCommand extends ContextCommand {
		@Override
		public void run() {
		}
	}

	@After
	public void stopSciJava() {
		context.dispose();
	}

	private AnyCommand command(boolean attended) {
		context = new Context(TaskService.class, LogService.class, EventService.class);
		if (attended) context.getServiceIndex().add(AttendedUI.create());
		assertEquals(attended, context.getService(UIService.class) != null);
		AnyCommand command = new AnyCommand();
		command.setContext(context);
		return command;
	}

	@Test
	public void failure_is_thrown_when_nobody_is_there() {
		AnyCommand command = command(false);
		CommandFailure failure = assertThrows(CommandFailure.class, () -> Job.run(command, "Trying", progress -> {
			throw new BatchConfigurationException("The output lies inside the input.");
		}));
		assertEquals("The output lies inside the input.", failure.getMessage());
		assertFalse(command.isCanceled());
	}

	@Test
	public void failure_cancels_with_its_sentence_before_a_user() {
		AnyCommand command = command(true);
		assertNull(Job.run(command, "Trying", progress -> {
			throw new NoSuchFileException("/data/Smith");
		}));
		assertEquals("Reading or writing failed: a file or folder does not exist.", command.getCancelReason());
	}

	@Test
	public void fault_of_the_program_is_a_sentence_too() {
		AnyCommand command = command(true);
		assertNull(Job.run(command, "Trying", progress -> {
			throw new IllegalStateException("/data/Smith");
		}));
		assertTrue(command.getCancelReason(), command.getCancelReason().startsWith("This is a fault in MedPrep"));
		assertFalse(command.getCancelReason(), command.getCancelReason().contains("Smith"));
	}

	@Test
	public void cancelled_task_is_seen_by_the_work() {
		AnyCommand command = command(false);
		Object canceller = new Object() {
			@EventHandler
			void onEvent(TaskEvent event) {
				if (event.getTask().getProgressValue() == 2 && !event.getTask().isCanceled()) event.getTask().cancel("enough");
			}
		};
		context.service(EventService.class).subscribe(canceller);
		List<Boolean> seen = new ArrayList<>();
		assertThrows(CommandFailure.class, () -> Job.run(command, "Trying", progress -> {
			seen.add(progress.isCanceled());
			progress.update(2, 2);
			seen.add(progress.isCanceled());
			throw new BatchConfigurationException("Stopped.");
		}));
		assertEquals(List.of(false, true), seen);
	}

	@Test
	public void ten_thousand_small_steps_make_few_events_and_the_last_is_among_them() {
		AnyCommand command = command(false);
		List<Long> seen = new ArrayList<>();
		Object listener = new Object() {
			@EventHandler
			void onEvent(TaskEvent event) {
				seen.add(event.getTask().getProgressValue());
			}
		};
		context.service(EventService.class).subscribe(listener);
		assertThrows(CommandFailure.class, () -> Job.run(command, "Trying", progress -> {
			for (int i = 1; i <= 10_000; i++) progress.update(i, 10_000);
			throw new BatchConfigurationException("Stopped.");
		}));
		assertTrue("events: " + seen.size(), seen.size() < 100);
		assertTrue(seen.contains(10_000L));
	}

	@Test
	public void empty_file_field_is_no_path() {
		command(false);
		assertNull(Job.path(null));
		assertNull(Job.path(new File("")));
		assertEquals(Path.of("a"), Job.path(new File("a")));
	}
}
