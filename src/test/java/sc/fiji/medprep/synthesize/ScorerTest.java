package sc.fiji.medprep.synthesize;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.Dictionary;
import sc.fiji.medprep.synthesize.Check.Action;

public class ScorerTest {
	private static final int DESCRIPTION = 0x00081030, DATE = 0x00080020, OTHER_DATE = 0x00080021, REFERENCED_IMAGES = 0x00081140;
	private static final String AT_DESCRIPTION = "<(0008,1030)>", AT_DATE = "<(0008,0020)>", AT_OTHER_DATE = "<(0008,0021)>";
	private static final String REFERENCE = "<(0008,1140)>[<0000>]<(0008,1155)>";

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private SmallStudy study;

	@Before
	public void begin() throws IOException {
		study = new SmallStudy(temporary.getRoot().toPath());
	}

	/** Asks one question about one image and gives the verdict on a copy, or without one. */
	private Verdict verdict(Action action, String path, String value, String text, DataSet copy) throws IOException {
		SmallStudy one = new SmallStudy(temporary.newFolder().toPath());
		one.ask(1, 1, action, path, value, text);
		one.output("more/copy", SmallStudy.copy(2, 2));
		if (copy != null) one.output("copy", copy);
		ScoreReport report = one.score("answer-key.json", "1.2.1.1,2.25.11\n1.9,2.25.9\n", "P1,MP1\n");
		assertEquals(report.json(), report.exitCode() == 0, report.notPassed(action) == 0);
		return report.exitCode() == 0 ? Verdict.PASSED : one.failures().get(0).contains("undecided") ? Verdict.UNDECIDED : Verdict.FAILED;
	}

	private static DataSet with(int tag, VR vr, String... values) {
		return SmallStudy.copy(1, 1).putString(tag, vr, values);
	}

	private static DataSet without(int tag) {
		DataSet copy = SmallStudy.copy(1, 1);
		copy.remove(tag);
		return copy;
	}

	@Test
	public void tag_retained_wants_the_element_even_empty() throws IOException {
		assertEquals(Verdict.PASSED, verdict(Action.TAG_RETAINED, AT_DESCRIPTION, "AX", "", with(DESCRIPTION, VR.LO, "")));
		assertEquals(Verdict.FAILED, verdict(Action.TAG_RETAINED, AT_DESCRIPTION, "AX", "", without(DESCRIPTION)));
		assertEquals(Verdict.FAILED, verdict(Action.TAG_RETAINED, AT_DESCRIPTION, "AX", "", null));
	}

	@Test
	public void text_notnull_wants_more_than_blanks_or_an_empty_sequence() throws IOException {
		assertEquals(Verdict.PASSED, verdict(Action.TEXT_NOTNULL, AT_DESCRIPTION, "AX", "", with(DESCRIPTION, VR.LO, "x")));
		assertEquals(Verdict.FAILED, verdict(Action.TEXT_NOTNULL, AT_DESCRIPTION, "AX", "", with(DESCRIPTION, VR.LO, "  ")));
		assertEquals(Verdict.FAILED, verdict(Action.TEXT_NOTNULL, AT_DESCRIPTION, "AX", "", without(DESCRIPTION)));
		assertEquals(Verdict.FAILED, verdict(Action.TEXT_NOTNULL, AT_DESCRIPTION, "AX", "", null));
		assertEquals(Verdict.FAILED, verdict(Action.TEXT_NOTNULL, "<(0008,1140)>", "", "", SmallStudy.copy(1, 1).put(Element.empty(REFERENCED_IMAGES, VR.SQ))));
		assertEquals(Verdict.PASSED, verdict(Action.TEXT_NOTNULL, "<(7fe0,0010)>", "", "", SmallStudy.copy(1, 1)));
	}

