package sc.fiji.medprep.app;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.HeadStudy;

/** What commands have found, in a {@link PlainImageJ}. */
public class PlainImageJFindingsTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private PlainImageJ imagej;
	private Path input, report;

	@Before
	public void installInPlainImageJ() throws IOException {
		PlainImageJ.requireDisplay();
		imagej = new PlainImageJ(folder);
		input = folder.newFolder("study").toPath();
		report = folder.getRoot().toPath().resolve("report");
		HeadStudy.write(input, 6);
	}

	@Test
	public void user_sees_the_findings_and_opens_the_image_and_the_header_of_one() throws Exception {
		Path screenshots = Files.createDirectories(Path.of("target/plain-imagej"));
		String log = imagej.runUser(PlainImageJFindings.class, screenshots.toAbsolutePath().toString(), "Curate Dataset...", input.toString(), report.toString());
		assertTrue(log, log.matches("(?s).*RULES [1-9]\\d* FINDINGS [1-9].*"));
		assertTrue(log, log.contains("CHOSEN set.geometry.missing_slice 2 (0020,0032)"));
		assertTrue(log, log.matches("(?s).*OPENED item \\d+.*"));
		assertTrue(log, log.contains("MARKED (0020,0032)  DS  Image Position (Patient): "));
		assertTrue(log, log.contains("RECORDED run(\"Curate Dataset...\", \"input=" + input + " report=" + report));
		assertTrue("names of files are not logged: " + log, log.contains("LOG null"));
	}

	@Test
	public void macro_reads_the_findings_from_a_table() throws Exception {
		String log = imagej.runMacro(true, "run(\"Curate Dataset...\", \"input=[" + input + "] report=[" + report + "]\");"
			+ "selectWindow('MedPrep Findings'); print('ROWS ' + Table.size); print('FIRST ' + Table.getString('rule', 0) + ' ' + Table.get('item', 0) + ' ' + Table.headings);");
		assertTrue(log, log.matches("(?s).*ROWS [1-9].*"));
		assertTrue(log, log.contains("FIRST set."));
		assertTrue(log, log.contains("item\tseverity\trule\ttag\tmessage"));
		assertFalse(log, log.contains("IM0"));
	}
}
