package sc.fiji.medprep.convert;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

public class IdentityTest {
	private static DataSet header() {
		return new DataSet().putString(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 192").putString(Tag.PATIENT_NAME, VR.PN, "Smith^Li^Anne=\u738b\u5c0f^\u6771").putString(Tag.of(0x8, 0x90), VR.PN, "Feelgood^Dr")
		.putString(Tag.PATIENT_ID, VR.LO, "EX-4711").putString(Tag.PATIENT_BIRTH_DATE, VR.DA, "19700131");
	}

	@Test
	public void names_numbers_and_birth_dates_are_found_in_texts() {
		Identity identity = Identity.of(header());
		for (String text : List.of("T1 of anne", "AnneT1", "xsmithx", "SMITH_T1", "for Feelgood", "ex4711", "EX 4711 b", "1970-01-31", "*31.01.1970", "\u738b\u5c0f")) assertTrue(text, identity.isIn(text));
		for (String text : List.of("", "T1 planned", "Li", "4711", "flair", "dr", "ORIGINAL", "19700130")) assertFalse(text, identity.isIn(text));
	}

	@Test
	public void no_sidecar_and_no_name_holds_a_text_that_tells_who_it_is_even_where_texts_are_asked_for() {
		Facts facts = new Facts(Identity.of(header()));
		facts.text("SeriesDescription", "T1 Smith");
		facts.text("ProtocolName", "T1");
		facts.texts("ImageType", List.of("ORIGINAL", "SMITH"));
		assertEquals(Set.of("ProtocolName"), facts.json.keySet());
		DataSet image = header().putString(Tag.SERIES_DESCRIPTION, VR.LO, "T1 Smith");
		assertTrue(ItemFacts.of(image, BidsGuess.KEYWORDS).told());
		assertFalse(ItemFacts.of(image.putString(Tag.SERIES_DESCRIPTION, VR.LO, "T1"), BidsGuess.KEYWORDS).told());
	}
}
