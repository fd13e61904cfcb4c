package sc.fiji.medprep.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PassphraseTest {
	private static final UnaryOperator<String> NOTHING_SET = name -> null;

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	private Path file(byte[] content, String permissions) throws IOException {
		Path file = folder.newFile().toPath();
		Files.write(file, content);
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
	}

	private Path file(String content) throws IOException {
		return file(content.getBytes(StandardCharsets.UTF_8), "rw-r-----");
	}

	private static String get(Path file) {
		try (Passphrase passphrase = Passphrase.get(Passphrase.Use.OPEN, file, NOTHING_SET, null)) {
			return new String(passphrase.characters());
		}
	}

	private static String refusal(Passphrase.Use use, Path file, UnaryOperator<String> environment, Passphrase.Dialog dialog) {
		return assertThrows(CommandFailure.class, () -> Passphrase.get(use, file, environment, dialog)).getMessage();
	}

	@Test
	public void file_gives_its_first_line_whatever_the_line_end() throws IOException {
		for (String end : new String[] {"", "\n", "\r\n", "\r", "\nmore"}) assertEquals(" h\u00F6rse \uD83D\uDE42 ", get(file(" h\u00F6rse \uD83D\uDE42 " + end)));
		assertEquals("horse", get(file("\uFEFFhorse\n")));
	}

	@Test
	public void file_goes_before_the_environment_and_that_before_the_dialog() throws IOException {
		UnaryOperator<String> environment = Map.of("MEDPREP_VAULT_PASSPHRASE", "env", "MEDPREP_VAULT_NEW_PASSPHRASE", "new env")::get;
		Passphrase.Dialog dialog = (label, twice) -> (label + twice).toCharArray();
		assertEquals("file", new String(Passphrase.get(Passphrase.Use.OPEN, file("file"), environment, dialog).characters()));
		assertEquals("env", new String(Passphrase.get(Passphrase.Use.CREATE, null, environment, dialog).characters()));
		assertEquals("new env", new String(Passphrase.get(Passphrase.Use.REPLACE, null, environment, dialog).characters()));
		assertEquals("The passphrase of the vaultfalse", new String(Passphrase.get(Passphrase.Use.OPEN, null, NOTHING_SET, dialog).characters()));
		assertEquals("A passphrase for the new vaulttrue", new String(Passphrase.get(Passphrase.Use.CREATE, null, NOTHING_SET, dialog).characters()));
	}

	@Test
	public void without_a_passphrase_one_sentence_says_how_to_give_it() {
		assertEquals("The passphrase of the vault is missing; give passphrase_file, or set MEDPREP_VAULT_PASSPHRASE in the environment.", refusal(Passphrase.Use.OPEN, null, NOTHING_SET, null));
		assertEquals("The passphrase of the vault is missing; give new_phrase_file, or set MEDPREP_VAULT_NEW_PASSPHRASE in the environment.",
			refusal(Passphrase.Use.REPLACE, null, NOTHING_SET, null));
		assertEquals("No passphrase was given.", refusal(Passphrase.Use.OPEN, null, NOTHING_SET, (label, twice) -> null));
		assertEquals("The passphrase is empty.", refusal(Passphrase.Use.OPEN, null, name -> "", null));
	}

	@Test
	public void file_that_cannot_be_used_is_one_sentence_without_its_content() throws IOException {
		assertEquals("The file that passphrase_file names does not exist or cannot be read.", refusal(Passphrase.Use.OPEN, folder.getRoot().toPath(), NOTHING_SET, null));
		assertEquals("Everybody can read the file that passphrase_file names; make it readable for its owner only.",
			refusal(Passphrase.Use.OPEN, file("horse".getBytes(StandardCharsets.UTF_8), "rw-r--r--"), NOTHING_SET, null));
		assertEquals("The file that new_phrase_file names is not in UTF-8.", refusal(Passphrase.Use.REPLACE, file(new byte[] {'h', (byte) 0xF6}, "rw-------"), NOTHING_SET, null));
		assertEquals("The file that passphrase_file names is too long for a passphrase.", refusal(Passphrase.Use.OPEN, file("x".repeat(1025)), NOTHING_SET, null));
		assertEquals("The passphrase is empty.", refusal(Passphrase.Use.OPEN, file("\nhorse"), NOTHING_SET, null));
	}

	@Test
	public void closed_passphrase_is_overwritten_and_never_says_itself() throws IOException {
		Passphrase passphrase = Passphrase.get(Passphrase.Use.OPEN, file("horse"), NOTHING_SET, null);
		assertTrue(!passphrase.toString().contains("horse"));
		char[] characters = passphrase.characters();
		passphrase.close();
		assertArrayEquals(new char[5], characters);
	}
}
