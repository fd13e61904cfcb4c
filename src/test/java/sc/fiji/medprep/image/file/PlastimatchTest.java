package sc.fiji.medprep.image.file;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.image.Geometry;
import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Volume;

/** NRRD and MetaImage as ITK reads and writes them, of which plastimatch is made. */
public class PlastimatchTest {
	private static final List<PixelType> TYPES = List.of(PixelType.UINT8, PixelType.INT16, PixelType.UINT16, PixelType.INT32, PixelType.FLOAT32);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path converted(Path file, String name) throws Exception {
		Path target = folder.getRoot().toPath().resolve(name);
		Oracle.Run run = Oracle.run("plastimatch", "convert", "--input", file.toString(), "--output-img", target.toString());
		assertTrue(run.output(), Files.exists(target));
		return target;
	}

	@Test
	public void ITK_reads_what_is_written() throws Exception {
		for (ImageFormat format : List.of(ImageFormat.NRRD, ImageFormat.NRRD_RAW, ImageFormat.METAIMAGE)) {
			for (PixelType type : TYPES) {
				Geometry geometry = type.isSigned() ? SampleImages.OBLIQUE.reversed(2, 4) : SampleImages.OBLIQUE;
				Volume volume = SampleImages.random(type, geometry, 7, 5, 4, 1);
				Path file = folder.getRoot().toPath().resolve("ours" + format.ending());
				try (OutputStream out = Files.newOutputStream(file)) {
					ImageFiles.write(volume, format, out, 1);
				}
				SampleImages.assertSame(format + " " + type, volume, ImageFiles.read(converted(file, "theirs.nii")), 1e-4);
			}
		}
	}

	@Test
	public void what_ITK_writes_is_read() throws Exception {
		for (PixelType type : TYPES) {
			Volume volume = SampleImages.random(type, SampleImages.OBLIQUE, 7, 5, 4, 1);
			Path file = folder.getRoot().toPath().resolve("ours.nii");
			ImageFiles.write(volume, file);
			for (String name : List.of("theirs.nrrd", "theirs.nhdr", "theirs.mha", "theirs.mhd")) {
				Volume read = ImageFiles.read(converted(file, name));
				SampleImages.assertSame(name + " " + type, volume, read, 1e-4);
				assertEquals(List.of(), read.findings());
			}
		}
	}
}
