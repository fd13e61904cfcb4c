package sc.fiji.medprep.deidentify.subject;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.Test;

public class SubjectsTest {
	private static final StudyKey KEY = new StudyKey(new byte[32]);
	private final Subjects keyed = new Subjects(KEY, null, 30, 3650, true);
	private final Subjects listed;

	public SubjectsTest() throws IOException {
		listed = new Subjects(KEY, SubjectList.parse("patient,subject,join\n4711,S1,\n0815,S1,yes\nDoe^Jane,S2,".getBytes(StandardCharsets.UTF_8)), 30, 3650, true);
	}

	private static Patient seenBefore(String id, String name) {
		return new Patient(id, "", name, "", true);
	}

	@Test
	public void patient_is_known_by_ID_else_by_name_else_by_study() {
		assertEquals(KEY.pseudonym("4711"), keyed.of(Patient.of(" 4711 ", "Doe^Jane"), "1.2").pseudonym());
		assertEquals(KEY.pseudonym("DOE^JANE"), keyed.of(Patient.of("", "Doe^Jane"), "1.2").pseudonym());
		for (String same : new String[] {"DOE^JANE^^", "Doe^Jane==", "doe^jane^ "}) assertEquals(KEY.pseudonym("DOE^JANE"), keyed.of(Patient.of("", same), "1.2").pseudonym());
		assertEquals(KEY.pseudonym("study 1.2"), keyed.of(Patient.of("", "^^^^"), "1.2").pseudonym());
		assertEquals(KEY.pseudonym("study 1.2"), keyed.of(Patient.of(null, " "), "1.2").pseudonym());
		assertEquals(Optional.empty(), keyed.of(Patient.of("", "")));
	}

	@Test
	public void subject_of_the_list_is_taken_and_who_is_not_in_it_gets_a_keyed_pseudonym() {
		assertEquals("S1", listed.of(Patient.of("4711", "x"), "").pseudonym());
		assertEquals("S2", listed.of(Patient.of("", "DOE^jane"), "").pseudonym());
		assertEquals("an ID is not looked for without regard to case", KEY.pseudonym("doe^jane"), listed.of(Patient.of("doe^jane", ""), "").pseudonym());
		assertEquals(KEY.pseudonym("1"), listed.of(Patient.of("1", ""), "").pseudonym());
	}

	@Test
	public void joined_patients_have_one_pseudonym_and_one_shift() {
		Subject first = listed.of(Patient.of("4711", ""), ""), second = listed.of(Patient.of("0815", ""), "");
		assertEquals(first, second);
		assertNotEquals(first.shift(), listed.of(Patient.of("", "Doe^Jane"), "").shift());
	}

	@Test
	public void shift_is_a_function_of_key_and_pseudonym_within_its_range() {
		for (int i = 0; i < 1000; i++) {
			Subject subject = keyed.of(Patient.of("" + i, ""), "");
			assertTrue(subject.shift().days() <= -30 && subject.shift().days() >= -3650);
			assertEquals(KEY.shift(subject.pseudonym(), 30, 3650), subject.shift());
		}
		assertEquals(DateShift.NONE, new Subjects(KEY, null, 30, 3650, false).of(Patient.of("1", ""), "").shift());
	}

	@Test
	public void pseudonym_of_the_key_stays() {
		String pseudonym = KEY.pseudonym("4711");
		assertEquals(pseudonym, keyed.of(Patient.of(pseudonym, pseudonym), "").pseudonym());
		assertEquals(pseudonym, keyed.of(Patient.of("", pseudonym), "").pseudonym());
		assertTrue(keyed.isPseudonym(Patient.of(pseudonym, "")) && keyed.isPseudonym(Patient.of("", pseudonym)));
		assertFalse(keyed.isPseudonym(Patient.of("4711", pseudonym)));
	}

	@Test
	public void subject_of_the_list_stays_in_files_of_MedPrep_only() {
		for (Patient again : new Patient[] {seenBefore("S1", "S1"), seenBefore("S1", ""), seenBefore("", "S1")}) {
			assertEquals("S1", listed.of(again, "").pseudonym());
			assertTrue(listed.isPseudonym(again));
		}
		for (Patient stranger : new Patient[] {Patient.of("S1", "S1"), Patient.of("S1", ""), seenBefore("S1", "Roe^Richard"), seenBefore("S9", "S9")}) {
			assertEquals("another person whose ID happens to be so", KEY.pseudonym(stranger.id()), listed.of(stranger, "").pseudonym());
			assertFalse(listed.isPseudonym(stranger));
		}
	}

	@Test
	public void patient_says_nothing_in_a_message() {
		assertEquals("a patient", new Patient("4711", "a", "Doe^Jane", "19500101", false).toString());
	}
}
