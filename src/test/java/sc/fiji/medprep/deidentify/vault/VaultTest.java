package sc.fiji.medprep.deidentify.vault;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.OutputException;
import sc.fiji.medprep.deidentify.subject.DateShift;
import sc.fiji.medprep.deidentify.subject.Level;
import sc.fiji.medprep.deidentify.subject.Patient;
import sc.fiji.medprep.deidentify.subject.Subject;

public class VaultTest {
	private static final String PASSPHRASE = "correct h\u00F6rse \uD83D\uDE42", OTHER = "battery staple";
	private static final String WRONG = "The passphrase does not open this vault; check it and try again.";
	private static final Patient JANE = new Patient("4711-SECRET", "Saint Mary", "D\u00F6e^Jane", "19500203", false);
	private static final Subject SUBJECT = new Subject("MP01", DateShift.NONE);

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();
	private Path file;

	@Before
	public void nameTheVault() {
		file = folder.getRoot().toPath().resolve("the vault");
	}

	private static char[] passphrase() {
		return PASSPHRASE.toCharArray();
	}

	private Vault open() throws IOException {
		return Vault.openOrCreate(file, passphrase());
	}

	private void recordJane() throws IOException {
		try (Vault vault = open()) {
			vault.patient(JANE, SUBJECT);
			vault.uid(Level.STUDY, "1.2.840.99", "2.25.1", SUBJECT);
			vault.uid(Level.SERIES, "1.2.840.99.1", "2.25.2", SUBJECT);
		}
	}

	private static void assertRefused(String sentence, ThrowingRunnable action) {
		assertEquals(sentence, assertThrows(BatchConfigurationException.class, action).getMessage());
	}

