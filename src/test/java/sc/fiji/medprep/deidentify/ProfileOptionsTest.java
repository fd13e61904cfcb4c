package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.Test;

import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** What each option of the profile keeps, moves or cleans, and what it claims. */
public class ProfileOptionsTest {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", SR = "1.2.840.10008.5.1.4.1.1.88.33", GSPS = "1.2.840.10008.5.1.4.1.1.11.1", PDF = "1.2.840.10008.5.1.4.1.1.104.1";
	private static final int STUDY_DATE = 0x00080020, STUDY_TIME = 0x00080030, ACQUISITION_DATE_TIME = 0x0008002A, BIRTH_DATE = 0x00100030, AGE = 0x00101010, SEX = 0x00100040;
	private static final int STUDY_UID = 0x0020000D, FRAME_OF_REFERENCE = 0x00200052, SERIAL_NUMBER = 0x00181000, STATION_NAME = 0x00081010, INSTITUTION = 0x00080080;
	private static final int CONTENT_SEQUENCE = 0x0040A730, TEXT_VALUE = 0x0040A160, PERSON = 0x0040A123, GRAPHIC_ANNOTATIONS = 0x00700001, TEXT_OBJECTS = 0x00700008, UNFORMATTED_TEXT = 0x00700006;
	private static final int LONGITUDINAL = 0x00280303, METHOD_CODES = 0x00120064, PATIENT_ID = 0x00100020, DOCUMENT = 0x00420011, MIME_TYPE = 0x00420012;

	@Test
	public void without_an_option_nothing_of_it_stays_and_nothing_is_claimed() throws IOException {
		DataSet result = deidentified("", full(CT));
		for (int tag : new int[] {SERIAL_NUMBER, STATION_NAME, AGE, ACQUISITION_DATE_TIME}) assertNull(Tag.toString(tag), result.get(tag));
		for (int tag : new int[] {STUDY_DATE, STUDY_TIME, BIRTH_DATE, SEX}) assertTrue(Tag.toString(tag), result.get(tag).isEmpty());
		assertEquals(List.of("113100"), codes(result));
		assertEquals("REMOVED", result.string(LONGITUDINAL).get());
	}

	@Test
	public void each_retain_option_keeps_its_own_attributes_and_is_claimed() throws IOException {
		DataSet device = deidentified("retain_device_identity = yes", full(CT));
		assertEquals("SN0815", device.string(SERIAL_NUMBER).get());
		assertNull(device.get(AGE));
		assertEquals(List.of("113100", "113109"), codes(device));
		DataSet patient = deidentified("retain_patient_characteristics = yes", full(CT));
		assertEquals("M", patient.string(SEX).get());
		assertEquals(List.of("113100", "113108"), codes(patient));
		DataSet institution = deidentified("retain_institution_identity = yes", full(CT));
		assertEquals("General Hospital", institution.string(INSTITUTION).get());
		assertEquals(List.of("113100", "113112"), codes(institution));
		DataSet uids = deidentified("retain_uids = yes", full(CT));
		assertEquals("1.2.4", uids.string(STUDY_UID).get());
		assertEquals("1.2.3", uids.string(Tag.SOP_INSTANCE_UID).get());
		assertEquals(List.of("113100", "113110"), codes(uids));
		DataSet dates = deidentified("dates = keep", full(CT));
		assertEquals("20200229", dates.string(STUDY_DATE).get());
		assertTrue("birth date goes all the same", dates.get(BIRTH_DATE).isEmpty());
		assertEquals("UNMODIFIED", dates.string(LONGITUDINAL).get());
		assertEquals(List.of("113100", "113106"), codes(dates));
	}

	@Test
	public void name_of_the_patient_as_a_code_goes_and_the_file_is_written() throws IOException {
		DataSet object = full(CT).put(Element.ascii(0x00100010, VR.PN, "Kvelhoj^Q")).put(Element.ascii(0x00180022, VR.CS, "HELICAL\\KVELHOJ")).put(Element.ascii(0x00185100, VR.CS, "HFS"));
		DataSet result = deidentified("", object);
		assertNull(result.get(0x00180022));
		assertEquals("HFS", result.string(0x00185100).get());
	}

