package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static sc.fiji.medprep.image.codec.TestImage.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.Test;
import org.junit.function.ThrowingRunnable;

import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.PixelType;

/** Native frames made by hand: how bits become voxels, and what is refused. */
public class FramesTest {
	@Test
	public void single_bits_stand_lowest_first_and_frames_follow_without_a_gap() throws IOException {
		Frames frames = new TestImage(3, 1, 1).frames(3).of(0b10_101_001, 0b1);
		assertArrayEquals(bytes(1, 0, 0), (byte[]) frames.plane(0));
		assertArrayEquals(bytes(1, 0, 1), (byte[]) frames.plane(1));
		assertArrayEquals(bytes(0, 1, 1), (byte[]) frames.plane(2));
		assertEquals(PixelType.UINT8, frames.type());
	}

	@Test
	public void twelve_bits_are_packed_lowest_first() throws IOException {
		Frames frames = new TestImage(3, 1, 12).frames(2).of(0x23, 0x61, 0x45, 0x89, 0xC7, 0xAB, 0xEF, 0x3D, 0x12);
		assertArrayEquals(new short[] {0x123, 0x456, 0x789}, (short[]) frames.plane(0));
		assertArrayEquals(new short[] {0xABC, 0xDEF, 0x123}, (short[]) frames.plane(1));
	}

	@Test
	public void bytes_in_big_endian_words_are_exchanged_and_others_are_not() throws IOException {
		Frames words = new TestImage(3, 1, 8).frames(2).of(TransferSyntax.EXPLICIT_BIG, VR.OW, 2, 1, 4, 3, 6, 5);
		assertArrayEquals(bytes(1, 2, 3), (byte[]) words.plane(0));
		assertArrayEquals(bytes(4, 5, 6), (byte[]) words.plane(1));
		Frames bytes = new TestImage(3, 1, 8).frames(2).of(TransferSyntax.EXPLICIT_BIG, VR.OB, 1, 2, 3, 4, 5, 6);
		assertArrayEquals(bytes(4, 5, 6), (byte[]) bytes.plane(1));
		Frames bits = new TestImage(12, 1, 1).frames(1).of(TransferSyntax.EXPLICIT_BIG, VR.OW, 0b1111, 0b1);
		assertArrayEquals(bytes(1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1), (byte[]) bits.plane(0));
	}

	@Test
	public void words_come_in_the_byte_order_of_their_transfer_syntax() throws IOException {
		assertArrayEquals(new short[] {0x0201, 0x0403}, (short[]) new TestImage(2, 1, 16).of(1, 2, 3, 4).plane(0));
		assertArrayEquals(new short[] {0x0102, 0x0304}, (short[]) new TestImage(2, 1, 16).of(TransferSyntax.EXPLICIT_BIG, VR.OW, 1, 2, 3, 4).plane(0));
		assertArrayEquals(new int[] {0x04030201}, (int[]) new TestImage(1, 1, 32).of(1, 2, 3, 4).plane(0));
		TransferSyntax ge = TransferSyntax.of("1.2.840.113619.5.2").orElseThrow();
		assertArrayEquals(new short[] {0x0102, 0x0304}, (short[]) new TestImage(2, 1, 16).of(ge, VR.OW, 1, 2, 3, 4).plane(0));
	}

	@Test
	public void unused_bits_are_cut_off_and_signs_extended() throws IOException {
		// 0xF801, 0x17FF and 0x0F0F in 12 bits
		int[] stored = {0x01, 0xF8, 0xFF, 0x17, 0x0F, 0x0F};
		assertArrayEquals(new short[] {0x801, 0x7FF, 0xF0F}, (short[]) new TestImage(3, 1, 16).bits(12, 11, false).of(stored).plane(0));
		Frames signed = new TestImage(3, 1, 16).bits(12, 11, true).of(stored);
		assertEquals(PixelType.INT16, signed.type());
		assertArrayEquals(new short[] {(short) (-2047 + 32768), (short) (2047 + 32768), (short) (-241 + 32768)}, (short[]) signed.plane(0));
		assertArrayEquals("the upper 12 bits", new short[] {0xF80, 0x17F, 0x0F0}, (short[]) new TestImage(3, 1, 16).bits(12, 15, false).of(stored).plane(0));
		assertArrayEquals("samples stay as they are", new short[] {(short) 0xF801, 0x17FF, 0x0F0F}, (short[]) signed.samples(0));
	}

