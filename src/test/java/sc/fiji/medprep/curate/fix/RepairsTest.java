package sc.fiji.medprep.curate.fix;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.batch.BatchConfigurationException;
import sc.fiji.medprep.dicom.ByteSource;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;
import sc.fiji.medprep.dicom.Value;
import sc.fiji.medprep.standard.Dictionary;

/** Each repair, and what must not be repaired, on data sets made by hand. */
public class RepairsTest {
	private static final String CT = "1.2.840.10008.5.1.4.1.1.2", UID = "1.2.826.0.1.3680043.10.1";

	private final List<String> changes = new ArrayList<>();

	private static DataSet object() {
		return new DataSet().put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, CT)).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, UID + ".1"));
	}

	private static Element latin1(int tag, VR vr, String text) {
		return Element.bytes(tag, vr, text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/** The repaired file of one that is written and read, or null. */
	private DicomFile repaired(String repairs, DicomFile file) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		file.write(Channels.newChannel(bytes));
		return repaired(repairs, bytes.toByteArray());
	}

	private DicomFile repaired(String repairs, byte[] bytes) throws IOException {
		changes.clear();
		FileRepair repair = new FileRepair(DicomFile.read(ByteSource.of(bytes), Dictionary.instance()), Repair.ofWords(repairs));
		DicomFile repaired = repair.run();
		for (Change change : repair.changes()) changes.add(change.repair().word() + " " + change.path() + " " + change.what());
		return repaired;
	}

	private DataSet repaired(String repairs, DataSet dataSet) throws IOException {
		DicomFile repaired = repaired(repairs, DicomFile.of(dataSet, TransferSyntax.EXPLICIT_LITTLE, CT, UID + ".1"));
		return repaired == null ? null : repaired.dataSet();
	}

	@Test
	public void text_in_another_text_VR_gets_that_of_the_dictionary_with_the_same_bytes() throws IOException {
		DataSet repaired = repaired("vr", object().put(latin1(Tag.MODALITY, VR.LO, "CT")).put(latin1(Tag.PATIENT_NAME, VR.LO, "A^B")).put(latin1(Tag.STUDY_DATE, VR.UN, "20200229")));
		assertEquals(VR.CS, repaired.get(Tag.MODALITY).vr());
		assertEquals(VR.PN, repaired.get(Tag.PATIENT_NAME).vr());
		assertEquals(VR.DA, repaired.get(Tag.STUDY_DATE).vr());
		assertArrayEquals("A^B ".getBytes(StandardCharsets.US_ASCII), repaired.bytes(Tag.PATIENT_NAME));
		assertEquals(List.of("vr (0008,0020) UN becomes DA", "vr (0008,0060) LO becomes CS", "vr (0010,0010) LO becomes PN"), changes);
	}

	@Test
	public void a_value_that_the_right_VR_cannot_have_stays_as_it_is() throws IOException {
		assertNull(repaired("vr", object().put(latin1(Tag.MODALITY, VR.LO, "ct")).put(latin1(Tag.STUDY_DATE, VR.UN, "20200230")).put(latin1(Tag.ROWS, VR.IS, "16"))
			.put(latin1(Tag.COLUMNS, VR.UN, "123")).put(Element.bytes(Tag.HIGH_BIT, VR.SS, new byte[] {0, (byte) 0x80}))));
	}

	@Test
	public void numbers_behind_UN_are_signed_as_pixels_are_and_stay_UN_if_nothing_tells() throws IOException {
		byte[] number = {1, (byte) 0xF8};
		DataSet signed = repaired("vr", object().putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1).put(Element.bytes(Tag.PIXEL_PADDING_VALUE, VR.UN, number)));
		assertEquals(VR.SS, signed.get(Tag.PIXEL_PADDING_VALUE).vr());
		assertEquals(-2047, signed.intValue(Tag.PIXEL_PADDING_VALUE).orElseThrow());
		assertNull(repaired("vr", object().put(Element.bytes(Tag.PIXEL_PADDING_VALUE, VR.UN, number))));
	}

	@Test
	public void a_sequence_behind_UN_becomes_one_and_its_items_get_their_VRs() throws IOException {
		DataSet item = new DataSet().put(Element.ascii(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, CT));
		Element hidden = new Element(Tag.REFERENCED_IMAGE_SEQUENCE, VR.UN, new Value.Sequence(List.of(new Value.Item(item, false)), true));
		DataSet repaired = repaired("vr", object().put(hidden));
		assertEquals(VR.SQ, repaired.get(Tag.REFERENCED_IMAGE_SEQUENCE).vr());
		assertEquals(CT, repaired.items(Tag.REFERENCED_IMAGE_SEQUENCE).get(0).string(Tag.REFERENCED_SOP_CLASS_UID).orElseThrow());
		assertEquals(List.of("vr (0008,1140) UN becomes SQ"), changes);
	}

	@Test
	public void numbers_behind_UN_in_big_endian_are_left_alone() throws IOException {
		DataSet set = object().put(Element.bytes(Tag.ROWS, VR.UN, new byte[] {0, 16}));
		assertNull(repaired("vr", DicomFile.of(set, TransferSyntax.EXPLICIT_BIG, CT, UID + ".1")));
	}

	@Test
	public void private_elements_keep_the_VR_of_their_maker() throws IOException {
		DataSet set = object().put(latin1(Tag.of(0x0019, 0x10), VR.LO, "SIEMENS MR HEADER")).put(latin1(Tag.of(0x0019, 0x100C), VR.UN, "1000"));
		assertNull(repaired("all", complete(set)));
	}

	/** Without what other repairs would add. */
	private DataSet complete(DataSet set) throws IOException {
		DataSet complete = repaired("type2", set);
		return complete == null ? set : complete;
	}

	@Test
	public void undeclared_UTF_8_is_declared_and_other_bytes_are_not_guessed() throws IOException {
		DataSet utf8 = object().put(Element.bytes(Tag.PATIENT_NAME, VR.PN, "M\u00FCller^J\u00F6rg".getBytes(StandardCharsets.UTF_8)));
		DataSet repaired = repaired("charset", utf8);
		assertEquals("ISO_IR 192", repaired.string(Tag.SPECIFIC_CHARACTER_SET).orElseThrow());
		assertEquals("M\u00FCller^J\u00F6rg", repaired.string(Tag.PATIENT_NAME).orElseThrow());
		assertNull(repaired("charset", object().put(latin1(Tag.PATIENT_NAME, VR.PN, "M\u00FCller"))));
		assertNull(repaired("charset", utf8.put(latin1(Tag.STUDY_DESCRIPTION, VR.LO, "Sch\u00E4del"))));
		assertNull(repaired("charset", object().put(latin1(Tag.PATIENT_NAME, VR.PN, "Mueller"))));
	}

	@Test
	public void misspelt_terms_are_put_right_if_all_text_is_legal_then() throws IOException {
		for (String term : new String[] {"ISO-IR 100", "ISO_IR_100", "iso_ir 100", "LATIN1", "ISO-8859-1"}) {
			DataSet repaired = repaired("charset", object().put(latin1(Tag.SPECIFIC_CHARACTER_SET, VR.CS, term)).put(latin1(Tag.PATIENT_NAME, VR.PN, "M\u00FCller")));
			assertEquals(term, "ISO_IR 100", repaired.string(Tag.SPECIFIC_CHARACTER_SET).orElseThrow());
		}
		assertNull(repaired("charset", object().put(latin1(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "UTF-8")).put(latin1(Tag.PATIENT_NAME, VR.PN, "M\u00FCller"))));
		assertNull(repaired("charset", object().put(latin1(Tag.SPECIFIC_CHARACTER_SET, VR.CS, "KLINGON"))));
	}

	@Test
	public void group_lengths_go_at_every_level_but_in_file_meta_information() throws IOException {
		DataSet item = new DataSet().putInts(Tag.of(0x0008, 0), VR.UL, 99).put(Element.ascii(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, CT));
		DicomFile repaired = repaired("group_length", DicomFile.of(object().putInts(Tag.of(0x0008, 0), VR.UL, 7).put(Element.sequence(Tag.REFERENCED_IMAGE_SEQUENCE, List.of(item))), TransferSyntax.EXPLICIT_LITTLE, CT, UID + ".1"));
		assertFalse(repaired.dataSet().contains(Tag.of(0x0008, 0)));
		assertFalse(repaired.dataSet().items(Tag.REFERENCED_IMAGE_SEQUENCE).get(0).contains(Tag.of(0x0008, 0)));
		assertTrue(repaired.fileMeta().contains(Tag.FILE_META_INFORMATION_GROUP_LENGTH));
	}

	@Test
	public void padding_becomes_that_of_the_VR() throws IOException {
		DataSet repaired = repaired("padding", object().put(latin1(Tag.PATIENT_ID, VR.LO, "A1 \0\0\0")).put(latin1(Tag.STUDY_INSTANCE_UID, VR.UI, UID + " ")).put(latin1(Tag.STUDY_DESCRIPTION, VR.LO, "a\0b ")));
		assertArrayEquals("A1    ".getBytes(StandardCharsets.US_ASCII), repaired.bytes(Tag.PATIENT_ID));
		assertEquals(UID + "\0".repeat(UID.length() % 2), new String(repaired.bytes(Tag.STUDY_INSTANCE_UID), StandardCharsets.US_ASCII));
		assertArrayEquals("a\0b ".getBytes(StandardCharsets.US_ASCII), repaired.bytes(Tag.STUDY_DESCRIPTION));
	}

	@Test
	public void attributes_of_type_2_are_added_without_a_value_and_those_of_type_1_are_not() throws IOException {
		DataSet repaired = repaired("type2", object().put(latin1(Tag.PATIENT_ID, VR.LO, "A1")));
		assertTrue(repaired.get(Tag.PATIENT_NAME).isEmpty());
		assertTrue(repaired.get(Tag.STUDY_DATE).isEmpty());
		assertFalse(repaired.contains(Tag.ROWS));
		assertFalse(repaired.contains(Tag.STUDY_INSTANCE_UID));
		assertEquals("A1", repaired.string(Tag.PATIENT_ID).orElseThrow());
		assertNull(repaired("type2", repaired));
	}

	@Test
	public void file_meta_information_is_made_of_the_data_set_only_if_that_says_which_object_it_is() throws IOException {
		DicomFile bare = new DicomFile(null, new DataSet(), object(), TransferSyntax.IMPLICIT_LITTLE, List.of());
		DicomFile repaired = repaired("meta", bare);
		assertEquals(128, repaired.preamble().length);
		assertEquals(CT, repaired.fileMeta().string(Tag.MEDIA_STORAGE_SOP_CLASS_UID).orElseThrow());
		assertEquals(TransferSyntax.IMPLICIT_LITTLE.uid(), repaired.fileMeta().string(Tag.TRANSFER_SYNTAX_UID).orElseThrow());
		DataSet unnamed = new DataSet().put(latin1(Tag.MODALITY, VR.CS, "CT")).put(latin1(Tag.PATIENT_ID, VR.LO, "A1"));
		assertNull(repaired("meta", new DicomFile(null, new DataSet(), unnamed, TransferSyntax.IMPLICIT_LITTLE, List.of())));
	}

	@Test
	public void identifiers_of_file_meta_information_become_those_of_the_data_set() throws IOException {
		DicomFile repaired = repaired("meta", DicomFile.of(object(), TransferSyntax.EXPLICIT_LITTLE, CT, UID + ".999"));
		assertEquals(UID + ".1", repaired.fileMeta().string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID).orElseThrow());
		assertEquals(List.of("meta (0002,0003) is put right"), changes);
		DataSet escaped = object().put(latin1(Tag.SOP_INSTANCE_UID, VR.UI, UID + "\u001B1"));
		assertNull(repaired("meta", DicomFile.of(escaped, TransferSyntax.EXPLICIT_LITTLE, CT, UID + ".1")));
	}

	@Test
	public void a_data_set_in_another_encoding_than_stated_keeps_its_bytes_and_the_statement_changes() throws IOException {
		ByteArrayOutputStream meta = new ByteArrayOutputStream(), whole = new ByteArrayOutputStream();
		DicomFile.of(new DataSet(), TransferSyntax.EXPLICIT_LITTLE, CT, UID + ".1").write(Channels.newChannel(meta));
		new DicomFile(null, new DataSet(), object(), TransferSyntax.IMPLICIT_LITTLE, List.of()).write(Channels.newChannel(whole));
		meta.writeBytes(whole.toByteArray());
		DicomFile repaired = repaired("meta", meta.toByteArray());
		assertEquals(TransferSyntax.IMPLICIT_LITTLE, repaired.transferSyntax());
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		repaired.write(Channels.newChannel(written));
		String bytes = whole.toString(StandardCharsets.ISO_8859_1);
		assertTrue(written.toString(StandardCharsets.ISO_8859_1).endsWith(bytes));
	}

	@Test
	public void what_would_lose_something_is_refused_with_a_sentence() throws IOException {
		Value.Bytes odd = new Value.Bytes(new byte[] {1, 2, 3}, ByteOrder.LITTLE_ENDIAN);
		refused("odd length", with(object().put(new Element(Tag.ROWS, VR.US, odd))));
		refused("digital signatures", with(object().put(latin1(Tag.MODALITY, VR.LO, "CT")).put(Element.sequence(Tag.DIGITAL_SIGNATURES_SEQUENCE, List.of()))));
		byte[] twice = with(object().put(latin1(Tag.MODALITY, VR.LO, "CT")));
		byte[] both = Arrays.copyOf(twice, twice.length + 10);
		System.arraycopy(twice, twice.length - 10, both, twice.length, 10);
		refused("occurs twice", both);
	}

	@Test
	public void odd_fragments_are_refused_since_padding_would_move_the_others() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(with(object(), TransferSyntax.of("1.2.840.10008.1.2.4.50").orElseThrow()));
		bytes.writeBytes(new byte[] {(byte) 0xE0, 0x7F, 0x10, 0, 'O', 'B', 0, 0, -1, -1, -1, -1});
		for (int length : new int[] {0, 3, 4}) {
			bytes.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, (byte) length, 0, 0, 0});
			bytes.writeBytes(new byte[length]);
		}
		bytes.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xDD, (byte) 0xE0, 0, 0, 0, 0});
		refused("odd length", bytes.toByteArray());
	}

	private static byte[] with(DataSet set) throws IOException {
		return with(set, TransferSyntax.EXPLICIT_LITTLE);
	}

	/** Written as it stands, odd values as well. */
	private static byte[] with(DataSet set, TransferSyntax syntax) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		DicomFile.of(set, syntax, CT, UID + ".1").write(Channels.newChannel(out));
		byte[] bytes = out.toByteArray();
		Element rows = set.get(Tag.ROWS);
		// the writer pads: take the padding away again
		if (rows == null || rows.length() % 2 == 0) return bytes;
		byte[] odd = Arrays.copyOf(bytes, bytes.length - 1);
		odd[odd.length - (int) rows.length() - 2] = (byte) rows.length();
		return odd;
	}

	private void refused(String why, byte[] bytes) {
		IOException refused = assertThrows(IOException.class, () -> repaired("all", bytes));
		assertTrue(refused.getMessage(), refused.getMessage().contains(why) && refused.getMessage().endsWith("."));
	}

	@Test
	public void a_list_of_repairs_is_read_and_an_unknown_one_is_refused() throws BatchConfigurationException {
		assertEquals("group_length,vr", Repair.words(EnumSet.copyOf(Repair.ofWords("vr, group_length"))));
		assertEquals(Repair.values().length, Repair.ofWords("all").size());
		assertThrows(BatchConfigurationException.class, () -> Repair.ofWords("vr,,type2"));
	}
}
