package sc.fiji.medprep.deidentify.subject;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.batch.BatchConfigurationException;

public class SubjectListTest {
	private static SubjectList list(String... lines) throws IOException {
		return SubjectList.parse(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
	}

	private static void assertRefused(int line, String why, String... lines) {
		String message = assertThrows(BatchConfigurationException.class, () -> list(lines)).getMessage();
		assertEquals("Line " + line + " of the subject list cannot be used: " + why + ".", message);
	}

	private static String subject(SubjectList list, String patient) {
		return list.subjectOf(patient).orElse(null);
	}

	@Test
	public void columns_are_found_by_their_names_in_any_order_and_others_are_ignored() throws IOException {
		SubjectList list = list("Site,SUBJECT,note,Patient", "x,S-01,\"a, b\",4711", "y,S-02,,0815");
		assertEquals("S-01", subject(list, "4711"));
		assertEquals("S-02", subject(list, "0815"));
		assertEquals(null, subject(list, "1"));
	}

	@Test
	public void table_may_be_as_a_spreadsheet_writes_it() throws IOException {
		assertEquals("S1", subject(list("\uFEFFpatient;subject;", "4711;S1;", ";;", "\"47;12\";S2;\r", ""), "4711"));
		assertEquals("S2", subject(list("\uFEFFpatient;subject;", "4711;S1;", ";;", "\"47;12\";S2;\r", ""), "47;12"));
		assertEquals("S1", subject(SubjectList.parse("patient\tsubject\r4711\tS1\r".getBytes(StandardCharsets.UTF_8)), "4711"));
		assertEquals("S1", subject(SubjectList.parse("\"patient\",\"subject\"\r\n\"Do\"\"e\r\nJane\",\"S1\"".getBytes(StandardCharsets.UTF_8)), "Do\"e\r\nJane"));
	}

	@Test
	public void patient_with_two_subjects_is_an_error() {
		assertRefused(3, "this patient has another subject in an earlier line", "patient,subject", "4711,S1", "4711,S2");
	}

	@Test
	public void subject_with_two_patients_is_an_error_unless_the_list_joins_them() throws IOException {
		assertRefused(3, "an earlier line gives this subject to another patient; if the two are one person, write yes in a column join", "patient,subject", "4711,S1", "0815,S1");
		assertRefused(3, "an earlier line gives this subject to another patient; if the two are one person, write yes in a column join",
			"patient,subject,join", "4711,S1,", "0815,S1,no");
		for (SubjectList joined : new SubjectList[] {list("patient,subject,join", "4711,S1,", "0815,S1,yes"), list("patient,subject,join", "4711,S1,YES", "0815,S1,"),
			list("patient,subject,join", "4711,S1,yes", "0815,S1,yes")}) {
			assertEquals("S1", subject(joined, "4711"));
			assertEquals("S1", subject(joined, "0815"));
		}
		assertRefused(4, "an earlier line gives this subject to another patient; if the two are one person, write yes in a column join",
			"patient,subject,join", "1,S1,", "2,S1,yes", "3,S1,");
	}

	@Test
	public void row_that_joins_nobody_is_an_error() {
		assertRefused(2, "join is yes, but no other line has this subject", "patient,subject,join", "4711,S1,yes", "0815,S2,");
		assertRefused(2, "join is yes, no or empty", "patient,subject,join", "4711,S1,maybe");
	}

	@Test
	public void same_row_twice_is_no_error() throws IOException {
		assertEquals("S1", subject(list("patient,subject", "4711,S1", "4711,S1"), "4711"));
	}

	@Test
	public void subject_is_a_name_for_a_folder_everywhere() throws IOException {
		String rule = "a subject is made of at most 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit";
		for (String bad : new String[] {"a b", "a/b", "..", ".a", "-a", "a.", "ä", "a".repeat(65), "a\\b", "con", "Lpt1.x", "\"a\nb\""}) assertRefused(2, rule, "patient,subject", "1," + bad);
		for (String good : new String[] {"a", "7", "A.b-c_d", "a".repeat(64)}) assertEquals(good, subject(list("patient,subject", "1," + good), "1"));
		assertRefused(3, "an earlier line has the same subject in other upper and lower case", "patient,subject", "1,s1", "2,S1");
	}

	@Test
	public void subject_must_not_leak_a_patient() {
		assertRefused(3, "the subject is a patient of the list", "patient,subject", "s2,S1", "9,S2");
		assertRefused(2, "the subject holds the patient it stands for", "patient,subject", "AB12,site-ab12-x");
	}

	@Test
	public void fault_in_the_table_is_told_with_the_line_in_which_it_begins() {
		assertRefused(1, "the header lacks the column patient", "4711,S1");
		assertRefused(1, "the header lacks the column subject", "patient;name");
		assertRefused(1, "the header has the column subject twice", "patient,subject,Subject");
		assertRefused(1, "a header with the columns patient and subject is missing", "");
		assertRefused(4, "the subject is missing", "patient,subject", "", "1,S1", "2");
		assertRefused(4, "the patient is missing", "patient,subject", "\"1\n\",S1", ",S2");
		assertRefused(3, "a quote is not closed", "patient,subject", "1,S1", "\"2,S2", "3,S3");
		assertRefused(2, "a quote stands inside a cell that does not begin with one", "patient,subject", "a\"b,S1");
		assertRefused(2, "something stands behind a closing quote", "patient,subject", "\"a\"b,S1");
		assertRefused(2, "it has more cells than the header; put a cell with a separator in it between quotes", "patient,subject", "Doe, Jane,S1");
	}

	@Test
	public void other_character_set_is_an_error_with_its_line() {
		for (Charset other : new Charset[] {StandardCharsets.ISO_8859_1}) {
			String message = assertThrows(BatchConfigurationException.class, () -> SubjectList.parse("patient,subject\n1,S1\nM\u00FCller,S2".getBytes(other))).getMessage();
			assertEquals("Line 3 of the subject list cannot be used: it is not in UTF-8; save the table as \"CSV UTF-8\".", message);
		}
		assertThrows(BatchConfigurationException.class, () -> SubjectList.parse("patient,subject\n1,S1".getBytes(StandardCharsets.UTF_16)));
	}

	@Test
	public void fingerprint_tells_lists_apart_but_not_the_order_of_their_rows() throws IOException {
		StudyKey key = new StudyKey(new byte[32]);
		String fingerprint = list("patient,subject", "1,S1", "2,S2").fingerprint(key);
		assertEquals(fingerprint, list("subject;patient", "S2;2", "S1;1").fingerprint(key));
		assertNotEquals(fingerprint, list("patient,subject", "1,S1", "2,S3").fingerprint(key));
		assertNotEquals(fingerprint, list("patient,subject", "1,S1", "2,S2").fingerprint(new StudyKey(new byte[] {1})));
	}

	@Test
	public void any_bytes_are_a_list_or_one_sentence_without_a_value() {
		Random random = new Random(3);
		byte[] start = "\uFEFFpatient;subject;join\r\n\"DOE^JANE\";S1;\r\nDOE2;S1;yes\n\"a\"\"b\";S-2;no\n".getBytes(StandardCharsets.UTF_8);
		String odd = "\";,\n\r\t\0\u00FF\uFFFFyesS1";
		int read = 0;
		for (int i = 0; i < 20_000; i++) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			int changes = 1 + random.nextInt(4);
			byte[] file = start.clone();
			for (int change = 0; change < changes; change++) file[random.nextInt(file.length)] = (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : odd.charAt(random.nextInt(odd.length())));
			bytes.write(file, 0, random.nextInt(file.length + 1));
			try {
				SubjectList.parse(bytes.toByteArray());
				read++;
			}
			catch (BatchConfigurationException e) {
				assertTrue(e.getMessage(), e.getMessage().matches("Line [1-9]\\d? of the subject list cannot be used: [a-z][a-zA-Z0-9 ,;\"-]+\\."));
				assertTrue(e.getMessage(), !e.getMessage().contains("DOE") && !e.getMessage().contains("S1"));
			}
		}
		assertTrue("read " + read, read > 1000);
	}
}
