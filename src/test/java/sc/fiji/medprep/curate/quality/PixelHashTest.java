package sc.fiji.medprep.curate.quality;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

public class PixelHashTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static String hash(Path file) throws IOException {
		return HexFormat.of().formatHex(Pictures.measures(file).valueHash());
	}

	private static String hash(DataSet image) throws IOException {
		return HexFormat.of().formatHex(Pictures.measures(image).valueHash());
	}

	@Test
	public void one_image_in_nine_transfer_syntaxes_has_one_hash() throws IOException {
		Set<String> hashes = new TreeSet<>();
		List<Path> files = Oracle.corpusFiles("conversion/dcm_qa_ts/In").stream().filter(path -> path.toString().endsWith(".dcm")).toList();
		for (Path file : files) hashes.add(hash(file));
		assertEquals(9, files.size());
		assertEquals(1, hashes.size());
	}

	@Test
	public void lossless_forms_of_the_ct_and_of_the_test_pattern_have_one_hash_and_lossy_ones_others() throws IOException {
		Set<String> lossless = new TreeSet<>(), lossy = new TreeSet<>(), colours = new TreeSet<>();
		int n = 0;
		for (Path file : Oracle.corpusFiles("dicom/transfer-syntaxes")) {
			String name = file.getFileName().toString();
			boolean isLossy = name.matches(".*(JPEG2000Transfer|JPEGLSLossy|Process10|Process1T|Process2|Process6).*");
			if (name.startsWith("CTImage")) (isLossy ? lossy : lossless).add(hash(file));
			if (name.startsWith("CTImage") && !isLossy) n++;
			if (name.matches("TestPattern_(RGB|JPEG-LS-Lossless|JPEG-Lossless_RGB)\\.dcm")) colours.add(hash(file));
		}
		assertEquals(10, n);
		assertEquals(1, lossless.size());
		assertEquals(1, colours.size());
		lossy.retainAll(lossless);
		assertEquals(Set.of(), lossy);
	}

	@Test
	public void bits_allocated_and_signedness_change_no_hash_but_values_and_shape_do() throws IOException {
		short[] words = Pictures.plane(32, 24, (x, y) -> 3 * x + 2 * y);
		byte[] bytes = new byte[words.length], longs = new byte[4 * words.length];
		for (int i = 0; i < words.length; i++) longs[4 * i] = bytes[i] = (byte) words[i];
		String hash = hash(Pictures.image(words, 32, false));
		assertEquals(hash, hash(Pictures.image(words, 32, true)));
		assertEquals(hash, hash(Pictures.image(bytes, VR.OB, 32, 24, 8, false, "MONOCHROME2", 1)));
		assertEquals(hash, hash(Pictures.image(longs, VR.OW, 32, 24, 32, false, "MONOCHROME2", 1)));
		assertNotEquals(hash, hash(Pictures.image(words, 24, false)));
		words[100]++;
		assertNotEquals(hash, hash(Pictures.image(words, 32, false)));
	}

	@Test
	public void unused_high_bits_change_no_hash() throws IOException {
		short[] words = Pictures.plane(20, 20, (x, y) -> 100 * x + y), junk = words.clone();
		for (int i = 0; i < junk.length; i++) junk[i] |= (short) 0x8000;
		DataSet clean = Pictures.image(words, 20, false), dirty = Pictures.image(junk, 20, false);
		for (DataSet image : List.of(clean, dirty)) image.putInts(Tag.BITS_STORED, VR.US, 12).putInts(Tag.HIGH_BIT, VR.US, 11);
		assertEquals(hash(clean), hash(dirty));
	}

	@Test
	public void negative_values_and_wide_ones_are_told_apart() throws IOException {
		short[] words = new short[64];
		words[3] = -1;
		assertNotEquals(hash(Pictures.image(words, 8, true)), hash(Pictures.image(words, 8, false)));
	}

	@Test
	public void frames_have_the_hashes_of_single_images_and_the_file_one_of_all() throws IOException {
		short[] words = Pictures.plane(16, 32, (x, y) -> 7 * x * y), upper = java.util.Arrays.copyOf(words, 256), lower = java.util.Arrays.copyOfRange(words, 256, 512);
		DataSet two = Pictures.image(words, 16, false);
		two.putInts(Tag.ROWS, VR.US, 16).put(sc.fiji.medprep.dicom.Element.ascii(Tag.NUMBER_OF_FRAMES, VR.IS, "2"));
		FileMeasures measures = Pictures.measures(two);
		assertEquals(hash(Pictures.image(upper, 16, false)), HexFormat.of().formatHex(measures.frames().get(0).valueHash()));
		assertEquals(hash(Pictures.image(lower, 16, false)), HexFormat.of().formatHex(measures.frames().get(1).valueHash()));
		assertNotEquals(HexFormat.of().formatHex(measures.valueHash()), HexFormat.of().formatHex(measures.frames().get(0).valueHash()));
	}

	@Test
	public void dcmtk_and_gdcm_recompress_without_a_change_of_the_hash() throws Exception {
		Random random = new Random(5);
		Path plain = folder.getRoot().toPath().resolve("plain.dcm");
		Pictures.write(Pictures.image(Pictures.plane(48, 40, (x, y) -> 2000 + 20 * x - 11 * y + random.nextInt(50)), 48, true), plain);
		String hash = hash(plain);
		String[][] programs = {{"dcmcjpeg", "+e1"}, {"dcmcjpls", "+el"}, {"dcmcrle"}, {"dcmconv", "+te"}, {"dcmconv", "+tb"}, {"gdcmconv", "-K"}};
		for (String[] program : programs) {
			Path other = folder.getRoot().toPath().resolve("other" + program[program.length - 1] + ".dcm");
			String[] command = new String[program.length + 2];
			System.arraycopy(program, 0, command, 0, program.length);
			command[program.length] = plain.toString();
			command[program.length + 1] = other.toString();
			assertEquals(0, Oracle.run(command).status());
			assertEquals(String.join(" ", program), hash, hash(other));
		}
	}

	@Test
	public void the_hash_is_what_python_makes_of_the_documented_form() throws Exception {
		Path plain = folder.getRoot().toPath().resolve("plain.dcm"), script = folder.getRoot().toPath().resolve("hash.py");
		Random random = new Random(6);
		Pictures.write(Pictures.image(Pictures.plane(31, 17, (x, y) -> random.nextInt(65536)), 31, true), plain);
		Files.writeString(script, """
			import hashlib, struct, sys, pydicom
			d = pydicom.dcmread(sys.argv[1]); p = d.pixel_array
			print(hashlib.sha256(b'MPV1' + struct.pack('>iiii', d.Rows, d.Columns, 1, -2) + p.astype('>i2').tobytes()).hexdigest())
			""");
		assertEquals(Oracle.run("/usr/bin/python3", script.toString(), plain.toString()).output().trim(), hash(plain));
	}
}