	@Test
	public void an_option_that_changed_nothing_is_not_claimed() throws IOException {
		DataSet result = deidentified("retain_device_identity = yes\nclean_structured_content = yes\nclean_graphics = yes\ndates = shift", object(CT));
		assertEquals(List.of("113100"), codes(result));
		assertEquals("REMOVED", result.string(LONGITUDINAL).get());
	}

	@Test
	public void an_option_that_found_nothing_but_empty_attributes_is_not_claimed() throws IOException {
		assertEquals(List.of("113100"), codes(deidentified("retain_patient_characteristics = yes", object(CT).put(Element.empty(SEX, VR.CS)))));
	}

	@Test
	public void dates_of_a_patient_move_back_by_one_number_of_days_and_times_stay() throws IOException {
		DataSet first = deidentified("dates = shift", full(CT)), later = deidentified("dates = shift", full(CT).put(Element.ascii(STUDY_DATE, VR.DA, "20200331")));
		long moved = days(first) - days(full(CT));
		assertTrue(moved + " days", moved <= -30 && moved >= -3650);
		assertEquals("interval", 31, days(later) - days(first));
		assertEquals("101500", first.string(STUDY_TIME).get());
		assertTrue(first.string(ACQUISITION_DATE_TIME).get().endsWith("235959.5+0100"));
		assertEquals(first.string(STUDY_DATE).get(), first.string(ACQUISITION_DATE_TIME).get().substring(0, 8));
		assertTrue(first.get(BIRTH_DATE).isEmpty());
		assertEquals("MODIFIED", first.string(LONGITUDINAL).get());
		assertEquals(List.of("113100", "113107"), codes(first));
		assertEquals("what is no date is removed", List.of(), deidentified("dates = shift", full(CT).put(Element.ascii(STUDY_DATE, VR.DA, "SMITH"))).strings(STUDY_DATE));
		Set<Long> shifts = new HashSet<>();
		for (int i = 0; i < 10; i++) shifts.add(days(deidentified("dates = shift", full(CT).put(Element.ascii(PATIENT_ID, VR.LO, "P" + i)))));
		assertTrue("patients differ", shifts.size() > 7);
	}

	@Test
	public void de_identifying_twice_moves_dates_once() throws IOException {
		DataSet once = deidentified("dates = shift", full(CT)), twice = deidentified("dates = shift", once);
		assertEquals(once.string(STUDY_DATE), twice.string(STUDY_DATE));
		assertEquals(once.toString(), twice.toString());
	}

	@Test
	public void age_is_computed_from_dates_that_do_not_stay_and_the_oldest_are_one_group() throws IOException {
		String keep = "retain_patient_characteristics = yes";
		assertEquals("050Y", deidentified(keep, full(CT)).string(AGE).get());
		assertEquals("090Y", deidentified(keep, full(CT).put(Element.ascii(BIRTH_DATE, VR.DA, "19200101"))).string(AGE).get());
		assertEquals("090Y", deidentified(keep, object(CT).put(Element.ascii(AGE, VR.AS, "097Y"))).string(AGE).get());
		assertEquals("014D", deidentified(keep, full(CT).put(Element.ascii(BIRTH_DATE, VR.DA, "20200215"))).string(AGE).get());
		assertEquals("012M", deidentified(keep, full(CT).put(Element.ascii(BIRTH_DATE, VR.DA, "20190201"))).string(AGE).get());
	}

