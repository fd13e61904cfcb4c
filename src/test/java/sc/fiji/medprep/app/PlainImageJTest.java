package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.SyntheticCt;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.deidentify.Deidentifier;
import sc.fiji.medprep.deidentify.DeidentifyOptions;
import sc.fiji.medprep.deidentify.PixelRisk;
import sc.fiji.medprep.deidentify.Profile;
import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.deidentify.vault.Vault;

/** Commands over files in a {@link PlainImageJ}. */
public class PlainImageJTest {
	private static final String LABEL = "De-identify DICOM Files...";
	private static final int SLICES = 3;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private PlainImageJ imagej;
	private Path input;
	private Path output;
	private String log;

	@Before
	public void installInPlainImageJ() throws IOException {
		imagej = new PlainImageJ(folder);
		input = folder.newFolder("study of today").toPath();
		for (int slice = 1; slice <= SLICES; slice++) SyntheticCt.write(input.resolve(slice + ".dcm"), slice, 64);
		output = folder.getRoot().toPath().resolve("clean copies");
	}

	private void runMacro(boolean display, String code) throws IOException, InterruptedException {
		log = imagej.runMacro(display, code);
	}

	private boolean isReportThere() {
		return Files.exists(folder.getRoot().toPath().resolve("clean copies-report/run.json"));
	}

	private static Map<String, String> contents(Path root) throws IOException {
		Map<String, String> contents = new TreeMap<>();
		try (Stream<Path> walk = Files.walk(root)) {
			for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
				contents.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
			}
		}
		return contents;
	}

	private String line(String options) {
		return "run(\"" + LABEL + "\", \"" + options + "\");";
	}

	@Test
	public void macro_writes_the_same_files_as_the_library() throws Exception {
		PlainImageJ.requireDisplay();
		Path other = folder.getRoot().toPath().resolve("library");
		BatchOptions batch = new BatchOptions(input, other, null, 1, false);
		new Deidentifier(new DeidentifyOptions(batch, null, Profile.preset("basic"), PixelRisk.FLAG)).run(Progress.NONE);
		runMacro(true, line("input=[" + input + "] output=[" + output + "] key_file=[" + batch.privateFolder().resolve("study.key") + "]"));
		assertTrue(log, isReportThere());
		assertEquals(SLICES, contents(output).size());
		assertEquals(contents(other), contents(output));
	}

	@Test
	public void failure_stops_the_macro_with_one_sentence_and_no_dialog() throws Exception {
		PlainImageJ.requireDisplay();
		runMacro(true, line("input=[" + input + "] output=[" + output + "] pixel_risk=sideways") + "print('went on');");
		assertTrue(log, log.contains("pixel_risk must be one of refuse, flag, pass."));
		assertFalse(log, log.contains("went on"));
		assertFalse(isReportThere());
	}

	@Test
	public void macro_without_options_stops_and_opens_no_dialog() throws Exception {
		PlainImageJ.requireDisplay();
		runMacro(true, "run('" + LABEL + "'); print('went on');");
		assertTrue(log, log.contains("input is missing"));
		assertFalse(log, log.contains("went on"));
	}

	@Test
	public void call_runs_the_command_without_a_display() throws Exception {
		runMacro(false, "call('sc.fiji.medprep.app.CommandBridge.call', 'sc.fiji.medprep.commands.DeidentifyCommand', 'input=[" + input + "] output=[" + output
			+ "]'); print('went on');");
		assertTrue(log, isReportThere());
		assertTrue(log, log.contains("went on"));
	}

	@Test
	public void failed_call_stops_the_macro_without_a_display() throws Exception {
		runMacro(false, "call('sc.fiji.medprep.app.CommandBridge.call', 'sc.fiji.medprep.commands.DeidentifyCommand', 'output=[" + output + "]'); print('went on');");
		assertTrue(log, log.contains("input is missing"));
		assertFalse(log, log.contains("went on"));
	}

	@Test
	public void user_is_helped_and_gets_a_recorded_line_that_replays() throws Exception {
		PlainImageJ.requireDisplay();
		Path screenshots = Files.createDirectories(Path.of("target/plain-imagej"));
		log = imagej.runUser(PlainImageJUser.class, LABEL, screenshots.toAbsolutePath().toString(), input.toString(), output.toString());
		assertTrue(log, isReportThere());
		String recorded = log.lines().filter(line -> line.startsWith("RECORDED ")).findFirst().orElseThrow(() -> new AssertionError(log)).substring(9);
		assertEquals(line("input=[" + input + "] output=[" + output + "] profile=basic pixel_risk=flag threads=0 overwrite=false"), recorded);

		assertTrue(log, log.contains("LOG begun|De-identify DICOM Files: there is no key 'level'"));
		assertFalse(log, log.contains("went on"));

		delete(folder.getRoot().toPath().resolve("clean copies-report"));
		delete(folder.getRoot().toPath().resolve("clean copies-report-private"));
		delete(output);
		runMacro(true, recorded);
		assertTrue(log, isReportThere());
		assertEquals(SLICES, contents(output).size());
	}

	@Test
	public void looked_up_original_is_shown_and_neither_it_nor_the_passphrase_is_recorded_or_logged() throws Exception {
		PlainImageJ.requireDisplay();
		Path file = folder.getRoot().toPath().resolve("vault");
		try (Vault vault = Vault.openOrCreate(file, "battery staple".toCharArray())) {
			vault.patient(Patient.of("4711", "Doe^Jane"), new Subject("MP01", DateShift.NONE));
		}
		log = imagej.runUser(PlainImageJAsker.class, "Pseudonyms and Vault...", file.toString(), "MP01",
			"battery staple");
		assertTrue(log, log.contains("ANSWER patient MP01|  Patient ID: 4711|  Patient's Name: Doe^Jane"));
		assertTrue(log, log.contains("RECORDED run(\"Pseudonyms and Vault...\", \"vault=" + file + " action=look_up pseudonym=MP01 confirm=false\");"));
		assertTrue(log, log.contains("LOG null"));
		assertEquals("the passphrase nowhere, the name in the answer alone: " + log, 2, log.split("battery|Doe", -1).length);
	}

	private static void delete(Path root) throws IOException {
		if (!Files.exists(root)) return;
		try (Stream<Path> walk = Files.walk(root)) {
			walk.sorted(Comparator.reverseOrder()).forEach(path -> {
				try {
					Files.delete(path);
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			});
		}
	}
}
