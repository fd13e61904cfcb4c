package sc.fiji.medprep.updatesite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ChecksumTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void checksum_of_a_script_covers_its_path() throws IOException {
		Path script = Files.writeString(folder.getRoot().toPath().resolve("any"), "print(1);\n");
		// printf 'scripts/a.ijmprint(1);\n' | sha1sum
		assertEquals("126b83cc2e3cbe5595ddcdafa41a44b7c7fc56c3", Checksum.of("scripts/a.ijm", script));
		assertNotEquals(Checksum.of("scripts/a.ijm", script), Checksum.of("scripts/b.ijm", script));
	}

	@Test
	public void checksum_of_a_jar_is_over_sorted_entries_with_the_manifest_by_name_only() throws Exception {
		Path jar = jar("b.class", "B", "META-INF/MANIFEST.MF", "Built-By: x\n", "META-INF/", "", "a.properties", "#now\nk=v\n");
		String expected = "META-INF/" + "META-INF/MANIFEST.MF" + "a.properties\nk=v\n" + "b.classB";
		byte[] digest = MessageDigest.getInstance("SHA-1").digest(expected.getBytes(UTF_8));
		assertEquals(HexFormat.of().formatHex(digest), Checksum.of("plugins/x-1.0.jar", jar));
	}

	@Test
	public void another_build_of_the_same_code_has_the_same_checksum_and_other_code_has_not() throws IOException {
		Path first = jar("META-INF/MANIFEST.MF", "Build-Jdk: 17\n", "pom.properties", "#Monday\nv=1\n", "A.class", "code");
		Path again = jar("A.class", "code", "pom.properties", "#Tuesday\nv=1\n", "META-INF/MANIFEST.MF", "Build-Jdk: 21\n");
		Path other = jar("META-INF/MANIFEST.MF", "Build-Jdk: 17\n", "pom.properties", "#Monday\nv=1\n", "A.class", "CODE");
		assertEquals(Checksum.of("x.jar", first), Checksum.of("x.jar", again));
		assertNotEquals(Checksum.of("x.jar", first), Checksum.of("x.jar", other));
	}

	@Test
	public void comment_lines_leave_their_line_end() {
		assertWithoutComments("\nk=v\n", "#c\nk=v\n");
		assertWithoutComments("\n\nk=#v\n", "#c\n##d\nk=#v\n");
		assertWithoutComments(" #c\n", " #c\n");
		assertWithoutComments("\nk=v", "#c\r\nk=v");
		assertWithoutComments("k=v\n", "k=v\n#c");
		assertWithoutComments("", "");
	}

	@Test
	public void comment_after_an_empty_line_or_a_bare_mark_is_kept_as_the_updater_keeps_it() {
		assertWithoutComments("\n#c\n\n", "\n#c\n#d\n");
		assertWithoutComments("\n#c\n\n", "#\n#c\n#d\n");
		assertWithoutComments("\n\n\n", "\n\n#c\n");
	}

	private static void assertWithoutComments(String expected, String properties) {
		assertEquals(expected, new String(Checksum.withoutComments(properties.getBytes(UTF_8)), UTF_8));
	}

	/** A jar of these names and contents by turns. */
	private Path jar(String... entries) throws IOException {
		Path jar = folder.newFile().toPath();
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
			for (int i = 0; i < entries.length; i += 2) {
				out.putNextEntry(new ZipEntry(entries[i]));
				out.write(entries[i + 1].getBytes(UTF_8));
			}
		}
		return jar;
	}
}