	@Test
	public void text_retained_wants_each_word() throws IOException {
		assertEquals(Verdict.PASSED, verdict(Action.TEXT_RETAINED, AT_DESCRIPTION, "AX T2 Smith", "AX T2", with(DESCRIPTION, VR.LO, "ax T2")));
		assertEquals(Verdict.FAILED, verdict(Action.TEXT_RETAINED, AT_DESCRIPTION, "AX T2 Smith", "AX T2", with(DESCRIPTION, VR.LO, "AX")));
		assertEquals(Verdict.FAILED, verdict(Action.TEXT_RETAINED, AT_DESCRIPTION, "AX T2 Smith", "AX T2", without(DESCRIPTION)));
		assertEquals(Verdict.FAILED, verdict(Action.TEXT_RETAINED, AT_DESCRIPTION, "AX T2 Smith", "AX T2", null));
		assertEquals("numbers of any VR", Verdict.PASSED, verdict(Action.TEXT_RETAINED, "<(0028,0010)>", "16", "16.0", SmallStudy.copy(1, 1)));
	}

	@Test
	public void text_removed_wants_no_word() throws IOException {
		assertEquals(Verdict.PASSED, verdict(Action.TEXT_REMOVED, AT_DESCRIPTION, "AX T2 Smith", "smith", with(DESCRIPTION, VR.LO, "AX T2")));
		assertEquals(Verdict.FAILED, verdict(Action.TEXT_REMOVED, AT_DESCRIPTION, "AX T2 Smith", "smith", with(DESCRIPTION, VR.LO, "AX SMITH")));
		assertEquals(Verdict.PASSED, verdict(Action.TEXT_REMOVED, AT_DESCRIPTION, "AX T2 Smith", "smith", without(DESCRIPTION)));
		assertEquals(Verdict.PASSED, verdict(Action.TEXT_REMOVED, AT_DESCRIPTION, "AX T2 Smith", "smith", null));
		assertEquals("no text: the value", Verdict.FAILED, verdict(Action.TEXT_REMOVED, AT_DESCRIPTION, "Smith", "", with(DESCRIPTION, VR.LO, "AX SMITH")));
	}

	@Test
	public void text_is_found_in_private_blocks_wherever_they_are_and_in_bytes() throws IOException {
		DataSet copy = SmallStudy.copy(1, 1);
		copy.putString(0x00290010, VR.LO, "OTHER").putString(0x00290011, VR.LO, "Acme");
		copy.put(Element.bytes(0x00291110, VR.UN, "for Smith".getBytes(StandardCharsets.UTF_8)));
		assertEquals(Verdict.FAILED, verdict(Action.TEXT_REMOVED, "<(0029,\"ACME\",10)>", "Smith", "Smith", copy));
		assertEquals(Verdict.PASSED, verdict(Action.TEXT_RETAINED, "<(0029,\"ACME\",10)>", "Smith", "for Smith", copy));
		assertEquals(Verdict.PASSED, verdict(Action.TAG_RETAINED, "<(0029,0011)>", "ACME", "", copy));
		assertEquals(Verdict.FAILED, verdict(Action.TAG_RETAINED, "<(0029,\"OTHER\",10)>", "Smith", "", copy));
		assertEquals("all of a sequence", Verdict.FAILED,
			verdict(Action.TEXT_REMOVED, "<(0008,1140)>", "", "smith", SmallStudy.copy(1, 1).put(Element.sequence(REFERENCED_IMAGES, List.of(new DataSet().putString(DESCRIPTION, VR.LO, "Smith"))))));
	}

	@Test
	public void dates_and_uids_have_to_change_or_go() throws IOException {
		for (Action action : List.of(Action.DATE_SHIFTED, Action.UID_CHANGED)) {
			assertEquals(Verdict.PASSED, verdict(action, AT_DATE, "20240229", "", with(DATE, VR.DA, "20240301")));
			assertEquals(Verdict.FAILED, verdict(action, AT_DATE, "20240229", "", with(DATE, VR.DA, "20240229")));
			assertEquals(Verdict.PASSED, verdict(action, AT_DATE, "20240229", "", without(DATE)));
			assertEquals(Verdict.PASSED, verdict(action, AT_DATE, "20240229", "", null));
		}
	}