	@Test
	public void signed_values_have_the_offset_of_their_type() throws IOException {
		assertArrayEquals(bytes(128 - 1, 128, 128 + 127), (byte[]) new TestImage(3, 1, 8).bits(8, 7, true).of(0xFF, 0, 0x7F).plane(0));
		assertArrayEquals(new short[] {32767, (short) 32768}, (short[]) new TestImage(2, 1, 16).bits(16, 15, true).of(0xFF, 0xFF, 0, 0).plane(0));
		assertArrayEquals(new int[] {-1}, (int[]) new TestImage(1, 1, 32).bits(31, 30, true).of(0xFF, 0xFF, 0xFF, 0x7F).plane(0));
	}

	@Test
	public void integers_of_64_bits_become_doubles_as_long_as_they_are_exact() throws IOException {
		assertArrayEquals(new double[] {-2}, (double[]) new TestImage(1, 1, 64).bits(64, 63, true).of(0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF).plane(0), 0);
		Frames large = new TestImage(1, 1, 64).of(1, 0, 0, 0, 0, 0, 0xFF, 0);
		refused("(7FE0,0010)", () -> large.plane(0));
		Frames largest = new TestImage(1, 1, 64).of(1, 0, 0, 0, 0, 0, 0, 0x80);
		refused("(7FE0,0010)", () -> largest.plane(0));
	}

