package sc.fiji.medprep.batch;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.dicom.ByteSource;

/** The table of input paths as a run has left it. */
public class ItemPathsTest {
	@Rule
	public TemporaryFolder temporary = new TemporaryFolder();

	@Test
	public void every_item_of_a_run_is_found_and_opened_again_whatever_its_name() throws Exception {
		Path input = temporary.newFolder("in").toPath(), report = temporary.getRoot().toPath().resolve("report");
		List<String> names = List.of("a, \"b\".dcm", "line\nbreak", "plain", "x ü");
		for (String name : names) Files.writeString(input.resolve(name), name);
		try (OutputStream file = Files.newOutputStream(input.resolve("z.zip")); ZipOutputStream zip = new ZipOutputStream(file)) {
			zip.putNextEntry(new ZipEntry("folder/entry"));
			zip.write("entry".getBytes());
		}
		new Batch(new BatchOptions(input, null, report, 1, false)).run(item -> Product.seen(List.of()), "validate", new TreeMap<>(), Progress.NONE);
		List<String> contents = new ArrayList<>();
		ItemPaths.forEach(report.resolveSibling("report-private"), (item, path) -> {
			assertEquals(contents.size() + 1, item);
			try (ByteSource source = ItemPaths.open(path)) {
				contents.add(new String(source.bytes(0, (int) source.length()), StandardCharsets.UTF_8));
			}
		});
		List<String> all = new ArrayList<>(names);
		all.add("entry");
		assertEquals(all, contents);
	}

	@Test
	public void what_is_gone_is_told_without_a_path() throws Exception {
		String path = temporary.getRoot().toPath().resolve("Smith").toString();
		for (String gone : new String[] {path, path + "!/x", "\0"}) {
			String said = assertThrows(IOException.class, () -> ItemPaths.open(gone)).getMessage();
			assertFalse(said, said.contains("Smith"));
		}
		Path zip = temporary.newFile("empty.zip").toPath();
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			out.putNextEntry(new ZipEntry("other"));
		}
		assertThrows(IOException.class, () -> ItemPaths.open(zip + "!/x"));
		assertArrayEquals(new byte[0], ItemPaths.open(zip + "!/other").bytes(0, 0));
	}
}
