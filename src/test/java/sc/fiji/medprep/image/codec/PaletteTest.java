package sc.fiji.medprep.image.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static sc.fiji.medprep.image.codec.FramesTest.refused;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.Test;

import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.image.PixelType;

/** Colours by palette. */
public class PaletteTest {
	private static byte[] words(int... words) {
		ByteBuffer bytes = ByteBuffer.allocate(2 * words.length).order(ByteOrder.LITTLE_ENDIAN);
		for (int word : words) bytes.putShort((short) word);
		return bytes.array();
	}

	/** An image with the same table for all colours. */
	private static TestImage image(int bits, int size, int first, int entryBits, int tag, byte[] table) {
		TestImage image = new TestImage(4, 1, bits).colour("PALETTE COLOR", 1);
		for (int colour = 0; colour < 3; colour++) {
			image.dataSet.put(Element.bytes(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR + colour, VR.US, words(size, first, entryBits)));
			image.dataSet.put(Element.bytes(tag + colour, VR.OW, table));
		}
		return image;
	}

	private static int[] grey(int... values) {
		int[] pixels = new int[values.length];
		for (int i = 0; i < pixels.length; i++) pixels[i] = 0xFF000000 | values[i] * 0x010101;
		return pixels;
	}

	@Test
	public void values_outside_of_the_table_have_the_colours_of_its_ends() throws IOException {
		Frames frames = image(8, 3, 10, 16, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, words(0x1122, 0x2233, 0xFFFE)).of(0, 10, 11, 200);
		assertEquals(PixelType.RGB, frames.type());
		assertArrayEquals(grey(0x11, 0x11, 0x22, 0xFF), (int[]) frames.plane(0));
	}

	@Test
	public void the_first_mapped_value_of_signed_images_is_signed() throws IOException {
		TestImage image = image(16, 2, 0xFFFE, 16, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, words(0x1100, 0x2200)).bits(16, 15, true);
		assertArrayEquals(grey(0x11, 0x11, 0x22, 0x22), (int[]) image.of(0xFD, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0, 0).plane(0));
	}

	@Test
	public void entries_of_8_bits_stand_in_bytes_or_in_words() throws IOException {
		assertArrayEquals(grey(7, 8, 9, 9), (int[]) image(8, 3, 0, 8, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, TestImage.bytes(7, 8, 9)).of(0, 1, 2, 3).plane(0));
		assertArrayEquals(grey(7, 8, 9, 9), (int[]) image(8, 3, 0, 8, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, words(7, 8, 9)).of(0, 1, 2, 3).plane(0));
		assertArrayEquals("said to have 16", grey(7, 8, 9, 9), (int[]) image(8, 3, 0, 16, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, words(7, 8, 9)).of(0, 1, 2, 3).plane(0));
	}

	@Test
	public void segments_are_expanded() throws IOException {
		// two values, a line of two more, then these two segments again
		byte[] table = words(0, 2, 0x1000, 0x2000, 1, 2, 0x4000, 2, 2, 0, 0);
		Frames frames = image(8, 8, 0, 16, Tag.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, table).of(1, 2, 3, 6);
		assertArrayEquals(grey(0x20, 0x30, 0x40, 0x30), (int[]) frames.plane(0));
		byte[] bytes = TestImage.bytes(0, 2, 10, 20, 2, 1, 0, 0, 0, 0);
		assertArrayEquals(grey(20, 10, 20, 20), (int[]) image(8, 4, 0, 8, Tag.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, bytes).of(1, 2, 3, 4).plane(0));
	}

	@Test
	public void damaged_tables_are_refused() {
		refused("(0028,1201)", () -> image(8, 4, 0, 16, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, words(1)).of(0, 1, 2, 3));
		refused("(0028,1101)", () -> new TestImage(1, 1, 8).colour("PALETTE COLOR", 1).of(0, 0));
		refused("(0028,0100)", () -> image(32, 1, 0, 16, Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, words(1)).of(new int[16]));
		for (byte[] table : new byte[][] {words(0, 2, 1), words(1, 2, 3), words(2, 1, 0, 0), words(3, 1, 1), words(0, 1, 1, 2, 60000, 0, 0), words(0, 1, 1, 2, 1, 6, 0)}) {
			refused("(0028,1221)", () -> image(8, 4, 0, 16, Tag.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, table).of(0, 1, 2, 3));
		}
	}
}
