package sc.fiji.medprep.deidentify.subject;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.batch.BatchConfigurationException;

public class StudyKeyTest {
	private static final StudyKey KEY = new StudyKey(new byte[32]), OTHER = new StudyKey(new byte[] {1});

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void uid_is_a_version_8_uuid_under_2_25_of_at_most_64_characters() {
		for (int i = 0; i < 1000; i++) {
			String uid = KEY.uid("1.2.840." + i);
			assertTrue(uid, uid.matches("2\\.25\\.[1-9][0-9]{0,38}"));
			BigInteger uuid = new BigInteger(uid.substring(5));
			assertEquals(8, uuid.shiftRight(76).intValue() & 15);
			assertEquals(2, uuid.shiftRight(62).intValue() & 3);
		}
	}

	@Test
	public void same_key_gives_the_same_replacement_and_another_key_another_one() {
		assertEquals(KEY.uid("1.2.3"), new StudyKey(new byte[32]).uid("1.2.3"));
		assertNotEquals(KEY.uid("1.2.3"), OTHER.uid("1.2.3"));
		assertEquals(KEY.pseudonym("4711"), new StudyKey(new byte[32]).pseudonym("4711"));
		assertNotEquals(KEY.pseudonym("4711"), OTHER.pseudonym("4711"));
	}

	@Test
	public void own_replacements_stay_and_those_of_another_key_do_not() {
		String uid = KEY.uid("1.2.3"), pseudonym = KEY.pseudonym("4711");
		assertEquals(uid, KEY.uid(uid));
		assertEquals(pseudonym, KEY.pseudonym(pseudonym));
		assertNotEquals(uid, OTHER.uid(uid));
		assertNotEquals(pseudonym, OTHER.pseudonym(pseudonym));
		for (String strange : new String[] {"2.25.", "2.25.1", "2.25.x", "2.25." + "9".repeat(39), "2.25." + "9".repeat(60)}) assertNotEquals(strange, KEY.uid(strange));
	}

	@Test
	public void different_originals_get_different_replacements() {
		Set<String> replacements = new HashSet<>();
		for (int i = 0; i < 20_000; i++) {
			replacements.add(KEY.uid("1.2." + i));
			replacements.add(KEY.pseudonym("" + i));
		}
		assertEquals(40_000, replacements.size());
	}

	@Test
	public void key_file_is_made_once_for_its_owner_only() throws Exception {
		Path file = folder.getRoot().toPath().resolve("study.key");
		String fingerprint = StudyKey.readOrCreate(file).fingerprint();
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
		assertEquals(fingerprint, StudyKey.readOrCreate(file).fingerprint());
		assertEquals(fingerprint, StudyKey.read(file).fingerprint());
	}

	@Test
	public void key_file_of_version_1_gives_the_replacements_it_always_gave() throws Exception {
		Path file = folder.newFile().toPath();
		Files.writeString(file, "medprep-study-key-1:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n");
		StudyKey key = StudyKey.read(file);
		// computed from docs/formats.md by another program
		assertEquals("2.25.323208961630152450876443539203840940155", key.uid("1.2.3"));
		assertEquals("MPFS5JAQ1DP8DYY9", key.pseudonym("4711"));
	}

	@Test
	public void file_that_is_no_key_is_refused_with_one_sentence_without_its_content() throws Exception {
		Path file = folder.newFile().toPath();
		Files.writeString(file, "my secret");
		String message = assertThrows(BatchConfigurationException.class, () -> StudyKey.read(file)).getMessage();
		assertEquals("The key file is not a MedPrep study key; give the file of an earlier run, or leave key_file out to have one made.", message);
		assertThrows(BatchConfigurationException.class, () -> StudyKey.read(file.resolveSibling("none")));
	}
}
