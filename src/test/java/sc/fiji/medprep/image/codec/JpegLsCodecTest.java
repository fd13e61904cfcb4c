package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JpegLsCodecTest {
	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void lossless_images_of_every_depth_come_back() throws Exception {
		for (int bits : new int[] {2, 5, 6, 7, 8, 12, 15, 16}) for (Pictures.Kind kind : Pictures.Kind.values()) for (int columns : new int[] {1, 61}) {
			PixelFormat format = CodedFile.grey(47, columns, bits, false), signed = CodedFile.grey(47, columns, bits, true);
			int[] samples = Pictures.make(kind, format, bits);
			lossless(format, samples, "dcmcjpls", "+el", "+pr");
			if (columns > 1) lossless(signed, samples, "dcmcjpls", "+el", "+pr");
			if (bits > 5) assertEquals(bits, lossless(format, samples, "dcmcjpls", "+el", "+pc").bits());
		}
	}

	@Test
	public void images_that_GDCM_wrote_come_back() throws Exception {
		for (Pictures.Kind kind : Pictures.Kind.values()) for (int bits : new int[] {8, 12, 16}) {
			PixelFormat signed = CodedFile.grey(47, 61, bits, true), colour = CodedFile.colour(20, 33, 8);
			lossless(signed, Pictures.make(kind, signed, bits), "gdcmconv", "--jpegls");
			lossless(colour, Pictures.make(kind, colour, bits), "gdcmconv", "--jpegls");
		}
	}

	@Test
	public void near_lossless_images_are_as_CharLS_decodes_them() throws Exception {
		for (int near : new int[] {1, 3, 10}) for (int bits : new int[] {7, 8, 12, 16}) for (Pictures.Kind kind : Pictures.Kind.values())
			lossy(CodedFile.grey(47, 61, bits, false), kind, "+en", "+pc", "+md", near);
		lossy(CodedFile.grey(300, 1, 8, false), Pictures.Kind.SMOOTH, "+en", "+md", 4);
		lossy(CodedFile.grey(1, 300, 16, false), Pictures.Kind.EDGES, "+en", "+md", 4);
	}

	@Test
	public void colour_comes_back_however_it_is_interleaved() throws Exception {
		for (String interleave : List.of("+il", "+is", "+in")) for (Pictures.Kind kind : Pictures.Kind.values()) for (int bits : new int[] {8, 16}) {
			PixelFormat format = CodedFile.colour(37, 53, bits);
			lossless(format, Pictures.make(kind, format, 3), "dcmcjpls", "+el", interleave);
			// DCMTK 3.6 cannot read what it writes then
			if (!interleave.equals("+in") || bits == 8) lossy(format, kind, "+en", "+md", 3, interleave);
		}
	}

	@Test
	public void parameters_of_the_code_stream_are_followed() throws Exception {
		for (Pictures.Kind kind : Pictures.Kind.values()) {
			PixelFormat format = CodedFile.grey(47, 61, 12, false);
			lossless(format, Pictures.make(kind, format, 4), "dcmcjpls", "+el", "+pc", "+t1", 9, "+t2", 25, "+t3", 90, "+rs", 31);
			lossless(format, Pictures.make(kind, format, 4), "dcmcjpls", "+el", "+pc", "+rs", 255);
		}
	}

	@Test
	public void restart_intervals_are_decoded_by_themselves() throws Exception {
		PixelFormat strip = CodedFile.grey(7, 31, 8, false), whole = CodedFile.grey(4 * 7 - 3, 31, 8, false);
		int[] samples = Pictures.make(Pictures.Kind.SMOOTH, CodedFile.grey(28, 31, 8, false), 6);
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		for (int i = 0; i < 4; i++) {
			PixelFormat format = i < 3 ? strip : CodedFile.grey(4, 31, 8, false);
			byte[] frame = code(format, Arrays.copyOfRange(samples, i * 7 * 31, i * 7 * 31 + format.length()), "dcmcjpls", "+el");
			int scan = find(frame, 0xDA), body = scan + 2 + frame[scan + 3], end = find(frame, 0xD9);
			if (i == 0) {
				byte[] header = Arrays.copyOf(frame, scan);
				header[find(frame, 0xF7) + 6] = (byte) whole.rows();
				stream.write(header);
				// two, three or four bytes may tell the interval
				stream.write(new byte[] {-1, (byte) 0xDD, 0, 5, 0, 0, 7});
				stream.write(frame, scan, body - scan);
			}
			stream.write(frame, body, end - body);
			stream.write(i < 3 ? new byte[] {-1, (byte) (0xD0 + i)} : new byte[] {-1, -1, (byte) 0xD9});
		}
		assertArrayEquals(Arrays.copyOf(samples, whole.length()), CodedFile.ints(new JpegLsCodec().decode(stream.toByteArray(), whole)));
	}

	@Test
	public void padding_fill_bytes_and_a_missing_end_do_not_matter() throws Exception {
		PixelFormat format = CodedFile.grey(20, 31, 12, false);
		int[] samples = Pictures.make(Pictures.Kind.EDGES, format, 7);
		byte[] frame = code(format, samples, "dcmcjpls", "+el");
		int end = find(frame, 0xD9), scan = find(frame, 0xDA);
		ByteArrayOutputStream filled = new ByteArrayOutputStream();
		filled.write(frame, 0, scan);
		filled.write(new byte[] {-1, -1, -1, (byte) 0xFE, 0, 4, 1, 2, -1});
		filled.write(frame, scan, frame.length - scan);
		for (byte[] odd : List.of(Arrays.copyOf(frame, end), Arrays.copyOf(frame, end + 1), Arrays.copyOf(frame, frame.length + 5), Arrays.copyOf(Arrays.copyOf(frame, end), end + 1), filled.toByteArray()))
			assertArrayEquals(samples, CodedFile.ints(new JpegLsCodec().decode(odd, format)));
	}

	@Test
	public void cut_off_frames_are_refused() throws Exception {
		for (Pictures.Kind kind : List.of(Pictures.Kind.NOISE, Pictures.Kind.EDGES)) {
			PixelFormat format = CodedFile.grey(40, 31, 8, false);
			byte[] frame = code(format, Pictures.make(kind, format, 8), "dcmcjpls", "+el");
			for (int length = 0; length < find(frame, 0xD9) - 1; length++) {
				byte[] cut = Arrays.copyOf(frame, length);
				assertThrows(kind + " " + length, IOException.class, () -> new JpegLsCodec().decode(cut, format));
			}
		}
	}

	@Test
	public void what_baseline_does_not_have_is_refused_with_a_sentence() throws Exception {
		PixelFormat format = CodedFile.grey(20, 31, 8, false);
		byte[] frame = code(format, Pictures.make(Pictures.Kind.EDGES, format, 8), "dcmcjpls", "+el");
		int scan = find(frame, 0xDA);
		byte[] table = frame.clone(), shifted = frame.clone();
		table[scan + 6] = 1;
		shifted[scan + 9] = 1;
		refused("Mapping tables", table, format);
		refused("point transform", shifted, format);
		byte[] transformed = new byte[frame.length + 9];
		System.arraycopy(new byte[] {-1, (byte) 0xD8, -1, (byte) 0xE8, 0, 7, 'm', 'r', 'f', 'x', 1}, 0, transformed, 0, 11);
		System.arraycopy(frame, 2, transformed, 11, frame.length - 2);
		refused("colour transform", transformed, format);
		refused("another size", frame, CodedFile.grey(21, 31, 8, false));
		refused("another size", frame, CodedFile.colour(20, 31, 8));
		refused("does not begin", new byte[50], format);
		byte[] huge = frame.clone();
		int size = find(frame, 0xF7);
		for (int i = 5; i < 9; i++) huge[size + i] = -1;
		refused("ends before", huge, CodedFile.grey(65535, 65535, 8, false));
	}

	@Test
	public void damaged_frames_are_decoded_or_refused_never_worse() throws Exception {
		Random chance = new Random(4);
		List<byte[]> frames = new ArrayList<>();
		PixelFormat grey = CodedFile.grey(23, 31, 16, false), colour = CodedFile.colour(23, 31, 8);
		for (Pictures.Kind kind : Pictures.Kind.values()) {
			frames.add(code(grey, Pictures.make(kind, grey, 8), "dcmcjpls", "+el", "+pc", "+t1", 9, "+t2", 25, "+t3", 90));
			frames.add(code(colour, Pictures.make(kind, colour, 8), "dcmcjpls", "+en", "+is"));
		}
		int decoded = 0;
		for (int i = 0; i < 20_000; i++) {
			byte[] damaged = frames.get(i % frames.size()).clone();
			for (int j = chance.nextInt(4); j >= 0; j--) damaged[chance.nextInt(chance.nextBoolean() ? 40 : damaged.length)] = (byte) chance.nextInt();
			try {
				new JpegLsCodec().decode(damaged, i % 2 == 0 ? grey : colour);
				decoded++;
			}
			catch (IOException e) {
				assertTrue(e.getMessage(), e.getMessage().matches(".*(again|first)"));
			}
		}
		assertTrue("decoded " + decoded, decoded > 500);
	}

	private static void refused(String part, byte[] frame, PixelFormat format) {
		String message = assertThrows(IOException.class, () -> new JpegLsCodec().decode(frame, format)).getMessage();
		assertTrue(message, message.contains(part));
	}

	private Codec.Samples lossless(PixelFormat format, int[] samples, Object... command) throws Exception {
		Codec.Samples decoded = new JpegLsCodec().decode(code(format, samples, command), format);
		assertArrayEquals(Arrays.toString(command) + format, samples, CodedFile.masked(CodedFile.ints(decoded), format.bitsStored()));
		return decoded;
	}

	private void lossy(PixelFormat format, Pictures.Kind kind, Object... options) throws Exception {
		List<Object> command = new ArrayList<>(List.of("dcmcjpls"));
		command.addAll(List.of(options));
		byte[] frame = code(format, Pictures.make(kind, format, 9), command.toArray());
		CodedFile.run("dcmdjpls", path("coded.dcm"), path("decoded.dcm"));
		assertArrayEquals(command.toString() + format, CodedFile.samples(path("decoded.dcm")), CodedFile.masked(CodedFile.ints(new JpegLsCodec().decode(frame, format)), format.bitsStored()));
	}

	/** Lets a program code an image into coded.dcm. */
	private byte[] code(PixelFormat format, int[] samples, Object... command) throws Exception {
		Path plain = CodedFile.write(path("plain.dcm"), format, samples);
		List<Object> whole = new ArrayList<>(List.of(command));
		whole.addAll(List.of(plain, path("coded.dcm")));
		CodedFile.run(whole.toArray());
		return CodedFile.frame(path("coded.dcm"));
	}

	/** Where a marker stands: the 0xFF of its last occurrence. */
	private static int find(byte[] frame, int marker) {
		for (int at = frame.length - 2; at >= 0; at--) if (frame[at] == -1 && (frame[at + 1] & 0xFF) == marker) return at;
		throw new AssertionError("no marker");
	}

	private Path path(String name) {
		return folder.getRoot().toPath().resolve(name);
	}
}
