package sc.fiji.medprep.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.ToolProvider;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.ImagePlus;

public class BioFormatsTest {
	private static final String OPTIONS = """
		package loci.plugins.in;
		public class ImporterOptions {
			public String said = "";
			public void setId(String id) { said += " id " + new java.io.File(id).getName(); }
			public void setQuiet(boolean b) { said += " quiet " + b; }
			public void setWindowless(boolean b) { said += " windowless " + b; }
			public void setUpgradeCheck(boolean b) { said += " upgrade " + b; }
		}
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Classes of the same names as those of Bio-Formats. */
	private ClassLoader standIn(String openImagePlus) throws IOException {
		Path root = folder.newFolder().toPath();
		Path options = Files.writeString(Files.createDirectories(root.resolve("loci/plugins/in")).resolve("ImporterOptions.java"), OPTIONS);
		Path importer = Files.writeString(root.resolve("loci/plugins/BF.java"), "package loci.plugins; public class BF { " + openImagePlus + " }");
		assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", root.toString(), options.toString(), importer.toString()));
		return new URLClassLoader(new URL[] {root.toUri().toURL()}, getClass().getClassLoader());
	}

	private static String refused(ClassLoader loader) {
		return assertThrows(IOException.class, () -> BioFormats.open(Path.of("secret.lsm"), loader)).getMessage();
	}

	@Test
	public void without_Bio_Formats_the_error_says_how_to_get_it() {
		assertFalse(BioFormats.isInstalled());
		String sentence = assertThrows(IOException.class, () -> BioFormats.open(Path.of("secret.lsm"))).getMessage();
		assertTrue(sentence, sentence.contains("Bio-Formats") && sentence.contains("is not installed") && sentence.contains("Help > Update..."));
	}

	@Test
	public void with_it_all_images_come_quietly_and_without_windows() throws IOException {
		ClassLoader loader = standIn("public static ij.ImagePlus[] openImagePlus(loci.plugins.in.ImporterOptions o) { return new ij.ImagePlus[] {new ij.ImagePlus(o.said, new ij.process.ByteProcessor(2, 2))}; }");
		ImagePlus[] images = BioFormats.open(Path.of("a.lsm"), loader);
		assertEquals(1, images.length);
		assertEquals("id a.lsm quiet true windowless true upgrade false", images[0].getTitle().strip());
	}

	@Test
	public void what_it_says_about_a_file_is_not_passed_on() throws IOException {
		String failing = "public static ij.ImagePlus[] openImagePlus(loci.plugins.in.ImporterOptions o) throws Exception { throw new Exception(\"Unknown format: \" + o.said); }";
		assertEquals("Bio-Formats cannot read the file; it is of an unknown kind or damaged.", refused(standIn(failing)));
		assertEquals("Bio-Formats finds no image in the file.", refused(standIn("public static ij.ImagePlus[] openImagePlus(loci.plugins.in.ImporterOptions o) { return null; }")));
	}

	@Test
	public void an_unknown_version_is_told() throws IOException {
		assertTrue(refused(standIn("")).contains("update it"));
		assertTrue(refused(standIn("public static ij.ImagePlus[] openImagePlus(loci.plugins.in.ImporterOptions o) { throw new NoClassDefFoundError(\"loci/poi\"); }")).contains("incomplete"));
	}
}
