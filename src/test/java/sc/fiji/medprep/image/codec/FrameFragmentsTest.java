package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static sc.fiji.medprep.image.codec.FramesTest.refused;
import static sc.fiji.medprep.image.codec.TestImage.bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;

import org.junit.Test;

import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;

/** Frames in fragments, with and without tables of offsets. */
public class FrameFragmentsTest {
	private static final byte[] NO_TABLE = {};
	private static final int SIZE = 20;
	private static final byte[] FIRST = picture(1), SECOND = picture(2);
	private static final byte[] FIRST_RLE = RleEncoder.encode(FIRST, SIZE, SIZE, 1), SECOND_RLE = RleEncoder.encode(SECOND, SIZE, SIZE, 1);

	private static byte[] picture(int seed) {
		byte[] picture = new byte[SIZE * SIZE];
		new Random(seed).nextBytes(picture);
		return picture;
	}

	private static byte[] head(byte[] stream, int length) {
		return Arrays.copyOf(stream, length);
	}

	private static byte[] tail(byte[] stream, int from) {
		return Arrays.copyOfRange(stream, from, stream.length);
	}

	private static byte[] table(int... offsets) {
		ByteBuffer table = ByteBuffer.allocate(4 * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
		for (int offset : offsets) table.putInt(offset);
		return table.array();
	}

	private static TestImage two() {
		return new TestImage(SIZE, SIZE, 8).frames(2);
	}

	private static void assertBoth(Frames frames) throws IOException {
		assertEquals(2, frames.count());
		assertArrayEquals(SECOND, (byte[]) frames.plane(1));
		assertArrayEquals(FIRST, (byte[]) frames.plane(0));
	}

	@Test
	public void fragments_as_many_as_frames_need_no_table() throws IOException {
		assertBoth(two().of(TestImage.RLE, NO_TABLE, FIRST_RLE, SECOND_RLE));
	}

	@Test
	public void empty_fragments_are_none() throws IOException {
		assertBoth(two().of(TestImage.RLE, NO_TABLE, new byte[0], FIRST_RLE, new byte[0], SECOND_RLE, new byte[0]));
	}

	@Test
	public void a_table_tells_frames_of_many_fragments_apart() throws IOException {
		byte[] table = table(0, FIRST_RLE.length + 16);
		assertBoth(two().of(TestImage.RLE, table, head(FIRST_RLE, 70), tail(FIRST_RLE, 70), head(SECOND_RLE, 99), tail(SECOND_RLE, 99)));
		byte[] first = head(FIRST, 300), rest = tail(FIRST, 300);
		assertBoth(two().of(TestImage.ENCAPSULATED, table(0, 416), first, rest, SECOND));
	}

	@Test
	public void an_extended_table_tells_frames_apart() throws IOException {
		TestImage image = two();
		image.dataSet.put(Element.bytes(Tag.EXTENDED_OFFSET_TABLE, VR.OV, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(0).putLong(416).array()));
		assertBoth(image.of(TestImage.ENCAPSULATED, NO_TABLE, head(FIRST, 300), tail(FIRST, 300), SECOND));
	}

	@Test
	public void without_a_table_frames_are_told_by_how_they_begin() throws IOException {
		assertBoth(two().of(TestImage.RLE, NO_TABLE, head(FIRST_RLE, 70), tail(FIRST_RLE, 70), SECOND_RLE));
	}

	@Test
	public void wrong_tables_are_not_followed() throws IOException {
		byte[] rest = tail(FIRST_RLE, 70), start = head(FIRST_RLE, 70);
		for (byte[] table : new byte[][] {table(0, 78), table(0, 5), table(8, 86), table(0), table(0, 78, FIRST_RLE.length + 16), bytes(1, 2, 3), table(0, 0), table(0, -2)}) {
			assertBoth(two().of(TestImage.RLE, table, start, rest, SECOND_RLE));
		}
	}

	@Test
	public void fragments_that_nothing_tells_apart_are_refused() {
		String message = refused("(7FE0,0010)", () -> two().of(TestImage.ENCAPSULATED, NO_TABLE, head(FIRST, 300), tail(FIRST, 300), SECOND));
		assertTrue(message, message.contains("3 fragments for 2 frames"));
	}

	@Test
	public void fewer_or_more_frames_than_the_header_says_are_refused() {
		assertTrue(refused("(0028,0008)", () -> two().frames(3).of(TestImage.RLE, NO_TABLE, FIRST_RLE, SECOND_RLE)).contains("fewer"));
		assertTrue(refused("(0028,0008)", () -> two().frames(1).of(TestImage.RLE, NO_TABLE, FIRST_RLE, SECOND_RLE)).contains("more frames"));
		refused("(0028,0008)", () -> two().of(TestImage.RLE, NO_TABLE));
		refused("(7FE0,0010)", () -> two().of(TestImage.RLE, new byte[][] {}));
		refused("(0028,0008)", () -> two().frames(Integer.MAX_VALUE).of(TestImage.RLE, NO_TABLE, FIRST_RLE));
	}

	@Test
	public void deflated_frames_are_inflated() throws IOException {
		TransferSyntax deflated = TransferSyntax.of("1.2.840.10008.1.2.8.1").orElseThrow();
		byte[] first = deflated(FIRST), second = deflated(SECOND);
		assertBoth(two().of(deflated, NO_TABLE, first, second));
		Frames cut = two().of(deflated, NO_TABLE, head(first, 50), bytes(1, 2, 3));
		refused("(7FE0,0010)", () -> cut.plane(0));
		refused("(7FE0,0010)", () -> cut.plane(1));
		Frames huge = new TestImage(40000, 40000, 8).of(deflated, NO_TABLE, first);
		refused("", () -> huge.plane(0));
	}

	private static byte[] deflated(byte[] plain) {
		Deflater deflater = new Deflater(9, true);
		deflater.setInput(plain);
		deflater.finish();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		byte[] buffer = new byte[1000];
		while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
		deflater.end();
		return out.toByteArray();
	}

	@Test
	public void streams_of_fewer_bits_than_allocated_are_widened_and_of_more_refused() throws IOException {
		Frames frames = new TestImage(SIZE, SIZE, 16).of(TestImage.RLE, NO_TABLE, FIRST_RLE);
		short[] plane = (short[]) frames.plane(0);
		for (int i = 0; i < plane.length; i++) assertEquals(FIRST[i] & 0xFF, plane[i]);
		Frames narrow = new TestImage(SIZE, SIZE, 8).of(TestImage.RLE, NO_TABLE, RleEncoder.encode(plane, SIZE, SIZE, 1));
		refused("(0028,0100)", () -> narrow.plane(0));
	}
}