	private static DataSet referring(String uid) {
		DataSet item = new DataSet().putString(0x00081155, VR.UI, uid);
		return SmallStudy.copy(1, 1).put(Element.sequence(REFERENCED_IMAGES, List.of(item)));
	}

	@Test
	public void uid_consistent_wants_what_the_mapping_says() throws IOException {
		assertEquals(Verdict.PASSED, verdict(Action.UID_CONSISTENT, REFERENCE, "1.9", "", referring("2.25.9")));
		assertEquals(Verdict.FAILED, verdict(Action.UID_CONSISTENT, REFERENCE, "1.9", "", referring("2.25.8")));
		assertEquals(Verdict.FAILED, verdict(Action.UID_CONSISTENT, REFERENCE, "1.9", "", referring("")));
		assertEquals(Verdict.PASSED, verdict(Action.UID_CONSISTENT, REFERENCE, "1.9", "", SmallStudy.copy(1, 1)));
		assertEquals(Verdict.FAILED, verdict(Action.UID_CONSISTENT, REFERENCE, "1.9", "", null));
		assertEquals("not in the mapping", Verdict.FAILED, verdict(Action.UID_CONSISTENT, REFERENCE, "1.8", "", referring("1.8")));
	}

	@Test
	public void patid_consistent_wants_what_the_mapping_says() throws IOException {
		assertEquals(Verdict.PASSED, verdict(Action.PATID_CONSISTENT, "<(0010,0020)>", "P1", "", SmallStudy.copy(1, 1)));
		assertEquals(Verdict.FAILED, verdict(Action.PATID_CONSISTENT, "<(0010,0020)>", "P1", "", with(0x00100020, VR.LO, "MP2")));
		assertEquals(Verdict.PASSED, verdict(Action.PATID_CONSISTENT, "<(0010,0020)>", "P1", "", without(0x00100020)));
		assertEquals(Verdict.FAILED, verdict(Action.PATID_CONSISTENT, "<(0010,0020)>", "P1", "", null));
	}

	@Test
	public void reference_closed_wants_something_of_the_output_or_nothing() throws IOException {
		assertEquals(Verdict.PASSED, verdict(Action.REFERENCE_CLOSED, REFERENCE, "1.9", "", referring("2.25.11")));
		assertEquals("another file's series", Verdict.PASSED, verdict(Action.REFERENCE_CLOSED, REFERENCE, "1.9", "", referring("2.25.22")));
		assertEquals(Verdict.FAILED, verdict(Action.REFERENCE_CLOSED, REFERENCE, "1.9", "", referring("2.25.99")));
		assertEquals(Verdict.PASSED, verdict(Action.REFERENCE_CLOSED, REFERENCE, "1.9", "", SmallStudy.copy(1, 1)));
		assertEquals(Verdict.PASSED, verdict(Action.REFERENCE_CLOSED, REFERENCE, "1.9", "", null));
	}

	@Test
	public void pixels_retained_wants_the_same_bytes() throws IOException {
		String md5 = PixelValue.md5(SmallStudy.image(1, 1));
		assertEquals(Verdict.PASSED, verdict(Action.PIXELS_RETAINED, "", "", md5, SmallStudy.copy(1, 1)));
		assertEquals(Verdict.PASSED, verdict(Action.PIXELS_RETAINED, "", md5, "", SmallStudy.copy(1, 1)));
		assertEquals(Verdict.FAILED, verdict(Action.PIXELS_RETAINED, "", "", md5, SmallStudy.copy(1, 1).put(Element.bytes(Tag.PIXEL_DATA, VR.OB, new byte[512]))));
		assertEquals(Verdict.FAILED, verdict(Action.PIXELS_RETAINED, "", "", md5, without(Tag.PIXEL_DATA)));
		assertEquals(Verdict.FAILED, verdict(Action.PIXELS_RETAINED, "", "", md5, null));
	}