	private void sql(String... statements) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file); Statement statement = connection.createStatement()) {
			for (String sql : statements) statement.executeUpdate(sql);
		}
	}

	private int number(String query) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			return row.getInt(1);
		}
	}

	private List<String> files() throws IOException {
		try (Stream<Path> list = Files.list(folder.getRoot().toPath())) {
			return list.map(path -> path.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	public void pseudonym_and_new_UIDs_lead_back_to_their_originals() throws IOException {
		recordJane();
		try (Vault vault = Vault.open(file, passphrase())) {
			assertEquals(List.of(new Original(Level.PATIENT, "MP01", "MP01", "4711-SECRET", "Saint Mary", "D\u00F6e^Jane", "19500203")), vault.lookUp("MP01"));
			assertEquals(List.of(new Original(Level.STUDY, "2.25.1", "MP01", "1.2.840.99", "", "", "")), vault.lookUp("2.25.1"));
			assertEquals(List.of(), vault.lookUp("4711-SECRET"));
			assertEquals(List.of(Level.SERIES, Level.PATIENT), LookUp.of(vault, " 2.25.2 ").originals().stream().map(Original::level).toList());
		}
	}

	@Test
	public void joined_patients_and_spellings_of_a_name_are_all_kept_and_each_once() throws Exception {
		for (int run = 0; run < 2; run++) {
			try (Vault vault = open()) {
				for (int again = 0; again < 2; again++) {
					vault.patient(JANE, SUBJECT);
					vault.patient(new Patient("0815", "", "Doe^J", "", false), SUBJECT);
				}
			}
		}
		assertEquals(2, number("SELECT count(*) FROM entry"));
		try (Vault vault = open()) {
			assertEquals(List.of("0815", "4711-SECRET"), vault.lookUp("MP01").stream().map(Original::original).toList());
		}
	}

	@Test
	public void what_was_replaced_before_is_not_recorded() throws Exception {
		try (Vault vault = open()) {
			vault.patient(new Patient("MP01", "", "MP01", "19491112", true), SUBJECT);
			vault.patient(Patient.of("", ""), SUBJECT);
			vault.uid(Level.STUDY, "2.25.1", "2.25.1", SUBJECT);
			vault.uid(Level.STUDY, "", "2.25.1", SUBJECT);
			assertEquals(0, number("SELECT count(*) FROM entry"));
			vault.patient(new Patient("", "", "", "19491112", false), SUBJECT);
			vault.patient(new Patient("MP01", "", "Doe^Jane", "", false), SUBJECT);
			assertEquals(2, number("SELECT count(*) FROM entry"));
		}
	}

	@Test
	public void vault_of_version_1_is_read_as_it_always_was() throws IOException {
		try (InputStream in = getClass().getResourceAsStream("version-1.vault")) {
			Files.copy(in, file);
		}
		try (Vault vault = Vault.open(file, passphrase())) {
			assertEquals("4711-SECRET", vault.lookUp("MP01").get(0).original());
			assertEquals("1.2.840.99.1", vault.lookUp("2.25.2").get(0).original());
		}
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
		try (Vault vault = Vault.open(file, passphrase())) {
			assertEquals("looking up changes nothing", "r--------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
			assertEquals(1, vault.lookUp("MP01").size());
		}
	}

	@Test
	public void wrong_passphrase_is_one_sentence() throws IOException {
		recordJane();
		for (String wrong : new String[] {OTHER, "", PASSPHRASE + " "}) {
			assertRefused(WRONG, () -> Vault.openOrCreate(file, wrong.toCharArray()));
			assertRefused(WRONG, () -> Vault.open(file, wrong.toCharArray()));
		}
	}

	@Test
	public void short_passphrase_makes_no_vault() throws IOException {
		assertRefused("The passphrase is too short; a new one has at least 8 characters.", () -> Vault.openOrCreate(file, "seven77".toCharArray()));
		assertEquals(List.of(), files());
	}

	@Test
	public void nothing_of_an_original_is_in_the_bytes_of_the_file_or_its_journal() throws Exception {
		recordJane();
		try (Vault vault = open()) {
			for (int i = 0; i < 50; i++) VaultWriter.record(vault, i);
			byte[] journal = journalDuring("UPDATE entry SET sealed = zeroblob(9)");
			assertTrue(journal.length > 10_000);
			for (byte[] bytes : new byte[][] {Files.readAllBytes(file), journal}) {
				for (String secret : new String[] {"SECRET", "Saint", "Jane", "Doe", "1950", "1.2.840", "1.2.3", "MP01", "2.25.", "patient", "series", "ID-", "horse", "rse"}) {
					for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
						assertFalse(secret, contains(bytes, secret.getBytes(charset)));
					}
				}
			}
		}
	}

	/** The rollback journal as it is while a transaction is going on; others must not be able to read it, either. */
	private byte[] journalDuring(String sql) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file); Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA cache_size = 2");
			statement.execute("BEGIN IMMEDIATE");
			statement.executeUpdate(sql);
			Path journal = file.resolveSibling("the vault-journal");
			assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(journal)));
			byte[] bytes = Files.readAllBytes(journal);
			statement.execute("ROLLBACK");
			return bytes;
		}
	}

	private static boolean contains(byte[] bytes, byte[] wanted) {
		next: for (int i = 0; i + wanted.length <= bytes.length; i++) {
			for (int j = 0; j < wanted.length; j++) if (bytes[i + j] != wanted[j]) continue next;
			return true;
		}
		return false;
	}

	@Test
	public void length_of_a_sealed_entry_says_nothing() throws Exception {
		try (Vault vault = open()) {
			vault.patient(Patient.of("1", "A^B"), SUBJECT);
			vault.patient(Patient.of("1234567890", "Longer^Name"), SUBJECT);
		}
		assertEquals(1, number("SELECT count(DISTINCT length(sealed)) FROM entry"));
	}

	@Test
	public void files_are_for_their_owner_only() throws Exception {
		recordJane();
		assertEquals(List.of("the vault"), files());
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		try (Vault vault = open()) {
			assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
			Path csv = file.resolveSibling("out.csv");
			vault.export(csv);
			assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(csv)));
		}
		assertEquals(List.of("out.csv", "the vault"), files());
	}

	@Test
	public void changed_or_moved_entry_is_noticed() throws Exception {
		recordJane();
		byte[] whole = Files.readAllBytes(file);
		for (String change : new String[] {
			"UPDATE entry SET sealed = (SELECT max(sealed) FROM entry)",
			"UPDATE entry SET found_by = (SELECT max(found_by) FROM entry)",
			"UPDATE entry SET sealed = substr(sealed, 1, length(sealed) - 1) || x'00'",
			"UPDATE entry SET sealed = x'00' || substr(sealed, 2)",
			"UPDATE entry SET sealed = x''", "UPDATE entry SET sealed = 7", "UPDATE entry SET hash = hash || x'00'"}) {
			Files.write(file, whole);
			sql(change);
			try (Vault vault = Vault.open(file, passphrase())) {
				assertRefused("An entry of the vault was changed; take the vault from a backup.", () -> vault.export(file.resolveSibling("out.csv")));
			}
			assertEquals(List.of("the vault"), files());
		}
	}

	@Test
	public void changed_header_opens_nothing() throws Exception {
		recordJane();
		byte[] whole = Files.readAllBytes(file);
		for (String change : new String[] {"rounds = 600001", "salt = zeroblob(16)", "wrapped_key = zeroblob(60)", "wrapped_key = x''", "key_check = zeroblob(32)"}) {
			Files.write(file, whole);
			sql("UPDATE vault SET " + change);
			assertRefused(WRONG, () -> Vault.open(file, passphrase()));
		}
		for (String change : new String[] {"UPDATE vault SET rounds = 599999", "UPDATE vault SET rounds = 2000000000", "UPDATE vault SET salt = x''", "DROP TABLE vault"}) {
			Files.write(file, whole);
			sql(change);
			assertRefused(Store.DAMAGED, () -> Vault.open(file, passphrase()));
		}
		Files.write(file, whole);
		sql("PRAGMA user_version = 2");
		assertRefused("The vault was made by a later version of MedPrep; update MedPrep.", () -> Vault.open(file, passphrase()));
	}

	@Test
	public void what_is_no_vault_is_refused_and_left_as_it_is() throws Exception {
		Files.writeString(file, "This is a letter to somebody, long enough to look like something. ".repeat(20));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		byte[] letter = Files.readAllBytes(file);
		assertRefused(Store.NO_VAULT, this::open);
		assertRefused(Store.NO_VAULT, () -> Vault.destroy(file));
		assertArrayEquals(letter, Files.readAllBytes(file));
		assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
		Files.delete(file);
		sql("PRAGMA journal_mode = WAL", "CREATE TABLE letters (text TEXT)");
		byte[] database = Files.readAllBytes(file);
		assertRefused(Store.NO_VAULT, this::open);
		assertRefused(Store.NO_VAULT, () -> Vault.destroy(file));
		assertArrayEquals(database, Files.readAllBytes(file));
		assertRefused("The vault does not exist; give the vault of an earlier run.", () -> Vault.open(file.resolveSibling("none"), passphrase()));
		assertRefused("The vault is a folder; give a file.", () -> Vault.openOrCreate(folder.getRoot().toPath(), passphrase()));
		assertRefused("The folder of the vault does not exist; make it first.", () -> Vault.openOrCreate(file.resolveSibling("none").resolve("vault"), passphrase()));
	}

	@Test
	public void damaged_vault_is_refused_with_one_sentence_whatever_the_damage() throws Exception {
		try (Vault vault = open()) {
			for (int i = 0; i < 30; i++) VaultWriter.record(vault, i);
		}
		byte[] whole = Files.readAllBytes(file);
		Random random = new Random(5);
		int refused = 0;
		for (int round = 0; round < 100; round++) {
			byte[] damaged = whole.clone();
			int length = round % 2 == 0 ? 1 + random.nextInt(whole.length - 1) : whole.length;
			// the first of the changes spoils a page as a whole, as a disk does
			if (round % 2 == 1) for (int page = random.nextInt(whole.length / 4096) * 4096, i = page; i < page + 4096; i++) damaged[i] = (byte) random.nextInt();
			Files.write(file, Arrays.copyOf(damaged, length));
			// what Vault.open and export do, without the long way from a passphrase to a key
			try (Store store = Store.open(file)) {
				if (store.header() == null) refused++;
				store.read(null, row -> { });
			}
			catch (BatchConfigurationException e) {
				refused++;
				assertTrue(e.getMessage(), e.getMessage().matches("(The|An) [^.]+\\.") && !e.getMessage().contains(folder.getRoot().toString()));
			}
		}
		assertTrue("refused " + refused, refused >= 75);
	}

	@Test
	public void empty_file_of_a_run_killed_at_its_start_becomes_a_vault() throws IOException {
		Files.createFile(file);
		assertRefused(Store.NO_VAULT, () -> Vault.open(file, passphrase()));
		recordJane();
		try (Vault vault = open()) {
			assertEquals(1, vault.lookUp("MP01").size());
		}
	}

	@Test
	public void export_is_a_table_that_another_reader_reads() throws IOException {
		try (Vault vault = open()) {
			vault.patient(new Patient("4,7\"11", "", "Doe^Jane\r\nx", "", false), SUBJECT);
			vault.uid(Level.SERIES, "1.2.3", "2.25.2", SUBJECT);
			Path csv = file.resolveSibling("out.csv");
			assertEquals(2, vault.export(csv));
			try (Reader in = Files.newBufferedReader(csv)) {
				List<CSVRecord> rows = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).build().parse(in).getRecords();
				assertEquals(List.of("patient", "MP01", "MP01", "4,7\"11", "", "Doe^Jane\r\nx", ""), rows.get(0).toList());
				assertEquals("1.2.3", rows.get(1).get("original"));
			}
			assertRefused("The file for the export exists; give the name of a new file.", () -> vault.export(csv));
		}
	}

	@Test
	public void rekeyed_vault_opens_with_the_new_passphrase_alone_and_holds_the_same_under_another_key() throws Exception {
		recordJane();
		byte[] before = Files.readAllBytes(file);
		Vault.rekey(file, passphrase(), OTHER.toCharArray());
		assertRefused(WRONG, () -> Vault.open(file, passphrase()));
		try (Vault vault = Vault.open(file, OTHER.toCharArray())) {
			assertEquals("4711-SECRET", vault.lookUp("MP01").get(0).original());
			assertEquals("1.2.840.99", vault.lookUp("2.25.1").get(0).original());
			vault.patient(JANE, SUBJECT);
			assertEquals(3, number("SELECT count(*) FROM entry"));
		}
		byte[] after = Files.readAllBytes(file);
		Files.write(file, before);
		byte[] oldHash = new byte[32], oldSealed = new byte[64];
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file); Statement statement = connection.createStatement();
			ResultSet row = statement.executeQuery("SELECT hash, sealed FROM entry")) {
			System.arraycopy(row.getBytes(1), 0, oldHash, 0, 32);
			System.arraycopy(row.getBytes(2), 0, oldSealed, 0, 64);
		}
		assertTrue(contains(before, oldHash) && contains(before, oldSealed));
		assertFalse("deleted rows are overwritten", contains(after, oldHash) || contains(after, oldSealed));
	}

	@Test
	public void rekey_with_a_fault_changes_nothing() throws Exception {
		recordJane();
		sql("UPDATE entry SET sealed = x'00' WHERE hash = (SELECT max(hash) FROM entry)");
		byte[] before = Files.readAllBytes(file);
		assertRefused("An entry of the vault was changed; take the vault from a backup.", () -> Vault.rekey(file, passphrase(), OTHER.toCharArray()));
		assertArrayEquals(before, Files.readAllBytes(file));
		assertRefused("The passphrase is too short; a new one has at least 8 characters.", () -> Vault.rekey(file, passphrase(), new char[7]));
	}

	@Test
	public void run_with_a_vault_that_was_rekeyed_or_destroyed_meanwhile_ends() throws Exception {
		recordJane();
		try (Vault running = open()) {
			Vault.rekey(file, passphrase(), OTHER.toCharArray());
			String message = assertThrows(OutputException.class, () -> VaultWriter.record(running, 1)).getMessage();
			assertTrue(message, message.equals("The vault got another key while it was in use; start again with the new passphrase to go on where the run stopped."));
			assertThrows("also a second time", OutputException.class, () -> VaultWriter.record(running, 1));
		}
		try (Vault running = Vault.open(file, OTHER.toCharArray())) {
			Vault.destroy(file);
			assertThrows(OutputException.class, () -> VaultWriter.record(running, 1));
		}
		assertEquals(List.of(), files());
	}

	@Test
	public void destroyed_vault_is_gone_also_from_another_name_of_the_file() throws Exception {
		recordJane();
		Path link = Files.createLink(file.resolveSibling("other name"), file);
		Vault.destroy(file);
		assertEquals(List.of("other name"), files());
		for (byte b : Files.readAllBytes(link)) assertEquals(0, b);
		assertRefused("The vault does not exist; give the vault of an earlier run.", () -> Vault.destroy(file));
	}

	@Test
	public void damaged_vault_can_be_destroyed() throws Exception {
		recordJane();
		Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 5000));
		Vault.destroy(file);
		assertEquals(List.of(), files());
	}

	private Process writer(int first, int count, int threads) throws IOException {
		return new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Dorg.sqlite.tmpdir=" + folder.getRoot(), "-Dfile.encoding=UTF-8",
			"-Dsun.jnu.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), VaultWriter.class.getName(), file.toString(), OTHER, "" + first, "" + count, "" + threads)
			.redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	@Test
	public void run_killed_in_the_middle_of_10_000_writes_loses_nothing_that_was_told_to_be_safe() throws Exception {
		Process process = writer(0, 10_000, 64);
		Set<Integer> safe = new TreeSet<>();
		try (BufferedReader lines = process.inputReader()) {
			while (safe.size() < 1000) safe.add(Integer.parseInt(lines.readLine()));
			// SIGKILL
			process.destroyForcibly();
			List<String> rest = new ArrayList<>();
			try {
				for (String line = lines.readLine(); line != null; line = lines.readLine()) rest.add(line);
			}
			catch (IOException closed) {
				// with the process
			}
			// the last line may be cut
			if (!rest.isEmpty()) rest.subList(0, rest.size() - 1).forEach(line -> safe.add(Integer.parseInt(line)));
		}
		assertTrue(process.waitFor(10, TimeUnit.SECONDS));
		assertEquals(137, process.exitValue());
		assertTrue("it was in the middle: " + safe.size(), safe.size() < 10_000);
		try (Vault vault = Vault.open(file, OTHER.toCharArray())) {
			for (int number : safe) {
				assertEquals("ID-" + number, vault.lookUp("MP" + number).get(0).original());
				assertEquals("1.2.3." + number, vault.lookUp("2.25." + number).get(0).original());
			}
			VaultWriter.record(vault, 20_000);
			assertTrue(vault.export(file.resolveSibling("out.csv")) > 2 * safe.size());
		}
		assertEquals("nothing is left of a killed run", List.of("out.csv", "the vault"), files());
		assertTrue(integrity());
	}

	private boolean integrity() throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file); Statement statement = connection.createStatement();
			ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
			return row.getString(1).equals("ok");
		}
	}

	@Test
	public void two_processes_make_a_vault_and_write_at_once_without_loss() throws Exception {
		Process one = writer(0, 60, 8), other = writer(30, 60, 8);
		for (Process process : List.of(one, other)) {
			assertEquals(60, new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines().count());
			assertTrue(process.waitFor(60, TimeUnit.SECONDS));
			assertEquals(0, process.exitValue());
		}
		try (Vault vault = Vault.open(file, OTHER.toCharArray())) {
			for (int number = 0; number < 90; number++) assertEquals("ID-" + number, vault.lookUp("MP" + number).get(0).original());
			assertEquals(180, vault.export(file.resolveSibling("out.csv")));
		}
		assertTrue(integrity());
	}

	@Test
	public void path_with_special_characters_works() throws IOException {
		file = folder.newFolder("M\u00FCller & S\u00F6hne #1 %20; x").toPath().resolve("vault");
		recordJane();
		assertTrue(Files.size(file) > 0);
		assertRefused("The path of the database has a question mark in it; give one without.", () -> Vault.openOrCreate(file.resolveSibling("what?"), passphrase()));
	}

	@Test
	public void another_program_follows_the_specification_to_the_originals() throws Exception {
		recordJane();
		Path script = Files.writeString(folder.newFile("reader.py").toPath(), String.join("\n",
			"import hashlib, hmac, sqlite3, sys",
			"db = sqlite3.connect(sys.argv[1])",
			"assert db.execute('PRAGMA application_id').fetchone()[0] == 0x4D505654 and db.execute('PRAGMA user_version').fetchone()[0] == 1",
			"rounds, salt, wrapped, check = db.execute('SELECT rounds, salt, wrapped_key, key_check FROM vault').fetchone()",
			"assert rounds >= 600000 and len(salt) == 16 and len(wrapped) == 60",
			"wrapping = hashlib.pbkdf2_hmac('sha256', sys.argv[2].encode('utf-8'), salt, rounds, 32)",
			"try:",
			"    from cryptography.hazmat.primitives.ciphers.aead import AESGCM",
			"except ImportError:",
			"    print('NO AES'); sys.exit()",
			"def mac(key, purpose, text=b''): return hmac.new(key, purpose + b'\\0' + text, hashlib.sha256).digest()",
			"key = AESGCM(wrapping).decrypt(wrapped[:12], wrapped[12:], b'medprep-vault 1')",
			"find, seal = mac(key, b'find'), mac(key, b'seal')",
			"assert mac(find, b'key-check') == check",
			"for h, f, s in db.execute('SELECT hash, found_by, sealed FROM entry WHERE found_by = ?', (mac(find, b'replacement', b'MP01'),)):",
			"    text = AESGCM(seal).decrypt(s[:12], s[12:], h + f)",
			"    assert len(text) % 256 == 0 and mac(find, b'entry', text.rstrip(b' ')) == h",
			"    print(ascii(text.decode('utf-8').rstrip()))"));
		Oracle.Run run = Oracle.run("/usr/bin/python3", script.toString(), file.toString(), PASSPHRASE);
		Oracle.require(!run.output().contains("NO AES"), "AES in Python (Debian: python3-cryptography)");
		assertEquals("'{\"level\":\"patient\",\"replacement\":\"MP01\",\"subject\":\"MP01\",\"original\":\"4711-SECRET\",\"issuer\":\"Saint Mary\",\"name\":\"D\\xf6e^Jane\",\"birth_date\":\"19500203\"}'",
			run.output().strip());
	}

	@Test
	public void machine_code_of_SQLite_leaves_no_file_behind() throws IOException {
		File temporary = folder.newFolder("tmp");
		recordJane();
		assertEquals(0, temporary.list().length);
		try (Stream<Path> list = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			assertEquals(List.of(), list.filter(path -> path.getFileName().toString().startsWith("medprep-sqlite")).toList());
		}
	}
}
