package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.VR;

public class UidCheckTest {
	private static final String STUDY = " (0020,000D)", SOP_CLASS = " (0008,0016)";

	private static DataSet with(int tag, String uid) {
		return Checked.image().put(Element.ascii(tag, VR.UI, uid));
	}

	private static List<String> study(String uid) throws IOException {
		return Checked.dataSet(new UidCheck(), with(Tag.STUDY_INSTANCE_UID, uid));
	}

	@Test
	public void uids_begin_with_arcs_that_exist() throws IOException {
		for (String right : List.of("0.1.2", "1.2.840.113619.1", "1.39.1", "2.16.840.1", "2.40.5", "2.25.1")) assertEquals(right, List.of(), study(right));
		for (String wrong : List.of("3.1.2", "11.2.3", "1.40.5", "0.100.2", "5")) assertEquals(wrong, List.of("uid.root" + STUDY), study(wrong));
	}

	@Test
	public void uuids_are_one_number_of_128_bits() throws IOException {
		assertEquals(List.of(), study("2.25.340282366920938463463374607431768211455"));
		assertEquals(List.of("uid.uuid" + STUDY), study("2.25.340282366920938463463374607431768211456"));
		assertEquals(List.of("uid.uuid" + STUDY), study("2.25.1234.5"));
	}

	@Test
	public void roots_of_examples_are_found() throws IOException {
		for (String example : List.of("1.2.3.4", "2.999.1", "1.1.1")) assertEquals(example, List.of("uid.example" + STUDY), study(example));
	}

	@Test
	public void one_uid_names_one_thing() throws IOException {
		assertEquals(List.of("uid.two_roles" + STUDY), Checked.dataSet(new UidCheck(), with(Tag.FRAME_OF_REFERENCE_UID, Checked.ROOT + ".2")));
		assertEquals(List.of("uid.two_roles (0020,000E)"), Checked.dataSet(new UidCheck(), with(Tag.SOP_INSTANCE_UID, Checked.ROOT + ".3")));
		assertEquals(List.of("uid.two_roles (0008,0018)", "uid.standard_as_instance (0008,0018)"), Checked.dataSet(new UidCheck(), with(Tag.SOP_INSTANCE_UID, Checked.CT)));
	}

	@Test
	public void uids_of_the_standard_name_no_instances_but_well_known_ones() throws IOException {
		assertEquals(List.of("uid.standard_as_instance" + STUDY), study("1.2.840.10008.5.1.4.1.1.7"));
		assertEquals(List.of("uid.standard_as_instance" + STUDY), study("1.2.840.10008.99.1"));
		// Talairach brain atlas
		assertEquals(List.of(), Checked.dataSet(new UidCheck(), with(Tag.FRAME_OF_REFERENCE_UID, "1.2.840.10008.1.4.1.1")));
	}

	@Test
	public void sop_classes_are_registered_ones() throws IOException {
		assertEquals(List.of(), sopClass("1.2.840.10008.5.1.4.1.1.4"));
		assertEquals(List.of("uid.sop_class.unknown" + SOP_CLASS), sopClass("1.2.840.10008.5.1.4.1.1.999"));
		assertEquals(List.of("uid.sop_class.retired" + SOP_CLASS), sopClass("1.2.840.10008.5.1.4.1.1.5"));
		assertEquals(List.of("uid.sop_class.other" + SOP_CLASS), sopClass("1.2.840.10008.1.2.1"));
		assertEquals(List.of("uid.sop_class.private" + SOP_CLASS), sopClass("1.3.12.2.1107.5.9.1"));
		DataSet referring = Checked.image().put(Element.sequence(0x00081140, List.of(new DataSet().put(Element.ascii(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, "1.2.840.10008.5.1.4.1.1.5")))));
		assertEquals(List.of("uid.referenced_class.retired (0008,1140)>(0008,1150)"), Checked.dataSet(new UidCheck(), referring));
	}

	private static List<String> sopClass(String uid) throws IOException {
		return Checked.dataSet(new UidCheck(), with(Tag.SOP_CLASS_UID, uid));
	}

	@Test
	public void transfer_syntaxes_that_are_retired_or_private_are_found() throws IOException {
		assertEquals(List.of("uid.transfer_syntax.retired (0002,0010)"), Checked.encapsulated(new UidCheck(), Checked.image(), "1.2.840.10008.1.2.2"));
		assertEquals(List.of("uid.transfer_syntax.private (0002,0010)"), Checked.encapsulated(new UidCheck(), Checked.image(), "1.2.840.113619.5.2"));
	}
}
