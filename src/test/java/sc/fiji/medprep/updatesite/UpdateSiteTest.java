package sc.fiji.medprep.updatesite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.w3c.dom.Element;

public class UpdateSiteTest {

	private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");
	private static final Instant JUNE = Instant.parse("2026-06-01T10:00:00Z");
	private static final Instant JULY = Instant.parse("2026-07-01T10:00:00Z");

	@Rule
	public final TemporaryFolder temporary = new TemporaryFolder();

	private Path folder;

	@Before
	public void makeSite() throws IOException {
		folder = temporary.newFolder("site").toPath();
	}

	@Test
	public void site_holds_each_file_with_the_time_of_publication_and_tells_what_the_pom_tells() throws IOException {
		Path own = jar("own", "code");
		publish(MAY, Map.of("plugins/own_-1.0.jar", own, "jars/csv-2.0.jar", jar("csv", "csv")));
		assertEquals(List.of("db.xml.gz", "jars/csv-2.0.jar-20260501100000", "plugins/own_-1.0.jar-20260501100000"), names());
		assertArrayEquals(Files.readAllBytes(own), Files.readAllBytes(folder.resolve("plugins/own_-1.0.jar-20260501100000")));
		Element version = child(plugin("plugins/own_-1.0.jar"), "version");
		assertEquals(Checksum.of("plugins/own_-1.0.jar", own), version.getAttribute("checksum"));
		assertEquals(Long.toString(Files.size(own)), version.getAttribute("filesize"));
		assertEquals("Does things & more.", child(version, "description").getTextContent());
		assertEquals("A. Uthor", child(version, "author").getTextContent());
		assertEquals("jars/csv.jar", child(version, "dependency").getAttribute("filename"));
	}

	@Test
	public void times_are_those_of_the_publisher() throws IOException {
		new UpdateSite(folder, ZoneId.of("Asia/Tokyo")).publish(Map.of("plugins/own_-1.0.jar", jar("own", "code")), MAY);
		assertTrue(names().contains("plugins/own_-1.0.jar-20260501190000"));
	}

	@Test
	public void dependency_on_an_unchanged_library_has_the_time_of_that_library() throws IOException {
		Path csv = jar("csv", "csv");
		publish(MAY, Map.of("plugins/own_-1.0.jar", jar("own", "1"), "jars/csv-2.0.jar", csv));
		publish(JUNE, Map.of("plugins/own_-1.1.jar", jar("new", "2"), "jars/csv-2.0.jar", csv));
		Element dependency = child(child(plugin("plugins/own_-1.1.jar"), "version"), "dependency");
		assertEquals("20260501100000", dependency.getAttribute("timestamp"));
	}

	@Test
	public void publishing_another_build_of_the_same_code_changes_nothing() throws IOException {
		publish(JUNE, Map.of("plugins/own_-1.0.jar", jar("own", "code")));
		byte[] before = Files.readAllBytes(folder.resolve("db.xml.gz"));
		publish(JULY, Map.of("plugins/own_-1.0.jar", jar("again", "code")));
		assertArrayEquals(before, Files.readAllBytes(folder.resolve("db.xml.gz")));
		assertEquals(2, names().size());
	}

	@Test
	public void old_versions_are_kept_and_named_newest_first() throws IOException {
		Path first = jar("first", "1");
		publish(MAY, Map.of("plugins/own_-1.0.jar", first));
		publish(JUNE, Map.of("plugins/own_-1.1.jar", jar("second", "2")));
		publish(JULY, Map.of("plugins/own_-1.2.jar", jar("third", "3")));
		assertEquals(4, names().size());
		Element plugin = plugin("plugins/own_-1.2.jar");
		assertEquals("20260701100000", child(plugin, "version").getAttribute("timestamp"));
		List<Element> previous = Database.children(plugin, "previous-version");
		assertEquals(List.of("plugins/own_-1.1.jar", "plugins/own_-1.0.jar"),
			previous.stream().map(e -> e.getAttribute("filename")).toList());
		assertEquals("20260601100000", previous.get(1).getAttribute("timestamp-obsolete"));
		assertEquals(Checksum.of("plugins/own_-1.0.jar", first), previous.get(1).getAttribute("checksum"));
	}

	@Test
	public void file_that_is_no_longer_shipped_becomes_obsolete() throws IOException {
		Path own = jar("own", "code");
		publish(MAY, Map.of("plugins/own_-1.0.jar", own, "jars/csv-2.0.jar", jar("csv", "csv")));
		publish(JUNE, Map.of("plugins/own_-1.0.jar", own));
		Element csv = plugin("jars/csv-2.0.jar");
		assertEquals(0, Database.children(csv, "version").size());
		assertEquals("20260501100000", child(csv, "previous-version").getAttribute("timestamp"));
		assertTrue(names().contains("jars/csv-2.0.jar-20260501100000"));
	}

