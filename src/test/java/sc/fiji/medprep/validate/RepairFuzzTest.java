package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;

/** Files whose headers have been changed at random: each is refused with a sentence, left alone, or repaired and never worse than before. */
public class RepairFuzzTest {
	private static final long NANOS = Long.getLong("medprep.fuzz.seconds", 3) * 1_000_000_000L;
	private static final int LARGEST = 100_000, FILES = 150;
	private static final List<FileCheck> CHECKS = FileChecks.all(LocalDate.of(2026, 1, 1), false);

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	@Test(timeout = 600_000)
	public void damaged_files_are_refused_or_repaired_and_never_worse() throws IOException {
		List<byte[]> whole = new ArrayList<>();
		for (Path file : Oracle.corpusFiles("dicom/pydicom", "dicom/odd", "dicom/charsets", "dicom/faults/file")) {
			if (Files.size(file) < LARGEST) whole.add(Files.readAllBytes(file));
		}
		Random random = new Random(17);
		long end = System.nanoTime() + NANOS;
		int written = 0, rounds = 0;
		while (System.nanoTime() < end) {
			Path input = temporary.newFolder().toPath(), output = input.resolveSibling("repaired" + rounds), second = input.resolveSibling("again" + rounds++);
			for (int i = 0; i < FILES; i++) Files.write(input.resolve(i + ".dcm"), damaged(whole.get(random.nextInt(whole.size())), random));
			RunReport report = repair(input, output);
			assertEquals(0, report.result().count(Outcome.QUARANTINED));
			report.result().forEach(item -> assertTrue(item.reason(), item.reason().isEmpty() || item.reason().matches("[^\\n]{10,}\\.?")));
			for (Path repaired : filesIn(output)) {
				written++;
				assertEquals(List.of(), worse(input.resolve(output.relativize(repaired)), repaired));
			}
			if (!filesIn(output).isEmpty()) assertEquals(0, repair(output, second).result().count(Outcome.DONE));
		}
		assertTrue(written + " written", written > 30);
	}

	private static RunReport repair(Path input, Path output) throws IOException {
		return new Repairer(new RepairOptions(new BatchOptions(input, output, null, 2, false), Repair.ofWords("all"))).run(Progress.NONE);
	}

	private static byte[] damaged(byte[] file, Random random) {
		byte[] damaged = file.clone();
		int header = Math.min(damaged.length, 2500), changes = 1 + random.nextInt(6);
		for (int i = 0; i < changes; i++) damaged[random.nextInt(header)] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : " 0\\9A^=UNSQ\u001B\u00FF".charAt(random.nextInt(13)));
		return damaged;
	}

	private static List<Path> filesIn(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

	/** What is found only in the repaired file, without what could not be seen before: values behind another VR, and a transfer syntax that was not named. */
	private static List<String> worse(Path original, Path repaired) throws IOException {
		List<String> before = findings(original), worse = findings(repaired);
		before.forEach(worse::remove);
		worse.remove("uid.transfer_syntax.retired (0002,0010)");
		// told once for all, at the first
		if (before.stream().anyMatch(finding -> finding.startsWith("encoding.group_length.present"))) worse.removeIf(finding -> finding.startsWith("encoding.group_length.present"));
		if (before.stream().anyMatch(finding -> finding.startsWith("encoding.vr.un"))) worse.removeIf(finding -> finding.startsWith("encoding.vr.un "));
		if (before.stream().anyMatch(finding -> finding.startsWith("encoding.vr."))) worse.removeIf(finding -> !finding.startsWith("encoding."));
		return worse;
	}

	private static List<String> findings(Path path) throws IOException {
		List<String> all = new ArrayList<>();
		try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
			for (FileCheck check : CHECKS) all.addAll(Checked.file(check, file));
		}
		return all;
	}
}
