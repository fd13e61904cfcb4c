package sc.fiji.medprep.dicom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static sc.fiji.medprep.dicom.TransferSyntax.EXPLICIT_BIG;
import static sc.fiji.medprep.dicom.TransferSyntax.EXPLICIT_LITTLE;
import static sc.fiji.medprep.dicom.TransferSyntax.IMPLICIT_LITTLE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.Irregularity.Kind;

/** What the parser does with files that are out of order, damaged, or made to break readers. */
public class ParserTest {
	private static final int REFERENCED_IMAGES = 0x00081140, NAME = 0x00100010, ROWS = 0x00280010, UNKNOWN = 0x00091010;

	@Test
	public void descending_elements_are_all_read_and_written_in_order() throws IOException {
		byte[] ordered = Bytes.file(EXPLICIT_LITTLE).explicit(0x00080005, "CS", "ISO_IR 6").explicit(NAME, "PN", "Doe^Jane").explicit(ROWS, "US", 2, 1)
			.longHeader(Tag.PIXEL_DATA, "OW", 2).raw(1, 2).toArray();
		Bytes descending = Bytes.file(EXPLICIT_LITTLE).longHeader(Tag.PIXEL_DATA, "OW", 2).raw(1, 2).explicit(ROWS, "US", 2, 1).explicit(NAME, "PN", "Doe^Jane")
			.explicit(0x00080005, "CS", "ISO_IR 6");
		assertArrayEquals(ordered, Bytes.written(descending.read()));
	}

	@Test
	public void first_of_several_elements_with_one_tag_is_taken_in_whatever_order_they_come() throws IOException {
		DicomFile file = Bytes.file(EXPLICIT_LITTLE).explicit(ROWS, "US", 1, 0).explicit(ROWS, "US", 2, 0).explicit(NAME, "PN", "First").explicit(NAME, "PN", "Second").read();
		assertEquals(1, file.dataSet().intValue(ROWS).getAsInt());
		assertEquals("First", file.dataSet().string(NAME).get());
		assertEquals(2, file.dataSet().size());
		assertEquals(List.of(Kind.DUPLICATE, Kind.OUT_OF_ORDER, Kind.DUPLICATE), kinds(file));
	}

	@Test
	public void private_element_behind_the_pixels_is_kept() throws IOException {
		Bytes explicit = Bytes.file(EXPLICIT_LITTLE).longHeader(Tag.PIXEL_DATA, "OW", 2).raw(1, 2).explicit(0x00090010, "LO", "ACME").explicit(UNKNOWN, "LO", "kept");
		Bytes implicit = Bytes.file(IMPLICIT_LITTLE).implicit(Tag.PIXEL_DATA, new byte[] {1, 2}).implicit(0x00090010, "ACME").implicit(UNKNOWN, "kept");
		for (Bytes file : List.of(explicit, implicit)) assertEquals("kept", file.read().dataSet().string(UNKNOWN).get());
	}

	@Test
	public void truncated_element_behind_the_pixels_is_refused() {
		Bytes pixels = Bytes.file(EXPLICIT_LITTLE).longHeader(Tag.PIXEL_DATA, "OW", 2).raw(1, 2);
		byte[] whole = pixels.explicit(NAME, "PN", "Doe^Jane").toArray();
		for (int cut = 1; cut <= 12; cut++) assertRefused(Arrays.copyOf(whole, whole.length - cut), "truncated");
	}

	@Test
	public void garbage_behind_the_pixels_is_said_to_be_dropped() throws IOException {
		for (String garbage : List.of("unrelated text at the end", "xy", "NOT AN ELEMENT OF DICOM")) {
			DicomFile file = Bytes.file(EXPLICIT_LITTLE).longHeader(Tag.PIXEL_DATA, "OW", 2).raw(1, 2).raw(garbage.getBytes(StandardCharsets.US_ASCII)).read();
			assertEquals(List.of(Kind.TRAILING_BYTES), kinds(file));
		}
	}

