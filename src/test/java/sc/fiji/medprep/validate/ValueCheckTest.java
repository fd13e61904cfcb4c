package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;
import static sc.fiji.medprep.validate.Checked.with;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

public class ValueCheckTest {
	private static final int BIRTH_DATE = Tag.PATIENT_BIRTH_DATE, TIME = Tag.STUDY_TIME, DATE_TIME = Tag.ACQUISITION_DATE_TIME, AGE = Tag.PATIENT_AGE, WEIGHT = 0x00101030, NUMBER = Tag.INSTANCE_NUMBER, DESCRIPTION = 0x00081030;
	private static final int STATION_AE = 0x00080055, COMMENTS = 0x00104000, URL = 0x00081190, INDICES = Tag.DIMENSION_INDEX_VALUES;

	private static void assertFound(String rule, int tag, VR vr, String... values) throws IOException {
		for (String value : values) assertEquals(value, List.of(rule + " " + Tag.toString(tag)), Checked.dataSet(new ValueCheck(), with(tag, vr, value)));
	}

	private static void assertClean(int tag, VR vr, String... values) throws IOException {
		for (String value : values) assertEquals(value, List.of(), Checked.dataSet(new ValueCheck(), with(tag, vr, value)));
	}

	@Test
	public void dates_are_days_that_exist() throws IOException {
		assertClean(BIRTH_DATE, VR.DA, "20240229", "20001231", "", "19000228");
		assertFound("value.date", BIRTH_DATE, VR.DA, "20230229", "19000229", "20241301", "20240431", "20240100", "00000101", "2024.01.01", "202401", "20240101-20240102", "2024O101", " 0240101");
	}

	@Test
	public void times_have_hours_minutes_and_seconds_that_exist() throws IOException {
		assertClean(TIME, VR.TM, "00", "2359", "235960", "235959.1", "235959.123456", "1200  ");
		assertFound("value.time", TIME, VR.TM, "24", "2360", "235961", "12:30", "1", "123", "1230.5", "123000.", "123000.1234567", "noon");
	}

	@Test
	public void date_times_may_be_cut_from_the_right_and_have_a_zone() throws IOException {
		assertClean(DATE_TIME, VR.DT, "2024", "202402", "20240229", "2024022923", "20240229235959.999999+0100", "2024-0500", "20240101+1400", "20240101+0000");
		assertFound("value.date_time", DATE_TIME, VR.DT, "20230229", "20", "20240229240000", "20240229+1500", "20240229-0000", "20240229+01", "2024022912.5", "20240229T12");
	}

	@Test
	public void ages_are_three_digits_and_a_unit() throws IOException {
		assertClean(AGE, VR.AS, "000D", "099Y", "018M", "003W");
		assertFound("value.age", AGE, VR.AS, "99Y", "099", "099y", "0099Y", "O99Y");
	}

	@Test
	public void decimal_numbers_follow_their_grammar() throws IOException {
		assertClean(WEIGHT, VR.DS, "1", "-1.5", "+.5", "1.", "1E3", "1.5e-03", " 70 ", "1234567890123456");
		assertFound("value.decimal", WEIGHT, VR.DS, "1,5", "NaN", "1.5.0", "1E", "-", ".", "0x10", "1 2", "inf");
		assertFound("value.length", WEIGHT, VR.DS, "12345678901234567");
	}

	@Test
	public void whole_numbers_fit_32_bits() throws IOException {
		assertClean(NUMBER, VR.IS, "0", "-2147483648", "2147483647", "+7", " 7 ");
		assertFound("value.integer", NUMBER, VR.IS, "2147483648", "-2147483649", "1.0", "1e3", "999999999999", "a");
	}

	@Test
	public void code_strings_have_capitals_digits_space_and_underscore() throws IOException {
		assertClean(Tag.PATIENT_SEX, VR.CS, "O", "MY_SEX 1", " M ");
		assertFound("value.code_string", Tag.PATIENT_SEX, VR.CS, "f", "M-F", "M.");
		assertFound("value.length", Tag.PATIENT_SEX, VR.CS, "ABCDEFGHIJKLMNOPQ");
		assertFound("value.characters", Tag.PATIENT_SEX, VR.CS, "\u00C4");
	}

