package sc.fiji.medprep.deidentify.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

import org.junit.Test;

import sc.fiji.medprep.deidentify.subject.DateShift;

public class TextCleanerTest {
	static final Identifiers NOBODY = Identifiers.builder().build();
	private static final TextCleaner NORMAL = new TextCleaner(Strictness.NORMAL);
	private static final DateShift BACK = new DateShift(-40);

	private static String cleaned(String text, Identifiers known) {
		return NORMAL.clean(text, known, DateShift.NONE, DateText.REMOVE).text();
	}

	private static String shifted(String text) {
		return NORMAL.clean(text, Identifiers.builder().addDate(LocalDate.of(1970, 1, 31)).build(), BACK, DateText.SHIFT).text();
	}

	private static Identifiers named(String name) {
		return Identifiers.builder().addName(name).build();
	}

	@Test
	public void text_without_identifiers_stays_to_the_letter() {
		String text = "AX T2  FLAIR, post Gd";
		TextCleaner.Result result = NORMAL.clean(text, named("SMITH^JOHN"), DateShift.NONE, DateText.REMOVE);
		assertEquals(text, result.text());
		assertTrue(result.removed().isEmpty());
		assertEquals("", NORMAL.clean(null, NOBODY, DateShift.NONE, DateText.REMOVE).text());
	}

	@Test
	public void what_was_removed_is_told_by_kind() {
		Set<Kind> kinds = NORMAL.clean("Dr. Ogilvie, MRN 4711228, 212-555-0143, q@nowhere.org, 01/31/2019, 92 y/o", NOBODY, DateShift.NONE, DateText.REMOVE).removed();
		assertEquals(EnumSet.of(Kind.NAME, Kind.ID, Kind.PHONE, Kind.EMAIL, Kind.DATE, Kind.AGE), kinds);
	}

	@Test
	public void a_name_broken_into_pieces_is_a_name() {
		Identifiers known = named("QUILLFEATHER^JOEL");
		for (String name : new String[] {"Quill-feather", "QUILL-\nFEATHER", "Q u i l l f e a t h e r", "Q.u.i.l.l.f.e.a.t.h.e.r", "Q\0u\0i\0l\0l\0f\0e\0a\0t\0h\0e\0r", "Quill\0feather", "Quill\bfeather", "J O E L", "Jo\0el"}) {
			assertEquals(name, "thorax CT", cleaned("thorax " + name + " CT", known));
		}
		assertEquals("AX\0T2", cleaned("AX\0T2", known));
		assertEquals("max-well", cleaned("max-well", named("DOE^MAXW")));
	}

	@Test
	public void a_sigma_at_the_end_of_a_word_is_a_sigma() {
		assertEquals("CT", cleaned("CT ΔΙΟΝΥΣΙΟΣ", named("Διονυσιος^Παπας")));
	}

	@Test
	public void a_caret_between_unknown_words_is_a_name_even_if_unknown_words_stay() {
		assertEquals("Omnipaque", new TextCleaner(Strictness.LOOSE).clean("Omnipaque Zorblax^Hildi", Identifiers.builder().build(), DateShift.NONE, DateText.KEEP).text());
	}

	@Test
	public void dates_are_read_in_many_languages_and_ways_of_writing() {
		Identifiers born = Identifiers.builder().addDate(LocalDate.of(1931, 5, 7)).build();
		for (String date : new String[] {"7 мая 1931", "7 Μαΐου 1931", "7 Mayıs 1931", "7 maja 1931", "7. května 1931", "1931. 5. 7.", "7.V.1931", "7 V 31", "昭和6年5月7日", "S6.5.7", "7. toukokuuta 1931", "7 травня 1931"}) {
			for (DateText mode : DateText.values()) assertEquals(date, "thorax CT", NORMAL.clean("thorax " + date + " CT", born, BACK, mode).text());
		}
		String[][] moved = { {"15 marca 2024", "4 lutego 2024"}, {"15 března 2024", "4 února 2024"}, {"15 Марта 2024", "4 Февраля 2024"}, {"15 Mart 2024", "4 Şubat 2024"}, {"2024. 3. 15.", "2024. 2. 4."}, {"15.III.2024", ""}, {"15/X/2024", ""} };
		for (String[] date : moved) assertEquals(date[0], date[1], shifted(date[0]));
		assertEquals("3 V 14", shifted("3 V 14"));
		assertEquals("grade III 2024 x 12", shifted("grade III 2024 x 12"));
	}

