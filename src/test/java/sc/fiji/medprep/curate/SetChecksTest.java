package sc.fiji.medprep.curate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static sc.fiji.medprep.curate.MadeSet.header;
import static sc.fiji.medprep.curate.MadeSet.position;
import static sc.fiji.medprep.curate.MadeSet.slice;
import static sc.fiji.medprep.curate.MadeSet.text;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.standard.Dictionary;

/** Each check across files with a fault made for it: it is found by its own rule at the items concerned, and nothing else is. */
public class SetChecksTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private MadeSet set;

	@Before
	public void makeSet() {
		set = new MadeSet(temporary.getRoot().toPath());
	}

	private void assertFound(String rule, Integer... items) throws IOException {
		assertEquals(Map.of(rule, List.of(items)), set.find());
	}

	@Test
	public void a_sound_series_gives_no_finding() throws Exception {
		assertEquals(Map.of(), set.series(6).find());
		assertEquals(0, set.report.exitCode());
	}

	@Test
	public void copies_of_a_file_are_told_from_other_writings_of_it_and_from_other_things_with_its_uid() throws Exception {
		set.series(4).add(slice(2));
		assertFound("set.uid.duplicate_bytes", 2, 5);
		assertEquals("The file is a copy of item 5, byte by byte; keep one of them.", set.message("set.uid.duplicate_bytes", 2));
	}

	@Test
	public void the_same_instance_in_another_transfer_syntax_is_the_same_content() throws Exception {
		set.series(4).add(slice(2), TransferSyntax.IMPLICIT_LITTLE).add(slice(2), TransferSyntax.EXPLICIT_BIG);
		assertEquals(Map.of("set.uid.duplicate_content", List.of(2, 5, 6)), set.find());
	}

	@Test
	public void another_image_with_the_same_uid_is_an_error() throws Exception {
		set.series(4, (slice, number) -> {
			if (number == 3) text(slice, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.1002");
		});
		assertFound("set.uid.duplicate_different", 2, 3);
		assertEquals(1, set.report.exitCode());
	}

	@Test
	public void an_instance_in_two_series_is_found() throws Exception {
		DataSet other = slice(2);
		text(other, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.22");
		set.series(4).add(other);
		assertEquals(Map.of("set.uid.instance_in_series", List.of(2, 5), "set.uid.duplicate_different", List.of(2, 5)), set.find());
	}

	@Test
	public void a_study_of_two_patients_is_found_at_the_fewer_files() throws Exception {
		DataSet other = slice(20);
		text(other, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.22");
		text(other, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.33");
		text(other, Tag.PATIENT_ID, VR.LO, "P2");
		set.series(4).add(other);
		assertFound("set.uid.study_in_patients", 5);
		assertEquals("The study is that of items 1, 2, 3 and 1 more, but the Patient ID is another; a study belongs to one patient.", set.message("set.uid.study_in_patients", 5));
	}

	@Test
	public void a_series_in_two_studies_is_found() throws Exception {
		// no image, so that nothing is missing from a volume
		set.add(report("2.25.501", "2.25.1")).add(report("2.25.502", "2.25.1")).add(report("2.25.503", "2.25.11"));
		assertFound("set.uid.series_in_studies", 3);
	}

	private static DataSet report(String instance, String study) {
		DataSet report = new DataSet();
		header(report, MadeSet.KO, "KO", instance, "2.25.5");
		text(report, Tag.STUDY_INSTANCE_UID, VR.UI, study);
		return report;
	}

	@Test
	public void patients_in_one_frame_of_reference_are_found_but_not_in_an_atlas() throws Exception {
		for (String frame : new String[] {"2.25.3", "1.2.840.10008.1.4.1.1"}) {
			MadeSet two = new MadeSet(temporary.newFolder().toPath());
			for (int patient = 1; patient <= 2; patient++) {
				String number = String.valueOf(patient);
				int seed = 100 * patient;
				two.series(3, (slice, n) -> {
					text(slice, Tag.FRAME_OF_REFERENCE_UID, VR.UI, frame);
					text(slice, Tag.PATIENT_ID, VR.LO, "P" + number);
					text(slice, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.1" + number);
					text(slice, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.2" + number);
					text(slice, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.4" + number + n);
					MadeSet.pixels(slice, seed + n);
				});
			}
			var found = two.find();
			found.remove("set.pixels.near_in_patients");
			assertEquals(frame.startsWith("2.25") ? Map.of("set.uid.frame_of_reference_in_patients", List.of(4, 5, 6)) : Map.of(), found);
		}
	}

	private record Planted(String rule, int tag, String usual, String other) {}

	private static final List<Planted> PLANTED = List.of(new Planted("set.patient.name", Tag.PATIENT_NAME, "Made^Up", "Other^Up"), new Planted("set.patient.sex", Tag.PATIENT_SEX, "M", "F"),
		new Planted("set.patient.birth_date", 0x00100030, "19500101", "19500102"), new Planted("set.patient.issuer", 0x00100021, "Usual", "Other"), new Planted("set.patient.other", 0x00102160, "Usual", "Other"),
		new Planted("set.study.date", Tag.STUDY_DATE, "20200101", "20200102"), new Planted("set.study.time", Tag.STUDY_TIME, "0800", "0801"), new Planted("set.study.id", 0x00200010, "7", "8"),
		new Planted("set.study.accession", Tag.ACCESSION_NUMBER, "A7", "A8"), new Planted("set.study.description", Tag.STUDY_DESCRIPTION, "Usual", "Other"), new Planted("set.study.referring_physician", 0x00080090, "Usual", "Other"),
		new Planted("set.study.age", 0x00101010, "044Y", "045Y"), new Planted("set.study.other", 0x00101030, "70", "71"), new Planted("set.series.number", Tag.SERIES_NUMBER, "7", "8"),
		new Planted("set.series.date", 0x00080021, "20200101", "20200102"), new Planted("set.series.time", 0x00080031, "0800", "0801"), new Planted("set.series.description", Tag.SERIES_DESCRIPTION, "Usual", "Other"),
		new Planted("set.series.protocol", 0x00181030, "Usual", "Other"), new Planted("set.series.body_part", 0x00180015, "LEG", "ARM"), new Planted("set.series.patient_position", 0x00185100, "HFS", "FFS"),
		new Planted("set.series.laterality", 0x00200060, "L", "R"), new Planted("set.series.modality", Tag.MODALITY, "CT", "MR"), new Planted("set.series.frame_of_reference", Tag.FRAME_OF_REFERENCE_UID, "2.25.3", "2.25.4"),
		new Planted("set.series.other", 0x00201040, "SN", "XY"), new Planted("set.equipment.manufacturer", Tag.MANUFACTURER, "Usual", "Other"), new Planted("set.equipment.model", Tag.MANUFACTURER_MODEL_NAME, "Usual", "Other"),
		new Planted("set.equipment.serial_number", 0x00181000, "4711", "4712"), new Planted("set.equipment.software", 0x00181020, "V1", "V2"), new Planted("set.equipment.other", 0x00081010, "USUAL", "OTHER"));

	@Test
	public void an_attribute_that_disagrees_is_found_by_the_rule_of_its_own() throws Exception {
		Map<String, List<Integer>> expected = new TreeMap<>();
		set.withoutPixels().series(PLANTED.size() + 2, (slice, number) -> {
			for (int i = 0; i < PLANTED.size(); i++) {
				Planted planted = PLANTED.get(i);
				text(slice, planted.tag, vr(planted.tag), i + 2 == number ? planted.other : planted.usual);
				expected.put(planted.rule, List.of(i + 2));
			}
		});
		assertEquals(expected, withoutGeometry());
		assertEquals("Modality differs from that of items 1, 2, 3 and " + (PLANTED.size() - 2) + " more of the same series.", set.message("set.series.modality", expected.get("set.series.modality").get(0)));
	}

	@Test
	public void an_attribute_that_some_files_do_not_give_is_a_smaller_matter() throws Exception {
		Map<String, Set<Integer>> expected = new TreeMap<>();
		set.withoutPixels().series(PLANTED.size() + 2, (slice, number) -> {
			for (int i = 0; i < PLANTED.size(); i++) {
				Planted planted = PLANTED.get(i);
				if (i + 2 != number) text(slice, planted.tag, vr(planted.tag), planted.usual);
				else if (i % 2 == 0) slice.remove(planted.tag);
				else slice.put(Element.empty(planted.tag, vr(planted.tag)));
				expected.computeIfAbsent(planted.rule.substring(0, planted.rule.lastIndexOf('.')) + ".partly", rule -> new TreeSet<>()).add(i + 2);
			}
		});
		Map<String, Set<Integer>> found = new TreeMap<>();
		withoutGeometry().forEach((rule, items) -> found.put(rule, new TreeSet<>(items)));
		assertEquals(expected, found);
	}

	private static VR vr(int tag) {
		return Dictionary.instance().vrOf(tag, null);
	}

	/** Without what follows: a slice that is kept apart is missing from its volume. */
	private Map<String, List<Integer>> withoutGeometry() throws IOException {
		var found = set.find();
		found.keySet().removeIf(rule -> rule.startsWith("set.geometry."));
		return found;
	}

	@Test
	public void other_writings_of_a_value_are_no_disagreement() throws Exception {
		set.series(4, (slice, number) -> {
			text(slice, Tag.PATIENT_NAME, VR.PN, number == 2 ? "MADE^UP^^" : "Made^Up");
			text(slice, Tag.SERIES_NUMBER, VR.IS, number == 3 ? "007" : "7");
			text(slice, Tag.STUDY_TIME, VR.TM, number == 4 ? "101112.000000" : "101112");
		});
		assertEquals(Map.of(), set.find());
	}

	@Test
	public void a_missing_slice_is_found_at_both_sides_of_the_gap() throws Exception {
		for (int number : new int[] {1, 2, 3, 5, 6, 7}) {
			DataSet slice = slice(number);
			text(slice, Tag.INSTANCE_NUMBER, VR.IS, String.valueOf(number > 4 ? number - 1 : number));
			set.add(slice);
		}
		assertFound("set.geometry.missing_slice", 3, 4);
		assertEquals("1 slice is missing, at a distance of 2.000 mm, the first behind slice 3 of 6 that are there; also item 4.", set.message("set.geometry.missing_slice", 3));
	}

	@Test
	public void numbers_of_instances_are_held_against_positions() throws Exception {
		set.series(6, (slice, number) -> text(slice, Tag.INSTANCE_NUMBER, VR.IS, String.valueOf(number == 2 ? 5 : number == 5 ? 2 : number)));
		assertEquals(List.of(3, 5), set.find().get("set.order.instance_number"));
		MadeSet twice = new MadeSet(temporary.newFolder().toPath()).series(6, (slice, number) -> text(slice, Tag.INSTANCE_NUMBER, VR.IS, String.valueOf(number == 4 ? 3 : number)));
		assertEquals(Map.of("set.order.instance_number_twice", List.of(3, 4), "set.order.instance_number_gap", List.of(3, 5)), twice.find());
		MadeSet gap = new MadeSet(temporary.newFolder().toPath()).series(6, (slice, number) -> text(slice, Tag.INSTANCE_NUMBER, VR.IS, String.valueOf(number > 3 ? number + 2 : number)));
		assertEquals(Map.of("set.order.instance_number_gap", List.of(3, 4)), gap.find());
		MadeSet downwards = new MadeSet(temporary.newFolder().toPath()).series(6, (slice, number) -> text(slice, Tag.INSTANCE_NUMBER, VR.IS, String.valueOf(20 - number)));
		assertEquals(Map.of(), downwards.find());
	}

	@Test
	public void slice_location_may_count_along_the_normal_in_either_direction_from_anywhere_but_not_contradict_it() throws Exception {
		assertEquals(Map.of(), set.series(6, (slice, number) -> text(slice, Tag.SLICE_LOCATION, VR.DS, String.valueOf(100 - 2 * number))).find());
		set = new MadeSet(temporary.newFolder().toPath()).series(6, (slice, number) -> text(slice, Tag.SLICE_LOCATION, VR.DS, String.valueOf(number == 4 ? 3 : 2 * number)));
		assertFound("set.order.slice_location", 4);
	}

	@Test
	public void rescale_and_acquisition_that_change_inside_a_volume_are_found() throws Exception {
		set.series(6, (slice, number) -> text(slice, Tag.RESCALE_SLOPE, VR.DS, number == 2 ? "1.5" : "1"));
		assertFound("set.geometry.rescale", 2);
		set = new MadeSet(temporary.newFolder().toPath()).series(6, (slice, number) -> text(slice, Tag.ACQUISITION_NUMBER, VR.IS, number > 3 ? "2" : "1"));
		assertFound("set.order.acquisition_number", 1);
	}

	@Test
	public void pixels_under_another_uid_are_found_as_far_apart_as_they_are() throws Exception {
		DataSet twin = slice(9);
		MadeSet.pixels(twin, 2);
		position(twin, 12);
		text(twin, Tag.INSTANCE_NUMBER, VR.IS, "6");
		set.series(5).add(twin);
		assertFound("set.pixels.in_instances", 2, 6);
		for (String rule : List.of("set.pixels.in_series", "set.pixels.in_studies", "set.pixels.in_patients")) {
			MadeSet made = new MadeSet(temporary.newFolder().toPath());
			DataSet other = slice(9);
			MadeSet.pixels(other, 2);
			text(other, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.22");
			text(other, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.33");
			if (!rule.endsWith("series")) text(other, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.11");
			if (rule.endsWith("patients")) text(other, Tag.PATIENT_ID, VR.LO, "P2");
			made.series(5).add(other);
			var found = made.find();
			assertEquals(Map.of(rule, List.of(2, 6)), found);
		}
	}

	@Test
	public void a_copy_with_some_changed_values_is_found_but_not_another_acquisition() throws Exception {
		DataSet twin = slice(9);
		MadeSet.pixels(twin, 2);
		byte[] bytes = twin.bytes(Tag.PIXEL_DATA).clone();
		for (int i = 0; i < bytes.length; i += 150) bytes[i] ^= 1;
		twin.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, bytes));
		position(twin, 12);
		text(twin, Tag.INSTANCE_NUMBER, VR.IS, "6");
		set.series(5).add(twin);
		assertFound("set.pixels.near", 2, 6);
	}

	@Test
	public void blank_images_are_no_twins() throws Exception {
		set.series(5, (slice, number) -> {
			if (number > 3) slice.put(Element.bytes(Tag.PIXEL_DATA, VR.OW, new byte[2 * MadeSet.SIZE * MadeSet.SIZE]));
		});
		assertEquals(Map.of(), set.find());
	}

	@Test
	public void a_patient_or_an_image_in_two_splits_leaks() throws Exception {
		set.series(4).splits("file,split", "00001.dcm,train", "00002.dcm,train", "00003.dcm,test");
		assertEquals(Map.of("set.split.patient", List.of(1, 2, 3), "set.split.none", List.of(4)), set.find());
		assertEquals("The patient is also in another split, with items 1 and 2.", set.message("set.split.patient", 3));
		MadeSet two = new MadeSet(temporary.newFolder().toPath());
		two.series(3).series(3, (slice, number) -> {
			text(slice, Tag.PATIENT_ID, VR.LO, "P2");
			text(slice, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.11");
			text(slice, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.22");
			text(slice, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.33");
			text(slice, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.20" + number);
			if (number > 1) MadeSet.pixels(slice, 50 + number);
		}).splits("patient,study,split", "PAT-1,,train", ",2.25.11,val");
		var found = two.find();
		assertEquals(List.of(1, 4), found.get("set.split.pixels"));
		assertEquals(List.of(1, 4), found.get("set.pixels.in_patients"));
		assertEquals(false, found.containsKey("set.split.patient"));
	}

	@Test
	public void the_most_exact_row_of_a_table_of_splits_counts() throws Exception {
		set.series(3).splits("split;patient;file", "train;PAT-1;", "test;;00002.dcm");
		assertEquals(Map.of("set.split.patient", List.of(1, 2, 3)), set.find());
	}

	@Test
	public void hints_of_missing_files_are_found() throws Exception {
		set.series(4, (slice, number) -> text(slice, Tag.NUMBER_OF_SERIES_RELATED_INSTANCES, VR.IS, "5"));
		assertFound("set.complete.series", 1);
		set = new MadeSet(temporary.newFolder().toPath()).series(4, (slice, number) -> {
			text(slice, Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, VR.IS, "5");
			text(slice, Tag.NUMBER_OF_STUDY_RELATED_SERIES, VR.IS, "2");
		});
		assertFound("set.complete.study", 1, 1);
		set = new MadeSet(temporary.newFolder().toPath()).series(4, (slice, number) -> text(slice, Tag.IMAGES_IN_ACQUISITION, VR.IS, "5"));
		assertFound("set.complete.acquisition", 1);
		set = new MadeSet(temporary.newFolder().toPath()).series(4, (slice, number) -> {
			text(slice, Tag.CONCATENATION_UID, VR.UI, "2.25.77");
			slice.putInts(Tag.IN_CONCATENATION_NUMBER, VR.US, number).putInts(Tag.IN_CONCATENATION_TOTAL_NUMBER, VR.US, 5);
		});
		assertFound("set.complete.concatenation", 1, 2, 3, 4);
	}

	@Test
	public void neighbours_of_a_copy_in_another_patient_are_not_told_again() throws Exception {
		for (int patient = 1; patient <= 2; patient++) {
			String number = String.valueOf(patient);
			set.series(3, (slice, n) -> {
				MadeSet.pixels(slice, 2);
				// so little that it still looks the same
				slice.get(Tag.PIXEL_DATA).bytes()[2 * n] ^= 1;
				text(slice, Tag.FRAME_OF_REFERENCE_UID, VR.UI, "2.25.3" + number);
				text(slice, Tag.PATIENT_ID, VR.LO, "P" + number);
				text(slice, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.1" + number);
				text(slice, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.2" + number);
				text(slice, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.4" + number + n);
			});
		}
		assertEquals(List.of(1, 2, 3, 4, 5, 6), set.find().get("set.pixels.in_patients"));
		assertTrue(!set.find().containsKey("set.pixels.near_in_patients"));
	}

	@Test
	public void a_set_of_which_nothing_can_be_read_has_a_report_all_the_same() throws Exception {
		set.series(1);
		Files.write(set.file(1), new byte[0]);
		assertEquals(Map.of("set.nothing", List.of(1)), set.find());
		assertEquals(1, set.report.exitCode());
		assertTrue(Files.exists(set.folder.resolve("report").resolve("report.html")));
	}

	@Test
	public void values_that_mean_something_to_a_database_are_only_values() throws Exception {
		set.series(3, (slice, number) -> {
			for (int tag : new int[] {Tag.SOP_CLASS_UID, Tag.PATIENT_ID, Tag.MANUFACTURER, Tag.SERIES_DESCRIPTION}) text(slice, tag, vr(tag), number + "'\u0000);--\"%\u0000");
			DataSet reference = new DataSet();
			text(reference, Tag.REFERENCED_SOP_CLASS_UID, VR.UI, "'\u0000");
			text(reference, Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, "2.25.77");
			slice.put(Element.sequence(0x00081140, List.of(reference)));
		});
		assertTrue(set.find().containsKey("set.reference.context"));
		assertTrue(set.report.summaryText().contains("3 done"));
	}

	@Test
	public void files_without_uids_do_not_become_one_series_or_one_instance() throws Exception {
		for (int i = 1; i <= 3; i++) {
			DataSet bare = slice(i);
			for (int tag : new int[] {Tag.SOP_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.STUDY_INSTANCE_UID, Tag.PATIENT_ID, Tag.PATIENT_NAME}) bare.remove(tag);
			set.add(bare);
		}
		var found = set.find();
		found.remove("set.pixels.near_in_patients");
		assertEquals(Map.of(), found);
		assertTrue(set.report.summaryText().contains("3 done"));
	}
}
