package sc.fiji.medprep.dicom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static sc.fiji.medprep.dicom.TransferSyntax.DEFLATED;
import static sc.fiji.medprep.dicom.TransferSyntax.EXPLICIT_BIG;
import static sc.fiji.medprep.dicom.TransferSyntax.EXPLICIT_LITTLE;
import static sc.fiji.medprep.dicom.TransferSyntax.IMPLICIT_LITTLE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DicomFileTest {
	private static final int REFERENCED_IMAGES = 0x00081140, NAME = 0x00100010, ROWS = 0x00280010, UNKNOWN = 0x00091010;

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void explicit_little_endian_is_read_and_written_back_byte_by_byte() throws IOException {
		assertUnchanged(Bytes.file(EXPLICIT_LITTLE).explicit(NAME, "PN", "Doe^Jane").explicit(ROWS, "US", 2, 1));
	}

	@Test
	public void implicit_little_endian_is_read_and_written_back_byte_by_byte() throws IOException {
		Bytes file = Bytes.file(IMPLICIT_LITTLE).implicit(NAME, "Doe^Jane").implicit(ROWS, new byte[] {2, 1});
		assertUnchanged(file);
		assertEquals(258, file.read().dataSet().intValue(ROWS).getAsInt());
	}

	@Test
	public void big_endian_numbers_keep_their_meaning_and_their_bytes() throws IOException {
		Bytes file = Bytes.file(EXPLICIT_BIG).explicit(ROWS, "US", 1, 2);
		assertUnchanged(file);
		assertEquals(258, file.read().dataSet().intValue(ROWS).getAsInt());
	}

	@Test
	public void deflated_data_set_is_read_and_written_deflated_and_even() throws IOException {
		Bytes plain = Bytes.bare().explicit(NAME, "PN", "Doe^Jane").explicit(ROWS, "US", 2, 1);
		ByteArrayOutputStream deflated = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflating = new DeflaterOutputStream(deflated, new Deflater(9, true))) {
			deflating.write(plain.toArray());
		}
		byte[] written = Bytes.written(Bytes.file(DEFLATED).raw(deflated.toByteArray()).read());
		assertEquals(0, written.length % 2);
		DataSet again = Bytes.read(written).dataSet();
		assertEquals("Doe^Jane", again.string(NAME).get());
		assertEquals(258, again.intValue(ROWS).getAsInt());
	}

	@Test
	public void sequences_of_defined_and_undefined_length_keep_their_form() throws IOException {
		Bytes inner = Bytes.bare().explicit(0x00081155, "UI", "1.2.3");
		assertUnchanged(Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "SQ", 8 + inner.toArray().length).item(inner.toArray().length).raw(inner.toArray()));
		Bytes undefined = Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "SQ", 0xFFFFFFFFL).item(0xFFFFFFFFL).raw(inner.toArray()).itemEnd()
			.item(inner.toArray().length).raw(inner.toArray()).sequenceEnd();
		assertUnchanged(undefined);
		assertEquals(2, undefined.read().dataSet().items(REFERENCED_IMAGES).size());
	}

	@Test
	public void sequence_behind_VR_UN_is_read_as_implicit_little_endian_and_written_back() throws IOException {
		byte[] inner = Bytes.bare().implicit(0x00081155, Bytes.even("1.2.3", '\0')).toArray();
		Bytes undefined = Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "UN", 0xFFFFFFFFL).item(inner.length).raw(inner).sequenceEnd();
		Bytes defined = Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "UN", 8 + inner.length).item(inner.length).raw(inner);
		for (Bytes file : List.of(undefined, defined)) {
			assertUnchanged(file);
			assertEquals("1.2.3", file.read().dataSet().items(REFERENCED_IMAGES).get(0).string(0x00081155).get());
		}
	}

	@Test
	public void unknown_private_sequence_in_implicit_VR_is_found() throws IOException {
		byte[] inner = Bytes.bare().implicit(NAME, "Doe^Jane").toArray();
		Bytes file = Bytes.file(IMPLICIT_LITTLE).implicit(0x00090010, "ACME").tag(UNKNOWN).u32(8 + inner.length).item(inner.length).raw(inner);
		assertUnchanged(file);
		assertEquals("Doe^Jane", file.read().dataSet().items(UNKNOWN).get(0).string(NAME).get());
	}

	@Test
	public void bytes_behind_VR_UN_that_only_begin_like_an_item_stay_bytes() throws IOException {
		Bytes file = Bytes.file(EXPLICIT_LITTLE).longHeader(UNKNOWN, "UN", 12).item(9999).u32(0);
		assertUnchanged(file);
		assertEquals(12, file.read().dataSet().get(UNKNOWN).bytes().length);
	}

	@Test
	public void item_with_its_own_character_set_decodes_by_it_and_others_by_the_outer_one() throws IOException {
		byte[] own = Bytes.bare().explicit(0x00080005, "CS", "ISO_IR 144").explicit(NAME, "PN", new byte[] {(byte) 0xBF, (byte) 0xE3}).toArray();
		byte[] inherited = Bytes.bare().explicit(NAME, "PN", new byte[] {(byte) 0xE4, (byte) 0xF6}).toArray();
		DataSet dataSet = Bytes.file(EXPLICIT_LITTLE).explicit(0x00080005, "CS", "ISO_IR 100").longHeader(REFERENCED_IMAGES, "SQ", 0xFFFFFFFFL).item(own.length).raw(own)
			.item(inherited.length).raw(inherited).sequenceEnd().read().dataSet();
		assertEquals("Пу", dataSet.items(REFERENCED_IMAGES).get(0).string(NAME).get());
		assertEquals("äö", dataSet.items(REFERENCED_IMAGES).get(1).string(NAME).get());
	}

	@Test
	public void encapsulated_fragments_stay_references_and_are_written_back() throws IOException {
		TransferSyntax jpeg = TransferSyntax.of("1.2.840.10008.1.2.4.50").get();
		Bytes file = Bytes.file(jpeg).longHeader(Tag.PIXEL_DATA, "OB", 0xFFFFFFFFL).item(0).item(4).raw(0xFF, 0xD8, 0xFF, 0xD9).sequenceEnd();
		assertUnchanged(file);
		assertEquals(2, ((Value.Fragments) file.read().dataSet().get(Tag.PIXEL_DATA).value()).items().size());
	}

	@Test
	public void group_lengths_are_made_right() throws IOException {
		Bytes file = Bytes.file(EXPLICIT_LITTLE).explicit(0x00100000, "UL", 99, 0, 0, 0).explicit(NAME, "PN", "Doe^Jane");
		DataSet again = Bytes.read(Bytes.written(file.read())).dataSet();
		assertEquals(16, again.intValue(0x00100000).getAsInt());
	}

	@Test
	public void odd_values_are_read_and_padded_when_written() throws IOException {
		DicomFile file = Bytes.file(EXPLICIT_LITTLE).explicit(NAME, "PN", new byte[] {'D', 'o', 'e'}).explicit(ROWS, "US", 2, 1).read();
		assertEquals("Doe", file.dataSet().string(NAME).get());
		DataSet again = Bytes.read(Bytes.written(file)).dataSet();
		assertArrayEquals("Doe ".getBytes(StandardCharsets.US_ASCII), again.get(NAME).bytes());
		assertEquals(258, again.intValue(ROWS).getAsInt());
	}

	@Test
	public void file_without_preamble_and_meta_information_is_read_in_all_three_encodings() throws IOException {
		Bytes explicit = Bytes.bare().explicit(0x00080005, "CS", "ISO_IR 6").explicit(ROWS, "US", 2, 1);
		assertEquals(EXPLICIT_LITTLE, explicit.read().transferSyntax());
		assertEquals(IMPLICIT_LITTLE, Bytes.bare().implicit(0x00080005, "ISO_IR 6").implicit(ROWS, new byte[] {2, 1}).read().transferSyntax());
		byte[] big = Bytes.file(EXPLICIT_BIG).explicit(0x00080005, "CS", "ISO_IR 6").explicit(ROWS, "US", 1, 2).toArray();
		int metaLength = Bytes.file(EXPLICIT_BIG).toArray().length;
		DicomFile read = Bytes.read(Arrays.copyOfRange(big, metaLength, big.length));
		assertEquals(EXPLICIT_BIG, read.transferSyntax());
		assertEquals(258, read.dataSet().intValue(ROWS).getAsInt());
	}

	@Test
	public void data_set_in_another_encoding_than_declared_is_read_and_written_as_declared() throws IOException {
		DicomFile file = Bytes.file(EXPLICIT_LITTLE).implicit(0x00080008, "ORIGINAL").implicit(ROWS, new byte[] {2, 1}).read();
		assertTrue(file.irregularities().toString(), file.irregularities().stream().anyMatch(found -> found.kind() == Irregularity.Kind.OTHER_ENCODING));
		assertArrayEquals(Bytes.file(EXPLICIT_LITTLE).explicit(0x00080008, "CS", "ORIGINAL").explicit(ROWS, "US", 2, 1).toArray(), Bytes.written(file));
	}

	@Test
	public void zero_bytes_and_garbage_behind_the_pixels_are_dropped_and_named() throws IOException {
		Bytes pixels = Bytes.file(EXPLICIT_LITTLE).longHeader(Tag.PIXEL_DATA, "OW", 2).raw(1, 2);
		for (byte[] rest : List.of(new byte[11], "unrelated text at the end".getBytes(StandardCharsets.US_ASCII))) {
			DicomFile file = Bytes.file(EXPLICIT_LITTLE).longHeader(Tag.PIXEL_DATA, "OW", 2).raw(1, 2).raw(rest).read();
			assertFalse(file.irregularities().isEmpty());
			assertArrayEquals(pixels.toArray(), Bytes.written(file));
		}
	}

	@Test
	public void refusal_names_tag_byte_offset_and_cause() {
		byte[] cut = Bytes.file(EXPLICIT_LITTLE).longHeader(REFERENCED_IMAGES, "SQ", 0xFFFFFFFFL).item(0xFFFFFFFFL).tag(NAME).raw('P', 'N').u16(40).raw(new byte[3]).toArray();
		DicomException e = assertThrows(DicomException.class, () -> Bytes.read(cut));
		assertEquals("(0008,1140)[1]>(0010,0010) at byte " + (cut.length - 11) + ": the value is longer than the 3 bytes that are left; the file may be truncated, export it again", e.getMessage());
	}

	@Test
	public void empty_file_text_and_lone_prefix_are_refused() {
		assertRefused(new byte[0], "the file is empty");
		assertRefused("This is a letter, not an image. It goes on for some lines.".getBytes(StandardCharsets.US_ASCII), "not a DICOM file");
		assertRefused(Bytes.file(EXPLICIT_LITTLE).toArray(), "no data set follows");
	}

	@Test
	public void nesting_of_100000_levels_is_refused() {
		Bytes deep = Bytes.file(EXPLICIT_LITTLE);
		for (int i = 0; i < 100_000; i++) deep.longHeader(REFERENCED_IMAGES, "SQ", 0xFFFFFFFFL).item(0xFFFFFFFFL);
		assertRefused(deep.toArray(), "nested");
		String path = "(0008,1140)[1]>(0008,1140)[1]>(0008,1140)[1]>...>(0008,1140)[1]>";
		assertRefused(deep.toArray(), path);
	}

	@Test
	public void length_beyond_the_file_is_refused_before_anything_is_allocated() {
		assertRefused(Bytes.file(EXPLICIT_LITTLE).longHeader(Tag.PIXEL_DATA, "OB", 0xFFFFFFFEL).raw(1, 2).toArray(), "longer than the 2 bytes that are left");
	}

	@Test
	public void file_cut_off_anywhere_is_read_or_refused_but_never_breaks_the_reader() {
		byte[] whole = Bytes.file(EXPLICIT_LITTLE).explicit(NAME, "PN", "Doe^Jane").longHeader(REFERENCED_IMAGES, "SQ", 0xFFFFFFFFL).item(0xFFFFFFFFL)
			.explicit(0x00081155, "UI", "1.2.3").itemEnd().sequenceEnd().explicit(ROWS, "US", 2, 1).longHeader(Tag.PIXEL_DATA, "OW", 4).raw(1, 2, 3, 4).toArray();
		for (int length = 0; length < whole.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			try {
				Bytes.read(cut);
			}
			catch (IOException e) {
				assertTrue(e.toString(), e instanceof DicomException);
			}
		}
	}

	@Test
	public void pixel_data_of_more_than_2_GB_is_rewritten_without_being_loaded() throws IOException {
		long pixels = (1L << 31) + 10;
		Path file = folder.newFile().toPath();
		byte[] head = Bytes.file(EXPLICIT_LITTLE).explicit(ROWS, "US", 2, 1).longHeader(Tag.PIXEL_DATA, "OW", pixels).toArray();
		try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
			sparse.write(head);
			sparse.setLength(head.length + pixels);
		}
		Counter counter = new Counter();
		try (ByteSource source = ByteSource.of(file)) {
			DicomFile.read(source, Bytes.DICTIONARY).write(counter);
		}
		assertEquals(head.length + pixels, counter.bytes);
	}

	@Test
	public void value_too_valuefor_a_short_length_becomes_UN() throws IOException {
		DicomFile file = new DicomFile(null, new DataSet(), new DataSet().put(Element.ascii(NAME, VR.PN, "x".repeat(70_000))), EXPLICIT_LITTLE, List.of());
		Element again = Bytes.read(Bytes.written(file)).dataSet().get(NAME);
		assertEquals(VR.UN, again.vr());
		assertEquals(70_000, again.bytes().length);
	}

	@Test
	public void little_endian_numbers_are_swapped_for_a_big_endian_file() throws IOException {
		byte[] frames = new byte[40_000];
		for (int i = 0; i < frames.length; i++) frames[i] = (byte) (i * 7);
		Element bulk = new Element(Tag.PIXEL_DATA, VR.OW, new Value.Bulk(ByteSource.of(frames), 0, frames.length, ByteOrder.LITTLE_ENDIAN));
		DicomFile file = new DicomFile(null, Bytes.file(EXPLICIT_BIG).explicit(ROWS, "US", 1, 2).read().fileMeta(), new DataSet().putInts(ROWS, VR.US, 258).put(bulk), EXPLICIT_BIG, List.of());
		DataSet again = Bytes.read(Bytes.written(file)).dataSet();
		assertEquals(258, again.intValue(ROWS).getAsInt());
		byte[] swapped = again.get(Tag.PIXEL_DATA).bytes();
		for (int i = 0; i < frames.length; i++) assertEquals(frames[i ^ 1], swapped[i]);
	}

	@Test
	public void thousands_of_medium_values_stay_in_the_source_and_are_written_back() throws IOException {
		Bytes file = Bytes.file(EXPLICIT_LITTLE);
		for (int i = 0; i < 3000; i++) {
			byte[] value = new byte[1000 + i];
			Arrays.fill(value, (byte) ('a' + i % 26));
			file.longHeader(0x00090000 + 0x1000 + i, "UT", value.length + value.length % 2).raw(value).raw(new byte[value.length % 2]);
		}
		assertUnchanged(file);
		DataSet dataSet = file.read().dataSet();
		assertTrue(dataSet.get(0x00090000 + 0x1000 + 100).value() instanceof Value.Bulk);
		assertEquals("w".repeat(1100), dataSet.string(0x00090000 + 0x1000 + 100).get());
	}

	@Test
	public void nested_lengths_and_group_lengths_are_measured_before_they_are_written() throws IOException {
		DataSet inner = new DataSet().putInts(0x00100000, VR.UL, 0).put(Element.ascii(NAME, VR.PN, "Doe")).put(Element.sequence(REFERENCED_IMAGES, List.of(new DataSet(), new DataSet().putInts(ROWS, VR.US, 1))));
		DataSet outer = new DataSet().putInts(0x00080000, VR.UL, 0).put(Element.sequence(REFERENCED_IMAGES, List.of(inner, new DataSet()))).putInts(ROWS, VR.US, 2);
		for (TransferSyntax syntax : List.of(EXPLICIT_LITTLE, EXPLICIT_BIG, IMPLICIT_LITTLE)) {
			byte[] written = Bytes.written(DicomFile.of(outer, syntax, "", ""));
			DataSet again = Bytes.read(written).dataSet();
			assertEquals(outer.toString(), again.toString());
			int sequence = syntax.explicitVR() ? 12 : 8;
			assertEquals(sequence + 8 + sequence + 8 + 8 + 8 + 2 + 12 + 8 + 4 + 8, again.intValue(0x00080000).getAsInt());
			assertEquals(12, again.items(REFERENCED_IMAGES).get(0).intValue(0x00100000).getAsInt());
		}
	}

	@Test
	public void a_valuelast_value_is_copied_from_a_file_into_a_deflated_data_set_once() throws IOException {
		Path value = folder.newFile().toPath();
		Files.write(value, new byte[100_000]);
		try (ByteSource source = ByteSource.of(value)) {
			DataSet dataSet = new DataSet().put(new Element(UNKNOWN, VR.OB, new Value.Bulk(source, 0, source.length(), ByteOrder.LITTLE_ENDIAN)));
			Path deflated = folder.getRoot().toPath().resolve("deflated");
			DicomFile.of(dataSet, DEFLATED, "", "").write(deflated);
			try (DicomFile read = DicomFile.read(deflated, (tag, creator) -> VR.UN)) {
				assertEquals(12 + 100_000, read.inflated().orElseThrow().length());
			}
		}
	}

	@Test
	public void large_deflated_data_set_is_inflated_to_a_file_without_a_name_that_closing_releases() throws IOException {
		int size = (int) (Runtime.getRuntime().maxMemory() / 8 + (1 << 20)) & ~1;
		DataSet dataSet = new DataSet().put(Element.ascii(NAME, VR.PN, "Doe^Jane"));
		Path zeros = folder.newFile().toPath(), deflated = folder.getRoot().toPath().resolve("deflated");
		try (RandomAccessFile sparse = new RandomAccessFile(zeros.toFile(), "rw")) {
			sparse.setLength(size);
		}
		try (ByteSource pixels = ByteSource.of(zeros)) {
			dataSet.put(new Element(Tag.PIXEL_DATA, VR.OW, new Value.Bulk(pixels, 0, size, ByteOrder.LITTLE_ENDIAN)));
			DicomFile file = DicomFile.of(dataSet, DEFLATED, "", "");
			file.fileMeta().put(Element.bytes(0x00020102, VR.OB, new byte[2000]));
			file.write(deflated);
		}
		DicomFile read = DicomFile.read(deflated, Bytes.DICTIONARY);
		Value.Bulk pixels = (Value.Bulk) read.dataSet().get(Tag.PIXEL_DATA).value();
		assertEquals(size, pixels.length());
		assertTrue(pixels.source() instanceof ByteSource.FileRegion);
		assertEquals("Doe^Jane", read.dataSet().string(NAME).get());
		assertEquals(2000, read.fileMeta().get(0x00020102).bytes().length);
		read.close();
		assertThrows(IOException.class, pixels::load);
	}

	@Test
	public void transfer_syntax_in_the_file_meta_information_is_that_of_the_data_set() throws IOException {
		DicomFile big = Bytes.file(EXPLICIT_BIG).explicit(ROWS, "US", 1, 2).read();
		DicomFile converted = new DicomFile(big.preamble(), big.fileMeta(), big.dataSet(), IMPLICIT_LITTLE, List.of());
		assertArrayEquals(Bytes.file(IMPLICIT_LITTLE).implicit(ROWS, new byte[] {2, 1}).toArray(), Bytes.written(converted));
		assertEquals("the file in memory is not changed", EXPLICIT_BIG.uid(), big.fileMeta().string(Tag.TRANSFER_SYNTAX_UID).get());
	}

	@Test
	public void file_is_read_and_written_by_its_path_and_never_overwritten() throws IOException {
		byte[] bytes = Bytes.file(EXPLICIT_LITTLE).explicit(NAME, "PN", "Doe^Jane").toArray();
		Path in = folder.newFile().toPath(), out = folder.getRoot().toPath().resolve("out");
		Files.write(in, bytes);
		try (DicomFile file = DicomFile.read(in, Bytes.DICTIONARY)) {
			file.write(out);
			assertThrows(FileAlreadyExistsException.class, () -> file.write(out));
		}
		assertArrayEquals(bytes, Files.readAllBytes(out));
	}

	@Test
	public void file_that_cannot_be_written_to_its_end_is_removed() {
		Path out = folder.getRoot().toPath().resolve("out");
		Value.Bulk broken = new Value.Bulk(ByteSource.of(new byte[0]), 0, 100_000, ByteOrder.LITTLE_ENDIAN);
		DicomFile file = DicomFile.of(new DataSet().put(new Element(Tag.PIXEL_DATA, VR.OW, broken)), EXPLICIT_LITTLE, "", "");
		assertThrows(IOException.class, () -> file.write(out));
		assertFalse(Files.exists(out));
	}

	private static void assertUnchanged(Bytes file) throws IOException {
		assertArrayEquals(file.toArray(), Bytes.written(file.read()));
	}

	private static void assertRefused(byte[] bytes, String cause) {
		DicomException e = assertThrows(DicomException.class, () -> Bytes.read(bytes));
		assertTrue(e.getMessage(), e.getMessage().contains(cause));
	}

	/** Counts what is written to it. */
	private static final class Counter implements WritableByteChannel {
		private long bytes;

		@Override
		public int write(ByteBuffer source) {
			int count = source.remaining();
			bytes += count;
			source.position(source.limit());
			return count;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
			// nothing is held
		}
	}
}
