package sc.fiji.medprep.deidentify.files;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;

import org.junit.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.Outcome;

public class BidsTest {
	private static final String SIDECAR = "sub-DOE01/ses-20240229/anat/sub-DOE01_ses-20240229_acq-MPRAGE_run-2_T1w.json";

	private static JsonObject sidecar(Study study) throws IOException {
		return JsonParser.parseString(study.text(SIDECAR)).getAsJsonObject();
	}

	@Test
	public void names_keep_the_structure_and_carry_the_pseudonym() throws IOException {
		String sub = "sub-" + Study.pseudonym("DOE01");
		assertEquals(sub + "/ses-20231121/anat/" + sub + "_ses-20231121_acq-MPRAGE_run-2_T1w.json", new Study(Study.RESEARCH).with(SIDECAR, "{}").name(SIDECAR));
		String removed = new Study(Study.BASIC).with(SIDECAR, "{}").name(SIDECAR);
		assertFalse(removed, removed.contains("2024"));
		assertTrue(removed, removed.matches("(sub-\\w+)/(ses-\\w+)/anat/\\1_\\2_acq-MPRAGE_run-2_T1w\\.json"));
	}

	@Test
	public void labels_and_names_that_are_no_words_of_imaging_are_replaced() throws IOException {
		for (String path : List.of("sub-1/anat/sub-1_acq-Smith_T1w.json", "Smith/sub-1/anat/sub-1_T1w.json", "Smith T1.json", "sub-1/anat/sub-1_T1w_Smith.json", "sub-1/ses-Smith/sub-1_ses-Smith_scans.json")) {
			String name = new Study(Study.RESEARCH).with(path, "{}").name(path);
			assertFalse(name, name.contains("Smith"));
			assertTrue(name, name.endsWith(".json"));
		}
		Study study = new Study(Study.BASIC).with("a/x.json", "{}").with("a/x.bval", "0").with("b/x.json", "{}");
		assertEquals("what belongs together stays together", study.name("a/x.json").replace(".json", ".bval"), study.name("a/x.bval"));
		assertFalse(study.name("a/x.json").substring(10).equals(study.name("b/x.json").substring(10)));
	}

	@Test
	public void sidecar_follows_the_confidentiality_table() throws IOException {
		String json = "{\"Modality\":\"MR\",\"PatientName\":\"DOE^JOHN\",\"PatientID\":\"4711\",\"PatientBirthDate\":\"1950-01-02\",\"PatientSex\":\"M\",\"InstitutionAddress\":\"1 Main St\",\"StationName\":\"MR7\","
			+ "\"StudyInstanceUID\":\"1.2.3.4\",\"AcquisitionTime\":\"11:04:32.975000\",\"AcquisitionDateTime\":\"2024-02-29T11:04:32\",\"SeriesDescription\":\"MPRAGE DOE\",\"EchoTime\":0.0029000,\"ReferringPhysicianName\":\"X^Y\","
			+ "\"ImageType\":[\"ORIGINAL\",\"PRIMARY\"],\"ConversionSoftware\":\"dcm2niix\",\"Nested\":{\"OperatorsName\":\"Z\",\"Note\":\"EPI of DOE\",\"Depth\":3e-06},\"patient_phone\":\"555-1234\",\"Flag\":true}";
		JsonObject basic = sidecar(new Study(Study.BASIC).with(SIDECAR, json));
		for (String gone : List.of("PatientBirthDate", "PatientSex", "InstitutionAddress", "StationName", "AcquisitionTime", "AcquisitionDateTime", "SeriesDescription", "ReferringPhysicianName", "patient_phone")) {
			assertFalse(gone, basic.has(gone));
		}
		assertEquals(Study.pseudonym("DOE01"), basic.get("PatientName").getAsString());
		assertEquals(Study.pseudonym("DOE01"), basic.get("PatientID").getAsString());
		assertEquals(Study.KEY.uid("1.2.3.4"), basic.get("StudyInstanceUID").getAsString());
		assertEquals("{\"Note\":\"EPI of\",\"Depth\":3e-06}", basic.get("Nested").toString());
		assertEquals("0.0029000", basic.get("EchoTime").toString());
		assertEquals("[\"ORIGINAL\",\"PRIMARY\"]", basic.get("ImageType").toString());
		assertTrue(basic.has("Flag") && basic.has("ConversionSoftware") && basic.has("Modality"));

		JsonObject research = sidecar(new Study(Study.RESEARCH).with(SIDECAR, json));
		assertEquals("2023-11-21T11:04:32", research.get("AcquisitionDateTime").getAsString());
		assertEquals("11:04:32.975000", research.get("AcquisitionTime").getAsString());
		assertEquals("M", research.get("PatientSex").getAsString());
		assertEquals("MPRAGE", research.get("SeriesDescription").getAsString());
		assertFalse(research.has("PatientBirthDate") && research.get("PatientBirthDate").getAsString().contains("1950-01-02"));
	}