	@Test
	public void ages_beside_a_sex_are_grouped() {
		for (String age : new String[] {"93F", "93/F", "F/93", "93M", "93 anni"}) assertTrue(age, cleaned(age + " thorax", Identifiers.builder().build()).contains("90+"));
		for (String other : new String[] {"F90", "93FX", "89M", "293F", "93mm", "93/mm"}) assertEquals(other + " thorax", cleaned(other + " thorax", Identifiers.builder().build()));
	}

	@Test
	public void punctuation_and_spacing_around_what_is_gone_are_tidy() {
		Identifiers known = named("SMITH^JOHN");
		assertEquals("CT HEAD, axial", cleaned("CT HEAD, Dr. Smith, axial", known));
		assertEquals("CT HEAD axial", cleaned("CT HEAD (SMITH, JOHN) axial", known));
		assertEquals("t1_vibe_tra", cleaned("t1_vibe_smith_tra", known));
		assertEquals("Scan performed.", cleaned("Scan performed by Dr. Smith.", known));
		assertEquals("CT C- chest", cleaned("CT C- SMITH chest", known));
		assertEquals("line one\nline two", cleaned("line one\nSMITH^JOHN\nline two", known));
		assertEquals("", cleaned("SMITH^JOHN^^^", known));
		assertEquals("", cleaned("Dr. Smith", known));
		assertEquals("4.6 COLONOSCOPY (ACRIN)", cleaned("4.6 COLONOSCOPY (ACRIN) DR.IYER for Nicholas", NOBODY));
	}

	@Test
	public void a_name_that_is_a_term_goes_only_where_it_is_a_name() {
		Identifiers known = named("HEAD^LARRY");
		assertEquals("AX T2 head", cleaned("AX T2 head", known));
		assertEquals("AX T2 HEAD", cleaned("AX T2 HEAD", known));
		assertEquals("AX T2", cleaned("AX T2 HEAD^LARRY", known));
		assertEquals("AX T2", cleaned("AX T2 Larry Head", known));
		assertEquals("AX T2", cleaned("AX T2 head, larry", known));
		assertEquals("AX T2", cleaned("AX T2 Mr. Head", known));
		assertEquals("CT foot", cleaned("CT foot for Head", known));
		assertEquals("CT scan 2 an hour later", cleaned("CT scan 2 an hour later", named("LI^AN")));
		assertEquals("CT scan", cleaned("CT scan An Li", named("LI^AN")));
		assertEquals("May follow up", cleaned("May follow up", named("MAY^ROBERTA")));
	}

	@Test
	public void a_patient_s_name_that_is_an_eponym_goes_but_another_patient_keeps_the_disease() {
		assertEquals("Wilson disease", cleaned("Wilson disease", NOBODY));
		assertEquals("T1 brain", cleaned("T1 brain Wilson", named("WILSON^ADA")));
	}

	@Test
	public void short_and_round_ids_do_not_take_technical_numbers() {
		Identifiers known = Identifiers.builder().addId("1").addId("1000").addId("4711").build();
		assertEquals("b1000 TR 1000 1 mm", cleaned("b1000 TR 1000 1 mm", known));
		assertEquals("CT abdomen", cleaned("CT abdomen 4711", known));
		assertEquals("TE 4711 ms 1.4711", cleaned("TE 4711 ms 1.4711", known));
		assertEquals("CT abdomen", cleaned("CT abdomen ID: 1000", known));
	}