	@Test
	public void message_shows_no_text_that_stands_where_a_tag_should_be() {
		byte[] name = "SMITLOJOHNSON^JOHN^19450817".getBytes(StandardCharsets.US_ASCII);
		assertEquals("an unknown tag at byte 182: the value is longer than the 19 bytes that are left; the file may be truncated, export it again",
			refusal(Bytes.file(EXPLICIT_LITTLE).explicit(NAME, "PN", "AA").raw(name).toArray()));
		assertEquals("(0008,1140) at byte 184: an item is expected here; the file is damaged, export it again",
			refusal(Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "SQ", 16).raw("SMITJOHN".getBytes(StandardCharsets.US_ASCII)).raw(new byte[8]).toArray()));
		// a group length and a private creator, of groups that are letters
		for (String text : List.of("SM\0\0", "MI\20\0")) {
			assertTrue(refusal(Bytes.file(EXPLICIT_LITTLE).explicit(NAME, "PN", "AA").raw((text + "LO\177\177").getBytes(StandardCharsets.US_ASCII)).toArray()).startsWith("an unknown tag"));
		}
	}

	@Test
	public void message_names_a_private_tag_whose_block_the_data_set_reserves() {
		assertTrue(refusal(Bytes.file(EXPLICIT_LITTLE).explicit(0x00090010, "LO", "ACME").tag(UNKNOWN).raw('L', 'O').u16(4).toArray()).startsWith("(0009,1010) at byte"));
	}

	@Test
	public void message_tells_no_length_of_an_item_that_is_too_long_for_its_sequence() {
		Bytes file = Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "SQ", 8).item(10).explicit(NAME, "PN", "Doe^Jane");
		assertEquals("(0008,1140) at byte 184: the item reaches beyond the sequence or item that it is in; the file is damaged, export it again", refusal(file.toArray()));
	}

	@Test(timeout = 5000)
	public void megabytes_of_zeros_end_the_data_set() throws IOException {
		for (TransferSyntax syntax : List.of(EXPLICIT_LITTLE, IMPLICIT_LITTLE, EXPLICIT_BIG)) {
			Bytes head = syntax.explicitVR() ? Bytes.file(syntax).explicit(NAME, "PN", "Doe^Jane") : Bytes.file(syntax).implicit(NAME, "Doe^Jane");
			byte[] clean = head.toArray();
			DicomFile file = head.raw(new byte[20_000_000]).raw(1).read();
			assertEquals(List.of(Kind.TRAILING_ZEROS_AND_MORE), kinds(file));
			assertArrayEquals(clean, Bytes.written(file));
		}
	}

	@Test
	public void elements_behind_zeros_are_not_dropped_unsaid() {
		assertRefused(Bytes.file(EXPLICIT_LITTLE).explicit(NAME, "PN", "Doe^Jane").raw(new byte[32]).explicit(ROWS, "US", 2, 1).toArray(), "zero bytes stand between elements");
		assertRefused(Bytes.file(EXPLICIT_BIG).explicit(NAME, "PN", "Doe^Jane").raw(new byte[32]).explicit(ROWS, "US", 2, 1).toArray(), "zero bytes stand between elements");
	}

	@Test
	public void zeros_alone_are_no_data_set() {
		assertRefused(Bytes.file(EXPLICIT_LITTLE).raw(new byte[100]).toArray(), "no data set follows");
	}

	@Test(timeout = 5000)
	public void half_a_million_descending_elements_are_sorted_at_once() throws IOException {
		Bytes file = Bytes.file(IMPLICIT_LITTLE).implicit(0x00080005, "ISO_IR 6");
		int count = 500_000;
		for (int i = count; i > 0; i--) file.implicit(0x00110000 + i, new byte[0]);
		DataSet dataSet = file.read().dataSet();
		assertEquals(count + 1, dataSet.size());
		int previous = 0;
		for (Element element : dataSet) {
			assertTrue(Integer.compareUnsigned(previous, element.tag()) < 0);
			previous = element.tag();
		}
	}

	/** Each level is a sequence up to its last element, which is broken; each failure used to be tried anew from the level above. */
	@Test(timeout = 5000)
	public void nested_values_that_are_sequences_but_for_their_end_are_parsed_once() throws IOException {
		VRLookup knowsPrivate = (tag, creator) -> tag == UNKNOWN && "ACME".equals(creator) ? VR.SQ : Bytes.DICTIONARY.vrOf(tag, creator);
		for (VRLookup dictionary : List.of(knowsPrivate, Bytes.DICTIONARY)) {
			byte[] value = {1, 2};
			for (int level = 0; level < 60; level++) {
				byte[] inner = Bytes.bare().implicit(0x00090010, "ACME").implicit(UNKNOWN, value).tag(NAME).u32(0x7FFFFFFF).toArray();
				value = Bytes.bare().item(inner.length).raw(inner).toArray();
			}
			byte[] file = Bytes.file(IMPLICIT_LITTLE).implicit(0x00090010, "ACME").implicit(UNKNOWN, value).toArray();
			DicomFile read = DicomFile.read(ByteSource.of(file), dictionary);
			assertArrayEquals(value, read.dataSet().get(UNKNOWN).bytes());
			assertArrayEquals(file, Bytes.written(read));
		}
	}

	@Test
	public void explicit_items_behind_VR_UN_are_found() throws IOException {
		byte[] inner = Bytes.bare().explicit(NAME, "PN", "Doe^Jane").toArray();
		for (Bytes file : List.of(Bytes.file(EXPLICIT_LITTLE).longHeader(UNKNOWN, "UN", 16 + inner.length).item(0).item(inner.length).raw(inner),
			Bytes.file(EXPLICIT_LITTLE).longHeader(UNKNOWN, "UN", 0xFFFFFFFFL).item(0xFFFFFFFFL).itemEnd().item(inner.length).raw(inner).sequenceEnd())) {
			assertEquals("Doe^Jane", file.read().dataSet().items(UNKNOWN).get(1).string(NAME).get());
		}
	}

	@Test(timeout = 5000)
	public void private_creator_of_a_megabyte_is_not_decoded_for_each_element() throws IOException {
		Bytes file = Bytes.file(IMPLICIT_LITTLE).implicit(0x00090010, new byte[1 << 20]);
		for (int i = 0; i < 20_000; i++) file.implicit(0x00091000 + i % 256, new byte[0]);
		assertFalse(file.read().irregularities().isEmpty());
	}

	@Test
	public void irregularity_tells_kind_path_and_byte_offset() throws IOException {
		Bytes before = Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "SQ", 0xFFFFFFFFL).item(0xFFFFFFFFL).itemEnd().item(0xFFFFFFFFL);
		int offset = before.toArray().length;
		DicomFile file = before.explicit(0x00081150, "UI", new byte[] {'1', '.', '2'}).itemEnd().sequenceEnd().read();
		assertEquals(List.of(new Irregularity(Kind.ODD_LENGTH, "(0008,1140)[2]>(0008,1150)", offset)), file.irregularities());
	}

	@Test
	public void every_departure_from_the_encoding_is_noted() throws IOException {
		assertEquals(List.of(Kind.OUT_OF_ORDER), kinds(Bytes.file(EXPLICIT_LITTLE).explicit(NAME, "PN", "A").explicit(0x00080005, "CS", "ISO_IR 6").read()));
		assertEquals(List.of(Kind.GROUP_LENGTH), kinds(Bytes.file(EXPLICIT_LITTLE).explicit(0x00100000, "UL", 11, 0, 0, 0).explicit(NAME, "PN", "AB").explicit(ROWS, "US", 1, 0).read()));
		assertEquals(List.of(), kinds(Bytes.file(EXPLICIT_LITTLE).explicit(0x00100000, "UL", 10, 0, 0, 0).explicit(NAME, "PN", "AB").explicit(ROWS, "US", 1, 0).read()));
		assertEquals(List.of(Kind.UNKNOWN_VR), kinds(Bytes.file(EXPLICIT_LITTLE).explicit(NAME, "??", "AB").read()));
		assertEquals(List.of(Kind.RESERVED_BYTES), kinds(Bytes.file(EXPLICIT_LITTLE).tag(0x00091001).raw('O', 'B').u16(1).u32(0).read()));
		assertEquals(List.of(Kind.UNDEFINED_LENGTH), kinds(Bytes.file(EXPLICIT_LITTLE).longHeader(0x00091001, "OB", 0xFFFFFFFFL).item(0).sequenceEnd().read()));
		assertEquals(List.of(Kind.NO_ITEM_DELIMITER), kinds(Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "SQ", 0xFFFFFFFFL).item(0xFFFFFFFFL).sequenceEnd().read()));
		assertEquals(List.of(Kind.DELIMITER_LENGTH), kinds(Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "SQ", 0xFFFFFFFFL).tag(Tag.SEQUENCE_DELIMITATION_ITEM).u32(8).read()));
		assertEquals(List.of(Kind.NO_FRAGMENTS_DELIMITER), kinds(Bytes.file(TransferSyntax.of("1.2.840.10008.1.2.5").get()).longHeader(Tag.PIXEL_DATA, "OB", 0xFFFFFFFFL).item(0).read()));
		assertEquals(List.of(Kind.EXPLICIT_BEHIND_UN), kinds(Bytes.file(EXPLICIT_LITTLE).longHeader(UNKNOWN, "UN", 18).item(10).explicit(NAME, "PN", "AB").read()));
	}

	@Test(timeout = 5000)
	public void only_the_first_of_a_hundred_thousand_irregularities_are_kept() throws IOException {
		Bytes file = Bytes.file(IMPLICIT_LITTLE);
		for (int i = 0; i < 100_000; i++) file.implicit(NAME, "AB");
		assertEquals(20, file.read().irregularities().size());
	}

	private static List<Kind> kinds(DicomFile file) {
		return file.irregularities().stream().map(Irregularity::kind).toList();
	}

	private static void assertRefused(byte[] bytes, String cause) {
		assertTrue(refusal(bytes), refusal(bytes).contains(cause));
	}

	private static String refusal(byte[] bytes) {
		return assertThrows(DicomException.class, () -> Bytes.read(bytes)).getMessage();
	}
}
