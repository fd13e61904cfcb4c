package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import org.junit.Test;

public class TerminalTest {
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int run(String... arguments) {
		return new Terminal(new PrintStream(out, true), new PrintStream(err, true), true).run(arguments);
	}

	private void assertRefused(String sentence, String... arguments) {
		assertEquals(2, run(arguments));
		assertEquals(sentence, err.toString().strip());
		assertEquals("", out.toString());
	}

	@Test
	public void no_arguments_list_the_commands_with_a_line_each() {
		assertEquals(0, run());
		assertTrue(out.toString(), out.toString().contains("  deidentify "));
		assertTrue(out.toString(), out.toString().lines().anyMatch(line -> line.matches("  try_inputs +Says which inputs it was given\\.")));
	}

	@Test
	public void help_shows_type_default_choices_range_and_description_of_every_key() {
		assertEquals(0, run("try_inputs", "help"));
		String help = out.toString();
		for (String part : new String[] { "input=a folder or file   (required)", "note=a file   (optional)", "mode=quiet|loud and clear|fail|cancel   (default quiet)",
			"level=a number from 0.0 to 100.0   (default 50.0)", "count=a whole number, 1 or more   (default 3)", "verbose=true|false   (default false)", "In percent.",
			"json=true|false" }) {
			assertTrue(part + " in " + help, help.contains(part));
		}
		assertFalse(help, help.contains("context"));
	}

	@Test
	public void given_keys_reach_the_command_and_the_others_keep_their_defaults() {
		assertEquals(0, run("try_inputs", "input=a b/c=d", "mode=loud and clear", "level=99"));
		assertEquals("answer: a b/c=d null loud and clear 99.0 3 false", out.toString().strip());
	}

	@Test
	public void values_of_an_earlier_run_do_not_come_back() {
		run("try_inputs", "input=first", "note=n", "level=99");
		out.reset();
		run("try_inputs", "input=second");
		assertEquals("answer: second null quiet 50.0 3 false", out.toString().strip());
	}

	@Test
	public void missing_input_is_one_sentence() {
		assertRefused("Try MedPrep Inputs: input is missing (Input).", "try_inputs", "level=1");
	}

	@Test
	public void empty_required_path_is_missing() {
		assertRefused("Try MedPrep Inputs: input is missing (Input).", "try_inputs", "input=");
	}

	@Test
	public void unknown_key_is_one_sentence() {
		assertRefused("Try MedPrep Inputs: there is no key 'inptu'; the keys are input, note, mode, level, count, verbose.", "try_inputs", "inptu=x");
	}

	@Test
	public void keys_are_lower_case() {
		assertEquals(2, run("try_inputs", "Input=x"));
	}

	@Test
	public void unknown_choice_is_one_sentence() {
		assertRefused("Try MedPrep Inputs: mode must be one of quiet, loud and clear, fail, cancel.", "try_inputs", "input=x", "mode=sideways");
	}

	@Test
	public void number_out_of_range_is_one_sentence() {
		assertRefused("Try MedPrep Inputs: level must be a number from 0.0 to 100.0.", "try_inputs", "input=x", "level=100.5");
	}

	@Test
	public void not_a_number_is_out_of_range() {
		assertRefused("Try MedPrep Inputs: level must be a number from 0.0 to 100.0.", "try_inputs", "input=x", "level=NaN");
	}

	@Test
	public void word_for_a_number_is_one_sentence() {
		assertRefused("Try MedPrep Inputs: count must be a whole number, 1 or more.", "try_inputs", "input=x", "count=many");
	}

	@Test
	public void tick_box_takes_true_and_false_only() {
		assertRefused("Try MedPrep Inputs: verbose must be true or false.", "try_inputs", "input=x", "verbose=yes");
	}

	@Test
	public void word_without_equals_sign_is_not_repeated() {
		assertRefused("Every word after the command is key=value; word 2 is not.", "try_inputs", "input=/data/Smith", "John");
	}

	@Test
	public void path_in_the_place_of_a_key_is_not_repeated() {
		assertEquals(2, run("try_inputs", "/data/Smith=x"));
		assertFalse(err.toString(), err.toString().contains("Smith"));
	}

	@Test
	public void key_given_twice_is_one_sentence() {
		assertRefused("The key level stands twice.", "try_inputs", "level=1", "level=2");
	}

	@Test
	public void unknown_command_is_one_sentence() {
		assertEquals(2, run("deidentfy"));
		assertTrue(err.toString(), err.toString().startsWith("There is no command of that name; the commands are "));
	}

	@Test
	public void open_image_cannot_be_given() {
		assertRefused("Try MedPrep Image: imp is an open image, which the terminal has not; run this command in ImageJ.", "try_image");
	}

	@Test
	public void report_gives_summary_places_and_exit_status() {
		assertEquals(1, run("try_report", "status=1"));
		assertTrue(out.toString(), out.toString().contains("1 refused"));
	}

	@Test
	public void json_prints_the_run_record_alone() {
		assertEquals(0, run("try_report", "json=true"));
		assertTrue(out.toString(), out.toString().startsWith("{\n  \"format\": \"medprep-run\""));
	}

	@Test
	public void json_takes_true_and_false_only() {
		assertEquals(2, run("try_report", "json=yes"));
	}

	@Test
	public void progress_goes_to_the_other_stream_and_is_wiped() {
		run("try_report");
		assertTrue(err.toString(), err.toString().contains(": 1 of 4 (25 %)"));
		assertTrue(err.toString(), err.toString().endsWith("\r\033[K"));
	}

	@Test
	public void fault_of_the_program_is_status_3_and_names_its_place_but_no_foreign_message() {
		assertEquals(3, run("try_inputs", "input=x", "mode=fail"));
		assertTrue(err.toString(), err.toString().contains("java.lang.IllegalStateException at sc.fiji.medprep.app.TryInputsCommand.run("));
		assertFalse(err.toString(), err.toString().contains("Smith"));
	}

	@Test
	public void cancelled_command_is_not_a_success() {
		assertRefused("Try MedPrep Inputs was cancelled: the test asked for it", "try_inputs", "input=x", "mode=cancel");
	}
}
