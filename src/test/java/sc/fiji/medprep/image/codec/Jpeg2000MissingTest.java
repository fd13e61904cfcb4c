package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.standard.Dictionary;

/** In an ImageJ without the library that decodes JPEG 2000. */
public class Jpeg2000MissingTest {
	private static final PixelFormat FORMAT = CodedFile.grey(8, 8, 12, false);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Opens a file and tells how it went; made by the loader that lacks the library. */
	public static final class Opening implements Function<Path, String> {
		@Override
		public String apply(Path path) {
			try (DicomFile file = DicomFile.read(path, Dictionary.instance())) {
				return ((short[]) Frames.of(file).plane(0)).length + " pixels";
			}
			catch (IOException e) {
				return e.getMessage();
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static String open(Path path) throws Exception {
		List<URL> classPath = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!entry.contains("ome-jai")) classPath.add(new File(entry).toURI().toURL());
		}
		try (URLClassLoader loader = new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
			return ((Function<Path, String>) loader.loadClass(Opening.class.getName()).getDeclaredConstructor().newInstance()).apply(path);
		}
	}

	@Test
	public void images_without_JPEG_2000_are_read() throws Exception {
		assertEquals("64 pixels", open(CodedFile.write(folder.getRoot().toPath().resolve("native"), FORMAT, new int[64])));
		assertEquals("64 pixels", open(CodedFile.write(folder.getRoot().toPath().resolve("rle"), FORMAT, RleEncoder.encode(new short[64], 8, 8, 1), "1.2.840.10008.1.2.5")));
	}

	@Test
	public void an_image_in_JPEG_2000_says_what_is_missing() throws Exception {
		Path file = CodedFile.write(folder.getRoot().toPath().resolve("j2k"), FORMAT, Jpeg2000Writer.write(FORMAT, new int[64], options -> {}), "1.2.840.10008.1.2.4.90");
		assertEquals("64 pixels", new Opening().apply(file));
		String message = open(file);
		assertTrue(message, message.contains("ome-jai.jar is missing; put it"));
	}
}
