package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import ij.macro.Interpreter;
import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.subject.Level;
import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.deidentify.subject.Subject;
import sc.fiji.medprep.deidentify.vault.Vault;

/** The command about the vault, as the terminal, a macro and SciJava's own command line run it. */
public class PseudonymsTest {
	@Rule
	public TemporaryFolder folder = new TemporaryFolder();
	private final ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
	private Path vault;
	private Path secret;

	@Before
	public void makeVault() throws IOException {
		vault = folder.getRoot().toPath().resolve("vault");
		secret = secret("battery staple");
		try (Vault made = Vault.openOrCreate(vault, "battery staple".toCharArray())) {
			Subject subject = new Subject("MP01", DateShift.NONE);
			made.patient(new Patient("4711", "", "Doe^Jane", "19500203", false), subject);
			made.uid(Level.STUDY, "1.2.3", "2.25.1", subject);
		}
	}

	private Path secret(String passphrase) throws IOException {
		Path file = folder.newFile().toPath();
		return Files.setPosixFilePermissions(Files.writeString(file, passphrase), PosixFilePermissions.fromString("rw-------"));
	}

	private int run(String... keys) {
		out.reset();
		err.reset();
		String[] arguments = new String[keys.length + 2];
		arguments[0] = "pseudonyms";
		arguments[1] = "vault=" + vault;
		System.arraycopy(keys, 0, arguments, 2, keys.length);
		return new Terminal(new PrintStream(out, true), new PrintStream(err, true), true).run(arguments);
	}

	private void assertRefused(String sentence, String... keys) {
		assertEquals(2, run(keys));
		assertEquals(sentence, err.toString().strip());
		assertEquals("", out.toString());
	}

	@Test
	public void look_up_prints_the_original_and_nothing_else() {
		assertEquals(0, run("pseudonym=MP01", "passphrase_file=" + secret));
		assertEquals("patient MP01\n  Patient ID: 4711\n  Patient's Name: Doe^Jane\n  Patient's Birth Date: 19500203\n", out.toString());
		assertEquals("", err.toString());
		assertEquals(0, run("pseudonym=2.25.1", "passphrase_file=" + secret));
		assertTrue(out.toString(), out.toString().startsWith("study 2.25.1\n  UID: 1.2.3\npatient MP01\n"));
	}

	@Test
	public void json_is_the_same_for_programs() {
		assertEquals(0, run("pseudonym=MP01", "passphrase_file=" + secret, "json=true"));
		JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
		assertEquals("medprep-pseudonyms", json.get("format").getAsString());
		assertEquals("4711", json.getAsJsonArray("originals").get(0).getAsJsonObject().get("original").getAsString());
	}

	@Test
	public void pseudonym_that_is_not_in_the_vault_gives_status_1() {
		assertEquals(1, run("pseudonym=MP02", "passphrase_file=" + secret));
		assertEquals("The vault does not hold this pseudonym or UID.", out.toString().strip());
	}

	@Test
	public void what_is_missing_or_wrong_is_one_sentence() throws IOException {
		assertRefused("look_up needs a pseudonym or a new UID.", "passphrase_file=" + secret);
		assertRefused("export needs an output file.", "action=export", "passphrase_file=" + secret);
		assertRefused("destroy cannot be undone; confirm it (confirm=true).", "action=destroy");
		assertRefused("The passphrase does not open this vault; check it and try again.", "pseudonym=MP01", "passphrase_file=" + secret("wrong horse"));
		if (System.getenv("MEDPREP_VAULT_PASSPHRASE") == null) {
			assertRefused("The passphrase of the vault is missing; give passphrase_file, or set MEDPREP_VAULT_PASSPHRASE in the environment.", "pseudonym=MP01");
		}
		assertTrue(Files.exists(vault));
	}

	@Test
	public void vault_is_exported_rekeyed_and_destroyed() throws IOException {
		Path csv = folder.getRoot().toPath().resolve("out.csv"), next = secret("another staple");
		assertEquals(0, run("action=export", "output=" + csv, "passphrase_file=" + secret));
		assertTrue(out.toString(), out.toString().startsWith("2 originals were exported."));
		assertTrue(Files.readString(csv).contains("Doe^Jane"));
		assertEquals(0, run("action=rekey", "passphrase_file=" + secret, "new_phrase_file=" + next));
		assertEquals(2, run("pseudonym=MP01", "passphrase_file=" + secret));
		assertEquals(0, run("pseudonym=MP01", "passphrase_file=" + next));
		assertEquals(0, run("action=destroy", "confirm=true"));
		assertTrue(out.toString(), out.toString().contains("and the study key"));
		assertFalse(Files.exists(vault));
	}

	@Test
	public void macro_gets_the_answer_from_a_call_and_the_log_does_not() throws Exception {
		Path answer = folder.getRoot().toPath().resolve("answer.txt");
		PrintStream before = System.out;
		System.setOut(new PrintStream(out, true));
		try {
			new Interpreter().run("a = call('" + CommandBridge.class.getName() + ".call', 'sc.fiji.medprep.commands.PseudonymsCommand', 'vault=" + vault
				+ " pseudonym=MP01 passphrase_file=" + secret + "'); File.saveString(a, '" + answer + "');");
		}
		finally {
			System.setOut(before);
		}
		assertTrue(Files.readString(answer).contains("Doe^Jane"));
		assertEquals("", out.toString());
	}

	@Test
	public void scijava_prints_the_answer_once_and_logs_nothing_of_it() throws Exception {
		new File(folder.getRoot(), ".java/.userPrefs").mkdirs();
		File outFile = folder.newFile(), errFile = folder.newFile();
		int status = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Djava.util.prefs.userRoot=" + folder.getRoot(),
			"-cp", System.getProperty("java.class.path"), MedPrep.class.getName(), "--headless", "--run", "sc.fiji.medprep.commands.PseudonymsCommand",
			"vault=\"" + vault + "\",pseudonym=\"MP01\",passphrase_file=\"" + secret + "\"").redirectOutput(outFile).redirectError(errFile).start().waitFor();
		assertEquals(Files.readString(errFile.toPath()), 0, status);
		assertEquals(2, Files.readString(outFile.toPath()).split("Doe\\^Jane", -1).length);
		assertFalse(Files.readString(errFile.toPath()).contains("Doe"));
	}

	@Test
	public void answer_says_nothing_in_a_message() {
		assertEquals("an answer", new Answer("4711", "{}", 0).toString());
		assertThrows(CommandFailure.class, () -> Passphrase.get(Passphrase.Use.OPEN, null, name -> null, null));
	}
}
