package sc.fiji.medprep.standard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.fail;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TableGeneratorTest {

	private static final Path FACTS = Path.of("..", "shared", "standard");
	private static final Path RESOURCES = Path.of("src", "main", "resources", "sc", "fiji", "medprep", "standard");

	private static final List<String> HAND_WRITTEN = List.of("coding-schemes.txt", "vendor-uids.txt");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void generator_reproduces_the_committed_tables() throws IOException {
		needFacts();
		Path fresh = folder.getRoot().toPath();
		TableGenerator.main(new String[] { FACTS.toString(), fresh.toString() });
		List<String> names = names(fresh);
		assertEquals(10, names.size());
		for (String name : names) {
			if (Files.mismatch(fresh.resolve(name), RESOURCES.resolve(name)) != -1) {
				fail(name + " is not what the generator writes; run scripts/generate-tables.");
			}
		}
		names.addAll(HAND_WRITTEN);
		names.sort(null);
		assertEquals("a table that nobody writes", names, names(RESOURCES));
	}

	@Test
	public void every_table_says_its_edition_and_origin() throws IOException {
		for (String name : names(RESOURCES)) {
			String header = Files.readAllLines(RESOURCES.resolve(name)).get(0);
			if (!header.matches("# .+; edition .*20\\d\\d.*; .+")) fail(name + " begins with: " + header);
		}
	}

	@Test
	public void hand_written_lines_are_sorted_as_lookups_need_it() throws IOException {
		for (String name : HAND_WRITTEN) {
			List<String> lines = Files.readAllLines(RESOURCES.resolve(name)).stream().skip(1).toList();
			assertEquals(lines.stream().sorted().toList(), lines);
		}
	}

	private static void needFacts() {
		if (Files.isDirectory(FACTS)) return;
		String message = "The fact tables ../shared/standard are missing: not tested that the generator reproduces the tables.";
		if ("true".equals(System.getenv("CI"))) fail(message);
		System.err.println(message);
		assumeTrue(message, false);
	}

	private static List<String> names(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return new ArrayList<>(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList());
		}
	}
}
