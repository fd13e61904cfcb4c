package sc.fiji.medprep.image.file;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.image.PixelType;
import sc.fiji.medprep.image.Volume;

public class DamagedImageFilesTest {
	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private Path root;

	@Before
	public void root() {
		root = folder.getRoot().toPath();
	}

	private static byte[] bytes(ImageFormat format, PixelType type) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageFiles.write(SampleImages.random(type, SampleImages.OBLIQUE, 5, 4, 3, 2), format, out, 1);
		return out.toByteArray();
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		return out.toByteArray();
	}

	/** Reads, or is refused in a sentence. */
	private boolean isRead(byte[] bytes, String name) throws IOException {
		Path file = Files.write(root.resolve(name), bytes);
		try {
			Volume volume = ImageFiles.read(file);
			volume.img();
			assertTrue(volume.planes().size() * (long) volume.shape().width() * volume.shape().height() <= 1032L * bytes.length);
			return true;
		}
		catch (IOException e) {
			assertTrue(String.valueOf(e.getMessage()), e.getMessage() != null && e.getMessage().endsWith("."));
			assertFalse(e.getMessage(), e.getMessage().contains(name));
			return false;
		}
	}

	@Test(timeout = 60_000)
	public void any_damage_is_refused_in_a_sentence_or_read_as_far_as_the_bytes_go() throws IOException {
		Random random = new Random(1);
		List<byte[]> seeds = new ArrayList<>();
		for (ImageFormat format : ImageFormat.values()) {
			seeds.add(bytes(format, PixelType.INT16));
			seeds.add(bytes(format, PixelType.RGB));
		}
		int read = 0, refused = 0;
		for (int round = 0; round < 6000; round++) {
			byte[] bytes = seeds.get(round % seeds.size()).clone();
			boolean text = bytes[0] == 'N' || bytes[0] == 'O';
			int head = Math.min(bytes.length, 352);
			for (int i = random.nextInt(4); i >= 0; i--) {
				int at = random.nextInt(head);
				bytes[at] = text ? (byte) "0123456789 -.,()\n:=eNRD".charAt(random.nextInt(23)) : (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(4));
			}
			if (random.nextInt(10) == 0) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
			if (isRead(random.nextInt(5) == 0 && !text ? gzip(bytes) : bytes, "xyzzy")) read++;
			else refused++;
		}
		assertTrue(read + " read, " + refused + " refused", read > 500 && refused > 500);
	}

	@Test(timeout = 20_000)
	public void huge_sizes_are_refused_before_anything_is_allocated() throws IOException {
		byte[] first = bytes(ImageFormat.NIFTI, PixelType.INT16);
		for (int[] size : new int[][] {{32767, 32767, 32767, 32767}, {32767, 32767, 1, 1}, {1, 1, 32767, 32767}, {30000, 1, 1, 1}}) {
			ByteBuffer header = ByteBuffer.wrap(first.clone()).order(ByteOrder.LITTLE_ENDIAN);
			for (int i = 0; i < 4; i++) header.putShort(42 + 2 * i, (short) size[i]);
			assertFalse(isRead(header.array(), "xyzzy"));
			assertFalse(isRead(gzip(header.array()), "xyzzy"));
		}
		ByteBuffer second = ByteBuffer.allocate(600).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 540).put(4, new byte[] {'n', '+', '2', 0, '\r', '\n', 26, '\n'}).putShort(12, (short) 2);
		for (long size : new long[] {Long.MAX_VALUE, 1L << 32, Integer.MAX_VALUE, -1}) {
			second.putLong(16, 4);
			for (int i = 1; i < 5; i++) second.putLong(16 + 8 * i, size);
			assertFalse(isRead(second.array(), "xyzzy"));
		}
		for (String sizes : List.of("2000000000 1 1 1", "1 1 2000000000 1", "99999999999999999999 9 9 9", "2147483639 1 2147483639 1", "-1 -1 -1 -1", "1e18 1 1 1")) {
			assertFalse(isRead(("NRRD0004\ntype: double\ndimension: 4\nsizes: " + sizes + "\nendian: little\nencoding: raw\n\nxx").getBytes(StandardCharsets.US_ASCII), "xyzzy"));
			assertFalse(isRead(("NDims = 4\nDimSize = " + sizes + "\nElementType = MET_DOUBLE\nElementDataFile = LOCAL\nxx").getBytes(StandardCharsets.US_ASCII), "xyzzy"));
		}
	}

	@Test
	public void an_inflated_file_may_not_grow_without_bound() throws IOException {
		byte[] zeros = new byte[4 << 20];
		byte[] header = Arrays.copyOf(bytes(ImageFormat.NIFTI, PixelType.UINT8), 352);
		System.arraycopy(header, 0, zeros, 0, 352);
		ByteBuffer.wrap(zeros).order(ByteOrder.LITTLE_ENDIAN).putShort(42, (short) 2000).putShort(44, (short) 1000).putShort(46, (short) 2).putShort(48, (short) 1);
		assertTrue("what deflate can make is read", isRead(gzip(zeros), "xyzzy"));
		ByteBuffer.wrap(zeros).order(ByteOrder.LITTLE_ENDIAN).putShort(46, (short) 200);
		assertFalse(isRead(gzip(zeros), "xyzzy"));
	}

	private String refused(byte[] bytes) throws IOException {
		Path file = Files.write(root.resolve("f"), bytes);
		return assertThrows(IOException.class, () -> ImageFiles.read(file)).getMessage();
	}

	@Test
	public void types_that_are_not_read_are_named() throws IOException {
		byte[] nifti = bytes(ImageFormat.NIFTI, PixelType.INT16);
		for (Object[] type : new Object[][] {{32, "complex"}, {1792, "complex"}, {2048, "complex"}, {1024, "64 bits"}, {1280, "64 bits"}, {1536, "128 bits"}, {1, "unknown"}, {0, "unknown"}}) {
			ByteBuffer.wrap(nifti).order(ByteOrder.LITTLE_ENDIAN).putShort(70, (short) (int) type[0]);
			assertTrue(refused(nifti), refused(nifti).contains((String) type[1]));
		}
		assertTrue(refused("NRRD0004\ntype: long long\ndimension: 2\nsizes: 1 1\nendian: little\nencoding: raw\n\n12345678".getBytes(StandardCharsets.US_ASCII)).contains("64 bits"));
		assertTrue(refused("NRRD0004\ntype: uchar\ndimension: 2\nsizes: 1 1\nencoding: bzip2\n\n1".getBytes(StandardCharsets.US_ASCII)).contains("encoding raw or gzip"));
	}

	@Test
	public void four_axes_are_read_but_no_more() throws IOException {
		byte[] nifti = bytes(ImageFormat.NIFTI, PixelType.UINT8);
		ByteBuffer header = ByteBuffer.wrap(nifti).order(ByteOrder.LITTLE_ENDIAN);
		// vectors: a fifth axis without a fourth
		header.putShort(40, (short) 5).putShort(48, (short) 1).putShort(50, (short) 2);
		assertEquals(2, ImageFiles.read(Files.write(root.resolve("f"), nifti)).shape().count());
		header.putShort(46, (short) 1).putShort(48, (short) 2);
		assertTrue(refused(nifti), refused(nifti).contains("more than four dimensions"));
	}

	@Test
	public void a_header_without_its_voxels_says_so() throws IOException {
		byte[] nifti = bytes(ImageFormat.NIFTI, PixelType.UINT8);
		nifti[345] = 'i';
		Path header = Files.write(root.resolve("a.hdr"), nifti);
		assertTrue(assertThrows(IOException.class, () -> ImageFiles.read(header)).getMessage().contains("put the .img file beside the .hdr file"));
	}

	@Test
	public void volumes_that_only_a_header_claims_take_no_memory() throws IOException {
		String meta = "NDims = 4\nDimSize = 1 1 1 2147483639\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n";
		String nrrd = "NRRD0004\ntype: uchar\ndimension: 4\nsizes: 1 1 1 2147483639\nspacings: 1 1 1 2\nkinds: domain domain domain time\nencoding: raw\n\n";
		assertFalse(isRead(meta.getBytes(StandardCharsets.US_ASCII), "claims.mha"));
		assertFalse(isRead(nrrd.getBytes(StandardCharsets.US_ASCII), "claims.nrrd"));
		ByteBuffer second = ByteBuffer.allocate(600).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 540).put(4, new byte[] {'n', '+', '2', 0}).putShort(12, (short) 2).putLong(168, 544);
		for (int i = 0; i < 5; i++) second.putLong(16 + 8 * i, i == 0 ? 4 : i == 4 ? 2147483639L : 1).putDouble(104 + 8 * i, 1);
		assertFalse(isRead(second.array(), "claims.nii"));
	}
}
