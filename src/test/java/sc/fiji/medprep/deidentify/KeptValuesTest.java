package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

/** What must not hide in values that stay: because no row is about them, or because an option keeps them. */
public class KeptValuesTest {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", SR = "1.2.840.10008.5.1.4.1.1.88.33";
	private static final int WINDOW_EXPLANATION = 0x00281055, ANATOMIC_REGION = 0x00082218, CODE_VALUE = 0x00080100, CODE_MEANING = 0x00080104, SOFTWARE = 0x00181020;
	private static final int BIRTH_DATE = 0x00100030, STUDY_DATE = 0x00080020, AGE = 0x00101010, DESCRIPTION = 0x00081030;
	private static final int CONTENT = 0x0040A730, DATE = 0x0040A121, DATE_TIME = 0x0040A120, TEXT = 0x0040A160, NUMBER = 0x0040A30A;

	@Test
	public void text_that_no_row_is_about_loses_names_numbers_and_addresses_of_anybody() throws IOException {
		DataSet code = code("R-FAB57", "Chest of Mr. Zorblax, tel 212-555-0143, DOB 05/06/1977");
		DataSet object = object(CT).put(Element.ascii(WINDOW_EXPLANATION, VR.LO, "LUNG\\Zorblax^Hildi BONE")).put(Element.sequence(ANATOMIC_REGION, List.of(code)));
		for (String profile : new String[] {"", "clean_descriptors = yes\nstrictness = strict\ndates = shift"}) {
			DataSet result = deidentified(profile, object);
			assertEquals(List.of("LUNG", "BONE"), result.strings(WINDOW_EXPLANATION));
			String meaning = result.items(ANATOMIC_REGION).get(0).string(CODE_MEANING).get();
			assertTrue(meaning, meaning.startsWith("Chest"));
			for (String gone : new String[] {"Zorblax", "0143", "1977"}) assertFalse(meaning, meaning.contains(gone));
		}
	}

	@Test
	public void codes_and_versions_are_no_numbers_of_patients() throws IOException {
		DataSet object = object(CT).put(Element.sequence(ANATOMIC_REGION, List.of(code("443632000012345", "Chest")))).put(Element.ascii(SOFTWARE, VR.LO, "syngo 2019-03-15\\VA20B 123456789"));
		DataSet result = deidentified("", object);
		assertEquals("443632000012345", result.items(ANATOMIC_REGION).get(0).string(CODE_VALUE).get());
		assertEquals(List.of("syngo 2019-03-15", "VA20B 123456789"), result.strings(SOFTWARE));
	}

	@Test
	public void the_birth_date_stays_nowhere_and_is_moved_nowhere() throws IOException {
		for (String profile : new String[] {"dates = keep\nclean_structured_content = yes", "dates = shift\nclean_structured_content = yes"}) {
			DataSet report = object(SR).put(Element.ascii(BIRTH_DATE, VR.DA, "19310507")).put(Element.ascii(STUDY_DATE, VR.DA, "20240315"));
			report.put(Element.sequence(CONTENT, List.of(new DataSet().put(Element.ascii(DATE, VR.DA, "19310507")), new DataSet().put(Element.ascii(DATE_TIME, VR.DT, "193105071200")),
				about("121031").put(Element.ascii(DATE, VR.DA, "19310508")), new DataSet().put(Element.ascii(DATE, VR.DA, "20240314")))));
			List<DataSet> items = deidentified(profile, report).items(CONTENT);
			assertEquals("19000101", items.get(0).string(DATE).orElse("19000101"));
			assertEquals("19000101", items.get(1).string(DATE_TIME).orElse("19000101").substring(0, 8));
			assertEquals("19000101", items.get(2).string(DATE).orElse("19000101"));
			assertNotEquals("19000101", items.get(3).string(DATE).get());
		}
		DataSet newborn = object(CT).put(Element.ascii(BIRTH_DATE, VR.DA, "20240315")).put(Element.ascii(STUDY_DATE, VR.DA, "20240315"));
		assertEquals("20240315", deidentified("dates = keep", newborn).string(STUDY_DATE).get());
	}

	@Test
	public void text_of_a_report_that_tells_who_somebody_is_goes_by_its_concept() throws IOException {
		DataSet report = object(SR).put(Element.sequence(CONTENT, List.of(about("121030").put(Element.ascii(TEXT, VR.UT, "SUBJQ1")), about("121016").put(Element.ascii(TEXT, VR.UT, "QX1")),
			about("121071").put(Element.ascii(TEXT, VR.UT, "Nodule. See SUBJQ1.")))));
		List<DataSet> items = deidentified("clean_structured_content = yes", report).items(CONTENT);
		assertEquals("REMOVED", items.get(0).string(TEXT).orElse("REMOVED"));
		assertEquals("REMOVED", items.get(1).string(TEXT).orElse("REMOVED"));
		assertEquals("Nodule. See.", items.get(2).string(TEXT).get());
		items = deidentified("clean_structured_content = yes\nretain_device_identity = yes", report).items(CONTENT);
		assertEquals("QX1", items.get(1).string(TEXT).get());
	}

