package sc.fiji.medprep.deidentify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.AfterParam;
import org.junit.runners.Parameterized.BeforeParam;
import org.junit.runners.Parameterized.Parameters;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.standard.Dictionary;

/** What comes out of real and odd files under each profile that MedPrep brings along, judged by other toolkits. */
@RunWith(Parameterized.class)
public class DeidentifiedCorpusTest {
	private static final String[] FOLDERS = {"dicom/pydicom", "dicom/charsets", "dicom/transfer-syntaxes", "dicom/odd", "annotations"};

	@ClassRule
	public static TemporaryFolder folder = new TemporaryFolder();
	private static final Map<Path, Path> OUTPUTS = new LinkedHashMap<>();
	private static final Map<String, Set<String>> NOT_WRITTEN = new TreeMap<>();
	private static final Map<Path, Set<String>> ERRORS_BEFORE = new HashMap<>();

	private final String preset;
	private final Path root;

	public DeidentifiedCorpusTest(String preset) {
		this.preset = preset;
		root = folder.getRoot().toPath().resolve(preset);
	}

	@Parameters(name = "{0}")
	public static List<String> presets() {
		return Profile.PRESETS;
	}

	@BeforeParam
	public static void deidentifyTheCorpus(String preset) throws Exception {
		for (String name : FOLDERS) {
			Path input = Oracle.corpus(name), output = folder.getRoot().toPath().resolve(preset).resolve(name.replace('/', '-'));
			BatchOptions batch = new BatchOptions(input, output, null, 0, false);
			new Deidentifier(new DeidentifyOptions(batch, null, Profile.preset(preset), PixelRisk.FLAG)).run(Progress.NONE);
			Map<String, Path> paths = new TreeMap<>();
			for (CSVRecord row : rows(batch.privateFolder().resolve("paths.csv"))) paths.put(row.get(0), input.resolve(row.get(1)));
			for (CSVRecord row : rows(batch.report().resolve("items.csv"))) {
				Path original = paths.get(row.get(0));
				if (row.get("outcome").equals("done")) OUTPUTS.put(original, output.resolve(row.get("output")));
				else NOT_WRITTEN.computeIfAbsent(name + " " + row.get("outcome"), key -> new TreeSet<>()).add(original.getFileName().toString());
			}
		}
	}

	@AfterParam
	public static void forget() {
		OUTPUTS.clear();
		NOT_WRITTEN.clear();
	}