	@Test
	public void content_of_a_report_keeps_codes_and_numbers_and_loses_persons() throws IOException {
		DataSet code = new DataSet().put(Element.ascii(0x00080100, VR.SH, "121071")).put(Element.ascii(0x00080102, VR.SH, "DCM")).put(Element.ascii(0x00080104, VR.LO, "Finding"));
		DataSet text = new DataSet().put(Element.ascii(0x0040A040, VR.CS, "TEXT")).put(Element.sequence(0x0040A043, List.of(code))).put(Element.ascii(TEXT_VALUE, VR.UT, "No mass seen."));
		DataSet person = new DataSet().put(Element.ascii(0x0040A040, VR.CS, "PNAME")).put(Element.ascii(PERSON, VR.PN, "Zapp^Q"));
		DataSet report = object(SR).put(Element.sequence(CONTENT_SEQUENCE, List.of(text, person)));
		DataSet result = deidentified("clean_structured_content = yes", report);
		assertEquals("No mass seen.", result.items(CONTENT_SEQUENCE).get(0).string(TEXT_VALUE).get());
		assertEquals("121071", result.items(CONTENT_SEQUENCE).get(0).items(0x0040A043).get(0).string(0x00080100).get());
		assertEquals("REMOVED", result.items(CONTENT_SEQUENCE).get(1).string(PERSON).get());
		assertEquals(List.of("113100", "113104"), codes(result));
		assertFalse(deidentified("", report).toString().contains("mass"));
	}

	@Test
	public void graphics_keep_their_shapes_and_their_text_is_cleaned() throws IOException {
		DataSet object = new DataSet().put(Element.ascii(UNFORMATTED_TEXT, VR.ST, "left lung"));
		DataSet state = object(GSPS).put(Element.sequence(GRAPHIC_ANNOTATIONS, List.of(new DataSet().put(Element.sequence(TEXT_OBJECTS, List.of(object))))));
		state.put(Element.bytes(0x60003000, VR.OW, new byte[8]));
		DataSet result = deidentified("clean_graphics = yes", state);
		assertEquals("left lung", result.items(GRAPHIC_ANNOTATIONS).get(0).items(TEXT_OBJECTS).get(0).string(UNFORMATTED_TEXT).get());
		assertNull("a picture in an overlay cannot be cleaned", result.get(0x60003000));
		assertEquals(List.of("113100", "113103"), codes(result));
	}

	@Test
	public void encapsulated_document_is_refused_or_replaced_by_an_empty_one() throws IOException {
		DataSet document = object(PDF).put(Element.ascii(DOCUMENT, VR.OB, "%PDF-1.4 Doe^Jane")).put(Element.ascii(MIME_TYPE, VR.LO, "application/pdf"));
		assertEquals(Outcome.REFUSED, OneFile.process("documents = refuse", document, "a method").outcome());
		DataSet result = deidentified("documents = strip", document);
		String content = new String(result.get(DOCUMENT).bytes());
		assertTrue(content.startsWith("%PDF-1.") && content.stripTrailing().endsWith("%%EOF"));
		assertFalse(content.contains("Doe"));
		assertEquals(Outcome.REFUSED, OneFile.process("documents = strip", document.put(Element.ascii(MIME_TYPE, VR.LO, "application/x-unknown")), "a method").outcome());
	}

	private static long days(DataSet dataSet) {
		return dataSet.date(STUDY_DATE).get().toEpochDay();
	}

	private static List<String> codes(DataSet result) {
		return result.items(METHOD_CODES).stream().map(item -> item.string(0x00080100).get()).toList();
	}

	private static DataSet object(String sopClass) {
		return new DataSet().put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, sopClass)).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3")).put(Element.ascii(PATIENT_ID, VR.LO, "4711"));
	}

	private static DataSet full(String sopClass) {
		return object(sopClass).put(Element.ascii(STUDY_DATE, VR.DA, "20200229")).put(Element.ascii(STUDY_TIME, VR.TM, "101500")).put(Element.ascii(ACQUISITION_DATE_TIME, VR.DT, "20200229235959.5+0100"))
			.put(Element.ascii(BIRTH_DATE, VR.DA, "19700131")).put(Element.ascii(AGE, VR.AS, "050Y")).put(Element.ascii(SEX, VR.CS, "M")).put(Element.ascii(STUDY_UID, VR.UI, "1.2.4"))
			.put(Element.ascii(FRAME_OF_REFERENCE, VR.UI, "1.2.5")).put(Element.ascii(SERIAL_NUMBER, VR.LO, "SN0815")).put(Element.ascii(STATION_NAME, VR.SH, "CT01"))
			.put(Element.ascii(INSTITUTION, VR.LO, "General Hospital"));
	}

	private static DataSet deidentified(String lines, DataSet object) throws IOException {
		return OneFile.deidentified(lines, object, "a method");
	}
}
