package sc.fiji.medprep.app.findings;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.junit.Test;

import sc.fiji.medprep.batch.Severity;
import sc.fiji.medprep.dicom.DataSet;
import sc.fiji.medprep.dicom.DicomFile;
import sc.fiji.medprep.dicom.Element;
import sc.fiji.medprep.dicom.Tag;
import sc.fiji.medprep.dicom.TransferSyntax;
import sc.fiji.medprep.dicom.VR;

/** The header beside a finding. */
public class HeaderTextTest {
	private static DicomFile file() {
		DataSet root = new DataSet();
		root.putString(Tag.SOP_CLASS_UID, VR.UI, "1.2");
		root.putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3");
		root.putString(Tag.PATIENT_ID, VR.LO, "line\nbreak");
		DataSet first = new DataSet().putString(Tag.MODALITY, VR.CS, "CT"), second = new DataSet().putString(Tag.MODALITY, VR.CS, "MR");
		root.put(Element.sequence(0x52009230, List.of(first, second)));
		return DicomFile.of(root, TransferSyntax.EXPLICIT_LITTLE, "1.2", "1.2.3");
	}

	private static String marked(String path) {
		HeaderText text = HeaderText.of(file(), path);
		return text.marked() < 0 ? "" : text.lines().get(text.marked());
	}

	@Test
	public void line_of_the_attribute_is_marked_at_its_place() {
		assertEquals("(0010,0020)  LO  Patient ID: line·break", marked("(0010,0020)"));
		assertEquals("        (0008,0060)  CS  Modality: CT", marked("(5200,9230)>(0008,0060)"));
		assertEquals("        (0008,0060)  CS  Modality: MR", marked("(5200,9230)[2]>(0008,0060)"));
		assertTrue(marked("(0002,0010)").endsWith("Transfer Syntax UID: 1.2.840.10008.1.2.1"));
	}

	@Test
	public void attribute_that_is_missing_has_a_line_where_it_should_stand() {
		HeaderText text = HeaderText.of(file(), "(0010,0010)");
		assertEquals("(0010,0010)      Patient's Name is not there", text.lines().get(text.marked()));
		assertTrue(text.lines().get(text.marked() + 1).startsWith("(0010,0020)"));
		assertEquals("        (0020,9113)      Plane Position Sequence is not there", marked("(5200,9230)[2]>(0020,9113)>(0020,0032)"));
		assertEquals("(7FE0,0010)      Pixel Data is not there", marked("(7FE0,0010)"));
	}

	@Test
	public void item_that_there_is_not_marks_its_sequence() {
		assertTrue(marked("(5200,9230)[7]>(0008,0060)").startsWith("(5200,9230)  SQ"));
	}

	@Test
	public void finding_about_the_whole_file_or_with_an_odd_path_marks_nothing() {
		for (String path : List.of("", "whatever", "(0008,00", "(0009,xx01)")) assertEquals("", marked(path));
	}

	@Test
	public void frame_of_a_finding_is_that_of_its_functional_group() {
		assertEquals(List.of(1, 1, 3, 1, 1), List.of("", "(5200,9230)>(0020,9113)", "(5200,9230)[3]>(0020,9113)", "(5200,9229)[2]>(0020,9113)", "(5200,9230)[99999999999]>(0020,9113)")
			.stream().map(tag -> new FindingRow(1, Severity.ERROR, "r", tag, "m", "", "").frame()).toList());
	}
}
