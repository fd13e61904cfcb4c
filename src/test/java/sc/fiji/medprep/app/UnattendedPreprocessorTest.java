package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.util.concurrent.ExecutionException;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.plugin.PluginService;
import org.scijava.module.ModuleRunner;
import org.scijava.module.ModuleService;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;

import ij.Macro;
import ij.macro.Interpreter;

/** The commands in a full SciJava context without a user: headless, and from a macro as Fiji hands it over. */
public class UnattendedPreprocessorTest {
	private static UnattendedPreprocessorTest current;

	private Context context;
	private String macroOptions;
	private Object[] alreadyRead;
	private Object macroResult;

	@Before
	public void startSciJava() {
		context = new Context();
		current = this;
	}

	@After
	public void stopSciJava() {
		context.dispose();
		current = null;
	}

	private String run(Object... inputs) throws InterruptedException, ExecutionException {
		CommandModule module = context.service(CommandService.class).run(TryInputsCommand.class, true, inputs).get();
		assertFalse(module.getCancelReason(), module.isCanceled());
		return (String) module.getOutput("answer");
	}

	private void assertFails(String sentence, Object... inputs) {
		Throwable thrown = assertThrows(ExecutionException.class, () -> run(inputs));
		while (thrown.getCause() != null) thrown = thrown.getCause();
		assertEquals(sentence, thrown.getMessage());
	}

	@Test
	public void lone_optional_file_does_not_cancel_the_command() throws Exception {
		assertEquals("in null quiet 50.0 3 false", run("input", new File("in")));
	}

	@Test
	public void lone_required_file_is_a_sentence_and_no_cancel() {
		assertFails("Try MedPrep Inputs: input is missing (Input).", "note", new File("n"));
	}

	@Test
	public void remembered_values_are_not_used() throws Exception {
		run("input", new File("first"), "note", new File("n"), "level", 99.0);
		assertEquals("second null quiet 50.0 3 false", run("input", new File("second")));
	}

	@Test
	public void required_input_given_as_null_is_a_sentence() {
		assertFails("Try MedPrep Inputs: input is missing (Input).", "input", null);
	}

	@Test
	public void choices_and_ranges_hold_for_callers_of_the_api() {
		assertFails("Try MedPrep Inputs: mode must be one of quiet, loud and clear, fail, cancel.", "input", new File("in"), "mode", "sideways");
		assertFails("Try MedPrep Inputs: level must be a number from 0.0 to 100.0.", "input", new File("in"), "level", -5.0);
	}

	/** Runs the command on a macro's thread with options set, where Fiji's own reader has put in what it makes of them. */
	private Object runInMacro(String options, Object... readByFiji) {
		macroOptions = options;
		alreadyRead = readByFiji;
		new Interpreter().run("call('" + UnattendedPreprocessorTest.class.getName() + ".macroCall');");
		return macroResult;
	}

	/** Called by the macro of {@link #runInMacro}. */
	public static String macroCall() {
		Thread thread = Thread.currentThread();
		String name = thread.getName();
		thread.setName("Run$_test");
		Macro.setOptions(current.macroOptions);
		try {
			current.macroResult = current.runOnThisThread();
		}
		catch (CommandFailure failure) {
			current.macroResult = failure.getMessage();
		}
		finally {
			Macro.setOptions(null);
			thread.setName(name);
		}
		return "";
	}

	private Object runOnThisThread() {
		PluginService plugins = context.service(PluginService.class);
		CommandModule module = (CommandModule) context.service(ModuleService.class).createModule(context.service(CommandService.class).getCommand(TryInputsCommand.class));
		for (int i = 0; i < alreadyRead.length; i += 2) {
			module.setInput((String) alreadyRead[i], alreadyRead[i + 1]);
			module.resolveInput((String) alreadyRead[i]);
		}
		new ModuleRunner(context, module, plugins.createInstancesOfType(PreprocessorPlugin.class), plugins.createInstancesOfType(PostprocessorPlugin.class)).run();
		return module.isCanceled() ? "cancelled: " + module.getCancelReason() : module.getOutput("answer");
	}

	@Test
	public void macro_keys_reach_the_command() {
		assertEquals("a b null loud and clear 99.0 3 true", runInMacro("input=[a b] mode=[loud and clear] level=99 verbose=true"));
	}

	@Test
	public void macro_number_that_fiji_took_for_zero_is_a_sentence() {
		assertEquals("Try MedPrep Inputs: level must be a number from 0.0 to 100.0.", runInMacro("input=x level=abc", "level", 0.0));
	}

	@Test
	public void macro_choice_that_fiji_let_through_is_a_sentence() {
		assertEquals("Try MedPrep Inputs: mode must be one of quiet, loud and clear, fail, cancel.", runInMacro("input=x mode=sideways", "mode", "sideways"));
	}

	@Test
	public void macro_key_in_upper_case_or_misspelt_is_a_sentence() {
		assertTrue(runInMacro("Input=x").toString().startsWith("Try MedPrep Inputs: there is no key 'Input'; the keys are input, "));
		assertTrue(runInMacro("input=x levle=3").toString().startsWith("Try MedPrep Inputs: there is no key 'levle'"));
	}

	@Test
	public void macro_tick_box_without_value_is_a_sentence() {
		assertTrue(runInMacro("input=x verbose").toString().contains("key=true"));
	}

	@Test
	public void macro_key_that_fiji_found_inside_a_path_is_not_taken() {
		assertEquals("/data/x level=7 null quiet 50.0 3 false", runInMacro("input=[/data/x level=7]", "input", new File("/data/x level=7"), "level", 7.0));
	}

	@Test
	public void macro_without_options_has_defaults_and_no_dialog() {
		assertEquals("Try MedPrep Inputs: input is missing (Input).", runInMacro(null));
	}
}
