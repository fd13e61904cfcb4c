package sc.fiji.medprep.image.file;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import sc.fiji.medprep.Oracle;

public class ParallelGzipTest {
	private static final int BLOCK = 1 << 18;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Sixteen-bit values with noise in the low bits, like those of scanners. */
	private static byte[] noisy(int length, long seed) {
		Random random = new Random(seed);
		byte[] bytes = new byte[length];
		for (int i = 0; i + 1 < length; i += 2) {
			int value = (int) (1000 + 300 * Math.sin(i / 5000.) + 12 * random.nextGaussian());
			bytes[i] = (byte) value;
			bytes[i + 1] = (byte) (value >> 8);
		}
		return bytes;
	}

	private static byte[] packed(byte[] bytes, int threads, int level, int piece) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ParallelGzip gzip = new ParallelGzip(out, threads, level)) {
			for (int at = 0; at < bytes.length; at += piece) gzip.write(bytes, at, Math.min(piece, bytes.length - at));
		}
		return out.toByteArray();
	}

	@Test
	public void what_was_compressed_comes_out_again_whatever_its_length() throws IOException {
		Random random = new Random(1);
		for (int length : new int[] {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 17, 6 * BLOCK}) {
			byte[] incompressible = new byte[length];
			random.nextBytes(incompressible);
			for (byte[] bytes : List.of(noisy(length, length), new byte[length], incompressible)) {
				for (int threads : new int[] {1, 3}) {
					byte[] packed = packed(bytes, threads, 1 + length % 9, 100_000);
					assertArrayEquals(length + " bytes", bytes, new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
				}
			}
		}
	}

	@Test
	public void gzip_reads_one_whole_member() throws Exception {
		Path file = folder.newFile("a.gz").toPath();
		byte[] bytes = noisy(9 * BLOCK + 5, 2);
		Files.write(file, packed(bytes, 2, 6, 5000));
		Oracle.Run run = Oracle.run("gzip", "-tv", file.toString());
		assertEquals(run.output(), 0, run.status());
		assertTrue(run.output(), Oracle.run("gzip", "-l", file.toString()).output().contains(" " + bytes.length + " "));
	}

	@Test
	public void the_bytes_do_not_depend_on_threads_and_pieces() throws IOException {
		byte[] bytes = noisy(12 * BLOCK + 99, 3);
		byte[] once = packed(bytes, 1, 3, bytes.length);
		assertArrayEquals(once, packed(bytes, 4, 3, 77_777));
		assertArrayEquals(once, packed(bytes, 2, 3, BLOCK));
	}

	@Test
	public void each_block_knows_the_end_of_the_one_before() throws IOException {
		// a line of noise that comes back every 20000 bytes: what is new at the start of a block is in the block before
		byte[] line = new byte[20_000], bytes = new byte[10 * BLOCK];
		new Random(4).nextBytes(line);
		for (int i = 0; i < bytes.length; i++) bytes[i] = line[i % line.length];
		int blocks = packed(bytes, 2, 6, 1 << 16).length;
		assertTrue(blocks + " bytes", blocks < 2 * line.length);
	}

	@Test(timeout = 60_000)
	public void a_disk_that_is_full_is_told_and_nothing_hangs() {
		OutputStream full = new OutputStream() {
			private int left = BLOCK;

			@Override
			public void write(int value) throws IOException {
				write(new byte[1], 0, 1);
			}

			@Override
			public void write(byte[] bytes, int start, int length) throws IOException {
				left -= length;
				if (left < 0) throw new IOException("full");
			}
		};
		byte[] bytes = noisy(40 * BLOCK, 5);
		IOException told = assertThrows(IOException.class, () -> {
			try (ParallelGzip gzip = new ParallelGzip(full, 3, 1)) {
				gzip.write(bytes);
			}
		});
		assertEquals("full", told.getMessage());
	}
}
