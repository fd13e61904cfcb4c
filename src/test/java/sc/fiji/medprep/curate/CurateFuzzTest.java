package sc.fiji.medprep.curate;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;

/** Damaged files in a set: they may be refused, but nothing breaks. */
public class CurateFuzzTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	@Test
	public void no_damage_to_a_file_is_an_error_of_the_program() throws Exception {
		List<Path> files = Oracle.corpusFiles("annotations", "dicom/pydicom").stream().filter(file -> file.toFile().length() < 60_000).toList();
		MadeSet set = new MadeSet(temporary.getRoot().toPath()).series(3);
		for (int seed = 1; seed <= 3; seed++) {
			Random random = new Random(seed);
			for (int i = 0; i < 120; i++) {
				byte[] bytes = Files.readAllBytes(files.get(random.nextInt(files.size())));
				for (int n = random.nextInt(12); n >= 0 && bytes.length > 200; n--) bytes[132 + random.nextInt(Math.min(bytes.length - 132, 4000))] = (byte) random.nextInt();
				Files.write(set.input().resolve("x" + i), bytes);
			}
			set.run();
			assertEquals("seed " + seed, false, set.report.exitCode() == 3);
		}
	}

	@Test
	public void every_file_of_the_corpus_is_looked_at_without_an_error_of_the_program() throws Exception {
		for (String folder : new String[] {"dicom/odd", "dicom/charsets", "annotations"}) {
			MadeSet set = new MadeSet(temporary.newFolder().toPath());
			Files.createSymbolicLink(set.input(), Oracle.corpus(folder).toRealPath());
			set.run();
			assertEquals(folder, false, set.report.exitCode() == 3);
		}
	}
}
