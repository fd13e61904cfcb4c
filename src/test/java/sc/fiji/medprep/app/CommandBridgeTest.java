package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.process.ByteProcessor;

/** The bridge in macros of plain ImageJ, without a display. */
public class CommandBridgeTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private Path answer;

	@Before
	public void noAnswerYet() {
		answer = folder.getRoot().toPath().resolve("answer.txt");
	}

	@After
	public void forgetImages() {
		WindowManager.setTempCurrentImage(null);
	}

	/** Calls the command in a macro, whose next statement writes the answer. */
	private String call(Class<?> command, String options) throws Exception {
		Files.deleteIfExists(answer);
		new Interpreter().run("a = call('" + CommandBridge.class.getName() + ".call', '" + command.getName() + "', '" + options + "');"
			+ "File.saveString(a, '" + answer + "');");
		return Files.exists(answer) ? Files.readString(answer) : null;
	}

	private void assertStopsTheMacro(String options) throws Exception {
		assertNull(call(TryInputsCommand.class, options));
	}

	@Test
	public void keys_reach_the_command_and_the_others_keep_their_defaults() throws Exception {
		assertEquals("answer: a b null loud and clear 50.0 7 true", call(TryInputsCommand.class, "input=[a b] mode=[loud and clear] count=7 verbose=true"));
	}

	@Test
	public void values_of_an_earlier_run_do_not_come_back() throws Exception {
		call(TryInputsCommand.class, "input=first note=n level=99");
		assertEquals("answer: second null quiet 50.0 3 false", call(TryInputsCommand.class, "input=second"));
	}

	@Test
	public void report_is_answered_with_its_summary() throws Exception {
		assertTrue(call(TryReportCommand.class, "status=1").contains("1 refused"));
	}

	@Test
	public void exception_stops_the_macro() throws Exception {
		assertStopsTheMacro("input=x mode=fail");
	}

	@Test
	public void cancel_stops_the_macro() throws Exception {
		assertStopsTheMacro("input=x mode=cancel");
	}

	@Test
	public void bad_options_stop_the_macro() throws Exception {
		assertStopsTheMacro("level=1");
		assertStopsTheMacro("input=x Level=1");
		assertStopsTheMacro("input=x mode=sideways");
		assertStopsTheMacro("input=x level=101");
		assertStopsTheMacro("input=x count=many");
		assertStopsTheMacro("input=x verbose");
	}

	@Test
	public void failure_in_a_called_macro_stops_that_macro() throws Exception {
		Path inner = folder.newFile("inner.ijm").toPath();
		Files.writeString(inner, "call('" + CommandBridge.class.getName() + ".call', '" + TryInputsCommand.class.getName() + "', 'level=1');"
			+ "File.saveString('inner went on', '" + answer + "');");
		new Interpreter().run("runMacro('" + inner + "');");
		assertFalse(Files.exists(answer));
	}

	@Test
	public void class_that_is_no_command_stops_the_macro() throws Exception {
		assertNull(call(String.class, ""));
	}

	@Test
	public void unknown_image_is_a_fault_and_not_the_active_one() throws Exception {
		WindowManager.setTempCurrentImage(new ImagePlus("blobs", new ByteProcessor(17, 5)));
		assertNull(call(TryImageCommand.class, "imp=bolbs"));
		assertNull(call(TryImageCommand.class, "imp=-99"));
	}

	@Test
	public void options_are_hidden_from_the_command_and_put_back() throws Exception {
		Thread thread = new Thread(() -> {
			Macro.setOptions("input=x");
			new CommandBridge().run(OptionsSeen.class.getName());
			assertEquals("input=x", Macro.getOptions().strip());
			OptionsSeen.checkedAfter = true;
		}, "Run$_test");
		thread.start();
		thread.join();
		assertTrue(OptionsSeen.ran);
		assertNull(OptionsSeen.options);
		assertTrue(OptionsSeen.checkedAfter);
	}

	/** Notes what options it sees. */
	@Plugin(type = Command.class, description = "Notes the macro options.")
	public static final class OptionsSeen extends ContextCommand {
		static String options = "never ran";
		static boolean ran;
		static boolean checkedAfter;

		@Parameter
		private String input;

		@Override
		public void run() {
			options = Macro.getOptions();
			ran = true;
		}
	}

	@Test
	public void failure_is_logged_without_paths() throws Exception {
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		PrintStream before = System.out;
		System.setOut(new PrintStream(log, true));
		try {
			call(TryInputsCommand.class, "input=/data/Smith_John mode=fail");
		}
		finally {
			System.setOut(before);
		}
		assertTrue(log.toString(), log.toString().contains("This is a fault in MedPrep"));
		assertFalse(log.toString(), log.toString().contains("Smith"));
	}
}