	@Test
	public void dates_ages_and_times_are_known_by_key_and_shape_also_as_numbers() throws IOException {
		String json = "{\"Age\":93,\"ScanDate\":20240229,\"ScanYear\":2024,\"YearsOfEducation\":12,\"DelayTime\":0.01,\"ContentTime\":\"1011\",\"ContentDate\":\"202402\",\"Note\":\"2024-02-29\",\"DateOfBirth\":19500102,\"Big\":123249226}";
		JsonObject research = sidecar(new Study(Study.RESEARCH).with(SIDECAR, json));
		research.remove("DeidentificationMethod");
		research.remove("DeidentificationMethodCodeSequence");
		assertEquals("{\"Age\":\"89+\",\"ScanDate\":\"20231121\",\"ScanYear\":2024,\"YearsOfEducation\":12,\"DelayTime\":0.01,\"ContentTime\":\"1011\",\"ContentDate\":\"202311\",\"Note\":\"2023-11-21\",\"Big\":123249226}", research.toString());
		JsonObject basic = sidecar(new Study(Study.BASIC).with(SIDECAR, json));
		for (String gone : List.of("Age", "ScanDate", "ScanYear", "ContentTime", "ContentDate", "Note", "DateOfBirth")) assertFalse(gone, basic.has(gone));
		assertTrue(basic.has("YearsOfEducation") && basic.has("DelayTime"));
	}

	@Test
	public void sidecar_says_what_was_done_and_twice_is_once() throws IOException {
		Study study = new Study(Study.RESEARCH).with(SIDECAR, "{\"DeidentificationMethod\":[\"other\"],\"PatientID\":\"4711\"}");
		JsonObject once = sidecar(study);
		assertEquals("[\"other\",\"a method\"]", once.get("DeidentificationMethod").toString());
		assertTrue(once.get("DeidentificationMethodCodeSequence").toString().contains("\"CodeValue\":\"113107\""));
		assertFalse("no private elements were there to retain", once.get("DeidentificationMethodCodeSequence").toString().contains("113111"));
		String text = study.text(SIDECAR), renamed = study.name(SIDECAR);
		assertEquals(text, new Study(Study.RESEARCH).with(renamed, text).text(renamed));
	}

	@Test
	public void participants_get_pseudonyms_and_old_ages_are_grouped() throws IOException {
		String table = "participant_id\tage\tsex\tscan_date\tname\tgroup\tscore\tcomment\tmrn\r\nsub-DOE01\t88\tM\t2024-02-29\tJohn Doe\trest\t3.25\tBrain of Doe\t12345678\nsub-02\t93\tF\tn/a\tn/a\tDoe\t12345678\t\tx\n";
		String doe = "sub-" + Study.pseudonym("DOE01"), other = "sub-" + Study.pseudonym("02");
		assertEquals("participant_id\tage\tsex\tscan_date\tname\tgroup\tscore\tcomment\tmrn\n" + doe + "\t88\tM\t2023-11-21\tn/a\trest\t3.25\tBrain of\tn/a\n" + other + "\t89+\tF\tn/a\tn/a\tn/a\tn/a\t\tn/a\n",
			new Study(Study.RESEARCH).with("participants.tsv", table).text("participants.tsv"));
		String basic = new Study(Study.BASIC).with("participants.tsv", table).text("participants.tsv");
		assertTrue(basic, basic.contains(doe + "\tn/a\tn/a\tn/a\tn/a\trest\t3.25\tBrain of\tn/a\n"));
	}

	@Test
	public void scans_and_sessions_name_the_new_files_and_shifted_dates() throws IOException {
		String scans = "sub-DOE01/ses-20240229/sub-DOE01_ses-20240229_scans.tsv";
		Study study = new Study(Study.RESEARCH).with(SIDECAR, "{}").with(scans, "filename\tacq_time\nanat/sub-DOE01_ses-20240229_acq-MPRAGE_run-2_T1w.nii.gz\t2024-02-29T11:04:32.5\n");
		String image = study.name(SIDECAR).replace(".json", ".nii.gz");
		assertEquals("filename\tacq_time\n" + image.substring(image.indexOf("anat/")) + "\t2023-11-21T11:04:32.5\n", study.text(scans));
		String sessions = "sub-DOE01/sub-DOE01_sessions.tsv";
		assertEquals("session_id\tacq_time\tpathology\nses-20231121\t2023-11-21\tn/a\n", study.with(sessions, "session_id\tacq_time\tpathology\nses-20240229\t2024-02-29\tDoe's disease\n").text(sessions));
	}

	@Test
	public void references_in_sidecars_follow_the_names() throws IOException {
		Study study = new Study(Study.BASIC).with(SIDECAR, "{\"IntendedFor\":[\"bids::sub-DOE01/ses-20240229/func/sub-DOE01_ses-20240229_task-rest_bold.nii.gz\",\"ses-20240229/func/sub-DOE01_ses-20240229_task-rest_bold.nii.gz\"]}");
		String bold = new Study(Study.BASIC).with("sub-DOE01/ses-20240229/func/sub-DOE01_ses-20240229_task-rest_bold.json", "{}").name("sub-DOE01/ses-20240229/func/sub-DOE01_ses-20240229_task-rest_bold.json").replace(".json", ".nii.gz");
		assertEquals("[\"bids::" + bold + "\",\"" + bold.substring(bold.indexOf('/') + 1) + "\"]", sidecar(study).get("IntendedFor").toString());
	}

