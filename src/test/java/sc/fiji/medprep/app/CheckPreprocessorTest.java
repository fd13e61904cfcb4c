package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;

import java.io.File;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

/** The commands with a user before them. */
public class CheckPreprocessorTest {
	private Context context;
	private Module module;

	@Before
	public void startWithUserInterface() throws ModuleException {
		context = new Context(true);
		context.getServiceIndex().add(AttendedUI.create());
		module = new CommandInfo(TryInputsCommand.class).createModule();
		module.setInput("input", new File("in"));
	}

	@After
	public void stop() {
		context.dispose();
	}

	private String cancelReason() {
		CheckPreprocessor check = new CheckPreprocessor();
		check.setContext(context);
		check.process(module);
		return check.getCancelReason();
	}

	@Test
	public void value_outside_its_range_cancels_with_a_sentence() {
		module.setInput("level", -5.0);
		assertEquals("Try MedPrep Inputs: level must be a number from 0.0 to 100.0.", cancelReason());
	}

	@Test
	public void good_values_pass() {
		assertNull(cancelReason());
	}

	@Test
	public void open_dialog_may_still_bring_the_missing_input() {
		module.setInput("input", null);
		UnattendedPreprocessor unattended = new UnattendedPreprocessor();
		unattended.setContext(context);
		unattended.process(module);
		assertFalse(unattended.isCanceled());
		assertFalse(module.isInputResolved("input"));
	}
}
