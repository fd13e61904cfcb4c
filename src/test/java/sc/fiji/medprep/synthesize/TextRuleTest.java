package sc.fiji.medprep.synthesize;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.junit.Test;

/** The cases in which a rule other than the MIDI-B validator's comes to another verdict. */
public class TextRuleTest {
	@Test
	public void numbers_are_compared_as_numbers() {
		assertTrue(TextRule.isRetained("12", "12.0"));
		assertTrue(TextRule.isRetained("0012.50", "12.5"));
		assertFalse("a substring, but another number", TextRule.isRetained("120", "12"));
		assertTrue(TextRule.isRemoved("120", "12"));
		assertFalse(TextRule.isRemoved("12.00", "12"));
	}

	@Test
	public void signed_and_several_numbers_are_text() {
		assertTrue(TextRule.isRetained("-1024.0", "-1024"));
		assertTrue(TextRule.isRetained("1\\0\\0\\0\\1\\0", "1 0 0 0 1 0"));
		assertFalse(TextRule.isRetained("", "1 0"));
		assertFalse("no digits", TextRule.isRetained("", "."));
	}

	@Test
	public void every_word_has_to_stay_in_any_order_and_any_case() {
		assertTrue(TextRule.isRetained("t2 flair, ax", "AX T2 FLAIR"));
		assertFalse(TextRule.isRetained("AX T2", "AX T2 FLAIR"));
		assertTrue("inside another word too", TextRule.isRetained("AXIAL T2FLAIR", "AX T2 FLAIR"));
	}

	@Test
	public void words_that_any_text_has_do_not_count() {
		assertTrue(TextRule.isRetained("CT thorax contrast", "CT of the thorax with contrast"));
		assertTrue(TextRule.isRemoved("a scan of the hip", "of the Smith"));
		assertEquals(List.of("ct", "thorax"), Words.of("CT of the Thorax."));
	}

	@Test
	public void a_text_of_such_words_alone_has_to_stay_or_go_as_a_whole() {
		assertTrue(TextRule.isRetained("on and off", "on"));
		assertFalse(TextRule.isRetained("nothing", "on and off"));
		assertTrue(TextRule.isRemoved("nothing", "on and off"));
	}

	@Test
	public void a_word_inside_another_is_not_removed() {
		assertFalse(TextRule.isRemoved("Anscombe scan", "Ann Ansco"));
		assertFalse(TextRule.isRemoved("Smithson", "smith"));
		assertTrue(TextRule.isRemoved("CT abdomen", "smith"));
	}

	@Test
	public void punctuation_parts_words_but_not_numbers_times_and_paths() {
		assertEquals(List.of("1,5", "mm", "10:30", "t1/t2", "gre-epi", "f_1", "3.5", "-3"), Words.of("(1,5 mm; 10:30) \"T1/T2\" GRE-EPI: f_1, 3.5, -3!"));
		assertEquals(List.of("patient", "o'brien"), Words.of("the patient's 'O'Brien'"));
		assertEquals(List.of("iyer", "nicholas"), Words.of("\u201CIyer\u201D ... for Nicholas \u2022"));
	}

	@Test
	public void angle_brackets_are_never_part_of_a_text() {
		assertTrue(TextRule.isRetained("<AX>", "ax"));
		assertFalse(TextRule.isRemoved("AX", "<ax>"));
	}

	@Test
	public void an_empty_value_keeps_nothing_and_hides_nothing() {
		assertFalse(TextRule.isRetained("", "AX"));
		assertTrue(TextRule.isRemoved("", "AX"));
		assertTrue("no text to keep", TextRule.isRetained("", ""));
	}

	@Test
	public void parts_of_a_name_have_to_go_one_by_one() {
		assertFalse(TextRule.isRemoved("Prof. Smith", "SMITH^JOHN^^DR"));
		assertTrue("DR is in every second word", TextRule.isRemoved("Drain", "SMITH^JOHN^^DR"));
		assertFalse(TextRule.isRemoved("王 xx", "Wang^XiaoDong=王^小東"));
	}

	@Test
	public void a_date_or_uid_is_another_one_if_the_old_one_is_not_inside() {
		assertTrue(TextRule.isAnother("20240301", "20240229"));
		assertFalse(TextRule.isAnother("20240229101500", "20240229"));
		assertTrue(TextRule.isAnother("", "20240229"));
		assertFalse("one of two", TextRule.isAnother("20240301\\20240229", "20240229\\20240228"));
		assertTrue("no old one", TextRule.isAnother("1.2", ""));
	}
}
