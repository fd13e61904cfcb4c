package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static sc.fiji.medprep.image.codec.CodedFile.colour;
import static sc.fiji.medprep.image.codec.CodedFile.grey;
import static sc.fiji.medprep.image.codec.CodedFile.ints;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.Test;

/** JPEG streams that are odd are read, and those that are damaged are refused: no frame is given by halves. */
public class JpegDamageTest {
	private static final PixelFormat COLOUR = colour(21, 35, 8), GREY = grey(23, 17, 16, false);

	@Test
	public void bytes_before_the_image_and_after_it_do_not_matter() throws IOException {
		for (Map.Entry<byte[], PixelFormat> stream : streams().entrySet()) {
			byte[] frame = stream.getKey();
			int[] whole = decode(frame, stream.getValue());
			assertArrayEquals(whole, decode(joined(new byte[] {0, 1, -1, 0, 7}, frame), stream.getValue()));
			assertArrayEquals(whole, decode(joined(frame, new byte[100]), stream.getValue()));
			assertArrayEquals(whole, decode(Arrays.copyOf(frame, frame.length - 2), stream.getValue()));
			assertArrayEquals(whole, decode(Arrays.copyOf(Arrays.copyOf(frame, frame.length - 2), frame.length), stream.getValue()));
		}
	}

	@Test
	public void filling_before_markers_is_skipped() throws IOException {
		for (Map.Entry<byte[], PixelFormat> stream : streams().entrySet()) {
			byte[] frame = stream.getKey();
			ByteArrayOutputStream filled = new ByteArrayOutputStream();
			for (int i = 0; i < frame.length; i++) {
				boolean marker = i > 2 && i + 1 < frame.length && frame[i] == -1 && frame[i + 1] != 0 && ((frame[i + 1] & 0xf8) == 0xd0 || i + 2 == frame.length || isHeader(frame, i));
				if (marker) filled.writeBytes(new byte[] {-1, -1, -1});
				filled.write(frame[i]);
			}
			assertTrue(filled.size() > frame.length);
			assertArrayEquals(decode(frame, stream.getValue()), decode(filled.toByteArray(), stream.getValue()));
		}
	}

	/** True at the markers that are told apart from values of tables by what follows. */
	private static boolean isHeader(byte[] frame, int i) {
		int marker = frame[i + 1] & 0xff;
		return (marker == 0xda || marker >= 0xc0 && marker <= 0xc4) && frame[i + 2] == 0;
	}

	@Test
	public void a_stream_that_is_cut_off_anywhere_is_refused() throws IOException {
		for (Map.Entry<byte[], PixelFormat> stream : streams().entrySet()) {
			byte[] frame = stream.getKey();
			int[] whole = decode(frame, stream.getValue());
			for (int length = 0; length < frame.length; length++) {
				byte[] cut = Arrays.copyOf(frame, length);
				try {
					// The last byte of the scan may hold nothing but filling
					assertArrayEquals(whole, decode(cut, stream.getValue()));
					assertTrue("cut by " + (frame.length - length), frame.length - length <= 3);
				}
				catch (IOException e) {
					assertSentence(e);
				}
			}
		}
	}

	@Test
	public void a_stream_with_zeros_in_place_of_its_end_is_refused() throws IOException {
		for (Map.Entry<byte[], PixelFormat> stream : streams().entrySet()) {
			byte[] frame = stream.getKey().clone();
			Arrays.fill(frame, frame.length - 60, frame.length, (byte) 0);
			int[] whole = decode(stream.getKey(), stream.getValue());
			try {
				assertEquals("other samples", Arrays.toString(whole), Arrays.toString(decode(frame, stream.getValue())));
			}
			catch (IOException e) {
				assertSentence(e);
			}
		}
	}

	@Test
	public void sizes_other_than_those_of_the_data_set_are_refused() {
		for (PixelFormat wrong : new PixelFormat[] {colour(21, 34, 8), colour(22, 35, 8), grey(21, 35, 8, false)}) {
			assertRefused("other rows, columns or samples", () -> JpegLossyTest.resource("scan_by_scan"), wrong);
		}
	}

	@Test
	public void arithmetic_coding_is_refused() {
		assertRefused("arithmetic coding", () -> JpegLossyTest.resource("arithmetic"), COLOUR);
	}

	@Test
	public void hierarchical_streams_and_JPEG_LS_are_refused_by_name() {
		assertRefused("hierarchical", () -> replaced(lossless(), 0xc3, 0xc7), GREY);
		assertRefused("JPEG-LS", () -> replaced(lossless(), 0xc3, 0xf7), GREY);
	}

	@Test
	public void what_is_no_JPEG_is_refused() {
		assertRefused("no JPEG", () -> new byte[1000], GREY);
		assertRefused("no JPEG", () -> new byte[0], GREY);
	}

	@Test
	public void missing_tables_are_refused() {
		assertRefused("lacks a Huffman table", () -> replaced(lossless(), 0xc4, 0xfe), GREY);
		assertRefused("lacks a Huffman table", () -> replaced(JpegLossyTest.resource("scan_by_scan"), 0xc4, 0xfe), COLOUR);
		assertRefused("lacks a quantization table", () -> replaced(JpegLossyTest.resource("scan_by_scan"), 0xdb, 0xfe), COLOUR);
	}

