package sc.fiji.medprep.curate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.SyntheticCt;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.report.RunReport;
import sc.fiji.medprep.standard.Dictionary;

/** What the report of a set says of it, and what it does not say. */
public class DatasetReportTest {
	private static final int MANUFACTURER = 0x00080070, MODEL = 0x00081090, SERIES_UID = 0x0020000E, PATIENT_ID = 0x00100020, SEX = 0x00100040, AGE = 0x00101010, BIRTH_DATE = 0x00100030;

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Path input;

	@Before
	public void makeInput() throws IOException {
		input = temporary.newFolder("Jane Example").toPath();
		for (int slice = 1; slice <= 4; slice++) SyntheticCt.write(input.resolve("EX-4711 " + slice), slice, 32);
	}

	private void change(int slice, int tag, VR vr, String value) throws IOException {
		Path path = input.resolve("EX-4711 " + slice);
		byte[] bytes = Files.readAllBytes(path);
		try (DicomFile file = DicomFile.read(ByteSource.of(bytes), Dictionary.instance())) {
			file.dataSet().putString(tag, vr, value);
			Files.delete(path);
			file.write(path);
		}
	}

	private Path report(Path splits) throws IOException {
		BatchOptions batch = new BatchOptions(input, null, temporary.getRoot().toPath().resolve("report"), 2, true);
		RunReport report = new Curator(new CurateOptions(batch, true, splits)).run(Progress.NONE);
		return report.folder();
	}

	private static JsonObject json(Path report) throws IOException {
		return JsonParser.parseString(Files.readString(report.resolve("dataset.json"))).getAsJsonObject();
	}

	private static JsonObject table(JsonArray tables, String title) {
		for (int i = 0; i < tables.size(); i++) if (tables.get(i).getAsJsonObject().get("title").getAsString().equals(title)) return tables.get(i).getAsJsonObject();
		throw new AssertionError("No table is called " + title);
	}