	@Test
	public void dates_are_moved_in_their_own_spelling() {
		assertEquals("CT 20181222", shifted("CT 20190131"));
		assertEquals("CT 20181222123456", shifted("CT 20190131123456"));
		assertEquals("CT 2018-12-22T10:00:00", shifted("CT 2019-01-31T10:00:00"));
		assertEquals("CT 12/22/2018", shifted("CT 1/31/2019"));
		assertEquals("CT 22.12.2018", shifted("CT 31.01.2019"));
		assertEquals("CT 22.12.18", shifted("CT 31.01.19"));
		assertEquals("CT 22-DEC-2018", shifted("CT 31-JAN-2019"));
		assertEquals("CT December 22nd, 2018", shifted("CT January 31st, 2019"));
		assertEquals("CT 22. Dezember 2018", shifted("CT 31. Januar 2019"));
		assertEquals("IRM 22 décembre 2018", shifted("IRM 31 janvier 2019"));
		assertEquals("RM 22 de diciembre de 2018", shifted("RM 31 de enero de 2019"));
		assertEquals("RM 22 dezembro 2018", shifted("RM 31 janeiro 2019"));
		assertEquals("CT 2018年12月22日", shifted("CT 2019年1月31日"));
	}

	@Test
	public void a_birth_date_goes_even_where_dates_are_moved_or_kept() {
		for (String date : List.of("19700131", "31.01.1970", "1/31/70", "31-JAN-1970", "January 31, 1970", "1970-01-31", "31 janvier 1970", "31. Januar 1970", "31-01-70", "310170", "S45.1.31")) {
			assertEquals(date, "CT", shifted("CT " + date));
		}
		assertEquals("CT", NORMAL.clean("CT DOB 02/03/1961", NOBODY, BACK, DateText.KEEP).text());
		assertEquals("CT 02/03/2001", NORMAL.clean("CT 02/03/2001", NOBODY, BACK, DateText.KEEP).text());
	}

	@Test
	public void ages_over_89_are_grouped() {
		assertEquals("90+ y/o male", cleaned("92 y/o male", NOBODY));
		assertEquals("90+Y", cleaned("092Y", NOBODY));
		assertEquals("90+-year-old", cleaned("101-year-old", NOBODY));
		assertEquals("89 y/o", cleaned("89 y/o", NOBODY));
		assertEquals("90Y SIRT TE 95 ms 92%", cleaned("90Y SIRT TE 95 ms 92%", NOBODY));
		assertEquals("Alter: 90+ Jahre", cleaned("Alter: 93 Jahre", NOBODY));
	}

	@Test
	public void uids_of_the_standard_and_versions_stay() {
		assertEquals("SOP 1.2.840.10008.5.1.4.1.1.2", cleaned("SOP 1.2.840.10008.5.1.4.1.1.2", NOBODY));
		assertEquals("mc=3.5.1.0;boot=3.2.1.0;idp=2.0.6.1;mcm=1.1.0.5", cleaned("mc=3.5.1.0;boot=3.2.1.0;idp=2.0.6.1;mcm=1.1.0.5", NOBODY));
		assertEquals("123255000 Hz 0.123456 1.500000", cleaned("123255000 Hz 0.123456 1.500000", NOBODY));
	}

	@Test
	public void a_name_found_once_goes_everywhere_in_the_text() {
		assertEquals("CT head compared with CT", cleaned("CT head Dr. Zwygart compared with zwygart CT", NOBODY));
	}

