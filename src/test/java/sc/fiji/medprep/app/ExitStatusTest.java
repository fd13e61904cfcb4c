package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a shell sees, in a Java of its own: the terminal, and SciJava's own command line. */
public class ExitStatusTest {
	private static final String COMMAND = "sc.fiji.medprep.app.TryInputsCommand";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private String out;
	private String err;

	private int run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Djava.awt.headless=true",
				"-Djava.util.prefs.userRoot=" + folder.getRoot(), "-cp", System.getProperty("java.class.path"), "sc.fiji.medprep.app.MedPrep"));
		command.addAll(List.of(arguments));
		// Java says so when it has to make this folder.
		new File(folder.getRoot(), ".java/.userPrefs").mkdirs();
		File outFile = folder.newFile();
		File errFile = folder.newFile();
		int status = new ProcessBuilder(command).redirectOutput(outFile).redirectError(errFile).start().waitFor();
		out = Files.readString(outFile.toPath());
		err = Files.readString(errFile.toPath());
		return status;
	}

	@Test
	public void terminal_ends_with_the_status_of_the_run() throws Exception {
		assertEquals(err, 0, run("try_inputs", "input=x"));
		assertEquals(1, run("try_report", "status=1"));
		assertEquals(2, run("try_inputs"));
		assertEquals(3, run("try_inputs", "input=x", "mode=fail"));
	}

	@Test
	public void scijava_runs_a_command_whose_optional_file_is_left_out() throws Exception {
		assertEquals(err, 0, run("--headless", "--run", COMMAND, "input=\"a b\",level=99"));
		assertTrue(out, out.contains("a b null quiet 99.0 3 false"));
	}

	@Test
	public void scijava_does_not_bring_back_the_values_of_the_last_run() throws Exception {
		run("--headless", "--run", COMMAND, "input=\"first\",note=\"n\",level=99");
		assertEquals(err, 0, run("--headless", "--run", COMMAND, "input=\"second\""));
		assertTrue(out, out.contains("second null quiet 50.0 3 false"));
	}

	@Test
	public void scijava_failures_are_one_sentence_and_a_status() throws Exception {
		assertEquals(2, run("--headless", "--run", COMMAND, "level=1"));
		assertEquals("Try MedPrep Inputs: input is missing (Input).", err.strip());
		assertEquals(2, run("--headless", "--run", COMMAND, "input=\"x\",mode=\"sideways\""));
		assertEquals("Try MedPrep Inputs: mode must be one of quiet, loud and clear, fail, cancel.", err.strip());
		assertEquals(3, run("--headless", "--run", COMMAND, "input=\"x\",mode=\"fail\""));
		assertFalse(err, err.contains("Smith"));
	}

	@Test
	public void scijava_status_is_2_when_nothing_ran() throws Exception {
		assertEquals(2, run("--headless", "--run", "no.such.Command", "input=\"x\""));
		assertEquals(2, run("--headless", "--run", COMMAND, "inptu=\"x\""));
	}
}
