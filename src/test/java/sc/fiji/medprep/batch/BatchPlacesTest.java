package sc.fiji.medprep.batch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BatchPlacesTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();
	private Scene scene;

	@Before
	public void makeScene() throws Exception {
		scene = new Scene(temporary.getRoot().toPath());
		scene.file("a/1", "x");
	}

	@Test
	public void no_folder_may_lie_in_another() throws Exception {
		Path in = scene.input, out = scene.folder.resolve("out"), elsewhere = scene.folder.resolve("elsewhere");
		refused("The output folder lies inside the input", in, in.resolve("out"), elsewhere);
		refused("The output folder lies inside the input", in, in.resolve("b/../a/new/out"), elsewhere);
		refused("The input and the output folder are the same", in, in, elsewhere);
		refused("The input lies inside the output folder", in, scene.folder, temporary.newFolder().toPath().resolve("x"));
		refused("The report folder lies inside the input", in, out, in.resolve("report"));
		refused("The report folder lies inside the output folder", in, out, out.resolve("report"));
		refused("The output folder and the report folder are the same", in, out, out);
		refused("The output folder lies inside the private folder", in, scene.folder.resolve("r-private/x"), scene.folder.resolve("r"));
		refused("The input and the output folder are the same", in.resolve("a/1"), in.resolve("a/1"), elsewhere);
		assertFalse(Files.exists(elsewhere));
	}

	@Test
	public void a_link_does_not_hide_that_the_output_lies_in_the_input() throws Exception {
		Path link = scene.folder.resolve("link");
		Files.createSymbolicLink(link, scene.input.resolve("a"));
		refused("The output folder lies inside the input", scene.input, link.resolve("out"), scene.folder.resolve("report"));
	}

	@Test
	public void missing_or_empty_input_is_refused() throws Exception {
		refused("The input does not exist.", scene.folder.resolve("nowhere"), scene.folder.resolve("out"), null);
		refused("The input holds no files.", temporary.newFolder().toPath(), scene.folder.resolve("out"), null);
	}

	@Test
	public void an_output_folder_with_files_of_others_is_refused_and_with_overwrite_they_are_kept() throws Exception {
		Path foreign = Files.createDirectories(scene.folder.resolve("output")).resolve("thesis.doc");
		Files.writeString(foreign, "years of work");
		refused("The output folder is not empty", scene.input, scene.folder.resolve("output"), null);
		assertEquals(0, Scene.run(scene.overwriting(), Scene.COPY).exitCode());
		assertEquals("years of work", Files.readString(foreign));
		assertEquals(0, Scene.run(scene.overwriting(), Scene.COPY).exitCode());
		assertEquals(2, scene.outputs().size());
	}

	@Test
	public void an_output_that_is_a_file_is_refused() throws Exception {
		Files.writeString(scene.folder.resolve("out"), "x");
		refused("The output folder is a file", scene.input, scene.folder.resolve("out"), null);
	}

	@Test
	public void other_settings_or_another_input_in_the_same_place_are_refused_and_overwrite_starts_anew() throws Exception {
		scene.file("2", "y");
		scene.run(Scene.COPY);
		Batch again = new Batch(scene.options());
		String message = assertThrows(BatchConfigurationException.class,
			() -> again.run(Scene.COPY, "copy", new TreeMap<>(Map.of("pixel_risk", "pass")), Progress.NONE)).getMessage();
		assertTrue(message, message.contains("other settings (pixel_risk)"));
		assertTrue(assertThrows(BatchConfigurationException.class, () -> again.run(Scene.COPY, "other", Scene.SETTINGS, Progress.NONE)).getMessage()
			.contains("another command"));
		scene.file("3", "z");
		assertTrue(assertThrows(BatchConfigurationException.class, () -> scene.run(Scene.COPY)).getMessage().contains("input"));
		BatchResult result = Scene.run(scene.overwriting(), item -> Product.done("new/" + item.number(), Scene.all(item), List.of()));
		assertEquals(3, result.count(Outcome.DONE));
		assertEquals(Set.of("new/1", "new/2", "new/3"), scene.outputs().keySet());
		assertFalse("Folders that became empty are gone", Files.exists(scene.folder.resolve("output/images")));
	}

	@Test
	public void the_default_report_lies_beside_the_output_even_for_a_dot() {
		assertEquals(Path.of("x/out-report"), new BatchOptions(scene.input, Path.of("x/out"), null, 0, false).report());
		assertEquals(Path.of("x/out-report-private"), new BatchOptions(scene.input, Path.of("x/out"), null, 0, false).privateFolder());
		Path dot = new BatchOptions(scene.input, Path.of("."), null, 0, false).report();
		assertEquals(Path.of("").toAbsolutePath().getFileName() + "-report", dot.getFileName().toString());
	}

	private void refused(String start, Path input, Path output, Path report) {
		String message = assertThrows(BatchConfigurationException.class, () -> Scene.run(new BatchOptions(input, output, report, 1, false), Scene.COPY))
			.getMessage();
		assertTrue(message, message.startsWith(start));
		assertFalse(message, message.contains(scene.folder.toString()));
	}
}