	@Test
	public void strictness_decides_on_unknown_words() {
		assertEquals("Elizabeth T1 quux", new TextCleaner(Strictness.LOOSE).clean("Elizabeth T1 quux", NOBODY, DateShift.NONE, DateText.REMOVE).text());
		assertEquals("T1 quux", cleaned("Elizabeth T1 quux", NOBODY));
		assertEquals("T1 3D 5mm B1000 TE90 0.9 FOV", new TextCleaner(Strictness.STRICT).clean("Elizabeth T1 quux 3D 5mm B1000 TE90 0.9 FOV", NOBODY, DateShift.NONE, DateText.REMOVE).text());
	}

	@Test
	public void hidden_characters_and_widths_do_not_hide_a_name() {
		Identifiers known = named("SMITH^JOHN");
		assertEquals("CT", cleaned("CT Smi\u200bth", known));
		assertEquals("CT", cleaned("CT ＳＭＩＴＨ", known));
		assertEquals("CT", cleaned("CT Mu\u0308ller", named("Müller^Eva")));
		assertEquals("CT", cleaned("CT Strauss", named("Strauß^Eva")));
	}

	@Test
	public void cleaning_twice_is_cleaning_once() throws IOException {
		List<String> texts = new ArrayList<>(TextMeasureTest.lines("descriptions.txt"));
		for (String line : TextMeasureTest.lines("planted.txt")) texts.add(line.replaceAll("[{}<>]|^\\* ", ""));
		Random random = new Random(7);
		String[] pieces = String.join(" ", texts).split("(?<=[ ,.:^_/()-])");
		for (int i = 0; i < 1500; i++) {
			StringBuilder text = new StringBuilder();
			for (int k = random.nextInt(12); k >= 0; k--) text.append(pieces[random.nextInt(pieces.length)]);
			texts.add(text.toString());
		}
		for (Strictness strictness : Strictness.values()) {
			TextCleaner cleaner = new TextCleaner(strictness);
			for (String text : texts) {
				for (DateText mode : new DateText[] { DateText.REMOVE, DateText.KEEP }) {
					TextCleaner.Result once = cleaner.clean(text, TextMeasureTest.PATIENT, DateShift.NONE, mode);
					assertTrue(text, once.text().length() <= text.length() + 8);
					assertEquals(text, once.text(), cleaner.clean(once.text(), TextMeasureTest.PATIENT, DateShift.NONE, mode).text());
					assertFalse(text + " -> " + once.text(), once.text().toLowerCase(Locale.ROOT).matches(".*\\b(smith|o'neil|lüdenscheidt)\\b.*"));
					if (text.length() > 40 && once.text().isEmpty()) assertFalse(text, once.removed().isEmpty());
				}
			}
		}
	}

	@Test
	public void any_text_of_any_length_takes_linear_time() {
		Random random = new Random(11);
		String[] seeds = { "a", "1", ".", " ", "-", "1 ", "1.", "Dr. ", "a.", "1-", "@", "a@", "(", "John ", "jan 1 ", "http://", "x/", "\\", "0 ", "12 A ", "名", "http", "A^", "Smith, ", "12/12/", "+1 ", "user: ", "é", "\ud83d\ude00", "1:2", "MRN ", "geb. " };
		for (Strictness strictness : Strictness.values()) {
			TextCleaner cleaner = new TextCleaner(strictness);
			for (String seed : seeds) {
				String text = seed.repeat(80_000 / seed.length());
				long start = System.nanoTime();
				cleaner.clean(text, TextMeasureTest.PATIENT, BACK, DateText.SHIFT);
				double seconds = (System.nanoTime() - start) / 1e9;
				assertTrue(seed + " took " + seconds + " s", seconds < 4);
			}
			for (int i = 0; i < 800; i++) {
				StringBuilder text = new StringBuilder();
				for (int k = random.nextInt(30); k >= 0; k--) text.append(random.nextBoolean() ? seeds[random.nextInt(seeds.length)] : String.valueOf((char) random.nextInt(0x10000)));
				cleaner.clean(text.toString(), TextMeasureTest.PATIENT, BACK, DateText.values()[random.nextInt(3)]);
			}
		}
	}
}