	@Test
	public void pixel_hash_is_that_of_another_reader_for_plain_and_encapsulated_values() throws Exception {
		String script = "import sys,hashlib,pydicom\nfor f in sys.argv[1:]: print(hashlib.md5(pydicom.dcmread(f,force=True).PixelData).hexdigest())";
		for (String name : List.of("CT_small.dcm", "JPEG2000.dcm", "MR_small_RLE.dcm", "image_dfl.dcm", "MR_small_bigendian.dcm", "SC_rgb_jpeg_gdcm.dcm")) {
			Path image = Oracle.corpus("dicom/pydicom/" + name);
			try (DicomFile file = DicomFile.read(image, Dictionary.instance())) {
				assertEquals(name, Oracle.run("/usr/bin/python3", "-c", script, image.toString()).output().strip(), PixelValue.md5(file.dataSet()));
			}
		}
	}

	@Test
	public void all_dates_of_a_patient_move_together() throws IOException {
		ask("20240110", "20240120").output("1", dated(1, "20240105", "20240115"));
		assertEquals(0, study.score().notPassed(Action.OFFSET_CONSISTENT));
	}

	@Test
	public void a_date_that_moves_otherwise_is_found() throws IOException {
		ask("20240110", "20240120").output("1", dated(1, "20240105", "20240116"));
		study.ask(1, 2, Action.OFFSET_CONSISTENT, AT_DATE, "20240301", "").askForPixels(1, 2).output("2", dated(2, "20240225", null));
		study.score();
		assertEquals(List.of("1,found,failed,offset_consistent,\"<(0008,0021)>\",why"), study.failures());
	}

	@Test
	public void dates_that_are_all_gone_or_all_the_same_dummy_tell_no_interval() throws IOException {
		ask("20240110", "20240120").output("1", dated(1, "", null));
		assertEquals(0, study.score().notPassed(Action.OFFSET_CONSISTENT));
		SmallStudy dummies = new SmallStudy(temporary.newFolder().toPath());
		study = dummies;
		ask("20240110", "20240120").output("1", dated(1, "19000101", "19000101"));
		assertEquals(0, dummies.score().notPassed(Action.OFFSET_CONSISTENT));
	}

	@Test
	public void one_date_gone_among_others_that_moved_is_found() throws IOException {
		ask("20240110", "20240120").output("1", dated(1, "20240105", ""));
		assertEquals(1, study.score().notPassed(Action.OFFSET_CONSISTENT));
	}

	@Test
	public void dates_of_an_instance_without_a_copy_fail() throws IOException {
		ask("20240110", "20240120");
		assertEquals(2, study.score().notPassed(Action.OFFSET_CONSISTENT));
	}

	private SmallStudy ask(String date, String other) throws IOException {
		return study.ask(1, 1, Action.OFFSET_CONSISTENT, AT_DATE, date, "").ask(1, 1, Action.OFFSET_CONSISTENT, AT_OTHER_DATE, other + "101500.25+0100", "").askForPixels(1, 1);
	}

	private static DataSet dated(int number, String date, String other) {
		DataSet copy = SmallStudy.copy(1, number).putString(DATE, VR.DA, date);
		return other == null ? copy : copy.putString(OTHER_DATE, VR.DT, other.isEmpty() ? "" : other + "101500.25+0100");
	}

	private boolean leaks(String word, String name, DataSet copy, TransferSyntax syntax, Consumer<DicomFile> change, String appended) throws IOException {
		study = new SmallStudy(temporary.newFolder().toPath());
		study.ask(1, 1, Action.NOTHING_ADDED, "", "", "nobody\t" + word).output(name, copy, syntax, change).append(name, appended);
		return study.score("answer-key.json", "1.2.1.1,2.25.11\n", null).notPassed(Action.NOTHING_ADDED) > 0;
	}

	private boolean leaks(String word, byte[] bytes) throws IOException {
		return leaks(word, "x", SmallStudy.copy(1, 1).put(Element.bytes(0x00291010, VR.UN, bytes)), TransferSyntax.EXPLICIT_LITTLE, file -> { }, "");
	}

