package sc.fiji.medprep.curate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.CsvReader;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;

/** What dcentvfy of dicom3tools finds across files is found here, too: at one of the two files that it names. */
public class DcentvfyTest {
	private static final Pattern FILES = Pattern.compile("for file <([^>]*)>(?: versus (?:existing \\w+=)?<([^>]*)>)?"), ELEMENT = Pattern.compile("Element=<(\\w+)>"), KEY = Pattern.compile("Different (\\w+) for same (\\w+)");

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	private record Found(int item, String rule, String tag) {}

	private List<Found> found(Path folder, Map<Path, Integer> items) throws IOException {
		Path report = temporary.getRoot().toPath().resolve("report");
		RunReport run = new Curator(new CurateOptions(new BatchOptions(folder, null, report, 2, true), false, null)).run(Progress.NONE);
		for (CsvReader.Row row : rows(report.resolveSibling("report-private").resolve("paths.csv"))) items.put(folder.toRealPath().resolve(row.cell(1)), Integer.valueOf(row.cell(0)));
		return rows(run.folder().resolve("findings.csv")).stream().map(row -> new Found(Integer.parseInt(row.cell(0)), row.cell(2), row.cell(3))).toList();
	}

	private static List<CsvReader.Row> rows(Path csv) throws IOException {
		List<CsvReader.Row> rows = CsvReader.read(Files.readAllBytes(csv), "table");
		return rows.subList(1, rows.size());
	}

	/** The lines of dcentvfy about a folder for which there is no finding, and how many there are. */
	private List<String> missed(Path folder, int[] lines) throws Exception {
		Map<Path, Integer> items = new HashMap<>();
		List<Found> found = found(folder, items);
		Path list = temporary.getRoot().toPath().resolve("list");
		try (Stream<Path> files = Files.walk(folder.toRealPath())) {
			Files.write(list, files.filter(Files::isRegularFile).map(Path::toString).sorted().toList(), StandardCharsets.UTF_8);
		}
		List<String> missed = new ArrayList<>();
		for (String line : Oracle.run("dcentvfy", "-f", list.toString()).output().lines().filter(line -> line.startsWith("Error") || line.startsWith("Warning")).toList()) {
			Matcher named = FILES.matcher(line);
			if (!named.find()) continue;
			Integer a = items.get(Path.of(named.group(1))), b = named.group(2) == null ? null : items.get(Path.of(named.group(2)));
			// files that are no DICOM
			if (line.contains("Unrecognized SOP Class") || line.contains("Duplicate SOPInstanceUID -  within")) continue;
			lines[0]++;
			if (found.stream().noneMatch(of -> (a != null && of.item == a || b != null && of.item == b || b == null) && isMeant(line, of))) missed.add(line);
		}
		return missed;
	}

	private static boolean isMeant(String line, Found of) {
		Matcher element = ELEMENT.matcher(line), key = KEY.matcher(line);
		if (line.contains("Duplicate SOPInstanceUID")) return of.rule.startsWith("set.uid.duplicate");
		if (key.find()) return of.rule.equals(key.group(1).equals("PatientID") ? "set.uid.study_in_patients" : key.group(1).equals("StudyInstanceUID") ? "set.uid.series_in_studies" : "set.uid.instance_in_series");
		return element.find() && of.tag.equals(Tag.toString(Dictionary.instance().attribute(element.group(1)).orElseThrow().tag()));
	}

	@Test
	public void of_scanned_and_of_faulty_series_nothing_is_missed() throws Exception {
		List<String> missed = new ArrayList<>();
		int[] lines = {0};
		for (String corpus : new String[] {"conversion", "dicom/faults/series"}) {
			try (Stream<Path> folders = Files.list(Oracle.corpus(corpus))) {
				for (Path folder : folders.sorted().toList()) missed.addAll(missed(folder, lines));
			}
		}
		assertEquals(List.of(), missed);
		assertTrue(String.valueOf(lines[0]), lines[0] > 1000);
	}
}
