package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
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

/** Commands about images in a {@link PlainImageJ}. */
public class PlainImageJImagesTest {
	private static final String SHOWN = "print('SHOWN ' + getTitle() + ' ' + nSlices + ' ' + nImages); getVoxelSize(w, h, d, unit); print('VOXEL ' + w + ' ' + d + ' ' + unit);";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private PlainImageJ imagej;
	private Path input;

	@Before
	public void installInPlainImageJ() throws IOException {
		PlainImageJ.requireDisplay();
		imagej = new PlainImageJ(folder);
		input = folder.newFolder("study of today").toPath();
		HeadStudy.write(input, 6);
	}

	private String line(String options) {
		return "run(\"Open DICOM Series...\", \"input=[" + input + "]" + options + "\");";
	}

	@Test
	public void macro_opens_the_series_that_it_names() throws Exception {
		String log = imagej.runMacro(true, line(" series=2,3") + SHOWN);
		assertTrue(log, log.contains("SHOWN series 2 CT 39 2"));
		assertTrue(log, log.contains("VOXEL 6 6 mm"));
	}

	@Test
	public void macro_that_names_none_is_told_which_there_are() throws Exception {
		String log = imagej.runMacro(true, line("") + "print('went on');");
		assertTrue(log, log.contains("The folder holds several series; name one with series=, or more with commas between them: 2 (CT, 30 x 40 x 39); 3"));
		assertFalse(log, log.contains("went on"));
		assertFalse(log, log.contains("axial"));
	}

	@Test
	public void series_in_doubt_opens_only_if_the_macro_says_so() throws Exception {
		String log = imagej.runMacro(true, line(" series=4") + "print('went on');");
		assertTrue(log, log.contains("Series 4 is not opened: 1 slice is missing"));
		assertFalse(log, log.contains("went on"));
		log = imagej.runMacro(true, line(" series=4 on_finding=annotate") + SHOWN + "print('INFO ' + getMetadata('Info'));");
		assertTrue(log, log.contains("SHOWN series 4 CT"));
		assertTrue(log, log.contains("INFO Findings: 1 slice is missing"));
	}

	@Test
	public void without_a_display_a_call_opens_the_series() throws Exception {
		String log = imagej.runMacro(false, "call('sc.fiji.medprep.app.CommandBridge.call', 'sc.fiji.medprep.commands.OpenSeriesCommand', 'input=[" + input + "] series=2');" + SHOWN);
		assertTrue(log, log.contains("SHOWN series 2 CT 39 1"));
	}

	@Test
	public void user_chooses_from_the_list_and_gets_a_recorded_line_that_replays() throws Exception {
		Path screenshots = Files.createDirectories(Path.of("target/plain-imagej"));
		String log = imagej.runUser(PlainImageJViewer.class, screenshots.toAbsolutePath().toString(), input.toString());
		assertTrue("no line and no dialog: " + log, log.contains("CANCELLED 0\n"));
		assertTrue(log, log.contains("ASKED Geometry in Doubt"));
		assertTrue(log, log.contains("OPENED series 4 CT"));
		String recorded = log.lines().filter(text -> text.startsWith("RECORDED ")).findFirst().orElseThrow(() -> new AssertionError(log)).substring(9);
		assertEquals(line(" series=4 on_finding=annotate"), recorded.split("\\|")[0]);
		assertTrue(log, log.contains("DROPPED series 2 CT"));
		assertEquals(line(" series=2 on_finding=refuse"), recorded.split("\\|")[recorded.split("\\|").length - 1]);
		assertTrue(log, log.contains("LOG null"));
		assertFalse(log, log.contains("Example"));
		assertTrue(imagej.runMacro(true, recorded.split("\\|")[0] + SHOWN).contains("SHOWN series 4 CT"));
	}
}
