package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.SyntheticCt;

/** Where a run takes its vault from, and when it makes none. */
public class VaultPlaceTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private Path root;
	private Path input;
	private Path secret;

	@Before
	public void makeInput() throws IOException {
		root = folder.getRoot().toPath();
		input = folder.newFolder("study").toPath();
		SyntheticCt.write(input.resolve("1.dcm"), 1, 64);
		secret = Files.setPosixFilePermissions(Files.writeString(root.resolve("secret"), "battery staple"), PosixFilePermissions.fromString("rw-------"));
	}

	private void assertRefused(String sentence, String... keys) {
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		List<String> arguments = new ArrayList<>(List.of("deidentify", "output=" + root.resolve("clean"), "passphrase_file=" + secret));
		arguments.addAll(List.of(keys));
		int status = new Terminal(new PrintStream(new ByteArrayOutputStream(), true), new PrintStream(err, true), true).run(arguments.toArray(String[]::new));
		assertEquals(sentence, err.toString().strip());
		assertEquals(2, status);
	}

	@Test
	public void vault_in_the_input_is_refused_and_the_input_stays_as_it_is() throws Exception {
		assertRefused("The vault must not lie in the input, which is only read; give another place.", "input=" + input, "vault=" + input.resolve("vault"));
		assertEquals(List.of("1.dcm"), List.of(input.toFile().list()));
	}

	@Test
	public void vault_in_the_output_is_refused_also_behind_a_link() throws Exception {
		String sentence = "The vault must not lie in the output or the report, which are handed on; give another place.";
		assertRefused(sentence, "input=" + input, "vault=" + root.resolve("clean/vault"));
		Path link = Files.createSymbolicLink(root.resolve("link"), Files.createDirectory(root.resolve("clean")));
		assertRefused(sentence, "input=" + input, "vault=" + link.resolve("vault"));
		assertFalse(Files.exists(link.resolve("vault")));
	}

	@Test
	public void run_that_cannot_start_makes_no_vault() throws Exception {
		Path vault = root.resolve("vault");
		assertRefused("The input does not exist.", "input=" + root.resolve("nothing"), "vault=" + vault);
		assertRefused("The profile file does not exist; give a file, or leave it out.", "input=" + input, "vault=" + vault, "profile_file=" + root.resolve("nothing"));
		assertFalse(Files.exists(vault));
	}

	@Test
	public void passphrase_without_a_vault_is_not_taken_for_one() {
		assertRefused("passphrase_file is given without a vault; give vault too, or leave passphrase_file out.", "input=" + input);
		assertTrue(Files.notExists(root.resolve("clean")));
	}
}