	@Test
	public void the_number_of_lines_may_stand_behind_the_first_scan() throws IOException {
		byte[] frame = lossless();
		byte[] late = replaced(frame, 0xc3, 0xc3);
		int header = indexOf(late, 0xc3);
		late[header + 5] = late[header + 6] = 0;
		byte[] body = Arrays.copyOf(late, late.length - 2);
		assertArrayEquals(decode(frame, GREY), decode(joined(body, new byte[] {-1, (byte) 0xdc, 0, 4, 0, 23, -1, (byte) 0xd9}), GREY));
		assertRefused("another number of lines", () -> joined(body, new byte[] {-1, (byte) 0xdc, 0, 4, 0, 24, -1, (byte) 0xd9}), GREY);
	}

	@Test
	public void a_header_of_a_huge_frame_takes_no_memory() throws IOException {
		byte[] frame = lossless();
		int header = indexOf(frame, 0xc3);
		Arrays.fill(frame, header + 5, header + 9, (byte) -1);
		assertRefused("ends before its frame is complete", () -> frame, grey(65535, 65535, 16, false));
	}

	/** Whatever happens to the bytes, samples or a sentence come out, in time. */
	@Test(timeout = 60_000)
	public void damaged_bytes_never_crash_the_decoder() throws IOException {
		Random chance = new Random(4);
		long end = System.nanoTime() + 2_500_000_000L;
		Map<byte[], PixelFormat> streams = streams();
		int rounds = 0;
		while (System.nanoTime() < end || rounds < 500) {
			for (Map.Entry<byte[], PixelFormat> stream : streams.entrySet()) {
				byte[] frame = stream.getKey().clone();
				for (int i = chance.nextInt(6); i >= 0; i--) frame[chance.nextInt(chance.nextBoolean() ? frame.length : Math.min(frame.length, 200))] = (byte) (chance.nextInt(4) == 0 ? -1 : chance.nextInt());
				try {
					assertEquals(stream.getValue().length(), decode(frame, stream.getValue()).length);
				}
				catch (IOException e) {
					assertSentence(e);
				}
			}
			rounds++;
		}
	}

	private static Map<byte[], PixelFormat> streams() throws IOException {
		Map<byte[], PixelFormat> streams = new LinkedHashMap<>();
		for (String name : new String[] {"halved_rows_restart", "quartered_progressive_restart", "scan_by_scan", "mixed_sampling"}) streams.put(JpegLossyTest.resource(name), COLOUR);
		streams.put(lossless(), GREY);
		int[] samples = Pictures.make(Pictures.Kind.SMOOTH, COLOUR, 1);
		for (int scans : new int[] {1, 3}) streams.put(LosslessJpegWriter.write(samples, COLOUR, 7, 0, 5, scans), COLOUR);
		return streams;
	}

	private static byte[] lossless() {
		int[] samples = Pictures.make(Pictures.Kind.NOISE, GREY, 3);
		return LosslessJpegWriter.write(samples, GREY, 4, 0, 0, 1);
	}

	/** The stream with an Adobe marker of a colour transform. */
	static byte[] withAdobe(byte[] frame, int transform) {
		byte[] marker = {-1, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
		return joined(joined(Arrays.copyOf(frame, 2), marker), Arrays.copyOfRange(frame, 2, frame.length));
	}

	private static byte[] replaced(byte[] frame, int marker, int by) {
		byte[] changed = frame.clone();
		for (int i = 0; i + 2 < frame.length; i++) {
			if (frame[i] == -1 && (frame[i + 1] & 0xff) == marker && frame[i + 2] == 0) changed[i + 1] = (byte) by;
		}
		return changed;
	}

	/** Where a marker stands. */
	private static int indexOf(byte[] frame, int marker) {
		int i = 0;
		while (frame[i] != -1 || (frame[i + 1] & 0xff) != marker) i++;
		return i;
	}

	private static byte[] joined(byte[] a, byte[] b) {
		byte[] joined = Arrays.copyOf(a, a.length + b.length);
		System.arraycopy(b, 0, joined, a.length, b.length);
		return joined;
	}

	private static int[] decode(byte[] frame, PixelFormat format) throws IOException {
		return ints(new JpegCodec().decode(frame, format));
	}

	private interface Stream {
		byte[] get() throws IOException;
	}

	private static void assertRefused(String reason, Stream stream, PixelFormat format) {
		IOException e = assertThrows(IOException.class, () -> new JpegCodec().decode(stream.get(), format));
		assertTrue(e.getMessage(), e.getMessage().contains(reason));
		assertSentence(e);
	}

	private static void assertSentence(IOException e) {
		assertEquals(IOException.class, e.getClass());
		assertTrue(e.getMessage(), e.getMessage().matches("[^\\d]*(JPEG-LS|2\\^31)?[^\\d]*"));
	}
}
