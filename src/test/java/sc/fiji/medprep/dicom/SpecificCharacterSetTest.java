package sc.fiji.medprep.dicom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.Test;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.standard.Dictionary;

public class SpecificCharacterSetTest {
	private static final int NAME = 0x00100010;

	@Test
	public void names_of_the_corpus_decode_to_what_their_authors_meant() throws IOException {
		// The names of PS3.5 annexes H to K and of the test files of their makers.
		Map<String, String> names = Map.ofEntries(Map.entry("chrArab", "قباني^لنزار"), Map.entry("chrFren", "Buc^Jérôme"), Map.entry("chrGerm", "Äneas^Rüdiger"),
			Map.entry("chrGreek", "Διονυσιος"), Map.entry("chrH31", "Yamada^Tarou=山田^太郎=やまだ^たろう"), Map.entry("chrH32", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
			Map.entry("chrHbrw", "שרון^דבורה"), Map.entry("chrI2", "Hong^Gildong=洪^吉洞=홍^길동"), Map.entry("chrRuss", "Люкceмбypг"),
			Map.entry("chrX1", "Wang^XiaoDong=王^小東="), Map.entry("chrX2", "Wang^XiaoDong=王^小东="), Map.entry("chrKoreanMulti", "김희중"));
		for (Map.Entry<String, String> name : names.entrySet()) {
			try (ByteSource source = ByteSource.of(Oracle.corpus("dicom/charsets/" + name.getKey() + ".dcm"))) {
				assertEquals(name.getKey(), name.getValue(), DicomFile.read(source, Dictionary.instance()).dataSet().string(NAME).get());
			}
		}
	}

	@Test
	public void text_in_every_single_byte_term_comes_back_from_its_bytes() {
		Map<String, String> texts = Map.ofEntries(Map.entry("ISO_IR 100", "Jérôme"), Map.entry("ISO_IR 101", "Wałęsa"), Map.entry("ISO_IR 109", "ĉapelo"), Map.entry("ISO_IR 110", "ķēķis"),
			Map.entry("ISO_IR 144", "Люкс"), Map.entry("ISO_IR 127", "لنزار"), Map.entry("ISO_IR 126", "Διον"), Map.entry("ISO_IR 138", "שרון"), Map.entry("ISO_IR 148", "Çavuşoğlu"),
			Map.entry("ISO_IR 203", "œuvre €"), Map.entry("ISO_IR 13", "ﾔﾏﾀﾞ"), Map.entry("ISO_IR 166", "นามสกุล"), Map.entry("ISO_IR 192", "王小東 Ж é"), Map.entry("GB18030", "王^小东㐂"),
			Map.entry("GBK", "王^小东"));
		for (Map.Entry<String, String> text : texts.entrySet()) {
			SpecificCharacterSet set = SpecificCharacterSet.of(List.of(text.getKey()));
			byte[] bytes = set.encode(text.getValue(), VR.PN);
			assertEquals(text.getKey(), List.of(text.getValue()), set.decode(bytes, VR.PN));
		}
	}

	@Test
	public void code_extension_switches_sets_and_goes_back_at_every_delimiter() {
		SpecificCharacterSet set = SpecificCharacterSet.of(List.of("", "ISO 2022 IR 87", "ISO 2022 IR 149", "ISO 2022 IR 144", "ISO 2022 IR 58", "ISO 2022 IR 159"));
		for (String text : List.of("Yamada^Tarou=山田^太郎=やまだ^たろう", "Hong^Gildong=홍^길동", "Люкс^a", "丂^b")) {
			assertEquals(List.of(text), set.decode(set.encode(text, VR.PN), VR.PN));
		}
		byte[] kanji = set.encode("山", VR.LO);
		assertArrayEquals(new byte[] {0x1B, '$', 'B', 0x3B, 0x33, 0x1B, '(', 'B'}, kanji);
	}

	@Test
	public void second_byte_that_looks_like_a_backslash_does_not_split_a_value() {
		Charset gbk = Charset.forName("GBK");
		String text = "誠";
		assertEquals('\\', text.getBytes(gbk)[1]);
		assertEquals(List.of(text, "b"), SpecificCharacterSet.of(List.of("GBK")).decode((text + "\\b").getBytes(gbk), VR.LO));
	}

	@Test
	public void text_with_paragraphs_is_one_value_and_keeps_its_leading_spaces() {
		assertEquals(List.of("  a\\b"), SpecificCharacterSet.DEFAULT.decode("  a\\b ".getBytes(StandardCharsets.US_ASCII), VR.LT));
		assertEquals(List.of("a", "b"), SpecificCharacterSet.DEFAULT.decode("  a\\b ".getBytes(StandardCharsets.US_ASCII), VR.LO));
	}

	@Test
	public void misspelt_terms_are_understood() {
		for (String term : List.of("ISO IR 100", "iso_ir 100", "ISO-IR 100", "ISO_IR_100", " ISO_IR 100 ")) {
			assertEquals(term, List.of("ISO_IR 100"), SpecificCharacterSet.of(List.of(term)).terms());
		}
	}

	@Test
	public void character_that_no_set_has_is_refused() {
		assertThrows(IllegalArgumentException.class, () -> SpecificCharacterSet.of(List.of("ISO_IR 100")).encode("山", VR.LO));
	}

	@Test
	public void every_byte_string_decodes_to_something_in_every_term() {
		byte[] bytes = new byte[64];
		Random random = new Random(1);
		List<List<String>> sets = List.of(List.of(), List.of("ISO_IR 192"), List.of("GB18030"), List.of("GBK"), List.of("ISO_IR 13", "ISO 2022 IR 87", "ISO 2022 IR 159"),
			List.of("", "ISO 2022 IR 149"), List.of("nonsense"), List.of("ISO 2022 IR 100", "ISO 2022 IR 144"));
		for (int i = 0; i < 2000; i++) {
			random.nextBytes(bytes);
			for (int k = 0; k < 8; k++) bytes[random.nextInt(bytes.length)] = (byte) "\33\\^=$()".charAt(random.nextInt(7));
			for (List<String> set : sets) SpecificCharacterSet.of(set).decode(bytes, VR.PN);
		}
	}
}