	@Test
	public void description_of_the_dataset_and_of_columns_stays_useful() throws IOException {
		String description = "{\"Name\":\"Example\",\"BIDSVersion\":\"1.9.0\",\"Authors\":[\"A. Author\"],\"SourceDatasets\":[{\"URL\":\"file:///data/DOE_JOHN\"}]}";
		String cleaned = new Study(Study.BASIC).with("dataset_description.json", description).text("dataset_description.json");
		assertTrue(cleaned, cleaned.contains("A. Author") && cleaned.contains("1.9.0") && !cleaned.contains("DOE"));
		String columns = "{\"age\":{\"Description\":\"years of Doe\",\"Units\":\"years\"},\"sex\":{\"Levels\":{\"M\":\"male\",\"F\":\"female\"}}}";
		JsonObject kept = JsonParser.parseString(new Study(Study.BASIC).with("participants.json", columns).text("participants.json")).getAsJsonObject();
		assertEquals("{\"age\":{\"Description\":\"years of\",\"Units\":\"years\"},\"sex\":{\"Levels\":{\"M\":\"male\",\"F\":\"female\"}}}", kept.toString());
	}

	@Test
	public void events_and_gradients_stay_and_text_among_numbers_is_refused() throws IOException {
		String events = "sub-1/func/sub-1_task-rest_events.tsv", table = "onset\tduration\ttrial_type\n1.5\t2\tfamous face\n";
		assertEquals(table, new Study(Study.BASIC).with(events, table).text(events));
		String numbers = "0 1000 1000\n".repeat(20_000);
		assertEquals(numbers, new Study(Study.BASIC).with("x.bval", numbers).text("x.bval"));
		assertThrows(IOException.class, () -> new Study(Study.BASIC).with("x.bvec", "0 1 Doe").text("x.bvec"));
	}

	@Test
	public void texts_for_readers_need_clean_descriptors() throws IOException {
		assertEquals("Brain of the\n\n", new Study(Study.RESEARCH).with("README", "Brain of the Doe family\nDoe\n").text("README"));
		assertEquals(Outcome.SKIPPED, new Study(Study.BASIC).with("README", "Doe").product("README").orElseThrow().outcome());
	}

	@Test
	public void other_kinds_are_left_to_others() throws IOException {
		for (String path : List.of("x.png", "x.docx", "letter.txt", "x", "x.dcm")) assertTrue(path, new Study(Study.RESEARCH).with(path, "Dear Doe, this is a text of some length").product(path).isEmpty());
		byte[] dicom = new byte[400];
		System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
		dicom[0] = dicom[1] = 'I';
		dicom[2] = 42;
		assertTrue(new Study(Study.BASIC).with("x.tif", dicom).product("x.tif").isEmpty());
	}

	@Test
	public void sidecars_of_the_corpus_keep_their_numbers() throws IOException {
		for (var path : Oracle.corpusFiles("conversion")) {
			if (!path.toString().endsWith(".json")) continue;
			JsonObject before = JsonParser.parseString(Files.readString(path)).getAsJsonObject(), after = sidecar(new Study(Study.BASIC).with(SIDECAR, Files.readAllBytes(path)));
			for (String key : List.of("EchoTime", "RepetitionTime", "SliceTiming", "FlipAngle", "ImagingFrequency", "ShimSetting", "PhaseEncodingDirection", "ImageOrientationPatientDICOM", "DwellTime")) {
				assertEquals(key, before.get(key), after.get(key));
			}
			assertFalse(after.has("DeviceSerialNumber") || after.has("InstitutionName"));
		}
	}

	@Test
	public void damaged_text_is_refused_with_a_sentence_without_a_value() {
		Random random = new Random(2);
		byte[] json = "{\"PatientName\":\"DOE^JOHN\",\"a\":[1,{\"b\":\"c\"}],\"EchoTime\":1e-3}".getBytes(StandardCharsets.UTF_8), table = "participant_id\tage\nsub-DOE\t34\n".getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < 4000; i++) {
			byte[] bytes = (i % 2 == 0 ? json : table).clone();
			for (int k = random.nextInt(4); k >= 0; k--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			String path = i % 2 == 0 ? SIDECAR : "participants.tsv";
			try {
				new Study(Study.RESEARCH).with(path, bytes).text(path);
			}
			catch (IOException refused) {
				assertTrue(refused.getMessage(), refused.getMessage().endsWith(".") && !refused.getMessage().contains("DOE"));
			}
		}
		assertThrows(IOException.class, () -> new Study(Study.BASIC).with(SIDECAR, "[".repeat(100_000)).text(SIDECAR));
		assertThrows(IOException.class, () -> new Study(Study.BASIC).with(SIDECAR, "[".repeat(1000) + "]".repeat(1000)).text(SIDECAR));
	}
}
