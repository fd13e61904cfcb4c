package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static sc.fiji.medprep.validate.Checked.with;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Irregularity;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;

public class EncodingCheckTest {
	private static DicomFile file() {
		return DicomFile.of(Checked.image(), TransferSyntax.EXPLICIT_LITTLE, Checked.CT, Checked.ROOT + ".1");
	}

	private static List<String> encoding(DataSet dataSet) throws IOException {
		return Checked.dataSet(new EncodingCheck(), dataSet);
	}

	@Test
	public void file_that_we_write_is_clean() throws IOException {
		DicomFile read = Checked.read(Checked.written(file()));
		for (FileCheck check : List.of(new EncodingCheck(), new FileMetaCheck())) assertEquals(List.of(), Checked.file(check, read));
	}

	@Test
	public void every_irregularity_of_the_parser_has_a_rule() throws IOException {
		List<Irregularity> all = Arrays.stream(Irregularity.Kind.values()).map(kind -> new Irregularity(kind, "", 0)).toList();
		List<String> found = Checked.file(new EncodingCheck(), new DicomFile(null, new DataSet(), Checked.image(), TransferSyntax.EXPLICIT_LITTLE, all));
		for (String rule : List.of("encoding.preamble", "encoding.meta.absent", "encoding.meta.implicit", "encoding.transfer_syntax.other", "encoding.vr.unknown", "encoding.reserved_bytes", "encoding.order", "encoding.duplicate", "encoding.length.odd",
			"encoding.group_length.wrong", "encoding.length.undefined", "encoding.delimiter", "encoding.un.explicit", "encoding.trailing.zeros", "encoding.trailing.bytes")) {
			assertTrue(rule + found, found.contains(rule));
		}
	}

	@Test
	public void bytes_changed_in_a_file_are_found_where_they_are() throws IOException {
		byte[] wrongLength = Checked.written(file());
		wrongLength[140] += 2;
		assertEquals(List.of("encoding.meta.group_length (0002,0000)"), Checked.file(new EncodingCheck(), Checked.read(wrongLength)));
		byte[] written = Checked.written(file());
		assertEquals(List.of("encoding.trailing.bytes"), Checked.file(new EncodingCheck(), Checked.read(concat(written, "rest".getBytes(StandardCharsets.US_ASCII)))));
		assertEquals(List.of("encoding.trailing.zeros"), Checked.file(new EncodingCheck(), Checked.read(concat(written, new byte[20]))));
	}

	private static byte[] concat(byte[] one, byte[] other) {
		byte[] both = Arrays.copyOf(one, one.length + other.length);
		System.arraycopy(other, 0, both, one.length, other.length);
		return both;
	}

	@Test
	public void file_meta_information_must_be_complete_and_say_what_the_data_set_says() throws IOException {
		DicomFile file = file();
		assertEquals(List.of(), Checked.file(new FileMetaCheck(), file));
		file.fileMeta().remove(Tag.IMPLEMENTATION_CLASS_UID);
		file.fileMeta().remove(Tag.FILE_META_INFORMATION_GROUP_LENGTH);
		file.fileMeta().put(Element.bytes(Tag.FILE_META_INFORMATION_VERSION, VR.OB, new byte[] {1, 1}));
		file.dataSet().put(Element.ascii(Tag.SOP_CLASS_UID, VR.UI, "1.2.840.10008.5.1.4.1.1.4")).put(Element.ascii(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.9"));
		assertEquals(List.of("encoding.meta.group_length (0002,0000)", "encoding.meta.missing (0002,0012)", "encoding.meta.version (0002,0001)", "encoding.meta.sop_class (0002,0002)", "encoding.meta.sop_instance (0002,0003)"),
			Checked.file(new FileMetaCheck(), file));
		file.dataSet().remove(Tag.SOP_CLASS_UID);
		assertTrue(Checked.file(new FileMetaCheck(), file).contains("encoding.meta.sop_class (0002,0002)"));
	}

	@Test
	public void groups_that_a_data_set_must_not_have_are_found() throws IOException {
		for (int tag : new int[] {0x00000010, 0x00010010, 0x00020010, 0x00030010, 0x00050010, 0x00070010, 0xFFFF0010}) {
			assertTrue(encoding(with(tag, VR.LO, "1")).contains("encoding.group.forbidden " + Tag.toString(tag)));
		}
	}

	@Test
	public void unknown_attributes_are_found_unless_their_tag_is_text() throws IOException {
		assertEquals(List.of("encoding.attribute.unknown (0008,FFF0)"), encoding(with(0x0008FFF0, VR.LO, "A")));
		assertEquals(List.of("encoding.attribute.unknown"), encoding(with(0x444E4A4F, VR.LO, "A")));
		assertEquals(List.of(), encoding(with(0x60123000, VR.OW, "\0\0")));
	}

	@Test
	public void group_lengths_are_told_once() throws IOException {
		DataSet dataSet = new DataSet().putInts(0x00100000, VR.UL, 0).putInts(0x00280000, VR.UL, 10).putInts(Tag.ROWS, VR.US, 1);
		assertEquals(List.of("encoding.group_length.present (0010,0000)"), encoding(dataSet));
		assertEquals(List.of("encoding.group_length.wrong (0010,0000)", "encoding.group_length.present (0010,0000)"), encoding(with(0x00100000, VR.US, "\0\0")));
	}

	@Test
	public void VR_is_that_of_the_dictionary() throws IOException {
		assertEquals(List.of("encoding.vr.wrong (0008,0060)"), encoding(with(Tag.MODALITY, VR.LO, "CT")));
		assertEquals(List.of("encoding.vr.un (0008,0060)"), encoding(with(Tag.MODALITY, VR.UN, "CT").put(Element.bytes(Tag.PATIENT_ID, VR.UN, new byte[2]))));
		assertEquals(List.of("encoding.vr.wrong (0029,0010)"), encoding(with(0x00290010, VR.CS, "ACME")));
		assertEquals(List.of("encoding.vr.private (0029,1008)"), encoding(with(0x00290010, VR.LO, "SIEMENS CSA HEADER").put(Element.bytes(0x00291008, VR.DS, new byte[] {'1', ' '}))));
		assertEquals(List.of(), Checked.encapsulated(new EncodingCheck(), with(Tag.MODALITY, VR.LO, "CT"), "1.2.840.10008.1.2"));
	}

	@Test
	public void VR_fits_how_pixels_are_stored() throws IOException {
		assertEquals(List.of("encoding.vr.context (0028,0120)"), encoding(Checked.image().put(Element.bytes(Tag.PIXEL_PADDING_VALUE, VR.SS, new byte[2]))));
		assertEquals(List.of("encoding.vr.context (0028,0106)"), encoding(Checked.image().putInts(Tag.PIXEL_REPRESENTATION, VR.US, 1).putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.US, 0)));
		assertEquals(List.of(), encoding(Checked.image().putInts(Tag.SMALLEST_IMAGE_PIXEL_VALUE, VR.US, 0)));
		assertEquals(List.of("encoding.vr.context (7FE0,0010)"), encoding(Checked.image().put(Element.bytes(Tag.PIXEL_DATA, VR.OB, new byte[12]))));
	}
}