	@Test
	public void real_pixels_are_read_as_they_are() throws IOException {
		TestImage floats = new TestImage(2, 1, 32).without(Tag.BITS_STORED);
		floats.dataSet.put(Element.bytes(Tag.FLOAT_PIXEL_DATA, VR.OF, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1.5f).putFloat(-2).array()));
		assertArrayEquals(new float[] {1.5f, -2}, (float[]) floats.of(TransferSyntax.EXPLICIT_LITTLE).plane(0), 0);
		TestImage doubles = new TestImage(1, 1, 64);
		doubles.dataSet.put(Element.bytes(Tag.DOUBLE_FLOAT_PIXEL_DATA, VR.OD, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(Math.PI).array()));
		Frames frames = doubles.of(TransferSyntax.EXPLICIT_LITTLE);
		assertEquals(PixelType.FLOAT64, frames.type());
		assertArrayEquals(new double[] {Math.PI}, (double[]) frames.plane(0), 0);
	}

	@Test
	public void colours_are_packed_from_pixels_and_from_planes() throws IOException {
		int[] expected = {0xFF010203, 0xFFFFFE80};
		assertArrayEquals(expected, (int[]) new TestImage(2, 1, 8).colour("RGB", 3).of(1, 2, 3, 0xFF, 0xFE, 0x80).plane(0));
		Frames planar = new TestImage(2, 1, 8).colour("RGB", 3).with(Tag.PLANAR_CONFIGURATION, 1).of(1, 0xFF, 2, 0xFE, 3, 0x80);
		assertEquals(PixelType.RGB, planar.type());
		assertArrayEquals(expected, (int[]) planar.plane(0));
		assertArrayEquals(bytes(1, 2, 3, 0xFF, 0xFE, 0x80), (byte[]) planar.samples(0));
		Frames wide = new TestImage(2, 1, 16).colour("RGB", 3).with(Tag.PLANAR_CONFIGURATION, 1).of(1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0);
		assertArrayEquals(new short[] {1, 3, 5, 2, 4, 6}, (short[]) wide.samples(0));
		refused("(0028,0101)", () -> wide.plane(0));
	}

	@Test
	public void luminance_and_chroma_become_red_green_and_blue() throws IOException {
		// 255,0,0 is 76, 85, 255 in YCbCr; grey has chroma of 128
		assertArrayEquals(new int[] {0xFFFE0000, 0xFF646464}, (int[]) new TestImage(2, 1, 8).colour("YBR_FULL", 3).of(76, 85, 255, 100, 128, 128).plane(0));
		Frames halved = new TestImage(2, 1, 8).colour("YBR_FULL_422", 3).of(76, 76, 85, 255);
		assertArrayEquals(bytes(76, 85, 255, 76, 85, 255), (byte[]) halved.samples(0));
		refused("(0028,0011)", () -> new TestImage(1, 2, 8).colour("YBR_FULL_422", 3).of(76, 76, 85, 255));
		refused("(0028,0004)", () -> new TestImage(2, 1, 8).colour("YBR_FULL_422", 3).of(76, 85, 255, 76, 85, 255));
	}

	@Test
	public void colour_spaces_that_are_not_handled_are_refused() throws IOException {
		for (String space : new String[] {"HSV", "YBR_PARTIAL_420", "YBR_PARTIAL_422"}) {
			Frames frames = new TestImage(2, 1, 8).colour(space, 3).of(1, 2, 3, 4, 5, 6);
			refused("(0028,0004)", () -> frames.plane(0));
		}
		Frames frames = new TestImage(1, 1, 8).colour("CMYK", 4).of(1, 2, 3, 4);
		refused("(0028,0004)", () -> frames.plane(0));
		refused("(0028,0002)", () -> new TestImage(2, 1, 8).colour("MONOCHROME2", 3).of(1, 2, 3, 4, 5, 6));
		refused("(0028,0002)", () -> new TestImage(2, 1, 8).colour("RGB", 1).of(1, 2));
	}

	@Test
	public void pixel_data_that_is_too_short_says_how_many_bytes_are_missing() {
		String message = refused("(7FE0,0010)", () -> new TestImage(2, 2, 16).frames(3).of(new int[20]));
		assertTrue(message, message.contains("lacks 4 of the 24 bytes"));
		refused("(7FE0,0010)", () -> new TestImage(65535, 30000, 16).frames(Integer.MAX_VALUE).of(1, 2));
		refused("(0028,0010)", () -> new TestImage(65535, 65535, 64).of(1, 2));
	}

	@Test
	public void padding_is_left_out_but_not_a_frame() throws IOException {
		assertEquals(1, new TestImage(2, 2, 8).of(new int[6]).count());
		String message = refused("(0028,0008)", () -> new TestImage(2, 2, 8).of(new int[8]));
		assertTrue(message, message.contains("more frames"));
		assertEquals(1, new TestImage(2, 2, 8).frames(0).of(new int[4]).count());
	}

	@Test
	public void headers_without_what_is_needed_are_refused_by_tag() {
		for (int tag : new int[] {Tag.ROWS, Tag.COLUMNS, Tag.SAMPLES_PER_PIXEL, Tag.PHOTOMETRIC_INTERPRETATION, Tag.BITS_ALLOCATED, Tag.BITS_STORED, Tag.PIXEL_REPRESENTATION}) {
			String message = refused(Tag.toString(tag), () -> new TestImage(2, 1, 8).without(tag).of(1, 2));
			assertTrue(message, message.contains("is missing"));
		}
		refused("(7FE0,0010)", () -> new TestImage(2, 1, 8).of(TransferSyntax.EXPLICIT_LITTLE));
		refused("(0028,0100)", () -> new TestImage(2, 1, 24).of(new int[6]));
		refused("(0028,0101)", () -> new TestImage(2, 1, 8).with(Tag.BITS_STORED, 9).of(1, 2));
		refused("(0028,0102)", () -> new TestImage(1, 1, 16).bits(12, 10, false).of(1, 2));
	}

	@Test
	public void a_high_bit_that_cannot_be_is_no_matter_where_all_bits_are_used() throws IOException {
		assertArrayEquals(new short[] {0x0201}, (short[]) new TestImage(1, 1, 16).with(Tag.HIGH_BIT, 11).of(1, 2).plane(0));
		assertArrayEquals(new short[] {0x0201}, (short[]) new TestImage(1, 1, 16).bits(12, 11, false).without(Tag.HIGH_BIT).of(1, 0x32).plane(0));
	}

	@Test
	public void compression_that_is_not_what_the_transfer_syntax_says_is_refused() {
		refused("(0002,0010)", () -> new TestImage(2, 1, 8).of(TestImage.RLE, VR.OB, 1, 2));
		refused("(0002,0010)", () -> new TestImage(2, 1, 8).of(TransferSyntax.EXPLICIT_LITTLE, new byte[0], bytes(1, 2)));
		for (String uid : new String[] {"1.2.840.10008.1.2.4.100", "1.2.840.10008.1.2.4.102.1", "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.110"}) {
			refused(uid, () -> new TestImage(2, 1, 8).of(TransferSyntax.of(uid).orElseThrow(), new byte[0], bytes(1, 2)));
		}
	}

	static String refused(String part, ThrowingRunnable reading) {
		String message = assertThrows(IOException.class, reading).getMessage();
		assertTrue(message, message.contains(part));
		return message;
	}
}