	@Test
	public void planted_words_are_found_in_all_encodings() throws IOException {
		for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
			assertTrue(charset.name(), leaks("Jörgensen", "xxJÖRGENSENxx".getBytes(charset)));
			assertFalse(charset.name(), leaks("Jörgensen", "xxJORGENSENxx".getBytes(charset)));
		}
		DataSet japanese = SmallStudy.copy(1, 1).putString(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "", "ISO 2022 IR 87");
		assertTrue("declared", leaks("山田", "x", japanese.putString(0x00100010, VR.PN, "Yamada^Tarou=山田^太郎"), TransferSyntax.EXPLICIT_LITTLE, file -> { }, ""));
		assertFalse(leaks("山下", "x", japanese, TransferSyntax.EXPLICIT_LITTLE, file -> { }, ""));
	}

	@Test
	public void planted_words_are_found_in_name_preamble_deflated_data_and_behind_the_end() throws IOException {
		DataSet clean = SmallStudy.copy(1, 1), dirty = with(DESCRIPTION, VR.LO, "for Leawood");
		assertFalse(leaks("Leawood", "a/b.dcm", clean, TransferSyntax.EXPLICIT_LITTLE, file -> { }, ""));
		assertTrue(leaks("Leawood", "a/LEAWOOD/b.dcm", clean, TransferSyntax.EXPLICIT_LITTLE, file -> { }, ""));
		assertTrue(leaks("Leawood", "a", clean, TransferSyntax.EXPLICIT_LITTLE, file -> System.arraycopy("leawood".getBytes(StandardCharsets.US_ASCII), 0, file.preamble(), 100, 7), ""));
		assertTrue(leaks("Leawood", "a", dirty, TransferSyntax.DEFLATED, file -> { }, ""));
		assertFalse(leaks("Leawood", "a", clean, TransferSyntax.DEFLATED, file -> { }, ""));
	}

	@Test
	public void short_words_and_numbers_are_not_found_inside_longer_ones() throws IOException {
		assertFalse(leaks("Lee", "sleepy".getBytes(StandardCharsets.US_ASCII)));
		assertTrue(leaks("Lee", "for LEE, see".getBytes(StandardCharsets.US_ASCII)));
		assertTrue(leaks("Lee", "(lee)".getBytes(StandardCharsets.UTF_16LE)));
		assertFalse(leaks("Lee", "sleepy".getBytes(StandardCharsets.UTF_16LE)));
		assertFalse(leaks("123456789", "01234567890".getBytes(StandardCharsets.US_ASCII)));
		assertTrue(leaks("123456789", "2.25.123456789x".getBytes(StandardCharsets.US_ASCII)));
		assertTrue(leaks("Leawood", "xxLeawoodxx".getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	public void words_across_the_windows_of_a_large_file_are_found() throws IOException {
		DicomFile any = DicomFile.of(new DataSet(), TransferSyntax.EXPLICIT_LITTLE, "", "");
		for (int at = (1 << 18) - 10; at < (1 << 18) + 5; at++) {
			byte[] large = new byte[1 << 19];
			System.arraycopy("Leawood".getBytes(StandardCharsets.US_ASCII), 0, large, at, 7);
			assertTrue("at " + at, PlantedWords.areIn("Leawood", "", ByteSource.of(large), any));
		}
	}

	@Test
	public void in_pixels_only_long_words_count() throws IOException {
		byte[] pixels = new byte[1 << 17];
		System.arraycopy(" Lee  Leawood".getBytes(StandardCharsets.US_ASCII), 0, pixels, 100, 13);
		DataSet copy = SmallStudy.copy(1, 1).put(Element.bytes(Tag.PIXEL_DATA, VR.OB, pixels));
		assertFalse(leaks("Lee", "a", copy, TransferSyntax.EXPLICIT_LITTLE, file -> { }, ""));
		assertTrue(leaks("Leawood", "a", copy, TransferSyntax.EXPLICIT_LITTLE, file -> { }, ""));
		assertTrue(leaks("Leawood", "a", copy, TransferSyntax.DEFLATED, file -> { }, ""));
	}

	@Test
	public void nothing_is_added_by_a_missing_copy() throws IOException {
		study.ask(1, 1, Action.NOTHING_ADDED, "", "", "Leawood");
		assertEquals(0, study.score().exitCode());
	}

	@Test
	public void copies_are_known_by_uid_by_pixels_and_by_content() throws IOException {
		DataSet renamed = SmallStudy.image(1, 1);
		study.askForPixels(1, 1).askForPixels(1, 2).askForPixels(2, 3).output("b/1", renamed).output("b/2", SmallStudy.copy(1, 2)).output("a/3", SmallStudy.copy(2, 3));
		for (int number = 4; number <= 6; number++) {
			DataSet report = SmallStudy.copy(2, number).putString(0x00200013, VR.IS, Integer.toString(number)).putString(DESCRIPTION, VR.LO, "report");
			report.remove(Tag.PIXEL_DATA);
			study.ask(2, number, Action.TEXT_RETAINED, AT_DESCRIPTION, "report", "report").ask(2, number, Action.TEXT_RETAINED, "<(0020,0013)>", "" + number, "" + number);
			if (number != 5) study.output("c/" + (10 - number), report);
		}
		ScoreReport scores = study.score();
		assertTrue(scores.json(), scores.json().contains("\"uid\": 1,\n    \"pixels\": 2,\n    \"content\": 2"));
		assertTrue(scores.json(), scores.json().contains("\"missing\": 1,"));
		assertEquals(List.of("5,missing,failed,text_retained,\"<(0008,1030)>\",why", "5,missing,failed,text_retained,\"<(0020,0013)>\",why"), study.failures());
	}

	@Test
	public void a_copy_stays_in_the_family_of_its_patient() throws IOException {
		study.askForPixels(1, 1).askForPixels(2, 2).output("1", SmallStudy.copy(1, 1)).output("2", SmallStudy.copy(2, 2));
		for (int patient = 1; patient <= 2; patient++) {
			DataSet report = SmallStudy.copy(patient, 2 + patient).putString(DESCRIPTION, VR.LO, "report");
			report.remove(Tag.PIXEL_DATA);
			study.ask(patient, 2 + patient, Action.TEXT_RETAINED, AT_DESCRIPTION, "report", "report").ask(patient, 2 + patient, Action.PATID_CONSISTENT, "<(0010,0020)>", "P" + patient, "")
				.output("report" + (9 - patient), report);
		}
		assertEquals(0, study.score("answer-key.json", null, "P1,MP1\nP2,MP2\n").notPassed(Action.PATID_CONSISTENT));
	}

	@Test
	public void without_a_mapping_most_copies_decide_what_an_identifier_became() throws IOException {
		for (int number = 1; number <= 3; number++) {
			study.askForPixels(1, number).ask(1, number, Action.PATID_CONSISTENT, "<(0010,0020)>", "P1", "").ask(1, number, Action.UID_CONSISTENT, "<(0020,000d)>", "1.2.3.1", "");
			study.output("" + number, number < 3 ? SmallStudy.copy(1, number) : SmallStudy.copy(1, 3).putString(0x00100020, VR.LO, "MP7").putString(Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.7"));
		}
		study.score();
		assertEquals(List.of("3,found,failed,uid_consistent,\"<(0020,000d)>\",why", "3,found,failed,patid_consistent,\"<(0010,0020)>\",why"), study.failures());
	}

	@Test
	public void one_pseudonym_for_two_patients_is_none() throws IOException {
		for (int patient = 1; patient <= 2; patient++) {
			study.askForPixels(patient, patient).ask(patient, patient, Action.PATID_CONSISTENT, "<(0010,0020)>", "P" + patient, "");
			study.output("" + patient, SmallStudy.copy(patient, patient).putString(0x00100020, VR.LO, "ANON"));
		}
		assertEquals(2, study.score().notPassed(Action.PATID_CONSISTENT));
		assertEquals("unless a mapping says so", 0, study.score("answer-key.json", null, "P1,ANON\nP2,ANON\n").notPassed(Action.PATID_CONSISTENT));
	}

	@Test
	public void both_forms_of_the_key_give_the_same_scores() throws IOException {
		ask("20240110", "20240120").ask(1, 1, Action.TEXT_RETAINED, AT_DESCRIPTION, "A\\B", "A\\B").output("1", dated(1, "20240105", "20240116").putString(DESCRIPTION, VR.LO, "B", "A"));
		String json = study.score().json().replaceAll("(?s)\"started.*\"instances", "");
		assertEquals(json, study.score("answer-key.db", null, null).json().replaceAll("(?s)\"started.*\"instances", ""));
		assertEquals(1, study.failures().size());
	}

	@Test
	public void report_folder_holds_counts_and_no_values() throws IOException {
		study.ask(1, 1, Action.TEXT_REMOVED, AT_DESCRIPTION, "for Smith", "Smith").ask(1, 1, Action.TAG_RETAINED, "<(0010,0010)>", "", "").askForPixels(1, 1);
		study.output("Smith/1", with(DESCRIPTION, VR.LO, "for Smith"));
		Files.writeString(study.folder.resolve("out").resolve("notes.txt"), "no image");
		ScoreReport scores = study.score();
		assertEquals(1, scores.exitCode());
		assertEquals(33.333, scores.score(), 0.001);
		assertEquals("""
			action,passed,failed,undecided,score
			tag_retained,0,1,0,0.000
			text_removed,0,1,0,0.000
			pixels_retained,1,0,0,100.000
			total,1,2,0,33.333
			""", Files.readString(scores.folder().resolve("scores.csv")));
		assertEquals("""
			action,tag,name,passed,failed,undecided
			tag_retained,"(0010,0010)",Patient's Name,0,1,0
			text_removed,"(0008,1030)",Study Description,0,1,0
			pixels_retained,"(7fe0,0010)",Pixel Data,1,0,0
			""", Files.readString(scores.folder().resolve("attributes.csv")));
		assertEquals(scores.json(), Files.readString(scores.folder().resolve("run.json")));
		assertTrue(scores.json(), scores.json().contains("\"unreadable\": 1"));
		try (var files = Files.list(scores.folder())) {
			for (var file : files.toList()) assertFalse(file.toString(), Files.readString(file).contains("Smith"));
		}
		assertTrue(scores.summaryText(), scores.summaryText().contains("text_removed       (0008,1030) Study Description"));
	}

	@Test
	public void what_cannot_be_used_is_said_in_a_sentence() throws IOException {
		study.askForPixels(1, 1).score();
		assertThrows(BatchConfigurationException.class, () -> score("nowhere", "answer-key.json", "report"));
		assertThrows(BatchConfigurationException.class, () -> score("out", "nowhere", "report"));
		assertThrows(BatchConfigurationException.class, () -> score("out", "answer-key.json", "out/report"));
		assertThrows(BatchConfigurationException.class, () -> score("out", "answer-key.json", "answer-key.db"));
		Path dicom = Files.createDirectories(study.folder.resolve("dicom")), other = Files.createDirectories(study.folder.resolve("other"));
		assertThrows(BatchConfigurationException.class, () -> score("out", "answer-key.json", "dicom/report"));
		Files.delete(dicom);
		Path record = Files.writeString(other.resolve("run.json"), "{}");
		assertThrows(BatchConfigurationException.class, () -> score("out", "answer-key.json", "other"));
		assertEquals("{}", Files.readString(record));
		Files.writeString(study.folder.resolve("uids.csv"), "old,new\n");
		assertThrows(BatchConfigurationException.class, () -> new Scorer(new ScoreOptions(study.folder.resolve("out"), study.folder.resolve("answer-key.json"), null,
			study.folder.resolve("uids.csv"), null, null, 1)).run(Progress.NONE));
	}

	private void score(String input, String key, String report) throws IOException {
		new Scorer(new ScoreOptions(study.folder.resolve(input), study.folder.resolve(key), null, null, null, study.folder.resolve(report), 1)).run(Progress.NONE);
	}
}
