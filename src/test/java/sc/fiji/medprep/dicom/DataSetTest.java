package sc.fiji.medprep.dicom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;

import org.junit.Test;

public class DataSetTest {
	private static final int NAME = 0x00100010, ROWS = 0x00280010, SPACING = 0x00280030, INSTANCE_NUMBER = 0x00200013, IMAGES = 0x00081140;

	@Test
	public void integer_string_with_a_fraction_of_zero_is_an_integer() {
		assertArrayEquals(new long[] {1, -20, 300}, new DataSet().put(Element.ascii(INSTANCE_NUMBER, VR.IS, "1.0\\ -20 \\3e2")).longs(INSTANCE_NUMBER));
	}

	@Test
	public void strings_that_are_no_numbers_are_no_values() {
		for (String text : List.of("1,5", "1.5\\x", "1\\\\2", "abc", "-", "NaN", "1d", "0x10", "1e999", " ", "9".repeat(100))) {
			DataSet dataSet = new DataSet().put(Element.ascii(SPACING, VR.DS, text));
			assertEquals(text, 0, dataSet.doubles(SPACING).length);
			assertTrue(text, dataSet.doubleValue(SPACING).isEmpty());
			assertEquals(text, 0, dataSet.longs(SPACING).length);
			assertEquals(text, OptionalInt.empty(), dataSet.intValue(SPACING));
		}
		assertEquals(0, new DataSet().put(Element.ascii(INSTANCE_NUMBER, VR.IS, "1.5")).longs(INSTANCE_NUMBER).length);
		assertEquals(0, new DataSet().put(Element.ascii(INSTANCE_NUMBER, VR.IS, "9223372036854775808")).longs(INSTANCE_NUMBER).length);
	}

	@Test
	public void every_getter_takes_every_value_under_every_VR() {
		Value.Bulk nothing = new Value.Bulk(ByteSource.of(new byte[0]), 0, 0, ByteOrder.LITTLE_ENDIAN);
		Value.Bulk endless = new Value.Bulk(ByteSource.of(new byte[0]), 0, 1L << 40, ByteOrder.LITTLE_ENDIAN);
		byte[] odd = {'2', '0', '2', '4', '0', '2', '3', '1', (byte) 0xC3, 27, '$'};
		List<Value> values = List.of(new Value.Sequence(List.of(new Value.Item(new DataSet(), false)), true), new Value.Fragments(List.of(nothing)), nothing, endless,
			new Value.Bytes(odd, ByteOrder.BIG_ENDIAN), new Value.Bytes(new byte[1], ByteOrder.LITTLE_ENDIAN));
		for (VR vr : VR.values()) {
			for (Value value : values) {
				DataSet dataSet = new DataSet().put(new Element(Tag.SPECIFIC_CHARACTER_SET, vr, value)).put(new Element(NAME, vr, value));
				boolean plain = value instanceof Value.Bytes;
				assertTrue(plain || dataSet.strings(NAME).isEmpty() && dataSet.string(NAME).isEmpty() && dataSet.personNames(NAME).isEmpty());
				assertTrue(plain || dataSet.longs(NAME).length + dataSet.ints(NAME).length + dataSet.doubles(NAME).length == 0);
				assertTrue(plain || dataSet.intValue(NAME).isEmpty() && dataSet.doubleValue(NAME).isEmpty());
				dataSet.strings(NAME);
				dataSet.personNames(NAME);
				dataSet.ints(NAME);
				dataSet.doubles(NAME);
				assertTrue(dataSet.date(NAME).isEmpty());
				assertEquals(value instanceof Value.Sequence ? 1 : 0, dataSet.items(NAME).size());
			}
		}
	}

	@Test
	public void character_set_that_is_no_text_is_that_of_the_data_set_around() {
		DataSet item = new DataSet().put(Element.sequence(Tag.SPECIFIC_CHARACTER_SET, List.of(new DataSet()))).put(Element.bytes(NAME, VR.PN, new byte[] {(byte) 0xBF, (byte) 0xE3}));
		new DataSet().put(Element.ascii(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "ISO_IR 144")).put(Element.sequence(IMAGES, List.of(item)));
		assertEquals("Пу", item.string(NAME).get());
		assertFalse(item.characterSet().terms().isEmpty());
	}

	@Test
	public void numbers_that_a_VR_cannot_hold_are_refused() {
		DataSet dataSet = new DataSet();
		for (Runnable put : List.<Runnable>of(() -> dataSet.putInts(ROWS, VR.US, -1), () -> dataSet.putInts(ROWS, VR.US, 65_536), () -> dataSet.putInts(ROWS, VR.SS, 32_768),
			() -> dataSet.putInts(ROWS, VR.UL, -1), () -> dataSet.putInts(ROWS, VR.FD, 1), () -> dataSet.putInts(ROWS, VR.LO, 1))) assertThrows(IllegalArgumentException.class, put::run);
		assertEquals(0, dataSet.size());
		assertArrayEquals(new int[] {0, 65_535}, dataSet.putInts(ROWS, VR.US, 0, 65_535).ints(ROWS));
		assertArrayEquals(new int[] {-32_768, 32_767}, dataSet.putInts(ROWS, VR.SS, -32_768, 32_767).ints(ROWS));
	}

	@Test
	public void text_in_a_VR_without_text_or_outside_of_ASCII_is_refused() {
		for (VR vr : List.of(VR.US, VR.SQ, VR.OB, VR.UN)) assertThrows(IllegalArgumentException.class, () -> new DataSet().putString(NAME, vr, "x"));
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Element.ascii(NAME, VR.PN, "Müller"));
		assertFalse(e.getMessage(), e.getMessage().contains("ller"));
		IllegalArgumentException lacking = assertThrows(IllegalArgumentException.class,
			() -> new DataSet().put(Element.ascii(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "SMITH")).putString(NAME, VR.PN, "山"));
		assertFalse(lacking.getMessage(), lacking.getMessage().contains("SMITH"));
	}

	@Test
	public void data_set_cannot_be_put_into_itself() {
		DataSet outer = new DataSet(), inner = new DataSet();
		outer.put(Element.sequence(IMAGES, List.of(inner)));
		assertThrows(IllegalArgumentException.class, () -> outer.put(Element.sequence(IMAGES, List.of(outer))));
		assertThrows(IllegalArgumentException.class, () -> inner.put(Element.sequence(IMAGES, List.of(outer))));
	}

	@Test
	public void text_form_shows_tags_VRs_and_lengths_but_no_values() {
		DataSet dataSet = new DataSet().put(Element.ascii(NAME, VR.PN, "Doe^Jane")).put(Element.sequence(IMAGES, List.of(new DataSet().putInts(ROWS, VR.US, 1))));
		assertEquals("(0008,1140) SQ 1 items\n  item 1\n    (0028,0010) US 2\n(0010,0010) PN 8\n", dataSet.toString());
	}

	@Test
	public void tags_and_numbers_are_printed_as_text() {
		DataSet dataSet = new DataSet().put(Element.bytes(ROWS, VR.AT, new byte[] {0x10, 0, 0x20, 0})).put(Element.bytes(SPACING, VR.FL, new byte[] {0, 0, 0x20, 0x40}));
		assertEquals(List.of("(0010,0020)"), dataSet.strings(ROWS));
		assertEquals(List.of("2.5"), dataSet.strings(SPACING));
	}
}