	private static List<CSVRecord> rows(Path table) throws IOException {
		try (Reader in = Files.newBufferedReader(table)) {
			return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).build().parse(in).getRecords();
		}
	}

	@Test
	public void only_what_is_no_DICOM_or_is_damaged_is_refused() {
		assertEquals(Set.of("MR_truncated.dcm", "rtplan_truncated.dcm", "no_meta.dcm", "DICOMDIR-nooffset", // cut off, or shifted by a byte
			"README", "README.txt", "crayons.icc", "rtplan.dump", "rtstruct.dump", "test1.json", "test_PN.json", "zipMR.gz"), NOT_WRITTEN.get("dicom/pydicom refused"));
		assertEquals(Set.of("FileInfo.txt"), NOT_WRITTEN.get("dicom/charsets refused"));
		assertEquals(null, NOT_WRITTEN.get("dicom/transfer-syntaxes refused"));
		assertEquals(Set.of("LICENCES.tsv", "fo-dicom__FreezePattern.dcm"), NOT_WRITTEN.get("dicom/odd refused"));
		assertEquals("directories, and a copy of another file", Set.of("DICOMDIR", "DICOMDIR-bigEnd", "DICOMDIR-empty.dcm", "DICOMDIR-implicit", "DICOMDIR-nopatient", "DICOMDIR-reordered",
			"SC_rgb_jpeg_app14_dcmd.dcm"), NOT_WRITTEN.get("dicom/pydicom skipped"));
		assertTrue(OUTPUTS.size() >= 230);
	}

	@Test
	public void no_output_is_taken_for_a_leak() {
		assertEquals(List.of(), NOT_WRITTEN.keySet().stream().filter(key -> key.endsWith(" quarantined")).toList());
	}

	@Test
	public void every_output_parses_in_dcmdump_and_gdcmdump() throws Exception {
		for (String program : List.of("dcmdump", "gdcmdump")) Oracle.require(Oracle.isInstalled(program), "the program " + program);
		Oracle.Run dcmdump = Oracle.run(onOutputs("dcmdump -q \"$@\" >/dev/null"));
		assertEquals(dcmdump.output(), 0, dcmdump.status());
		// gdcmdump takes one file at a time
		Oracle.Run gdcmdump = Oracle.run(onOutputs("printf '%s\\0' \"$@\" | xargs -0 -n 1 -P 2 sh -c 'gdcmdump \"$0\" >/dev/null 2>&1 || echo \"$0\"'"));
		List<String> unread = OUTPUTS.entrySet().stream().filter(pair -> gdcmdump.output().lines().anyMatch(pair.getValue().toString()::equals)).map(pair -> pair.getKey().getFileName().toString()).toList();
		// GDCM 3.0.21 knows neither GE's private transfer syntax with big endian pixels nor the deflated image frame syntax.
		assertEquals(List.of("fo-dicom__GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm", "pydicom-data__liver_deflate.dcm", "liver_deflate.dcm",
			"liver_nonbyte_aligned_deflate.dcm"), unread);
	}

	/** A command of the shell with all outputs as its arguments: a process each would take most of the time. */
	private static String[] onOutputs(String script) {
		return Stream.concat(Stream.of("sh", "-c", script, "sh"), OUTPUTS.values().stream().map(Path::toString)).toArray(String[]::new);
	}

	@Test
	public void pixel_data_bytes_are_those_of_the_original() throws Exception {
		Path list = folder.newFile().toPath();
		Files.write(list, OUTPUTS.entrySet().stream().map(pair -> pair.getKey() + "\t" + pair.getValue()).toList());
		String script = """
			import pydicom, sys
			compared = 0
			for line in open(sys.argv[1], encoding='utf-8'):
			    a, b = line.rstrip('\\n').split('\\t')
			    try:
			        before = pydicom.dcmread(a, force=True).get('PixelData')
			    except Exception:
			        print('unread', a.rsplit('/', 1)[1]); continue
			    after = pydicom.dcmread(b).get('PixelData')
			    if before is None and after is None: continue
			    compared += 1
			    if before != after and before + b'\\0' * (len(before) % 2) != after: print('differs', a.rsplit('/', 1)[1])
			print('compared', compared)
			""";
		Oracle.Run run = Oracle.run("/usr/bin/python3", "-W", "ignore", "-c", script, list.toString());
		assertEquals(run.output(), 0, run.status());
		assertEquals(List.of(), run.lines("differs"));
		// the file that GDCM does not read either
		assertEquals(List.of("unread fo-dicom__GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm"), run.lines("unread"));
		assertTrue(run.output(), Integer.parseInt(run.lines("compared").get(0).substring(9)) > 150);
	}

	@Test
	public void dciodvfy_reports_no_kind_of_error_that_the_original_did_not_have() throws Exception {
		List<String> added = new ArrayList<>();
		for (Map.Entry<Path, Path> pair : OUTPUTS.entrySet()) {
			Set<String> before = ERRORS_BEFORE.get(pair.getKey());
			if (before == null) ERRORS_BEFORE.put(pair.getKey(), before = errorKinds(pair.getKey()));
			// Where dciodvfy gives up on the original, it says nothing of what comes behind.
			if (before.stream().anyMatch(kind -> kind.contains("Dicom dataset read failed") || kind.contains("Tags out of order - trailing garbage"))) continue;
			Set<String> after = errorKinds(pair.getValue());
			after.removeAll(before);
			if (!after.isEmpty()) added.add(pair.getKey().getFileName() + " " + after);
		}
		// dciodvfy does not inflate: what it reports of a deflated file is noise.
		added.removeIf(line -> line.contains("Deflated") || line.startsWith("image_dfl"));
		assertEquals(List.of(), added);
	}

	@Test
	public void every_report_that_dsrdump_reads_is_still_read() throws Exception {
		List<String> unread = new ArrayList<>();
		int read = 0;
		for (Map.Entry<Path, Path> pair : OUTPUTS.entrySet()) {
			DicomFile file = DicomFile.read(pair.getValue(), Dictionary.instance());
			boolean report = file.dataSet().contains(0x0040A730);
			file.close();
			if (!report || Oracle.run("dsrdump", pair.getKey().toString()).status() != 0) continue;
			read++;
			if (Oracle.run("dsrdump", pair.getValue().toString()).status() != 0) unread.add(pair.getKey().getFileName().toString());
		}
		assertEquals(List.of(), unread);
		assertTrue(read + " reports", read > 3);
	}

	/** Error lines without values and item numbers. */
	private static Set<String> errorKinds(Path file) throws Exception {
		return Oracle.run("dciodvfy", "-new", file.toString()).lines("Error").stream().map(line -> line.replaceAll("= <[^>]*>", "=").replaceAll("\\[\\d+\\]", ""))
			.collect(Collectors.toSet());
	}

	@Test
	public void second_run_with_the_same_key_changes_nothing() throws Exception {
		Path input = root.resolve("dicom-charsets"), again = root.resolve("again");
		Path key = root.resolve("dicom-charsets-report-private/study.key");
		new Deidentifier(new DeidentifyOptions(new BatchOptions(input, again, null, 0, false), key, Profile.preset(preset), PixelRisk.FLAG)).run(Progress.NONE);
		Set<String> first = new TreeSet<>(), second = new TreeSet<>();
		for (Path file : OUTPUTS.values()) {
			if (file.startsWith(input)) first.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
		}
		try (var walk = Files.walk(again)) {
			for (Path file : walk.filter(Files::isRegularFile).toList()) second.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
		}
		assertEquals(first, second);
		assertTrue(first.size() > 10);
	}
}