	@Test
	public void ages_above_89_are_one_group_however_they_are_written() throws IOException {
		String keep = "retain_patient_characteristics = yes\nclean_structured_content = yes";
		for (String age : new String[] {"95Y", "0095Y", "095 Y", "34000D", "1116M", "4800W", "95"}) assertEquals(age, "090Y", deidentified(keep, object(CT).put(Element.ascii(AGE, VR.AS, age))).string(AGE).get());
		assertEquals(List.of("090Y", "089Y"), deidentified(keep, object(CT).put(Element.ascii(AGE, VR.AS, "096Y\\089Y"))).strings(AGE));
		assertEquals("023M", deidentified(keep, object(CT).put(Element.ascii(AGE, VR.AS, "023M"))).string(AGE).get());
		for (String[] age : new String[][] {{"93", "a", "90"}, {"1116", "mo", "1080"}, {"89", "a", "89"}, {"1000", "mo", "1000"}}) {
			DataSet measured = new DataSet().put(Element.ascii(NUMBER, VR.DS, age[0])).put(Element.sequence(0x004008EA, List.of(code(age[1], age[1]))));
			DataSet report = object(SR).put(Element.sequence(CONTENT, List.of(about("121033").put(Element.sequence(0x0040A300, List.of(measured))))));
			assertEquals(age[2], deidentified(keep, report).items(CONTENT).get(0).items(0x0040A300).get(0).string(NUMBER).get());
		}
	}

	@Test
	public void year_of_birth_goes_from_text_about_the_oldest() throws IOException {
		DataSet object = object(CT).put(Element.ascii(BIRTH_DATE, VR.DA, "19310507")).put(Element.ascii(STUDY_DATE, VR.DA, "20240315")).put(Element.ascii(DESCRIPTION, VR.LO, "Thorax *1931"));
		assertFalse(deidentified("clean_descriptors = yes", object).string(DESCRIPTION).get().contains("1931"));
		object.put(Element.ascii(STUDY_DATE, VR.DA, "20140315"));
		assertTrue(deidentified("clean_descriptors = yes", object).string(DESCRIPTION).get().contains("1931"));
	}

	@Test
	public void a_name_behind_a_wrong_VR_is_known_as_a_name() throws IOException {
		DataSet object = object(CT).put(Element.ascii(0x00100010, VR.LO, "Zebulonia^Hortensia")).put(Element.ascii(DESCRIPTION, VR.LO, "zebulonia thorax"));
		assertEquals("thorax", deidentified("clean_descriptors = yes", object).string(DESCRIPTION).get());
	}

	@Test
	public void a_name_in_a_character_set_that_is_not_declared_is_known_by_its_bytes() throws IOException {
		for (String set : new String[] {"Shift_JIS", "EUC-JP", "GBK", "UTF-8", "windows-1251"}) {
			byte[] family = "山田".getBytes(set), given = "太郎".getBytes(set);
			if (set.startsWith("win")) {
				family = "Зорблакс".getBytes(set);
				given = "Хильда".getBytes(set);
			}
			DataSet object = object(CT).put(Element.bytes(0x00100010, VR.PN, joined(family, "^".getBytes(), given))).put(Element.bytes(DESCRIPTION, VR.LO, joined("CT ".getBytes(), family, given)));
			for (String strictness : new String[] {"loose", "strict"}) {
				String result = deidentified("clean_descriptors = yes\nstrictness = " + strictness, object).string(DESCRIPTION).orElse("");
				assertEquals(set, "CT", result);
			}
		}
	}

	private static byte[] joined(byte[]... parts) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (byte[] part : parts) joined.writeBytes(part);
		return joined.toByteArray();
	}

	@Test
	public void dates_of_a_file_that_names_nobody_move_once() throws IOException {
		DataSet object = object(CT).put(Element.empty(0x00100020, VR.LO)).put(Element.ascii(STUDY_DATE, VR.DA, "20240315")).put(Element.ascii(0x0020000D, VR.UI, "1.2.4"));
		DataSet once = deidentified("dates = shift", object);
		assertNotEquals("20240315", once.string(STUDY_DATE).get());
		assertEquals(once.toString(), deidentified("dates = shift", once).toString());
	}

	@Test
	public void what_an_earlier_run_said_of_the_pixels_holds_when_its_reason_is_gone() throws IOException {
		DataSet object = object(CT).put(Element.ascii(0x00280301, VR.CS, "NO")).put(Element.bytes(0x60000010, VR.US, new byte[] {8, 0})).put(Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[128]));
		DataSet once = deidentified("", object);
		assertEquals("NO", once.string(0x00120062).get());
		assertEquals(once.toString(), deidentified("", once).toString());
		assertEquals("YES", deidentified("", object(CT).put(Element.ascii(0x00120062, VR.CS, "NO"))).string(0x00120062).get());
	}

	private static DataSet about(String concept) {
		return new DataSet().put(Element.sequence(0x0040A043, List.of(code(concept, "A concept"))));
	}

	private static DataSet code(String value, String meaning) {
		return new DataSet().put(Element.ascii(CODE_VALUE, VR.SH, value)).put(Element.ascii(0x00080102, VR.SH, "DCM")).put(Element.ascii(CODE_MEANING, VR.LO, meaning));
	}

	private static DataSet object(String sopClass) {
		return new DataSet().put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, sopClass)).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3")).put(Element.ascii(0x00100020, VR.LO, "4711"));
	}

	private static DataSet deidentified(String lines, DataSet object) throws IOException {
		return OneFile.deidentified(lines, object, "MedPrep test");
	}
}
