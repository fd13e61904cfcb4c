package sc.fiji.medprep.standard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;

import org.junit.Test;

import sc.fiji.medprep.dicom.VR;

public class AttributeFormsTest {
	private static final AttributeForms FORMS = AttributeForms.instance();

	private static int form(String keyword) {
		return FORMS.find(Dictionary.instance().attribute(keyword).orElseThrow().tag());
	}

	@Test
	public void every_attribute_of_the_dictionary_is_there_with_its_VR() {
		byte[] text = SortedLines.bytes("attributes.txt");
		int found = 0;
		for (String line : new String(text, StandardCharsets.UTF_8).split("\n")) {
			String[] fields = line.split("\t");
			if (line.startsWith("#") || fields[1].equals("NONE")) continue;
			int tag = Integer.parseUnsignedInt(fields[0].replace('x', '2'), 16), form = FORMS.find(tag);
			assertTrue(line, form >= 0 && FORMS.allows(form, Dictionary.instance().vrOf(tag, null)));
			assertEquals(line, fields[1].contains(" or "), FORMS.hasChoice(form));
			found++;
		}
		assertTrue(found > 5000);
	}

	@Test
	public void multiplicities_are_understood_in_all_their_forms() {
		assertValues(form("Rows"), 1);
		assertValues(form("ImagePositionPatient"), 3);
		assertValues(form("FrameTimeVector"), 1, 2, 1000);
		assertValues(form("ImageType"), 2, 3, 9);
		assertValues(form("ContourData"), 3, 6, 9);
		assertFalse(FORMS.allows(form("ContourData"), 4));
		assertFalse(FORMS.allows(form("ImagePositionPatient"), 2));
		assertFalse(FORMS.allows(form("Rows"), 2));
		assertFalse(FORMS.allows(form("ImageType"), 1));
	}

	private static void assertValues(int form, int... counts) {
		for (int count : counts) assertTrue(FORMS.allows(form, count));
	}

	@Test
	public void choices_retired_and_repeated_attributes_are_known() {
		int padding = form("PixelPaddingValue");
		assertTrue(FORMS.allows(padding, VR.US) && FORMS.allows(padding, VR.SS) && FORMS.hasChoice(padding));
		assertFalse(FORMS.allows(padding, VR.OW));
		assertTrue(FORMS.allows(FORMS.find(0x60123000), VR.OW));
		assertEquals(-1, FORMS.find(0x0008FFF0));
		assertEquals(-1, FORMS.find(0x60113000));
	}

	@Test
	public void private_forms_are_those_of_the_private_dictionary() {
		Dictionary dictionary = Dictionary.instance();
		PrivateForms siemens = dictionary.privateForms("SIEMENS CSA HEADER");
		for (int low = 0; low < 256; low++) assertEquals(dictionary.vrOf(0x00291000 | low, "SIEMENS CSA HEADER"), siemens.vrOf(0x00292300 | low));
		assertNull(dictionary.privateForms("NOBODY KNOWS"));
		assertNull(dictionary.privateForms(""));
	}
}
