package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Outcome;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.curate.fix.Repair;
import sc.fiji.medprep.curate.fix.RepairOptions;
import sc.fiji.medprep.curate.fix.Repairer;
import sc.fiji.medprep.curate.fix.UndoOptions;
import sc.fiji.medprep.curate.fix.Undoer;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;

/** What the repairs of room curate make of real files, seen by the checks of this room and by other toolkits. */
public class RepairedFilesTest {
	/** The planted faults that a repair mends, and what is found of them. That of 27 is ISO 8859-1, which nothing tells. */
	private static final Map<String, String> MENDED = Map.of("03_type2_missing_StudyID", "type2.missing", "45_vr_wrong_explicit", "encoding.vr.wrong", "57_pixelpadding_vr", "encoding.vr.context", "61_no_preamble",
		"encoding.preamble", "63_out_of_order", "encoding.order", "65_odd_length", "encoding.length.odd");

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private Path output;

	private RunReport repair(Path input, String repairs) throws IOException {
		output = temporary.newFolder().toPath().resolve("repaired");
		return new Repairer(new RepairOptions(new BatchOptions(input, output, null, 2, false), Repair.ofWords(repairs))).run(Progress.NONE);
	}

	private static List<Path> filesIn(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

	private static List<String> findings(Path path) throws IOException {
		List<String> all = new ArrayList<>();
		try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
			for (FileCheck check : FileChecks.all(LocalDate.of(2026, 1, 1), true)) all.addAll(Checked.file(check, file));
		}
		return all;
	}

	private static List<String> without(List<String> some, List<String> others) {
		List<String> left = new ArrayList<>(some);
		others.forEach(left::remove);
		return left;
	}

	@Test
	public void planted_faults_that_can_be_mended_are_gone_and_the_other_files_are_left_alone() throws IOException {
		Path input = Oracle.corpus("dicom/faults/file");
		repair(input, "all");
		Set<String> written = new HashSet<>();
		for (Path repaired : filesIn(output)) {
			String name = repaired.getFileName().toString().replace(".dcm", "");
			written.add(name);
			List<String> before = findings(input.resolve(output.relativize(repaired))), after = findings(repaired), clean = findings(input.resolve("00_base.dcm"));
			assertTrue(name, before.stream().anyMatch(finding -> finding.startsWith(MENDED.get(name))));
			assertEquals(name, List.of(), without(after, clean));
		}
		assertEquals(MENDED.keySet(), written);
	}

	@Test
	public void repaired_files_have_nothing_wrong_that_was_not_wrong_before_and_nothing_left_to_repair() throws IOException {
		Path input = Oracle.corpus("dicom");
		assertTrue(repair(input, "all").result().count(Outcome.DONE) > 100);
		Path first = output;
		for (Path repaired : filesIn(first)) {
			Path relative = first.relativize(repaired);
			List<String> worse = without(findings(repaired), findings(input.resolve(relative)));
			// now that the file says how it is encoded, big endian can be said to be retired
			worse.remove("uid.transfer_syntax.retired (0002,0010)");
			assertEquals(relative.toString(), List.of(), worse);
		}
		RunReport again = repair(first, "all");
		assertEquals(again.result().items(), again.result().count(Outcome.SKIPPED));
		assertEquals(List.of(), filesIn(output));
	}

	@Test
	public void each_repair_by_itself_does_no_harm_and_ends() throws IOException {
		Path input = Oracle.corpus("dicom/pydicom");
		for (Repair repair : Repair.values()) {
			assertEquals(0, repair(input, repair.word()).result().count(Outcome.QUARANTINED));
			Path first = output;
			for (Path repaired : filesIn(first)) {
				List<String> worse = without(findings(repaired), findings(input.resolve(first.relativize(repaired))));
				worse.remove("uid.transfer_syntax.retired (0002,0010)");
				assertEquals(repair + " " + first.relativize(repaired), List.of(), worse);
			}
			assertEquals(repair.word(), 0, Files.exists(first) && !filesIn(first).isEmpty() ? repair(first, repair.word()).result().count(Outcome.DONE) : 0);
		}
	}

	@Test
	public void undo_gives_every_original_byte_for_byte() throws IOException {
		Path input = Oracle.corpus("dicom");
		RunReport report = repair(input, "all");
		Path back = temporary.newFolder().toPath().resolve("back");
		Path changes = report.result().options().privateFolder().resolve("changes.jsonl");
		RunReport undone = new Undoer(new UndoOptions(new BatchOptions(output, back, null, 2, false), changes)).run(Progress.NONE);
		assertEquals(0, report.result().count(Outcome.QUARANTINED));
		assertEquals(0, undone.exitCode());
		assertEquals(report.result().count(Outcome.DONE), filesIn(back).size());
		for (Path original : filesIn(back)) assertEquals(-1, Files.mismatch(original, input.resolve(back.relativize(original))));
	}

	@Test
	public void other_toolkits_read_repaired_files_and_find_the_same_pixels_and_no_more_errors() throws IOException, InterruptedException {
		Path input = Oracle.corpus("dicom");
		repair(input, "all");
		for (Path repaired : filesIn(output)) {
			String original = input.resolve(output.relativize(repaired)).toString();
			if (Oracle.run("dcmdump", "-q", original).status() == 0) assertEquals(original, 0, Oracle.run("dcmdump", "-q", repaired.toString()).status());
			Set<String> before = errors(original), after = errors(repaired.toString());
			after.removeAll(before);
			// it looks for the attribute under one VR only, and takes deflated bytes for elements
			after.removeIf(error -> error.contains("PixelPaddingValue") || repaired.toString().contains("1.2.840.10008.1.2.1.99"));
			assertEquals(original, Set.of(), after);
		}
		Path script = temporary.newFile("compare.py").toPath();
		Files.writeString(script, """
			import os, sys, warnings
			warnings.filterwarnings('ignore')
			import pydicom
			same = 0
			for folder, _, names in os.walk(sys.argv[2]):
				for name in names:
					path = os.path.join(folder, name)
					after = pydicom.dcmread(path, force=True)
					str(after)
					try:
						before = pydicom.dcmread(path.replace(sys.argv[2], sys.argv[1]), force=True)
						has = 'PixelData' in before
					except Exception:
						continue
					if has:
						a, b = before.get_item('PixelData').value, after.get_item('PixelData').value
						if a != b and not (len(a) % 2 and a + b'\\0' == b): sys.exit(path)
						same += 1
			print('same', same)
			""");
		Oracle.Run run = Oracle.run("/usr/bin/python3", script.toString(), input.toString(), output.toString());
		assertEquals(run.output(), 0, run.status());
		assertTrue(run.output(), Integer.parseInt(run.lines("same").get(0).substring(5)) > 50);
	}

	private static Set<String> errors(String file) throws IOException, InterruptedException {
		return new HashSet<>(Oracle.run("dciodvfy", "-new", file).lines("Error"));
	}
}