	@Test
	public void uids_are_numbers_without_leading_zeros() throws IOException {
		assertClean(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.0.3", "1." + "2".repeat(62), "1.2\0");
		assertFound("value.uid", Tag.SOP_INSTANCE_UID, VR.UI, "1.02", "1..2", "1.2.", ".1", "1.2a", "1,2");
		assertFound("value.length", Tag.SOP_INSTANCE_UID, VR.UI, "1." + "2".repeat(63));
		assertFound("value.padding", Tag.SOP_INSTANCE_UID, VR.UI, "1.2 ", "1.2\0\0\0");
	}

	@Test
	public void titles_and_addresses_have_printable_characters() throws IOException {
		assertClean(STATION_AE, VR.AE, "ORTHANC", " two words ");
		assertFound("value.characters", STATION_AE, VR.AE, "A\tB");
		assertFound("value.length", STATION_AE, VR.AE, "ABCDEFGHIJKLMNOPQ");
		assertClean(URL, VR.UR, "https://example.org/a?b=c#d");
		assertFound("value.uri", URL, VR.UR, "https://example.org/a b", " https://example.org", "a\\b", "<a>");
	}

	@Test
	public void text_is_as_long_as_its_VR_allows() throws IOException {
		assertClean(DESCRIPTION, VR.LO, "x".repeat(64), "x".repeat(64) + "  ");
		assertFound("value.length", DESCRIPTION, VR.LO, "x".repeat(65));
		assertFound("value.length", Tag.ACCESSION_NUMBER, VR.SH, "x".repeat(17));
		assertFound("value.length", COMMENTS, VR.LT, "x".repeat(10241));
		assertClean(COMMENTS, VR.LT, "x".repeat(10240), "a\\b\r\n\tc\f");
		assertFound("value.control", DESCRIPTION, VR.LO, "a\nb", "a\u007Fb");
		assertFound("value.control", COMMENTS, VR.LT, "a\u0007b");
		assertFound("value.padding", DESCRIPTION, VR.LO, "abc\0");
	}

	@Test
	public void characters_are_counted_and_not_bytes() throws IOException {
		String text = "\u00E4".repeat(64);
		DataSet dataSet = with(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 192").put(Element.bytes(DESCRIPTION, VR.LO, text.getBytes(StandardCharsets.UTF_8)));
		assertEquals(List.of(), Checked.dataSet(new ValueCheck(), dataSet));
		dataSet.put(Element.bytes(DESCRIPTION, VR.LO, (text + "\u00E4").getBytes(StandardCharsets.UTF_8)));
		assertEquals(List.of("value.length (0008,1030)"), Checked.dataSet(new ValueCheck(), dataSet));
	}

	@Test
	public void names_have_three_groups_of_64_characters_each() throws IOException {
		String group = "x".repeat(64);
		assertClean(Tag.PATIENT_NAME, VR.PN, "A^B^C^D^E", group + "=" + group + "=" + group, "");
		assertFound("value.person_name.length", Tag.PATIENT_NAME, VR.PN, group + "x", "A=" + group + "x");
		assertFound("value.person_name", Tag.PATIENT_NAME, VR.PN, "A^B^C^D^E^F", "A=B=C=D");
	}

	@Test
	public void numbers_are_whole_and_as_many_as_the_dictionary_says() throws IOException {
		assertClean(Tag.ROWS, VR.US, "\1\0");
		assertFound("value.multiplicity", Tag.ROWS, VR.US, "\1\0\1\0");
		assertFound("value.multiple", 0x00189087, VR.FD, "\1\0\1\0");
		assertFound("value.multiple", INDICES, VR.UL, "\1\0");
		assertFound("value.multiple", Tag.DIMENSION_INDEX_POINTER, VR.AT, "\1\0");
		assertClean(INDICES, VR.UL, "\1\0\0\0\2\0\0\0\3\0\0\0");
		assertFound("value.multiplicity", Tag.IMAGE_POSITION_PATIENT, VR.DS, "1\\2", "1\\2\\3\\4");
		assertFound("value.multiplicity", DESCRIPTION, VR.LO, "a\\b");
		assertClean(Tag.IMAGE_TYPE, VR.CS, "ORIGINAL\\PRIMARY\\\\AXIAL");
		assertFound("value.empty", Tag.IMAGE_POSITION_PATIENT, VR.DS, "1\\\\2", "1\\2\\ ");
	}

	@Test
	public void bytes_must_be_characters_of_the_declared_set() throws IOException {
		assertFound("charset.not_declared", DESCRIPTION, VR.LO, "M\u00FCller");
		assertCharset(null, "ISO_IR 100", "M\u00FCller");
		assertCharset("charset.invalid", "ISO_IR 100", "\u0093quoted\u0094");
		assertCharset("charset.invalid", "ISO_IR 192", "M\u00FCller");
		assertCharset("charset.invalid", "GB18030", "\u0081");
		assertCharset(null, "ISO_IR 192", new String("M\u00FCller".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
		assertCharset("charset.escape", "ISO_IR 100", "\u001B-FABC");
		assertCharset("charset.escape", "ISO_IR 192", "\u001B-FABC");
		assertCharset("charset.escape", "\\ISO 2022 IR 87", "\u001B$)C\u00B1\u00E8");
		assertCharset(null, "\\ISO 2022 IR 149", "\u001B$)C\u00B1\u00E8");
		assertCharset("charset.invalid", "\\ISO 2022 IR 149", "\u001B$)C\u00FF\u00FF");
		assertCharset(null, "\\ISO 2022 IR 87", "\u001B$B;3ED\u001B(B");
		assertCharset("charset.not_reset", "\\ISO 2022 IR 87", "\u001B$B;3ED");
		assertCharset(null, "ISO_IR 13", new String("\uFF94\uFF8F".getBytes(Charset.forName("JIS_X0201")), StandardCharsets.ISO_8859_1));
	}

	private static void assertCharset(String rule, String terms, String latin1) throws IOException {
		DataSet dataSet = with(Tag.SPECIFIC_CHARACTER_SET, VR.CS, terms).put(Element.bytes(DESCRIPTION, VR.LO, latin1.getBytes(StandardCharsets.ISO_8859_1)));
		assertEquals(terms, rule == null ? List.of() : List.of(rule + " (0008,1030)"), Checked.dataSet(new ValueCheck(), dataSet));
	}

	@Test
	public void terms_of_character_sets_are_those_of_the_standard() throws IOException {
		assertTerms("ISO_IR 100");
		assertTerms("");
		assertTerms("\\ISO 2022 IR 87\\ISO 2022 IR 159");
		assertTerms("GBK");
		assertTerms("ISO_IR 6", "charset.default_term");
		assertTerms("ISO-IR 100", "charset.misspelt");
		assertTerms("ISO_IR100", "charset.misspelt");
		assertTerms("UTF-8", "charset.misspelt");
		assertTerms("WINDOWS_1252", "charset.unknown");
		assertTerms("ISO_IR 87", "charset.unknown", "charset.extension");
		assertTerms("ISO 2022 IR 87", "charset.extension");
		assertTerms("ISO_IR 100\\ISO 2022 IR 87", "charset.extension");
		assertTerms("ISO 2022 IR 6\\ISO_IR 192", "charset.extension");
	}

	private static void assertTerms(String terms, String... rules) throws IOException {
		List<String> expected = List.of(rules).stream().map(rule -> rule + " (0008,0005)").toList();
		assertEquals(terms, expected, Checked.dataSet(new CharacterSetCheck(), with(Tag.SPECIFIC_CHARACTER_SET, VR.CS, terms)));
	}

	@Test
	public void values_in_items_are_found_with_their_path() throws IOException {
		DataSet outer = new DataSet().put(Element.sequence(0x00081140, List.of(new DataSet(), with(Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, "1.02"))));
		assertEquals(List.of("value.uid (0008,1140)[2]>(0008,1155)"), Checked.dataSet(new ValueCheck(), outer));
	}
}