	@Test
	public void clock_behind_the_site_is_refused_and_the_site_stays() throws IOException {
		publish(JUNE, Map.of("plugins/own_-1.1.jar", jar("own", "1")));
		List<String> before = names();
		Map<String, Path> next = Map.of("plugins/own_-1.2.jar", jar("new", "2"));
		IOException e = assertThrows(IOException.class, () -> publish(MAY, next));
		assertTrue(e.getMessage(), e.getMessage().contains("check the clock"));
		assertEquals(before, names());
		plugin("plugins/own_-1.1.jar");
	}

	@Test
	public void each_jar_must_be_named_exactly_once() throws IOException {
		Path own = jar("own_-1.0.jar", "1");
		Path csv = jar("csv-1.0.jar", "2");
		Shipping shipping = shipping("own_-*.jar -> plugins/\ncsv-*.jar -> in Fiji\n# note\n\nupdate-site/files.txt -> licenses/a.txt\n",
			own, csv);
		assertEquals(List.of("licenses/a.txt", "plugins/own_-1.0.jar"), List.copyOf(shipping.files().keySet()));
		assertEquals(List.of("csv.jar"), List.copyOf(shipping.inFiji()));
		assertRefused("csv-1.0.jar", "own_-*.jar -> plugins/\n", own, csv);
		assertRefused("twice", "own_-*.jar -> plugins/\nown_-1*.jar -> jars/\n", own);
		assertRefused("0 jars", "own_-*.jar -> plugins/\ngone-*.jar -> jars/\n", own);
		assertRefused("does not exist", "own_-*.jar -> plugins/\nLICENCE -> licenses/a.txt\n", own);
		assertRefused("without one ->", "own_-*.jar plugins/\n", own);
	}

	@Test
	public void shadowing_a_file_of_Fiji_and_missing_one_are_refused() throws IOException {
		Shipping shipping = shipping("own_-*.jar -> plugins/\ncsv-*.jar -> in Fiji\n", jar("own_-1.0.jar", "1"),
			jar("csv-1.0.jar", "2"));
		shipping.check(Set.of("csv.jar", "gson.jar"));
		assertThrows(IOException.class, () -> shipping.check(Set.of("csv.jar", "own_.jar")));
		assertThrows(IOException.class, () -> shipping.check(Set.of("gson.jar")));
	}

	@Test
	public void MedPrep_ships_nothing_but_itself_and_the_library_that_Fiji_lacks() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("update-site", "files.txt"));
		assertEquals(List.of("medprep_plugins-*.jar", "LICENSE"), lines.stream()
			.filter(line -> line.contains("->") && !line.startsWith("#") && !line.endsWith("in Fiji"))
			.map(line -> line.substring(0, line.indexOf(' '))).toList());
	}

	private void publish(Instant now, Map<String, Path> files) throws IOException {
		new UpdateSite(folder, ZoneOffset.UTC).publish(files, now);
	}

	private Shipping shipping(String list, Path... jars) throws IOException {
		Path project = temporary.newFolder().toPath();
		Path file = Files.createDirectory(project.resolve("update-site")).resolve("files.txt");
		return Shipping.read(Files.writeString(file, list), List.of(jars));
	}

	private void assertRefused(String reason, String list, Path... jars) {
		IOException e = assertThrows(IOException.class, () -> shipping(list, jars));
		assertTrue(e.getMessage(), e.getMessage().contains(reason));
	}

	private Element plugin(String filename) throws IOException {
		Element root = Database.read(Files.readAllBytes(folder.resolve("db.xml.gz"))).getDocumentElement();
		List<Element> found = Database.children(root, "plugin").stream().filter(e -> e.getAttribute("filename").equals(filename))
			.toList();
		assertEquals(filename, 1, found.size());
		return found.get(0);
	}

	private static Element child(Element parent, String name) {
		return Database.children(parent, name).get(0);
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString().replace('\\', '/')).sorted().toList();
		}
	}

	private Path jar(String name, String code) throws IOException {
		Path jar = temporary.newFile(name).toPath();
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
			out.putNextEntry(new ZipEntry("A.class"));
			out.write(code.getBytes(UTF_8));
			out.putNextEntry(new ZipEntry("META-INF/maven/g/a/pom.xml"));
			out.write("""
				<project xmlns="http://maven.apache.org/POM/4.0.0"><description>
				  Does things &amp;
				  more.</description>
				<developers><developer><name>A. Uthor</name></developer></developers></project>
				""".getBytes(UTF_8));
		}
		return jar;
	}
}
