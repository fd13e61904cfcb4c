package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.BatchOptions;
import sc.fiji.medprep.batch.Progress;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.report.RunReport;

/** Runs over folders, and the report of what files were held against. */
public class ValidatorTest {
	private static final String CR = "1.2.840.10008.5.1.4.1.1.1";

	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Path input, report;

	@Before
	public void makeFolders() throws Exception {
		input = temporary.newFolder("in").toPath();
		report = temporary.getRoot().toPath().resolve("report");
	}

	private RunReport run(Path folder, boolean overwrite) throws Exception {
		return new Validator(new ValidateOptions(new BatchOptions(folder, null, report, 2, overwrite), false, false)).run(Progress.NONE);
	}

	private void write(String name, String sopClass) throws Exception {
		DataSet dataSet = new DataSet().put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, sopClass)).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.826.0.1.3680043.10.1.1"));
		try (var out = Files.newByteChannel(input.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			DicomFile.of(dataSet, TransferSyntax.EXPLICIT_LITTLE, sopClass, "1.2.826.0.1.3680043.10.1.1").write(out);
		}
	}

	private List<String> lines(String table) throws Exception {
		return Files.readAllLines(report.resolve(table));
	}

	@Test
	public void documents_are_passed_over_and_damage_is_refused_with_a_finding() throws Exception {
		Files.writeString(input.resolve("1.txt"), "Read me");
		Files.write(input.resolve("2.dcm"), new byte[] {1, 2, 3, 4, 0, 0, 0, 0, 9, 9, 9, 9});
		write("3.dcm", CR);
		RunReport result = run(input, false);
		assertEquals(1, result.exitCode());
		assertTrue(lines("items.csv").get(1).startsWith("1,skipped"));
		assertTrue(lines("items.csv").get(2).startsWith("2,refused"));
		assertTrue(lines("items.csv").get(3).startsWith("3,done"));
		assertTrue(lines("findings.csv").stream().anyMatch(line -> line.startsWith("2,error,file.unreadable")));
		assertTrue(lines("findings.csv").stream().anyMatch(line -> line.startsWith("3,error,type1.missing,\"(0020,000D)\"")));
	}

	@Test
	public void a_folder_of_documents_does_not_pass_for_a_clean_one() throws Exception {
		Files.writeString(input.resolve("1.txt"), "Read me");
		assertEquals(1, run(input, false).exitCode());
		assertTrue(lines("findings.csv").get(1).startsWith("1,error,set.nothing"));
	}

	@Test
	public void the_report_says_how_many_rules_were_evaluated_also_after_a_run_was_cut_off() throws Exception {
		write("1.dcm", CR);
		write("2.dcm", CR);
		write("3.dcm", "1.2.3.4");
		run(input, false);
		String whole = coverage();
		assertTrue(whole, whole.matches("(?s).*In all files together: [\\d,]+ of [\\d,]+ rules evaluated, [\\d,]+ not evaluable.*Computed Radiography Image.*No rules for the SOP class.*"));
		Path journal;
		try (var files = Files.list(BatchOptions.beside(report, "-private"))) {
			journal = files.filter(file -> file.getFileName().toString().startsWith("journal") && !file.toString().endsWith("lock")).findFirst().orElseThrow();
		}
		byte[] bytes = Files.readAllBytes(journal);
		Files.write(journal, Arrays.copyOf(bytes, 2 * bytes.length / 3));
		run(input, false);
		assertEquals(whole, coverage());
	}

	/** The section of the page about rules. */
	private String coverage() throws Exception {
		String page = Files.readString(report.resolve("report.html"), StandardCharsets.UTF_8);
		int from = page.indexOf("In all files together");
		return page.substring(from, page.indexOf("</table>", from));
	}

	@Test
	public void the_editions_of_the_tables_are_in_the_record() throws Exception {
		write("1.dcm", CR);
		JsonObject tables = JsonParser.parseString(run(input, false).json()).getAsJsonObject().getAsJsonObject("tables");
		assertTrue(tables.toString(), tables.get("iods").getAsString().contains("2024b") && tables.has("attributes"));
	}

	@Test
	public void no_file_of_the_corpus_is_an_error_in_the_program() throws Exception {
		for (String folder : List.of("dicom", "annotations")) {
			assertEquals(folder, 0, JsonParser.parseString(run(Oracle.corpus(folder), true).json()).getAsJsonObject().get("internal_errors").getAsInt());
		}
	}
}
