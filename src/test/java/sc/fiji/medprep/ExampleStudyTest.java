package sc.fiji.medprep;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ExampleStudyTest {
	private static final Path EXAMPLE = Path.of("docs", "example-study", "CT");

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void bundled_study_is_made_by_the_generator() throws IOException {
		Path made = folder.getRoot().toPath();
		SyntheticCt.main(made.toString(), "4", "64");
		try (Stream<Path> files = Files.list(EXAMPLE)) {
			List<Path> bundled = files.sorted().toList();
			assertEquals(4, bundled.size());
			for (Path file : bundled) assertArrayEquals(Files.readAllBytes(made.resolve(file.getFileName())), Files.readAllBytes(file));
		}
	}
}
