package sc.fiji.medprep.validate;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.VR;

public class PrivateCheckTest {
	private static final int CREATOR = 0x00290010, ELEMENT = 0x00291008;

	private static List<String> found(DataSet dataSet) throws IOException {
		return Checked.dataSet(new PrivateCheck(), dataSet);
	}

	private static DataSet creator(int tag, String name) {
		return new DataSet().put(Element.ascii(tag, VR.LO, name));
	}

	@Test
	public void elements_of_a_published_creator_are_clean() throws IOException {
		assertEquals(List.of(), found(creator(CREATOR, "SIEMENS CSA HEADER").put(Element.ascii(ELEMENT, VR.CS, "A"))));
	}

	@Test
	public void element_without_creator_is_found_also_if_another_block_is_reserved() throws IOException {
		assertEquals(List.of("private.no_creator (0029,1108)"), found(creator(CREATOR, "SIEMENS CSA HEADER").put(Element.ascii(ELEMENT, VR.CS, "A")).put(Element.ascii(0x00291108, VR.CS, "A"))));
	}

	@Test
	public void creator_of_the_data_set_around_reserves_nothing_in_an_item() throws IOException {
		DataSet outer = creator(CREATOR, "SIEMENS CSA HEADER").put(Element.ascii(ELEMENT, VR.CS, "A")).put(Element.sequence(0x00291020, List.of(new DataSet().put(Element.ascii(ELEMENT, VR.CS, "A")))));
		assertEquals(List.of("private.no_creator (0029,1020)>(0029,1008)"), found(outer));
	}

	@Test
	public void creators_without_name_or_elements_and_repeated_ones_are_found() throws IOException {
		assertEquals(List.of("private.creator.empty (0029,0010)"), found(creator(CREATOR, " ")));
		assertEquals(List.of("private.creator.unused (0029,0010)"), found(creator(CREATOR, "SIEMENS CSA HEADER")));
		DataSet twice = creator(CREATOR, "SIEMENS CSA HEADER").put(Element.ascii(0x00290011, VR.LO, "SIEMENS CSA HEADER")).put(Element.ascii(ELEMENT, VR.CS, "A")).put(Element.ascii(0x00291108, VR.CS, "A"));
		assertEquals(List.of("private.creator.repeated (0029,0011)"), found(twice));
	}

	@Test
	public void elements_outside_of_all_blocks_are_found() throws IOException {
		assertEquals(List.of("private.place (0029,0001)", "private.place (0029,0108)"), found(new DataSet().put(Element.ascii(0x00290001, VR.LO, "A")).put(Element.ascii(0x00290108, VR.LO, "A"))));
	}

	@Test
	public void unknown_creator_is_one_finding_with_the_number_of_its_elements() throws IOException {
		DataSet dataSet = creator(CREATOR, "NOBODY KNOWS").put(Element.ascii(ELEMENT, VR.LO, "A")).put(Element.ascii(0x00291009, VR.LO, "A"));
		assertEquals(List.of("private.unknown (0029,0010)"), found(dataSet));
		assertEquals(List.of("The private creator is not one whose elements are published; it has 2 elements."), Checked.messages(new PrivateCheck(), dataSet));
	}
}
