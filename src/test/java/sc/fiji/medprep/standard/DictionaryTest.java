package sc.fiji.medprep.standard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.VR;

public class DictionaryTest {

	private final Dictionary dictionary = Dictionary.instance();

	private static List<String> lines(String table) {
		return new String(SortedLines.bytes(table), StandardCharsets.UTF_8).lines().skip(1).toList();
	}

	@Test
	public void every_standard_attribute_is_found_by_tag_and_keyword_with_its_vr() {
		List<String> lines = lines("attributes.txt");
		assertEquals(5277, lines.size());
		int keywords = 0;
		for (String line : lines) {
			String[] row = line.split("\t", -1);
			int tag = (int) Long.parseLong(row[0].replace('x', '0'), 16);
			if (!row[4].isEmpty()) {
				keywords++;
				Attribute attribute = dictionary.attribute(row[4]).get();
				assertEquals(row[0], tag, attribute.tag());
				assertEquals(new Attribute(tag, attribute.mask(), row[4], row[5], row[1], row[2], row[3].equals("R")), attribute);
				assertEquals(row[0], row[0].indexOf('x') < 0, attribute.mask() == -1);
			}
			// The masks 0028,04x0 to 04x3 begin where single attributes stand.
			if (row[0].startsWith("002804x")) continue;
			assertEquals(row[0], row[5], dictionary.attribute(tag).get().name());
			if ((tag & 0xFFFF) != 0) {
				VR vr = row[1].equals("NONE") ? null : VR.of(row[1].charAt(0), row[1].charAt(1));
				assertEquals(row[0], vr, dictionary.vrOf(tag, null));
				assertEquals(row[0], row[1].equals("NONE"), vr == null);
			}
		}
		assertEquals(5270, keywords);
	}

	@Test
	public void every_vr_that_is_printed_is_one_or_a_choice_of_known_ones() {
		for (String table : List.of("attributes.txt", "private-elements.txt")) {
			for (String line : lines(table)) {
				for (String vr : line.split("\t", -1)[table.startsWith("a") ? 1 : 2].split(" or ")) {
					if (!vr.equals("NONE")) assertNotNull(line, vr.length() == 2 ? VR.of(vr.charAt(0), vr.charAt(1)) : null);
				}
			}
		}
	}

	@Test
	public void first_vr_of_a_choice_is_taken() {
		assertEquals("US or SS", dictionary.attribute("SmallestImagePixelValue").get().vr());
		assertEquals(VR.US, dictionary.vrOf(0x00280106, null));
		assertEquals(VR.OB, dictionary.vrOf(0x7FE00010, null));
		assertEquals(VR.US, dictionary.vrOf(0x00283006, null));
	}

	@Test
	public void repeating_groups_and_masked_elements_are_found_at_every_place() {
		assertEquals(VR.OB, dictionary.vrOf(0x60023000, null));
		assertEquals("OverlayData", dictionary.attribute(0x601E3000).get().keyword());
		assertEquals(0x60003000, dictionary.attribute(0x601E3000).get().tag());
		assertEquals(VR.US, dictionary.vrOf(0x50FE0005, null));
		assertEquals(VR.CS, dictionary.vrOf(0x002031FF, null));
		assertEquals("RowsForNthOrderCoefficients", dictionary.attribute(0x00280430).get().keyword());
		assertEquals("TransformLabel", dictionary.attribute(0x00280400).get().keyword());
		assertEquals("EscapeTriplet", dictionary.attribute(0x1000ABC0).get().keyword());
		assertEquals("VariablePixelData", dictionary.attribute(0x7F020010).get().keyword());
	}

	@Test
	public void odd_groups_are_never_repeats_of_standard_groups() {
		assertNull(dictionary.vrOf(0x60013000, null));
		assertTrue(dictionary.attribute(0x60013000).isEmpty());
		assertTrue(dictionary.attribute(0x7F010010).isEmpty());
	}

	@Test
	public void group_lengths_and_private_creators_follow_the_rule() {
		assertEquals(VR.UL, dictionary.vrOf(0x00080000, null));
		assertEquals(VR.UL, dictionary.vrOf(0x00290000, null));
		assertEquals(VR.LO, dictionary.vrOf(0x00290010, null));
		assertEquals(VR.LO, dictionary.vrOf(0x002900FF, "anything"));
		assertNull(dictionary.vrOf(0x00290001, null));
	}

	@Test
	public void unknown_attributes_have_no_vr() {
		assertNull(dictionary.vrOf(0x00080002, null));
		assertNull(dictionary.vrOf(0x00291010, null));
		assertNull(dictionary.vrOf(0x00291010, ""));
		assertNull(dictionary.vrOf(0x00291010, "NOBODY"));
		assertNull(dictionary.vrOf(0x00291010, "SIEMENS CSA HEADER\t0029xx10"));
		assertTrue(dictionary.attribute("NoSuchKeyword").isEmpty());
		assertTrue(dictionary.attribute("").isEmpty());
	}

	@Test
	public void private_attributes_are_found_by_creator_in_any_block() {
		assertEquals(VR.OB, dictionary.vrOf(0x00291010, "SIEMENS CSA HEADER"));
		assertEquals(VR.OB, dictionary.vrOf(0x0029AB10, "SIEMENS CSA HEADER"));
		Attribute bValue = dictionary.privateAttribute(0x2001_1003, "Philips Imaging DD 001").get();
		assertEquals("FL", bValue.vr());
		assertEquals(0xFFFF00FF, bValue.mask());
		assertEquals(0x20010003, bValue.tag());
		assertFalse(dictionary.privateAttribute(0x20011003, "Philips Imaging DD 009").isPresent());
		assertEquals(VR.IS, dictionary.vrOf(0x70031005, "DLX_ANNOT_01"));
	}

	@Test
	public void every_private_element_is_found() {
		List<String> lines = lines("private-elements.txt");
		assertTrue(lines.size() > 10_000);
		for (String line : lines) {
			String[] row = line.split("\t", -1);
			int tag = (int) Long.parseLong(row[1].substring(0, 4).replace("xx", "01") + "42" + row[1].substring(6), 16);
			assertEquals(line, VR.of(row[2].charAt(0), row[2].charAt(1)), dictionary.vrOf(tag, row[0]));
		}
	}

	@Test
	public void editions_are_told() {
		assertEquals("PS3.6 2026", dictionary.edition());
		assertEquals("2026", dictionary.privateEdition());
	}
}
