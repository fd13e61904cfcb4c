package sc.fiji.medprep.deidentify.files;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.batch.Product;

public class NiftiImageTest {
	private static final String IMAGE = "sub-DOE01/anat/sub-DOE01_T1w.nii", SECRET = "DOE^JOHN";
	private static final int[] SIZE = {3, 4, 5};

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void text_and_extensions_go_and_voxels_and_affine_stay() throws Exception {
		for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
			for (int version = 1; version <= 2; version++) {
				byte[] original = image(version, order, true);
				byte[] cleaned = new Study(Study.BASIC).with(IMAGE, original).cleaned(IMAGE);
				assertFalse(contains(cleaned, SECRET));
				assertEquals((version == 1 ? 352 : 544) + 120, cleaned.length);
				assertSameImage(original, cleaned, ".nii");
			}
		}
	}

	@Test
	public void compressed_image_is_written_anew_without_name_time_or_comment() throws Exception {
		byte[] original = image(1, ByteOrder.LITTLE_ENDIAN, true);
		ByteArrayOutputStream named = new ByteArrayOutputStream();
		// a header with time, name and comment
		named.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0x18, 1, 2, 3, 4, 0, 3});
		named.writeBytes((SECRET + ".nii\0" + SECRET + "\0").getBytes(StandardCharsets.ISO_8859_1));
		byte[] packed = gzip(original);
		named.write(packed, 10, packed.length - 10);
		byte[] cleaned = new Study(Study.BASIC).with(IMAGE + ".gz", named.toByteArray()).cleaned(IMAGE + ".gz");
		assertFalse(contains(cleaned, SECRET));
		assertArrayEquals(new byte[] {0, 0, 0, 0, 0}, Arrays.copyOfRange(cleaned, 3, 8));
		byte[] inflated = new GZIPInputStream(new ByteArrayInputStream(cleaned)).readAllBytes();
		assertArrayEquals(new Study(Study.BASIC).with(IMAGE, original).cleaned(IMAGE), inflated);
		assertSameImage(original, cleaned, ".nii.gz");
	}

	@Test
	public void pair_keeps_its_names_together_and_loses_what_lies_behind_the_voxels() throws Exception {
		ByteBuffer header = ByteBuffer.wrap(image(1, ByteOrder.LITTLE_ENDIAN, false)).order(ByteOrder.LITTLE_ENDIAN);
		header.put(344, "ni1\0".getBytes(StandardCharsets.US_ASCII)).putFloat(108, 0);
		byte[] voxels = Arrays.copyOfRange(header.array(), 352, 472);
		byte[] tail = Arrays.copyOf(voxels, 140);
		System.arraycopy(SECRET.getBytes(StandardCharsets.US_ASCII), 0, tail, 125, SECRET.length());
		Study study = new Study(Study.BASIC).with("a/DOE.hdr", Arrays.copyOf(header.array(), 348)).with("a/DOE.img", tail);
		assertArrayEquals(voxels, study.cleaned("a/DOE.img"));
		assertEquals(study.name("a/DOE.hdr").replace(".hdr", ".img"), study.name("a/DOE.img"));
		assertFalse(study.name("a/DOE.hdr").contains("DOE"));
		assertTrue("voxels without a header are nothing we know", new Study(Study.BASIC).with("a/DOE.img", tail).product("a/DOE.img").isEmpty());
	}

	@Test
	public void analyze_keeps_the_origin_of_SPM_and_loses_the_history() throws Exception {
		ByteBuffer header = ByteBuffer.wrap(Arrays.copyOf(image(1, ByteOrder.BIG_ENDIAN, false), 348)).order(ByteOrder.BIG_ENDIAN);
		header.putInt(344, 0).putFloat(108, 0);
		for (int i = 0; i < 5; i++) header.putShort(253 + 2 * i, (short) (i < 3 ? 2 : 0));
		text(header, 283, "MRN12345");
		text(header, 293, "20240229");
		byte[] cleaned = new Study(Study.RESEARCH).with("x.hdr", header.array()).cleaned("x.hdr");
		assertFalse(contains(cleaned, "MRN"));
		assertFalse(contains(cleaned, "2024"));
		assertEquals(2, ByteBuffer.wrap(cleaned).getShort(255));
		text(header, 253, "J DOE");
		assertFalse(contains(new Study(Study.RESEARCH).with("x.hdr", header.array()).cleaned("x.hdr"), "DOE"));
		assertArrayEquals(Arrays.copyOfRange(header.array(), 40, 56), Arrays.copyOfRange(cleaned, 40, 56));
	}

	@Test
	public void technical_description_stays_and_its_time_follows_the_dates() throws Exception {
		ByteBuffer image = ByteBuffer.wrap(image(1, ByteOrder.LITTLE_ENDIAN, false)).order(ByteOrder.LITTLE_ENDIAN);
		text(image, 148, "TE=2.9;Time=123002.285;phase=1;DOE");
		assertEquals("TE=2.9;phase=1", description(new Study(Study.BASIC).with(IMAGE, image.array()).cleaned(IMAGE)));
		assertEquals("TE=2.9;Time=123002.285;phase=1", description(new Study(Study.RESEARCH).with(IMAGE, image.array()).cleaned(IMAGE)));
	}

	private static String description(byte[] image) {
		return new String(image, 148, 80, StandardCharsets.US_ASCII).replaceAll("\0.*", "");
	}

	@Test
	public void image_that_is_cut_off_is_refused() throws Exception {
		byte[] image = image(1, ByteOrder.LITTLE_ENDIAN, false), cut = Arrays.copyOf(image, image.length - 1);
		assertThrows(IOException.class, () -> new Study(Study.BASIC).with(IMAGE, cut).cleaned(IMAGE));
		assertThrows(IOException.class, () -> new Study(Study.BASIC).with(IMAGE + ".gz", gzip(cut)).cleaned(IMAGE + ".gz"));
		assertThrows(IOException.class, () -> new Study(Study.BASIC).with(IMAGE + ".gz", image).cleaned(IMAGE + ".gz"));
	}

	@Test
	public void damaged_images_are_refused_or_cleaned_and_never_fail_otherwise() throws Exception {
		Random random = new Random(1);
		for (int i = 0; i < 4000; i++) {
			byte[] image = image(1 + i % 2, i % 4 < 2 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, true);
			for (int k = random.nextInt(4); k >= 0; k--) image[random.nextInt(k == 0 ? image.length : 120)] = (byte) random.nextInt(256);
			String name = i % 5 == 0 ? "x.hdr" : IMAGE;
			byte[] file = random.nextBoolean() ? image : Arrays.copyOf(image, random.nextInt(image.length));
			try {
				Product product = new Study(Study.RESEARCH).with(name, file).product(name).orElse(null);
				if (product != null) assertTrue(new Study(Study.RESEARCH).with(name, file).cleaned(name).length <= file.length);
			}
			catch (IOException refused) {
				assertTrue(refused.getMessage(), refused.getMessage().endsWith("."));
			}
		}
	}

	@Test
	public void images_of_the_corpus_keep_voxels_and_affine() throws Exception {
		List<Path> images = Oracle.corpusFiles("conversion", "heads").stream().filter(path -> path.toString().matches(".*\\.nii(\\.gz)?")).toList();
		assertTrue(images.size() > 30);
		StringBuilder script = new StringBuilder("import nibabel, numpy\n");
		for (int i = 0; i < images.size(); i++) {
			String name = images.get(i).toString().endsWith(".gz") ? IMAGE + ".gz" : IMAGE;
			Path copy = folder.getRoot().toPath().resolve(i + BidsNames.ending(name));
			Files.write(copy, new Study(Study.BASIC).with(name, Files.readAllBytes(images.get(i))).cleaned(name));
			script.append(comparison(images.get(i), copy));
		}
		assertEquals("same\n".repeat(images.size()), python(script.toString()));
	}

	private void assertSameImage(byte[] original, byte[] cleaned, String ending) throws Exception {
		Path before = Files.write(folder.newFile("before" + original[0] + System.nanoTime() + ".nii").toPath(), original), after = Files.write(folder.newFile("after" + System.nanoTime() + ending).toPath(), cleaned);
		assertEquals("same\n", python("import nibabel, numpy\n" + comparison(before, after)));
	}

	private static String comparison(Path before, Path after) {
		return "a = nibabel.load('" + before + "'); b = nibabel.load('" + after + "')\n"
			+ "print('same' if (a.affine == b.affine).all() and numpy.array_equal(numpy.asanyarray(a.dataobj), numpy.asanyarray(b.dataobj), equal_nan=True) and a.header.get_zooms() == b.header.get_zooms()"
			+ " and not b.header.extensions else 'differs')\n";
	}

	private String python(String script) throws Exception {
		Path file = Files.writeString(folder.newFile("compare" + System.nanoTime() + ".py").toPath(), script);
		return Oracle.run("/usr/bin/python3", file.toString()).output();
	}

	static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		return out.toByteArray();
	}

	static boolean contains(byte[] bytes, String text) {
		return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
	}

	private static void text(ByteBuffer header, int at, String text) {
		header.put(at, text.getBytes(StandardCharsets.US_ASCII));
	}

	/** An image of 16-bit voxels with a name in each field of text, in an extension and behind the voxels. */
	static byte[] image(int version, ByteOrder order, boolean extended) {
		int header = version == 1 ? 348 : 540, start = header + 4 + (extended ? 64 : 0);
		ByteBuffer image = ByteBuffer.allocate(start + 120 + (extended ? 32 : 0)).order(order);
		image.putInt(0, header);
		if (version == 1) {
			for (int at : new int[] {4, 14, 148, 228, 328}) text(image, at, SECRET);
			for (int i = 0; i < 8; i++) image.putShort(40 + 2 * i, (short) (i == 0 ? 3 : i < 4 ? SIZE[i - 1] : 1));
			for (int i = 0; i < 4; i++) image.putFloat(76 + 4 * i, 1 + i / 2f);
			image.putShort(70, (short) 4).putShort(72, (short) 16).putFloat(108, start).putFloat(112, 1).putShort(254, (short) 1);
			for (int row = 0; row < 3; row++) image.putFloat(280 + 16 * row + 4 * row, 1.5f).putFloat(280 + 16 * row + 12, -7 * row);
			text(image, 344, "n+1\0");
		}
		else {
			text(image, 4, "n+2\0\r\n\032\n");
			for (int at : new int[] {240, 320, 508, 525}) text(image, at, SECRET);
			for (int i = 0; i < 8; i++) image.putLong(16 + 8 * i, i == 0 ? 3 : i < 4 ? SIZE[i - 1] : 1);
			for (int i = 0; i < 4; i++) image.putDouble(104 + 8 * i, 1 + i / 2.0);
			image.putShort(12, (short) 4).putShort(14, (short) 16).putLong(168, start).putDouble(176, 1).putInt(348, 1);
			for (int row = 0; row < 3; row++) image.putDouble(400 + 32 * row + 8 * row, 1.5).putDouble(400 + 32 * row + 24, -7 * row);
		}
		if (extended) {
			image.put(header, (byte) 1).putInt(header + 4, 64).putInt(header + 8, 6);
			text(image, header + 12, SECRET);
			text(image, start + 124, SECRET);
		}
		for (int i = 0; i < 60; i++) image.putShort(start + 2 * i, (short) (i * 31));
		return image.array();
	}
}