	@Test
	public void nothing_that_identifies_is_in_the_report() throws Exception {
		change(1, MANUFACTURER, VR.LO, "Example^Jane");
		Path folder = report(null);
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				String text = Files.readString(file, StandardCharsets.ISO_8859_1);
				for (String secret : List.of("Example^", "EXAMPLE", "Jane", "JANE", "EX-4711", "A-0815", "19700101", "20240229", "2.25.", "Axial 1", "Abdomen", "Physician", temporary.getRoot().getName()))
					assertFalse(file.getFileName() + " holds " + secret, text.contains(secret));
			}
		}
	}

	@Test
	public void series_are_listed_by_number_with_size_and_spacing() throws Exception {
		List<String> lines = Files.readAllLines(report(null).resolve("series.csv"));
		assertEquals("series,item,files,frames,modality,body_part,manufacturer,model,field_strength,kvp,split,volumes,size,spacing,errors,warnings", lines.get(0));
		assertEquals("1,1,4,4,CT,,MEDPREP,SYNTHETIC CT,,120,,1,32 x 32 x 4,1 x 1 x 1,0,0", lines.get(1));
		assertEquals(2, lines.size());
	}

	@Test
	public void value_with_a_word_of_somebodys_name_is_not_shown_but_makers_are() throws Exception {
		change(1, MODEL, VR.LO, "Scanner of Jane");
		change(2, Tag.PATIENT_NAME, VR.PN, "Siemens^Werner");
		change(2, MANUFACTURER, VR.LO, "SIEMENS");
		for (int slice = 1; slice <= 2; slice++) change(slice, SERIES_UID, VR.UI, "1.2.3." + slice);
		change(3, SERIES_UID, VR.UI, "1.2.3.3");
		change(3, MODEL, VR.LO, "Nr. 20240229");
		change(4, SERIES_UID, VR.UI, "1.2.3.4");
		change(4, Tag.PATIENT_ID, VR.LO, "A12-7");
		change(4, MODEL, VR.LO, "for a12-7");
		List<String> lines = Files.readAllLines(report(null).resolve("series.csv"));
		assertTrue(lines.get(1), lines.get(1).contains(",MEDPREP,not shown,"));
		assertTrue(lines.get(2), lines.get(2).contains(",SIEMENS,SYNTHETIC CT,"));
		assertTrue(lines.get(3), lines.get(3).contains(",MEDPREP,not shown,"));
		assertTrue(lines.get(4), lines.get(4).contains(",MEDPREP,not shown,"));
	}

	@Test
	public void patients_are_counted_once_by_age_and_sex_and_what_is_missing_is_told() throws Exception {
		for (int slice = 2; slice <= 4; slice++) change(slice, PATIENT_ID, VR.LO, "P" + slice);
		for (int slice = 2; slice <= 4; slice++) change(slice, 0x0020000D, VR.UI, "1.2.4." + slice);
		for (int slice = 2; slice <= 4; slice++) change(slice, SERIES_UID, VR.UI, "1.2.3." + slice);
		change(2, SEX, VR.CS, "M");
		change(3, SEX, VR.CS, "");
		change(4, AGE, VR.AS, "");
		change(4, BIRTH_DATE, VR.DA, "");
		Path folder = report(null);
		JsonObject set = json(folder), ages = table(set.getAsJsonArray("of_patients"), "Age and sex");
		assertEquals(4, set.get("patients").getAsInt());
		assertEquals("[\"50-59\",\"missing\"]", ages.get("rows").toString());
		assertEquals("[\"F\",\"M\",\"missing\"]", ages.get("columns").toString());
		assertEquals("[[1,1,1],[1,0,0]]", ages.get("counts").toString());
		assertEquals("{\"title\":\"Sex (of patients)\",\"stated\":3,\"missing\":1}", set.getAsJsonArray("stated").get(0).toString());
		String page = Files.readString(folder.resolve("report.html"));
		assertTrue(page.contains("of the numbers are below 5"));
		assertTrue(page.contains("<title>Sex (of patients), missing: 1</title>"));
	}

	@Test
	public void splits_are_counted_apart() throws Exception {
		change(2, PATIENT_ID, VR.LO, "P2");
		change(2, 0x0020000D, VR.UI, "1.2.4");
		change(2, SERIES_UID, VR.UI, "1.2.3");
		Path splits = Files.writeString(temporary.newFile("splits.csv").toPath(), "patient,split\nEX-4711,train\nP2,test\n");
		Path folder = report(splits);
		JsonObject sex = table(json(folder).getAsJsonArray("of_splits"), "Split and sex");
		assertEquals("[\"test\",\"train\"]", sex.get("rows").toString());
		assertEquals("[[1],[1]]", sex.get("counts").toString());
		assertTrue(Files.readString(folder.resolve("report.html")).contains("No patient and no picture is in two splits."));
	}

	@Test
	public void patient_and_picture_in_two_splits_are_counted_as_leaks() throws Exception {
		Files.copy(input.resolve("EX-4711 1"), input.resolve("copy"));
		Path splits = Files.writeString(temporary.newFile("splits.csv").toPath(), "file,split\nEX-4711 1,train\nEX-4711 2,train\nEX-4711 3,val\nEX-4711 4,val\ncopy,val\n");
		assertTrue(Files.readString(report(splits).resolve("report.html")).contains("<tr><td>train and val</td><td class=\"number\">1</td><td class=\"number\">1</td></tr>"));
	}

	@Test
	public void picture_is_drawn_of_an_axial_section_but_not_of_what_may_show_a_name_or_a_face() throws Exception {
		assertTrue(Files.readString(report(null).resolve("report.html")).contains("<img alt=\"series 1\" src=\"data:image/png;base64,"));
		for (int slice = 1; slice <= 4; slice++) change(slice, 0x00200037, VR.DS, "0\\1\\0\\0\\0\\-1");
		assertFalse(Files.readString(report(null).resolve("report.html")).contains("<img"));
		for (int slice = 1; slice <= 4; slice++) change(slice, Tag.BODY_PART_EXAMINED, VR.CS, "KNEE");
		assertTrue(Files.readString(report(null).resolve("report.html")).contains("<img"));
		for (int slice = 1; slice <= 4; slice++) change(slice, Tag.BURNED_IN_ANNOTATION, VR.CS, "YES");
		assertFalse(Files.readString(report(null).resolve("report.html")).contains("<img"));
	}

	@Test
	public void sha256sum_accepts_the_manifest_and_sees_a_change() throws Exception {
		Files.move(input.resolve("EX-4711 3"), input.resolve("a\\b\nc"));
		Path manifest = report(null).resolveSibling("report-private").resolve("manifest.sha256");
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(manifest)));
		assertEquals(4, Files.readAllLines(manifest).size());
		Oracle.require(Oracle.isInstalled("sha256sum"), "sha256sum");
		assertEquals(0, check(manifest));
		Files.write(input.resolve("a\\b\nc"), new byte[] {1});
		assertEquals(1, check(manifest));
	}

	private int check(Path manifest) throws IOException, InterruptedException {
		return new ProcessBuilder("sha256sum", "-c", "--status", manifest.toString()).directory(input.toFile()).start().waitFor();
	}
}
