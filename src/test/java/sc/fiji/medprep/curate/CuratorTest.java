package sc.fiji.medprep.curate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.report.RunReport;

/** Sets from end to end: faulty series of the corpus, and what a later run reads again. */
public class CuratorTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private static final Map<String, String> RULES = Map.ofEntries(Map.entry("s01_dup_SOPUID_different_pixels", "set.uid.duplicate_different"), Map.entry("s03_same_pixels_different_UID", "set.pixels.in_instances"),
		Map.entry("s05_duplicate_position", "set.geometry.duplicate_position"), Map.entry("s07_two_PatientIDs_one_study", "set.uid.study_in_patients"), Map.entry("s09_FoR_differs_in_series", "set.series.frame_of_reference"),
		Map.entry("s11_rows_differ", "set.geometry.size"), Map.entry("s13_modality_differs", "set.series.modality"), Map.entry("s15_laterality_differs", "set.series.laterality"),
		Map.entry("s17_irregular_spacing", "set.geometry.irregular_spacing"), Map.entry("s19_sopclass_mixed", "set.geometry.sop_class"), Map.entry("s21_gantry_tilt_shear", "set.geometry.tilt"),
		Map.entry("s23_near_duplicate_pixels", "set.pixels.near"), Map.entry("s25_slicethickness_differs", "set.geometry.slice_thickness"), Map.entry("s27_instance_order_not_spatial", "set.order.instance_number"));
	/** What follows when an image is kept apart: it is missing where it was, and no longer among its like. */
	private static final Set<String> CONSEQUENCES = Set.of("set.geometry.missing_slice", "set.series.partly", "set.order.slice_location");

	private List<String> findings(Path input, String report) throws IOException {
		BatchOptions batch = new BatchOptions(input, null, temporary.getRoot().toPath().resolve(report), 2, true);
		RunReport run = new Curator(new CurateOptions(batch, true, null)).run(Progress.NONE);
		List<String> lines = Files.readAllLines(run.folder().resolve("findings.csv"));
		return lines.subList(1, lines.size());
	}

	private static Set<String> rules(List<String> findings) {
		Set<String> rules = new TreeSet<>();
		for (String line : findings) rules.add(line.split(",")[2]);
		return rules;
	}

	@Test
	public void every_planted_fault_is_found_by_its_own_rule_and_the_sound_series_gives_none() throws Exception {
		int faults = 0;
		try (var folders = Files.list(Oracle.corpus("dicom/faults/series"))) {
			for (Path folder : folders.sorted().toList()) {
				String name = folder.getFileName().toString();
				Set<String> rules = rules(findings(folder, "report"));
				if (name.startsWith("s00")) {
					assertEquals(Set.of(), rules);
					continue;
				}
				assertTrue(name + rules, rules.remove(RULES.get(name)));
				rules.removeAll(CONSEQUENCES);
				assertEquals(name, Set.of(), rules);
				faults++;
			}
		}
		assertEquals(RULES.size(), faults);
	}

	@Test
	public void series_of_the_corpus_that_are_sound_have_no_errors() throws Exception {
		for (String name : new String[] {"dcm_qa_me", "dcm_qa_12bit"}) {
			List<String> errors = findings(Oracle.corpus("conversion/" + name + "/In"), name).stream().filter(line -> line.contains(",error,") && !line.contains(",set.uid.duplicate_different,")).toList();
			assertEquals(name, List.of(), errors);
		}
	}

	/** Puts other bytes of the same length and time in a file: whoever reads it finds no DICOM. */
	private static void spoil(Path file) throws IOException {
		FileTime time = Files.getLastModifiedTime(file);
		Files.write(file, new byte[(int) Files.size(file)]);
		Files.setLastModifiedTime(file, time);
	}

	private MadeSet twoSeries() throws IOException {
		MadeSet set = new MadeSet(temporary.newFolder().toPath());
		set.series(4, (slice, number) -> MadeSet.text(slice, Tag.INSTANCE_NUMBER, VR.IS, number == 3 ? "2" : String.valueOf(number)));
		set.series(4, (slice, number) -> {
			MadeSet.text(slice, Tag.SERIES_INSTANCE_UID, VR.UI, "2.25.22");
			MadeSet.text(slice, Tag.SOP_INSTANCE_UID, VR.UI, "2.25.20" + number);
			MadeSet.pixels(slice, 60 + number);
		});
		return set;
	}

	@Test
	public void a_second_run_reads_only_what_has_changed() throws Exception {
		MadeSet set = twoSeries();
		var first = set.find();
		assertEquals(Map.of("set.order.instance_number_twice", List.of(2, 3), "set.order.instance_number_gap", List.of(2, 4)), first);
		String items = Files.readString(set.report.folder().resolve("items.csv"));
		for (int item = 1; item <= 8; item++) spoil(set.file(item));
		assertEquals(first, set.find());
		assertEquals(items, Files.readString(set.report.folder().resolve("items.csv")));
	}

	@Test
	public void a_change_in_one_series_is_seen_and_the_other_is_not_read() throws Exception {
		MadeSet set = twoSeries();
		set.find();
		for (int item = 1; item <= 4; item++) spoil(set.file(item));
		set.change(6, slice -> MadeSet.text(slice, Tag.PATIENT_NAME, VR.PN, "Another^One"));
		assertEquals(Map.of("set.order.instance_number_twice", List.of(2, 3), "set.order.instance_number_gap", List.of(2, 4), "set.patient.name", List.of(6)), set.find());
		// the twin has the number of the first now
		Files.delete(set.file(1));
		for (int item = 2; item <= 4; item++) set.change(item + 4, slice -> {});
		assertEquals(List.of(5), set.find().get("set.patient.name"));
	}

	@Test
	public void documents_beside_the_images_are_passed_over_and_damaged_files_refused() throws Exception {
		MadeSet set = new MadeSet(temporary.newFolder().toPath()).series(3);
		Files.writeString(set.file(1).resolveSibling("zz-readme.txt"), "About this set.");
		Files.write(set.file(1).resolveSibling("zz-torn.dcm"), Arrays.copyOf(Files.readAllBytes(set.file(1)), 300));
		set.find();
		assertEquals(List.of(3, 1, 1), List.of(set.report.result().count(Outcome.DONE), set.report.result().count(Outcome.SKIPPED), set.report.result().count(Outcome.REFUSED)));
	}

	@Test
	public void files_that_are_gone_are_forgotten_and_messages_name_items_by_their_new_numbers() throws Exception {
		MadeSet set = new MadeSet(temporary.newFolder().toPath()).series(3).add(MadeSet.slice(2));
		assertEquals(Map.of("set.uid.duplicate_bytes", List.of(2, 4)), set.find());
		Files.delete(set.file(1));
		set.find();
		assertEquals("The file is a copy of item 3, byte by byte; keep one of them.", set.message("set.uid.duplicate_bytes", 1));
		Files.delete(set.file(4));
		assertEquals(Map.of(), set.find());
	}

	@Test
	public void an_index_that_is_damaged_or_of_another_version_or_lost_is_made_anew() throws Exception {
		MadeSet set = twoSeries();
		var first = set.find();
		Path index = set.folder.resolve("report-private").resolve(Index.NAME);
		byte[] good = Files.readAllBytes(index);
		byte[] damaged = good.clone();
		for (int i = 4096; i < damaged.length; i += 7) damaged[i] ^= 0x5A;
		byte[] older = good.clone();
		older[63] = 0;
		for (byte[] bad : new byte[][] {"no database at all".getBytes(StandardCharsets.UTF_8), damaged, older, Arrays.copyOf(good, good.length / 2), {}}) {
			Files.write(index, bad);
			assertEquals(first, set.find());
		}
		Files.delete(index);
		assertEquals(first, set.find());
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(index)));
	}

	@Test
	public void the_same_run_again_is_complete_at_once_unless_the_index_is_gone() throws Exception {
		MadeSet set = twoSeries();
		set.find();
		BatchOptions same = new BatchOptions(set.input(), null, set.folder.resolve("report"), 2, false);
		String before = Files.readString(set.folder.resolve("report").resolve("findings.csv"));
		Files.delete(set.folder.resolve("report-private").resolve(Index.NAME));
		for (int i = 0; i < 2; i++) {
			RunReport again = new Curator(new CurateOptions(same, true, null)).run(Progress.NONE);
			assertEquals(before, Files.readString(again.folder().resolve("findings.csv")));
			if (i == 0) for (int item = 1; item <= 8; item++) spoil(set.file(item));
		}
	}

	@Test
	public void a_run_that_was_killed_anywhere_ends_as_if_it_had_not_been() throws Exception {
		MadeSet set = twoSeries();
		set.find();
		Path secret = set.folder.resolve("report-private"), journal = secret.resolve("journal.jsonl"), index = secret.resolve(Index.NAME), findings = set.report.folder().resolve("findings.csv");
		String expected = Files.readString(findings);
		byte[] lines = Files.readAllBytes(journal), rows = Files.readAllBytes(index);
		BatchOptions same = new BatchOptions(set.input(), null, set.report.folder(), 2, false);
		int header = new String(lines, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
		for (int length = header; length < lines.length; length += 501) {
			for (String lost : new String[] {"UPDATE state SET value = '1'", "DELETE FROM family WHERE id = (SELECT max(id) FROM family)", "DELETE FROM file WHERE item > 3"}) {
				Files.write(journal, Arrays.copyOf(lines, length));
				Files.write(index, rows);
				try (Index killed = Index.open(index)) {
					// the index is complete only once the run is
					if (!lost.startsWith("UPDATE")) killed.change("UPDATE state SET value = '0' WHERE name = 'complete'");
					killed.change(lost);
					killed.commit();
				}
				Files.delete(findings);
				new Curator(new CurateOptions(same, true, null)).run(Progress.NONE);
				assertEquals(length + " " + lost, expected, Files.readString(findings));
			}
		}
	}

	@Test
	public void nothing_that_identifies_somebody_gets_into_the_report() throws Exception {
		MadeSet set = twoSeries();
		set.change(2, slice -> MadeSet.text(slice, Tag.PATIENT_ID, VR.LO, "Q4711"));
		set.change(7, slice -> MadeSet.text(slice, Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.4712"));
		set.run();
		List<String> forbidden = List.of("Made^Up", "PAT-1", "Q4711", "2.25.");
		try (var files = Files.list(set.report.folder())) {
			for (Path file : files.toList()) {
				String text = Files.readString(file, StandardCharsets.ISO_8859_1);
				for (String word : forbidden) assertFalse(file.getFileName() + " holds " + word, text.contains(word));
			}
		}
	}

	@Test
	public void a_file_that_a_list_names_twice_is_two_items() throws Exception {
		MadeSet set = new MadeSet(temporary.newFolder().toPath()).series(2);
		Path list = set.folder.resolve("list.txt");
		Files.write(list, List.of(set.file(1).toString(), set.file(2).toString(), set.file(1).toString()));
		for (int run = 1; run <= 2; run++) assertTrue(rules(findings(list, "listed")).contains("set.uid.duplicate_bytes"));
	}

	@Test
	public void a_folder_without_any_file_of_a_set_gives_a_report_that_says_so() throws Exception {
		MadeSet set = new MadeSet(temporary.newFolder().toPath());
		Files.createDirectories(set.input());
		Files.writeString(set.input().resolve("readme.txt"), "not a file of the set");
		assertEquals(Map.of("set.nothing", List.of(1)), set.find());
		assertEquals(1, set.report.exitCode());
	}

	@Test
	public void damaged_files_are_refused_and_the_others_are_looked_at() throws Exception {
		MadeSet set = new MadeSet(temporary.newFolder().toPath()).series(4);
		byte[] bytes = Files.readAllBytes(set.file(2));
		Files.write(set.file(2), Arrays.copyOf(bytes, bytes.length - 100));
		Files.writeString(set.input().resolve("readme.txt"), "not a file of the set");
		List<String> rules = new ArrayList<>(set.find().keySet());
		assertTrue(rules.toString(), rules.contains("set.geometry.missing_slice") || rules.contains("set.pixels.unreadable"));
		assertEquals(1, set.report.exitCode());
	}
}
